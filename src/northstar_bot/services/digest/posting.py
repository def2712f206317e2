"""Posting a digest when a person says so: at once, or again; through the same ledger as on schedule."""

from collections.abc import Sequence
from dataclasses import dataclass

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.declared_fields import nearest
from northstar_bot.domain.declaration.planning import GRACE
from northstar_bot.domain.deliveries import OPEN_STATES, Delivery, Plan, State
from northstar_bot.domain.digest.digest import Renewal
from northstar_bot.domain.errors import AlreadyDone, BadInput, NotFound
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.people import Role, Viewer, must_hold
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock


@dataclass(frozen=True, slots=True)
class Posting:
    """What is on its way: which schedule's digest, of which week, and how it stands to an earlier one."""

    schedule: Schedule
    week: Week
    renewal: Renewal | None = None


@dataclass(frozen=True, slots=True)
class DigestPosting:
    """A week's digest goes to the channel of a schedule once; again only when that is what was asked."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def now(self, viewer: Viewer, key: str = "", channel: str | None = None) -> Posting:
        """Post the last closed week's digest of a schedule at once."""
        must_hold(viewer, Role.STEWARD)
        return await self.post(viewer.workspace, key=key, channel=channel)

    async def again(
        self, viewer: Viewer, key: str = "", channel: str | None = None, *, anew: bool = False
    ) -> Posting:
        """Edit the digest that stands, or post a new one that says it replaces it."""
        must_hold(viewer, Role.STEWARD)
        return await self.renew(viewer.workspace, key=key, channel=channel, anew=anew)

    async def schedules(self, workspace: WorkspaceId) -> tuple[Schedule, ...]:
        """Those that post a digest."""
        async with self.unit_of_work.read() as store:
            return _digests(await _company(store, workspace))

    async def post(
        self, workspace: WorkspaceId, week: Week | None = None, *, key: str = "", channel: str | None = None
    ) -> Posting:
        """The same for the operator, of any week."""
        async with self.unit_of_work.write() as store:
            company = await _company(store, workspace)
            schedule = _meant(company, key, channel)
            wanted = week or company.closed_week(self.clock.now())
            await _must_not_rest(store, workspace, schedule)
            rows = await self._rows(store, workspace, schedule, wanted)
            _must_not_stand(rows, wanted)
            failed = next((row for row in rows if row.state in {State.FAILED, State.SKIPPED_LATE}), None)
            if failed is None or not await self._revived(store, workspace, failed):
                await store.deliveries.plan([self._plan(workspace, schedule, wanted, len(rows))])
            return Posting(schedule, wanted)

    async def renew(
        self,
        workspace: WorkspaceId,
        week: Week | None = None,
        *,
        key: str = "",
        channel: str | None = None,
        anew: bool = False,
    ) -> Posting:
        """The same for the operator, of any week."""
        async with self.unit_of_work.write() as store:
            company = await _company(store, workspace)
            schedule = _meant(company, key, channel)
            wanted = week or company.closed_week(self.clock.now())
            await _must_not_rest(store, workspace, schedule)
            rows = await self._rows(store, workspace, schedule, wanted)
            if any(row.state in OPEN_STATES for row in rows):
                raise AlreadyDone("This digest is on its way already.", "Look in the channel in a minute.")
            standing = next((row for row in rows if row.state is State.SENT and row.ts), None)
            if standing is None:
                return await self._first(store, workspace, schedule, wanted, rows)
            renewal = Renewal.REPLACES if anew else Renewal.EDITED
            place = "" if anew else f"{standing.channel or schedule.channel}:{standing.ts}"
            plan = self._plan(workspace, schedule, wanted, len(rows), renewal, place)
            await store.deliveries.plan([plan])
            return Posting(schedule, wanted, renewal)

    async def _first(
        self, store: Store, workspace: WorkspaceId, schedule: Schedule, week: Week, rows: Sequence[Delivery]
    ) -> Posting:
        """Nothing stands: one that is unknown to have arrived, failed or was skipped goes out."""
        for row in rows:
            if await self._revived(store, workspace, row):
                return Posting(schedule, week)
        raise NotFound(
            f"No digest of {week.label} stands in that channel.", "/northstar digest now posts it."
        )

    async def _revived(self, store: Store, workspace: WorkspaceId, row: Delivery) -> bool:
        return await store.deliveries.resend(workspace, row.id, self.clock.now(), GRACE)

    @staticmethod
    async def _rows(
        store: Store, workspace: WorkspaceId, schedule: Schedule, week: Week
    ) -> Sequence[Delivery]:
        kind = PostKind.DIGEST.value
        return await store.deliveries.of_period(workspace, kind, schedule.channel, week.label)

    def _plan(
        self,
        workspace: WorkspaceId,
        schedule: Schedule,
        week: Week,
        before: int,
        renewal: Renewal | None = None,
        place: str = "",
    ) -> Plan:
        """`before` rows of the week exist: the next one's label is taken by whoever is first."""
        details = {**schedule.options, "schedule": schedule.key}
        details |= {"renewal": renewal.value} if renewal else {}
        details |= {"edits": place} if place else {}
        period = f"{week.label} again {before}" if before else week.label
        return Plan(
            workspace, PostKind.DIGEST.value, schedule.channel, period, self.clock.now(), GRACE, details
        )


async def _company(store: Store, workspace: WorkspaceId) -> Company:
    company = await store.companies.of(workspace)
    if company is None or company.star is None:
        raise NotFound(
            "There is no North Star yet, so there is nothing to report.",
            "An owner can set one in /northstar settings.",
        )
    return company


def _digests(company: Company) -> tuple[Schedule, ...]:
    return tuple(each for each in company.schedules if each.kind is PostKind.DIGEST)


def _meant(company: Company, key: str, channel: str | None) -> Schedule:
    """The schedule that was named, else the only one, else the one that posts where it was asked."""
    digests = _digests(company)
    keys = [each.key for each in digests]
    if not digests:
        raise BadInput("No schedule posts a digest.", "Add one in /northstar settings.")
    if key:
        found = next((each for each in digests if each.key == key.lower()), None)
        if found is None:
            raise BadInput(f"No schedule “{key[:40]}” posts a digest.", nearest(key, keys))
        return found
    here = [each for each in digests if each.channel == channel] or digests
    if len(here) > 1:
        raise BadInput("Several schedules post a digest.", f"Say which: {', '.join(keys)}.")
    return here[0]


async def _must_not_rest(store: Store, workspace: WorkspaceId, schedule: Schedule) -> None:
    resting = {pause.schedule for pause in await store.deliveries.paused(workspace)}
    if schedule.key in resting:
        raise AlreadyDone(
            f"The schedule {schedule.key} is paused.", "Resume it first, when its channel can be posted to."
        )


def _must_not_stand(rows: Sequence[Delivery], week: Week) -> None:
    """AlreadyDone when the week's digest stands, is on its way, or may have arrived."""
    states = {row.state for row in rows}
    if State.SENT in states:
        hint = "/northstar digest resend brings it up to date where it stands."
        raise AlreadyDone(f"The digest of {week.label} was posted already.", hint)
    if states & OPEN_STATES:
        raise AlreadyDone("This digest is on its way already.", "Look in the channel in a minute.")
    if State.UNKNOWN in states:
        hint = "Look in the channel; if it is not there, /northstar digest resend posts it."
        raise AlreadyDone(f"It is not known whether the digest of {week.label} arrived.", hint)
