"""The evening before a digest its owner is told of a number that will be missing, while its source can be mended."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.occurrences import coming
from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Company, Metric
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.digest.digest import WHOLE
from northstar_bot.domain.digest.stale_sources import Stale, StaleNote, collected, note_at, responsible, stale
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.people import Standing
from northstar_bot.domain.requests.away import away
from northstar_bot.services.calendar import NO_HOLIDAYS, Calendar
from northstar_bot.services.chores import Chore
from northstar_bot.services.composers import Composer
from northstar_bot.services.numbers.week_view import series_through
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.preferences import who_may_be_told

STALE_SOURCE = "stale-source"
_LONGEST_LABEL = 64
Theirs = Mapping[PersonId, Sequence[Metric]]


@dataclass(frozen=True, slots=True)
class Ahead:
    """A digest that is coming: which week it shows, and when it is due."""

    schedule: Schedule
    week: Week
    due_at: datetime

    @property
    def audience(self) -> str:
        """Whom it is for."""
        return self.schedule.options.get("audience", WHOLE)

    @property
    def label(self) -> str:
        """What notes before it are known by: several digests of one week may be due on different days."""
        day = self.due_at.astimezone(ZoneInfo(self.schedule.zone)).date()
        return f"{self.week.label} {day}"


@dataclass(frozen=True, slots=True)
class StaleSources:
    """Asked every few minutes; a person reads of each source once before each digest."""

    unit_of_work: UnitOfWork
    calendar: Calendar = NO_HOLIDAYS
    configured_owners: frozenset[PersonId] = field(default_factory=frozenset)

    def chores(self) -> tuple[Chore, ...]:
        """What the clock calls."""
        return (Chore("stale sources", self.plan_due),)

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {STALE_SOURCE: Composer(self.compose)}

    async def plan_due(self, workspace: WorkspaceId, now: datetime) -> int:
        """Plan the notes whose evening has come; returns how many are new."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            if company is None or company.star is None:
                return 0
            resting = {pause.schedule for pause in await store.deliveries.paused(workspace)}
            awake = [one for one in self._ahead(company, now) if one.schedule.key not in resting]
            plans = [plan for one in awake for plan in await self._notes(store, company, one, now)]
        if not plans:
            return 0
        async with self.unit_of_work.write() as store:
            return await store.deliveries.plan(plans)

    async def compose(self, plan: Plan, now: datetime) -> StaleNote | None:
        """What is still missing of what this person is responsible for; None when all of it came meanwhile."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            if company is None or company.star is None:
                return None
            asked, week = _metrics(plan), company.week_named(plan.details["week"])
            theirs = await self._theirs(store, company, collected(company, WHOLE))
            mine = [one for one in theirs.get(PersonId(plan.target), ()) if one.key in asked]
            found = await _stale(store, company, mine, week, now) if mine else ()
        due = datetime.fromisoformat(plan.details["digest"])
        return StaleNote(tuple(found), week, due, company.zone) if found else None

    def _ahead(self, company: Company, now: datetime) -> Iterator[Ahead]:
        off = self.calendar.off(company, now)
        for schedule in company.schedules:
            one = coming(schedule, now, off, company.week_start) if schedule.kind is PostKind.DIGEST else None
            if one:
                yield Ahead(schedule, company.week_named(one.period), one.due_at)

    async def _notes(self, store: Store, company: Company, ahead: Ahead, now: datetime) -> Sequence[Plan]:
        """One note for each person whose evening it is, of the sources they were not told of yet."""
        theirs = await self._theirs(store, company, collected(company, ahead.audience))
        moments = await self._moments(store, company, theirs, ahead, now)
        if not moments:
            return ()
        asked = {metric.key: metric for person in moments for metric in theirs[person]}
        missing = {one.metric.key for one in await _stale(store, company, asked.values(), ahead.week, now)}
        rows = await store.deliveries.of_week(company.workspace, STALE_SOURCE, ahead.label) if missing else ()
        plans = []
        for person, at in moments.items():
            said = {key for row in rows if row.plan.target == person for key in _metrics(row.plan)}
            new = [one.key for one in theirs[person] if one.key in missing and one.key not in said]
            plans += [_plan(company, ahead, person, new, at)] if new else []
        return plans

    async def _moments(
        self, store: Store, company: Company, people: Iterable[PersonId], ahead: Ahead, now: datetime
    ) -> Mapping[PersonId, datetime]:
        """When each may be told; who is not in it, not now."""
        off, known = self.calendar.off(company, now), await store.people.known(company.workspace, people)
        zones = {person: known[person].zone if person in known else "" for person in people}
        found = {
            person: note_at(now, ahead.due_at, OfficeHours.of(zone, company.zone), off)
            for person, zone in zones.items()
        }
        return {person: at for person, at in found.items() if at}

    async def _theirs(self, store: Store, company: Company, metrics: Sequence[Metric]) -> Theirs:
        """Who is told of which number, when they want to be told."""
        named = {one.owner for one in metrics if one.owner} | {*company.stewards, *company.owners}
        known = await store.people.known(company.workspace, named | self.configured_owners)
        left = {one.id for one in known.values() if one.standing is not Standing.MEMBER}
        gone = left | away(await store.absences.open(company.workspace))
        found: dict[PersonId, list[Metric]] = {}
        for metric in metrics:
            for person in responsible(company, metric, self.configured_owners, gone):
                found.setdefault(person, []).append(metric)
        wanting = await who_may_be_told(store, company.workspace, found, Switch.CHECK_INS)
        return {person: found[person] for person in wanting}


async def _stale(
    store: Store, company: Company, metrics: Iterable[Metric], week: Week, now: datetime
) -> list[Stale]:
    """Those of `metrics` whose week will be missing."""
    series = await series_through(store, company, metrics, week)
    found = (stale(one, week, now, company.zone) for one in series.values())
    return [one for one in found if one]


def _metrics(plan: Plan) -> frozenset[str]:
    """The keys that a note is about; none once its details are forgotten."""
    return frozenset(plan.details.get("metrics", "").split(","))


def _plan(
    company: Company, ahead: Ahead, person: PersonId, metrics: Sequence[MetricKey], at: datetime
) -> Plan:
    details = {"metrics": ",".join(metrics), "week": ahead.week.label, "digest": ahead.due_at.isoformat()}
    label = f"{ahead.label} {metrics[0]}"[:_LONGEST_LABEL]
    return Plan(company.workspace, STALE_SOURCE, person, label, at, ahead.due_at - at, details)
