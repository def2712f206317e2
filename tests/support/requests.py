"""A company with a star, people of every role, requests and verdicts to try."""

from datetime import date

from northstar_bot.domain.company.company import Company, Dimension, Kind, Metric, Star, Team
from northstar_bot.domain.people import Person, Role, Standing, Viewer
from northstar_bot.domain.requests.asking import Draft
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    Answer,
    Evidence,
    ReasonCode,
    RequestKind,
)
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.views import Seen

COMPANY = Company(
    "acme",
    "Acme",
    zone="Europe/Berlin",
    metrics=(
        Metric("dau", "Daily users", Kind.STAR),
        Metric("new_users", "New teachers", Kind.INPUT, dimension=Dimension.BREADTH, owner="UOWN"),
        Metric("return_days", "Days a teacher returns", Kind.INPUT, dimension=Dimension.FREQUENCY),
    ),
    teams=(Team("sales", "Sales"),),
)
STAR = Star(0, "dau", "Every classroom learns daily", "Daily users", "users", since=date(2026, 1, 5))


def viewer_of(person, *roles, standing=Standing.MEMBER, workspace="acme"):
    return Viewer(workspace, Person(person, person, standing=standing, team="sales"), frozenset(roles))


ASKER, OTHER, OWNER_OF_INPUT = viewer_of("UASK"), viewer_of("UOTH"), viewer_of("UOWN")
DECIDER, SECOND = viewer_of("UDEC", Role.DECIDER), viewer_of("USEC", Role.STEWARD)
NOTIFICATIONS = Draft(
    "New notifications for teachers",
    "Teachers of Oak School forget to come back after the first lesson.",
    RequestKind.CLIENT,
    Evidence.SEEN,
    "return_days",
)
WORKFLOW = Draft(
    "Fix the assignment workflow",
    "It takes ten clicks to assign a lesson; teachers give up at the fifth.",
    RequestKind.BUG,
    Evidence.MEASURED,
)
YES = Proposal(
    Answer.YES,
    "return_days",
    Evidence.SEEN,
    mechanism="When reminded at eight, teachers open the app on more days.",
)
NO = Proposal(
    Answer.NO,
    NO_INPUT,
    Evidence.MEASURED,
    reason_code=ReasonCode.NO_INPUT,
    reason="Nobody would come on more days because assigning a lesson is quicker.",
    would_be_yes="Two schools whose teachers come back more often with it.",
)
SEEN = Seen(0, 1)


async def asked(requests, draft=NOTIFICATIONS, viewer=ASKER, key="view:V1"):
    return (await requests.ask(viewer, draft, key)).request
