"""The log of decisions as a table that may leave the house: every verdict, and of a private request nothing said."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.people import Person
from northstar_bot.domain.requests.details import Deal, Details, PersonsTime
from northstar_bot.domain.requests.requests import NO_INPUT, STAR_ONLY, Request, State, Verdict, Visibility

_NO_SINGLE_INPUT = {NO_INPUT: "none of them", STAR_ONLY: "the star, but no single input"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One verdict in words; of a private request only its number and state are filled in."""

    number: int
    state: State
    title: str = ""
    team: str = ""
    kind: str = ""
    input: str = ""
    answer: str = ""
    rule: str = ""
    reason: str = ""
    would_be_yes: str = ""
    decider: str = ""
    day: date | None = None
    star_version: int | None = None
    star: str = ""
    details: str = ""


def entry_of(
    request: Request, verdict: Verdict, company: Company, people: Mapping[PersonId, Person]
) -> Entry:
    """`verdict` as people name things: teams, inputs and persons by name, the day in the company's zone."""
    if request.visibility is not Visibility.CHANNEL:
        return Entry(request.number, request.state)
    decider = people.get(verdict.decider)
    return Entry(
        number=request.number,
        state=request.state,
        title=request.title,
        team=next((team.name for team in company.teams if team.key == request.asker_team), "")
        or (request.asker_team or ""),
        kind=request.kind,
        input=_input_name(verdict.input, company),
        answer=verdict.answer.value,
        rule=verdict.rule,
        reason=verdict.reason,
        would_be_yes=verdict.would_be_yes,
        decider=decider.name if decider else verdict.decider,
        day=verdict.decided_at.astimezone(ZoneInfo(company.zone)).date(),
        star_version=verdict.star_version,
        star=verdict.star_wording.get("name", ""),
        details=_told(request.details, people),
    )


def _told(details: Details | None, people: Mapping[PersonId, Person]) -> str:
    """The fields of its own that a request has, as one line."""
    if isinstance(details, PersonsTime):
        whose = people[details.whose].name if details.whose in people else details.whose
        parts = [f"{details.hours.normalize():f} h of {whose}", f"by {details.by}", details.customer]
    elif isinstance(details, Deal):
        size = details.size.value if details.size else ""
        parts = [details.customer, details.deal, f"closes {details.closes}", details.beyond, size]
    else:
        return ""
    return "; ".join(part for part in parts if part)


def _input_name(key: MetricKey | None, company: Company) -> str:
    if key is None or key in _NO_SINGLE_INPUT:
        return _NO_SINGLE_INPUT.get(key, "") if key else ""
    metric = company.metric(key)
    return metric.name if metric else key
