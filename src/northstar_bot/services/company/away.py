"""Owners go away and come back: verdicts go on without them, the star, pivots and settings wait."""

from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, BadInput
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.people import Role, Standing, Viewer, must_be_member, must_hold
from northstar_bot.domain.requests import away as rules
from northstar_bot.domain.requests.away import Absence, AwayNow, AwayReport, Covering, Leaving
from northstar_bot.domain.requests.views import Desk
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock, Directory

REPORT, COVERING = "away report", "covering"
MOST_SHOWN = 20
_GRACE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class AwayService:
    """`configured_owners` come from the environment."""

    unit_of_work: UnitOfWork
    clock: Clock
    directory: Directory
    configured_owners: frozenset[PersonId] = frozenset()

    async def now(self, viewer: Viewer) -> AwayNow:
        """Who is away, for anybody who may look."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(viewer.workspace)
            return self._seen_by(viewer, company, tuple(await store.absences.open(viewer.workspace)))

    def asked(self, viewer: Viewer, words: str) -> Leaving:
        """What was typed, read as of the owner's own day."""
        must_hold(viewer, Role.OWNER)
        return rules.parse_leaving(words, self._today(viewer))

    async def leave(self, viewer: Viewer, leaving: Leaving) -> AwayNow:
        """Go, or change the day of return and the cover while away; the cover is told."""
        must_hold(viewer, Role.OWNER)
        now = self.clock.now()
        until = rules.must_be_ahead(leaving.until, self._today(viewer)) if leaving.until else None
        await self._must_be_able_to_cover(viewer, leaving.cover)
        back_at = instant_of(until, time(0), viewer.person.zone) if until else None
        async with self.unit_of_work.write() as store:
            company = await store.companies.of(viewer.workspace)
            there = await store.absences.open(viewer.workspace)
            if leaving.cover in rules.away(there):
                raise BadInput("They are away themselves.", "Choose somebody who is there.", "cover")
            mine = next((each for each in there if each.person == viewer.person.id), None)
            wanted = Absence(viewer.workspace, viewer.person.id, now, until, back_at, leaving.cover)
            kept = await _kept(store, mine, wanted)
            await store.deliveries.plan(_told(kept, now))
            return self._seen_by(viewer, company, tuple(await store.absences.open(viewer.workspace)))

    async def back(self, viewer: Viewer) -> Absence:
        """Come back; the report follows as a direct message."""
        must_hold(viewer, Role.OWNER)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            there = await store.absences.open(viewer.workspace)
            mine = next((each for each in there if each.person == viewer.person.id), None)
            if mine is None or not await store.absences.end(mine, now):
                raise AlreadyDone("You are not away.", "To go: /northstar away.")
            await store.deliveries.plan([_report(mine, now)])
        return replace(mine, ended_at=now)

    async def end_due(self, workspace: WorkspaceId, now: datetime) -> int:
        """Bring those back whose day has come, or who own nothing any more; a report waits for working hours."""
        async with self.unit_of_work.read() as store:
            owners = self._owners(await store.companies.of(workspace))
            there = await store.absences.open(workspace)
        due = [each for each in there if each.person not in owners or (each.back_at and each.back_at <= now)]
        if not due:
            return 0
        async with self.unit_of_work.write() as store:
            zones = await store.people.known(workspace, [each.person for each in due])
            ended = [each for each in due if await store.absences.end(each, now)]
            for each in ended:
                zone = zones[each.person].zone if each.person in zones else "UTC"
                await store.deliveries.plan([_report(each, OfficeHours.of(zone, "UTC").next_moment(now))])
        return len(ended)

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {REPORT: Composer(self.report), COVERING: Composer(self.covering)}

    async def report(self, plan: Plan, now: datetime) -> AwayReport | None:
        """What somebody reads on return; nothing for one who is no owner any more."""
        del now
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            absence = await store.absences.find(plan.workspace, int(plan.details["absence"]))
            if company is None or absence is None or absence.person not in self._owners(company):
                return None
            desk = Desk(absence.person, all_inputs=True)
            verdicts, counts = await store.absences.verdicts_during(absence, desk, MOST_SHOWN)
            known = await store.people.known(plan.workspace, [absence.person])
        zone = known[absence.person].zone if absence.person in known else company.zone
        return AwayReport(absence, tuple(verdicts), tuple(counts), zone)

    async def covering(self, plan: Plan, now: datetime) -> Covering | None:
        """What the cover reads; nothing when it is over or was given to somebody else."""
        del now
        async with self.unit_of_work.read() as store:
            absence = await store.absences.find(plan.workspace, int(plan.details["absence"]))
        covers = absence is not None and absence.ended_at is None and absence.cover == plan.target
        return Covering(absence) if absence and covers else None

    def _seen_by(self, viewer: Viewer, company: Company | None, there: tuple[Absence, ...]) -> AwayNow:
        me = viewer.person.id
        mine = next((each for each in there if each.person == me), None)
        named = (*company.stewards, *company.deciders) if company else ()
        owners = self._owners(company)
        deciding = [*owners, *named, *rules.covers(there, owners)]
        return AwayNow(
            mine,
            tuple(each for each in there if each.person != me),
            alone=mine is not None and rules.alone(me, deciding, there),
        )

    async def _must_be_able_to_cover(self, viewer: Viewer, cover: PersonId | None) -> None:
        if cover is None:
            return
        if cover == viewer.person.id:
            raise BadInput("You cannot cover for yourself.", "Choose somebody who is there.", "cover")
        person = await self.directory.person(viewer.workspace, cover)
        if person is None or person.standing is not Standing.MEMBER:
            raise BadInput(
                "Only a full member of this workspace can cover.", "Choose somebody else.", "cover"
            )

    def _owners(self, company: Company | None) -> frozenset[PersonId]:
        return self.configured_owners.union(company.owners if company else ())

    def _today(self, viewer: Viewer) -> date:
        return self.clock.now().astimezone(ZoneInfo(viewer.person.zone)).date()


async def _kept(store: Store, mine: Absence | None, wanted: Absence) -> Absence:
    kept = replace(wanted, id=mine.id, since=mine.since) if mine else await store.absences.begin(wanted)
    if kept is None or (mine and not await store.absences.change(kept)):
        raise AlreadyDone("Something changed meanwhile.", "See /northstar away.")
    return kept


def _told(absence: Absence, now: datetime) -> list[Plan]:
    """The word to the cover, once for each who is chosen."""
    if absence.cover is None:
        return []
    period = f"away-{absence.id}"
    details = {"absence": str(absence.id)}
    return [Plan(absence.workspace, COVERING, absence.cover, period, now, _GRACE, details)]


def _report(absence: Absence, due_at: datetime) -> Plan:
    period, details = f"away-{absence.id}", {"absence": str(absence.id)}
    return Plan(absence.workspace, REPORT, absence.person, period, due_at, _GRACE, details)
