"""Check-ins: the owner of a number that people type is asked for it a day before the digest, and answers there."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from northstar_bot.domain.calendar.occurrences import coming
from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import PostKind
from northstar_bot.domain.company.company import Company, Metric
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId, is_in_slack
from northstar_bot.domain.numbers.annotations import Annotation, text_of
from northstar_bot.domain.numbers.check_ins import (
    CheckIn,
    asked_about,
    asked_at,
    must_be_over,
    must_be_so_far,
    typed_by_hand,
    week_to_answer,
)
from northstar_bot.domain.numbers.readings import MANUAL, Reading
from northstar_bot.domain.numbers.recording import Recorded, metric_named, must_own
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.requests.away import stand_in
from northstar_bot.services.calendar import NO_HOLIDAYS, Calendar
from northstar_bot.services.composers import Composer
from northstar_bot.services.numbers.baselines import note_typed
from northstar_bot.services.numbers.digest_standing import redraw
from northstar_bot.services.numbers.readings import amount_of
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.preferences import who_may_be_told
from northstar_bot.services.requests.reads import company_of

CHECK_IN = "check-in"
_A_YEAR = 52
_DAYS = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class CheckInService:
    """The chore that asks, the question, and the answer."""

    unit_of_work: UnitOfWork
    clock: Clock
    calendar: Calendar = NO_HOLIDAYS

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {CHECK_IN: Composer(self.compose)}

    async def plan_due(self, workspace: WorkspaceId, now: datetime) -> int:
        """Plan the questions of the coming digests whose hour has come; once per week and number."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            if company is None or company.star is None or not asked_about(company):
                return 0
            coming_up = self._coming(company, now)
            plans = [plan for week, due in coming_up for plan in await _due(store, company, week, due, now)]
            plans += await _unconfirmed(store, company, now)
        if not plans:
            return 0
        async with self.unit_of_work.write() as store:
            return await store.deliveries.plan(plans)

    async def compose(self, plan: Plan, now: datetime) -> CheckIn | None:
        """The question; None when it was answered meanwhile, or the number is no longer this person's."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            metric = company.metric(plan.details["metric"]) if company else None
            if company is None or metric is None or metric.owner is None:
                return None
            if await _asked(store, company.workspace, metric.owner) != plan.target:
                return None
            week = company.week_named(plan.details["week"])
            known = await _known(store, company, metric, week)
            covering = metric.owner != plan.target
            if "digest" not in plan.details:
                so_far = known if known and known.so_far else None
                return (
                    CheckIn(metric, week, company.zone, covering=covering, so_far=so_far) if so_far else None
                )
            due = datetime.fromisoformat(plan.details["digest"])
            if not typed_by_hand(company, metric) or known:
                return None
            running = week > company.closed_week(now)
            last = await _last(store, company, metric, week)
            return CheckIn(metric, week, company.zone, last, due, covering, running)

    async def form(self, viewer: Viewer, metric: str, week: str) -> CheckIn:
        """The same, for the form; only for those who may record the number."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            found = metric_named(company, metric)
            must_own(viewer, company, found)
            closed = company.closed_week(self.clock.now())
            at = week_to_answer(week, closed)
            last = await _last(store, company, found, at)
            return CheckIn(found, at, company.zone, last, running=at > closed)

    async def answer(
        self, viewer: Viewer, metric: str, week: str, amount: str, note: str = "", *, whole: bool = False
    ) -> Recorded:
        """Keep number and note; while the week goes on it is a number so far, unless said to be the `whole`."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            found = metric_named(company, metric)
            must_own(viewer, company, found)
            closed = company.closed_week(now)
            at = week_to_answer(week, closed)
            said = text_of(note) if note.strip() else ""
            before = await _known(store, company, found, at)
            value = amount_of(found, amount)
            reading = Reading(found.key, at, value, at > closed and not whole, now, viewer.person.id, MANUAL)
            await store.readings.add(viewer.workspace, [reading])
            await note_typed(store, company, found, at, now)
            if said:
                written = Annotation(found.key, at, viewer.person.id, said, now)
                await store.annotations.add(viewer.workspace, written)
            await redraw(store, viewer.workspace, at, now)
        previous = before.value if before and before.value != value else None
        return Recorded(found, reading, previous)

    async def confirm(self, viewer: Viewer, metric: str, week: str) -> Recorded:
        """The number that was typed while the week went on is that of the whole week."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            found = metric_named(company, metric)
            must_own(viewer, company, found)
            at = must_be_over(week, company.closed_week(now))
            known = must_be_so_far(await _known(store, company, found, at), found)
            whole = replace(known, provisional=False, recorded_at=now, recorded_by=viewer.person.id)
            await store.readings.add(viewer.workspace, [whole])
            await redraw(store, viewer.workspace, at, now)
        return Recorded(found, whole)

    def _coming(self, company: Company, now: datetime) -> Iterator[tuple[Week, datetime]]:
        off = self.calendar.off(company, now)
        for schedule in company.schedules:
            one = coming(schedule, now, off, company.week_start) if schedule.kind is PostKind.DIGEST else None
            if one:
                yield company.week_named(one.period), one.due_at


