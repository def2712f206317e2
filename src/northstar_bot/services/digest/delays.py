"""One message a week: a note at its minute when a source is away, edited into the digest when the data is there."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import PostKind
from northstar_bot.domain.declaration.planning import GRACE
from northstar_bot.domain.deliveries import Plan, Receipt, State
from northstar_bot.domain.digest.delay import PATIENCE, DelayedDigest, awaited, may_wait
from northstar_bot.domain.digest.digest import WHOLE, Digest
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.digest.digest import DigestService
from northstar_bot.services.digest.thread import CHART, TABLE, below
from northstar_bot.services.numbers.digest_standing import redraw
from northstar_bot.services.numbers.evidence import MONTHLY
from northstar_bot.services.ports.store import Store, UnitOfWork

AWAITED, ARRIVED = "awaited", "arrived"


@dataclass(frozen=True, slots=True)
class DigestDelays:
    """Composes the posts of digest schedules, and brings up to date what stands before its data is there."""

    unit_of_work: UnitOfWork
    digests: DigestService

    async def compose(self, plan: Plan, now: datetime) -> Digest | DelayedDigest | None:
        """The digest; a note when what it needs is still awaited; nothing when the data has come already."""
        if plan.period.endswith(f" {AWAITED}") and await self._has_arrived(plan):
            return None
        digest = await self.digests.compose(plan, now)
        missing = awaited(digest) if digest and may_wait(plan, now) else None
        if digest is None or missing is None:
            return digest
        return DelayedDigest(digest.week, missing, plan.due_at + PATIENCE, digest.zone)

    async def stands(self, plan: Plan, receipt: Receipt) -> None:
        """What follows from a digest in its channel: its waiting, what came while it was posted, and its thread."""
        if plan.edits:
            await self._stands_in_its_place(plan, plan.edits)
            return
        now, digest = self.digests.clock.now(), await self.digests.compose(plan, plan.due_at)
        if digest is None:
            return
        async with self.unit_of_work.write() as store:
            if awaited(digest) and may_wait(plan, now):
                await store.deliveries.plan([_edit(plan, receipt, AWAITED)])
            else:
                came = await _came_since(store, plan, digest)
                if came:
                    await redraw(store, plan.workspace, digest.week, now)
                # A reply has no thread of its own.
                kinds = () if plan.under else (CHART, TABLE) if came else (CHART,)
                await store.deliveries.plan([below(kind, plan, receipt, now) for kind in kinds])
            if plan.details.get("audience", WHOLE) == WHOLE:
                await store.deliveries.plan([_evidence(plan, receipt, now, digest.zone)])

    async def _stands_in_its_place(self, plan: Plan, place: Receipt) -> None:
        """A note has become the digest: only now there is something to hang below it."""
        if not plan.period.endswith((f" {AWAITED}", f" {ARRIVED}")):
            return
        now = self.digests.clock.now()
        async with self.unit_of_work.write() as store:
            await store.deliveries.plan([below(kind, plan, place, now) for kind in (TABLE, CHART)])

    async def arrive(self, workspace: WorkspaceId, now: datetime) -> int:
        """Plan the digest in the place of each note whose data has come; returns how many."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            if company is None:
                return 0
            week = company.closed_week(now)
            rows = await store.deliveries.of_week(workspace, PostKind.DIGEST.value, week.label)
        waiting = [row.plan for row in rows if row.state is State.DUE and row.plan.period.endswith(AWAITED)]
        come = []
        for plan in waiting:
            digest = await self.digests.build(workspace, week, plan)
            if digest and not awaited(digest):
                come.append(replace(plan, period=f"{week.label} {ARRIVED}", due_at=now))
        if not come:
            return 0
        async with self.unit_of_work.write() as store:
            return await store.deliveries.plan(come)

    async def _has_arrived(self, plan: Plan) -> bool:
        label = plan.period.split()[0]
        async with self.unit_of_work.read() as store:
            rows = await store.deliveries.of_week(plan.workspace, plan.kind, label)
        return any(
            row.plan.target == plan.target
            and row.plan.period.endswith(f" {ARRIVED}")
            and row.state is State.SENT
            for row in rows
        )


def _edit(plan: Plan, receipt: Receipt, label: str) -> Plan:
    """The digest in the place of its note, when people wait no longer."""
    until = plan.due_at + PATIENCE
    details = {**plan.details, "edits": receipt.place, "late": plan.due_at.isoformat()}
    return replace(plan, period=f"{plan.period} {label}", due_at=until, grace=GRACE, details=details)


async def _came_since(store: Store, plan: Plan, digest: Digest) -> bool:
    """Whether a reading or a note of its week came when it may have been drawn already."""
    week: Week = digest.week
    keys = [line.metric.key for line in digest.lines]
    found = await store.readings.latest_of_each(plan.workspace, keys, week, week)
    notes = await store.annotations.between(plan.workspace, week, week)
    moments = [*(one.recorded_at for one in found), *(note.at for note in notes)]
    return any(at is not None and at > plan.due_at for at in moments)


def _evidence(plan: Plan, receipt: Receipt, now: datetime, zone: str) -> Plan:
    """Once a month and channel, below its first digest."""
    month = Month.of(now.astimezone(ZoneInfo(zone)).date())
    return Plan(plan.workspace, MONTHLY, plan.target, month.label, now, GRACE, {"under": receipt.place})
