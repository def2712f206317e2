"""An appeal against a no: once, by the asker, with something new, and to somebody else than who said no."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from northstar_bot.domain.company.company import Company, Kind
from northstar_bot.domain.errors import AlreadyDone, Invalid, NotAllowed
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.domain.requests.moves import Act, can
from northstar_bot.domain.requests.requests import Answer, Request, Verdict
from northstar_bot.domain.requests.steps import Appeal, Step
from northstar_bot.domain.requests.views import Desk, desk_of
from northstar_bot.domain.typed import cleaned, wrong_length

EVIDENCE = (20, 1500)
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class AppealForm:
    """What an asker has before their eyes when they appeal; `others`: how many people can decide it now."""

    request: Request
    no: Verdict
    others: int


def appeal_among(steps: Iterable[Step], verdicts: Sequence[Verdict]) -> Appeal | None:
    """The appeal that is being decided or was, with the no that it is about; none since a later star opened it."""
    step = next((each for each in reversed([*steps]) if each.act in (Act.APPEAL, Act.REOPEN)), None)
    if step is None or step.act is Act.REOPEN:
        return None
    no = [each for each in verdicts if each.answer is Answer.NO and each.decided_at <= step.at]
    return Appeal(step.text, step.at, no[-1], alone=step.not_by is None) if no else None


def is_appealed(steps: Iterable[Step], verdict: Verdict) -> bool:
    """Whether `verdict` was given after an appeal, and so is final."""
    return any(each.act is Act.APPEAL and each.at <= verdict.decided_at for each in steps)


def must_be_appealable(
    request: Request, person: PersonId, verdicts: Sequence[Verdict], steps: Iterable[Step]
) -> Verdict:
    """The no that `person` may appeal against; a second no is final."""
    if not request.is_own(person):
        raise NotAllowed("Only the person who asked can appeal.", "Ask them, or make your own request.")
    if not can(request.state, Act.APPEAL) or not verdicts:
        raise AlreadyDone(
            f"Only a no can be appealed, and request #{request.number} is {request.state}.",
            f"See /northstar why {request.number}.",
        )
    if any(each.act is Act.APPEAL for each in steps):
        raise AlreadyDone(
            "This was appealed once, and the second no is final.",
            "A steward looks at it again when the North Star changes.",
        )
    return verdicts[-1]


def new_evidence(text: str, said: Iterable[str]) -> str:
    """`text` as the evidence of an appeal, or Invalid when it is too short or was said before."""
    if wrong := wrong_length("text", text, EVIDENCE, "say what is new"):
        raise Invalid(wrong)
    words = _words(text)
    if any(words in _words(each) for each in said):
        raise Invalid({"text": "This was said before. Say what is known now that was not known then."})
    return cleaned(text)


def deciders_of(
    company: Company, request: Request, owners: Collection[PersonId], besides: PersonId
) -> tuple[PersonId, ...]:
    """Who can decide `request` besides one person."""
    return tuple(
        desk.person for desk in desks(company, owners) if desk.person != besides and desk.decides(request)
    )


def desks(company: Company, owners: Collection[PersonId]) -> Iterator[Desk]:
    """The desk of everybody who is named for something; `owners` come from the environment."""
    named = {
        Role.OWNER: {*owners, *company.owners},
        Role.STEWARD: set(company.stewards),
        Role.DECIDER: set(company.deciders),
    }
    people = set().union(
        *named.values(),
        (metric.owner for metric in company.of_kind(Kind.INPUT) if metric.owner),
        (scope.person for scope in company.scopes),
    )
    for person in sorted(people):
        roles = frozenset(role for role, holders in named.items() if person in holders)
        yield desk_of(company, Viewer(company.workspace, Person(person, person), roles))


def _words(text: str) -> str:
    return f" {' '.join(_WORD.findall(text.casefold()))} "
