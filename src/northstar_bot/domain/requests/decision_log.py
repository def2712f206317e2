"""The log of decisions as a table that may leave the house: verdicts and what followed; nothing of what is private."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.people import Person
from northstar_bot.domain.requests.details import Deal, Details, PersonsTime
from northstar_bot.domain.requests.requests import NO_INPUT, STAR_ONLY, Request, State, Verdict, Visibility
from northstar_bot.domain.requests.steps import Step

_NO_SINGLE_INPUT = {NO_INPUT: "none of them", STAR_ONLY: "the star, but no single input"}


@dataclass(frozen=True, slots=True)
class Entry:
    """A verdict, or a step after it such as an appeal, in words; of a private request only number and state."""

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
    suggestion: str = ""
    evidence: str = ""
    mechanism: str = ""
    stops: str = ""
    reason_kind: str = ""
    difference: str = ""
    exempt: str = ""
    duplicate_of: str = ""
    comes_back: str = ""
    precedents: str = ""
    squad: str = ""
    look_by: date | None = None


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
        team=_team_name(request, company),
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
        suggestion=verdict.suggestion.value if verdict.suggestion else "",
        evidence=verdict.evidence.value if verdict.evidence else "",
        mechanism=verdict.mechanism,
        stops=verdict.stops,
        reason_kind=verdict.reason_code,
        difference=verdict.difference,
        exempt=request.obligation.value if verdict.exempt else "",
        duplicate_of=f"#{verdict.duplicate_of}" if verdict.duplicate_of else "",
        comes_back=_comes_back(verdict),
        precedents=", ".join(f"#{number}" for number in verdict.precedents),
        squad=_squad_name(verdict, company),
        look_by=verdict.look_by,
    )


def entry_of_step(request: Request, step: Step, company: Company, people: Mapping[PersonId, Person]) -> Entry:
    """An appeal, a drop, new evidence or what the calendar did, in the same columns."""
    if request.visibility is not Visibility.CHANNEL:
        return Entry(request.number, request.state)
    by = people.get(step.by) if step.by else None
    return Entry(
        number=request.number,
        state=request.state,
        title=request.title,
        team=_team_name(request, company),
        kind=request.kind,
        answer=step.act.value,
        reason=step.text,
        decider=by.name if by else step.by or "",
        day=step.at.astimezone(ZoneInfo(company.zone)).date(),
    )


def _team_name(request: Request, company: Company) -> str:
    named = next((team.name for team in company.teams if team.key == request.asker_team), "")
    return named or (request.asker_team or "")


def _comes_back(verdict: Verdict) -> str:
    if verdict.wake_on is None:
        return ""
    return verdict.wake_at.isoformat() if verdict.wake_at else f"on {verdict.wake_on.value}"


def _squad_name(verdict: Verdict, company: Company) -> str:
    squad = company.squad(verdict.squad) if verdict.squad else None
    return squad.name if squad else verdict.squad or ""


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