async def _due(store: Store, company: Company, week: Week, due: datetime, now: datetime) -> Iterator[Plan]:
    """The questions whose hour has come, to owners who want them and whose number is not known yet.

    Who covers is asked in the place of an owner who is away; where nobody covers, nobody is asked.
    """
    asked = await _answering(store, company)
    found = await store.readings.latest_of_each(company.workspace, asked, week, week)
    answered = {reading.metric for reading in found}
    hours = await _hours(store, company, asked.values())
    plans = (
        _plan(company, key, owner, week, due, now, hours[owner])
        for key, owner in asked.items()
        if key not in answered and owner in hours
    )
    return iter([plan for plan in plans if plan])


async def _unconfirmed(store: Store, company: Company, now: datetime) -> list[Plan]:
    """Of the last closed week, whether the numbers typed while it went on are those of the whole week."""
    week = company.closed_week(now)
    asked = await _answering(store, company)
    found = await store.readings.latest_of_each(company.workspace, asked, week, week)
    so_far = [reading.metric for reading in found if reading.so_far]
    hours = await _hours(store, company, {asked[key] for key in so_far}) if so_far else {}
    return [_whole(company, key, asked[key], week, now, hours) for key in so_far if asked[key] in hours]


def _whole(
    company: Company,
    metric: MetricKey,
    owner: PersonId,
    week: Week,
    now: datetime,
    hours: Mapping[PersonId, OfficeHours],
) -> Plan:
    at = hours[owner].next_moment(now)
    label = f"{week.label} whole {metric}"[:64]
    return Plan(company.workspace, CHECK_IN, owner, label, at, _DAYS, {"metric": metric, "week": week.label})


async def _answering(store: Store, company: Company) -> dict[MetricKey, PersonId]:
    """Who types each number: its owner, or who covers for them."""
    owners = {m.key: m.owner for m in asked_about(company) if m.owner and is_in_slack(m.owner)}
    absences = await store.absences.open(company.workspace)
    answering = {key: stand_in(absences, owner) for key, owner in owners.items()}
    return {key: person for key, person in answering.items() if person}


async def _hours(store: Store, company: Company, people: Iterable[PersonId]) -> dict[PersonId, OfficeHours]:
    """The hours of those who want to be asked."""
    wanting = await who_may_be_told(store, company.workspace, people, Switch.CHECK_INS)
    known = await store.people.known(company.workspace, wanting)
    zones = {person: known[person].zone if person in known else company.zone for person in wanting}
    return {person: OfficeHours.of(zone, company.zone) for person, zone in zones.items()}


def _plan(
    company: Company,
    metric: MetricKey,
    owner: PersonId,
    week: Week,
    due: datetime,
    now: datetime,
    hours: OfficeHours,
) -> Plan | None:
    at = hours.next_moment(max(now, asked_at(hours, due)))
    if asked_at(hours, due) > now or at >= due:
        return None
    details = {"metric": metric, "week": week.label, "digest": due.isoformat()}
    label = f"{week.label} {metric}"[:64]
    return Plan(company.workspace, CHECK_IN, owner, label, at, due - at, details)


async def _asked(store: Store, workspace: WorkspaceId, owner: PersonId) -> PersonId | None:
    return stand_in(await store.absences.open(workspace), owner)


async def _known(store: Store, company: Company, metric: Metric, week: Week) -> Reading | None:
    found = await store.readings.latest_of_each(company.workspace, [metric.key], week, week)
    return next(iter(found), None)


async def _last(store: Store, company: Company, metric: Metric, week: Week) -> Reading | None:
    """The last reading before `week`, of a year."""
    first = week.plus(-_A_YEAR)
    found = await store.readings.latest_of_each(company.workspace, [metric.key], first, week.previous)
    return max(found, key=lambda reading: reading.week, default=None)
