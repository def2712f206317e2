"""Work that was shipped: who may say so, what is kept of it, and what was seen when somebody looked back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from northstar_bot.domain.calendar.written_days import day_at_start
from northstar_bot.domain.company.company import Company, Kind
from northstar_bot.domain.errors import BadInput, Invalid
from northstar_bot.domain.ids import MetricKey, PersonId, SquadKey, is_in_slack
from northstar_bot.domain.numbers.look_back import Seen
from northstar_bot.domain.people import Role, Viewer
from northstar_bot.domain.requests.requests import Request, Verdict
from northstar_bot.domain.typed import one_line, wrong_length

CHANGED = (0, 200)
NOTE = (0, 500)
# Earlier than this after shipping there are too few closed weeks to look at.
SOONEST = timedelta(days=35)


@dataclass(frozen=True, slots=True)
class Crew:
    """Whose work a person may mark shipped: that of their squads, for inputs they own, or everybody's.

    `squad_inputs`: those of their squads; such a squad does what was accepted without naming one.
    """

    squads: frozenset[SquadKey] = frozenset()
    inputs: frozenset[MetricKey] = frozenset()
    squad_inputs: frozenset[MetricKey] = frozenset()
    everything: bool = False

    def ships(self, verdict: Verdict | None) -> bool:
        """Whether the work that `verdict` accepted is this person's to mark shipped."""
        if verdict is None:
            return self.everything
        theirs = verdict.squad in self.squads if verdict.squad else verdict.input in self.squad_inputs
        return self.everything or theirs or verdict.input in self.inputs


def crew_of(company: Company, viewer: Viewer) -> Crew:
    """The squads that `viewer` belongs to, and the inputs that are theirs or of those squads."""
    me = viewer.person.id
    squads = frozenset(squad.key for squad in company.squads if me in squad.people)
    # An input that a pivot retired keeps its owner, who keeps what was promised for it.
    own = frozenset(each.key for each in company.metrics if each.owner == me and each.kind is not Kind.STAR)
    of_squads = frozenset(each.key for each in company.of_kind(Kind.INPUT) if each.squad in squads)
    return Crew(squads, own, of_squads, viewer.holds(Role.STEWARD))


@dataclass(frozen=True, slots=True)
class Shipment:
    """What was marked shipped, once. `look_at`: the day from which somebody is asked whether the input moved."""

    request: int
    shipped_by: PersonId
    shipped_on: date
    at: datetime
    look_at: date
    star_version: int
    changed: str = ""
    input: MetricKey | None = None
    squad: SquadKey | None = None


class Moved(StrEnum):
    """What people of the squad say when they look back."""

    YES = "moved"
    NO = "not moved"
    UNCLEAR = "cannot tell"


@dataclass(frozen=True, slots=True)
class LookBack:
    """One answer to “did the input move?”; `seen` is what the readings showed to whoever answered."""

    request: int
    answer: Moved
    author: PersonId
    at: datetime
    seen: Seen | None = None
    note: str = ""
    id: int = 0


@dataclass(frozen=True, slots=True)
class Story:
    """A shipment with every answer on it, oldest first; the latest counts."""

    shipment: Shipment
    answers: tuple[LookBack, ...] = ()


@dataclass(frozen=True, slots=True)
class ShippedTally:
    """How much was shipped, and what was said of it later."""

    shipped: int = 0
    answers: Mapping[Moved, int] = field(default_factory=dict)

    @property
    def looked_back(self) -> int:
        """How many have an answer."""
        return sum(self.answers.values())


@dataclass(frozen=True, slots=True)
class ShipForm:
    """What the form says; without a day it is today."""

    on: date | None = None
    changed: str = ""


def shipment_of(
    request: Request,
    verdict: Verdict | None,
    form: ShipForm,
    *,
    company: Company,
    by: PersonId,
    at: datetime,
    today: date,
) -> Shipment:
    """The mark on `request`, or Invalid with a sentence for every field in want."""
    day = form.on or today
    wrong = wrong_length("changed", form.changed, CHANGED, "say in one line what changed")
    if day > today:
        wrong["on"] = "That day is still to come. Mark it when it is shipped."
    elif day < request.asked_at.date() - timedelta(days=1):
        wrong["on"] = "It was not asked for yet on that day."
    if wrong:
        raise Invalid(wrong)
    return Shipment(
        request=request.number,
        shipped_by=by,
        shipped_on=day,
        at=at,
        look_at=look_at(day, verdict.look_by if verdict else None, company.look_back_days),
        star_version=company.star.version if company.star else 0,
        changed=one_line(form.changed),
        input=verdict.input if verdict else None,
        squad=verdict.squad if verdict else None,
    )


def ship_line(said: str, today: date) -> ShipForm:
    """`5 Nov reminders at eight`: the day it begins with, else today, and what changed; BadInput for 31 Feb."""
    found = day_at_start(said, today)
    if found is None:
        return ShipForm(today, said.strip())
    if found.day is None:
        raise BadInput(
            f"“{found.words}” is not a day. Nothing was marked.", "Write it as 2026-11-20 or 20 Nov.", "on"
        )
    return ShipForm(found.day, said.strip()[len(found.words) :].lstrip(" ,;:"))


def look_at(shipped_on: date, promised: date | None, days: int) -> date:
    """The day that was named on accepting when it leaves weeks enough to see something, else `days` later."""
    if promised is not None and promised - shipped_on >= SOONEST:
        return promised
    return shipped_on + timedelta(days=days)


def squad_for(company: Company, chosen: SquadKey | None, moved: MetricKey | None) -> SquadKey | None:
    """The squad that does the work: the chosen one, else that of the input."""
    if chosen is not None:
        return chosen
    metric = company.metric(moved) if moved else None
    return metric.squad if metric else None


def whose_work(company: Company, squad: SquadKey | None, moved: MetricKey | None) -> tuple[PersonId, ...]:
    """Who marks it shipped and is asked later: the squad; without people the input's owner, else stewards, owners."""
    named, metric = company.squad(squad) if squad else None, company.metric(moved) if moved else None
    groups: tuple[Sequence[PersonId], ...] = (
        named.people if named else (),
        (metric.owner,) if metric and metric.owner else (),
        company.stewards,
        company.owners,
    )
    reachable = (tuple(person for person in group if is_in_slack(person)) for group in groups)
    return next((group for group in reachable if group), ())
