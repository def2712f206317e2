"""The nudge in a feed that has been quiet: looked for by a chore, said once in a quiet spell, on a working day."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import ChannelId, WorkspaceId
from northstar_bot.domain.recognition.quiet_feed import QUIET_AFTER, Nudge, prompt_after
from northstar_bot.services.calendar import Calendar
from northstar_bot.services.chores import Chore
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.deliveries import Mark
from northstar_bot.services.ports.store import Store, UnitOfWork

NUDGE = "quiet-feed"
# No schedule has a key with a blank.
_WATCHED = "quiet feed"
_EVER = datetime(2000, 1, 1, tzinfo=UTC)
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class QuietFeed:
    """A spell begins with the last card of the feed, or when the feed was first watched, whichever is later."""

    unit_of_work: UnitOfWork
    calendar: Calendar

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {NUDGE: Composer(self.nudge)}

    def chores(self) -> tuple[Chore, ...]:
        """What the clock calls."""
        return (Chore("quiet feed", self.look),)

    async def look(self, workspace: WorkspaceId, now: datetime) -> int:
        """Plan the nudge of a spell that has become long; returns how many are new."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            watched = (await store.deliveries.marks(workspace)).get(_WATCHED) if company else None
            if company is None:
                return 0
            since = await _spell(store, company, watched, now)
        feed = _feed(company)
        if watched is None or watched.shape != feed:
            async with self.unit_of_work.write() as store:
                await store.deliveries.set_mark(workspace, _WATCHED, Mark(feed, now))
            return 0
        if since is None or not self._may_be_said(company, now):
            return 0
        plan = Plan(
            workspace=workspace,
            kind=NUDGE,
            target=feed,
            period=f"since {since.isoformat()}",
            due_at=now,
            grace=OfficeHours(company.zone).left(now),
        )
        async with self.unit_of_work.write() as store:
            return await store.deliveries.plan([plan])

    async def nudge(self, plan: Plan, now: datetime) -> Nudge | None:
        """What is said; None when somebody was thanked meanwhile, or it was switched off."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            if company is None or _feed(company) != plan.target:
                return None
            last = await store.shoutouts.last_card_in(plan.workspace, ChannelId(plan.target))
            earlier = await store.deliveries.to_target(plan.workspace, NUDGE, plan.target, _EVER)
        if last is not None and now - last < QUIET_AFTER:
            return None
        before = sum(row.plan.period != plan.period for row in earlier if row.plan.due_at <= plan.due_at)
        return Nudge(prompt_after(before), (now - last) // _DAY if last else None)

    def _may_be_said(self, company: Company, now: datetime) -> bool:
        hours = OfficeHours(company.zone)
        return hours.are_now(now) and self.calendar.off(company, now).is_working_day(hours.day(now))


def _feed(company: Company) -> str:
    """The channel that is watched; empty when there is none, or nobody wants to be nudged."""
    given = company.recognition
    return given.feed if given.feed and given.nudge else ""


async def _spell(store: Store, company: Company, watched: Mark | None, now: datetime) -> datetime | None:
    """Since when the feed is quiet, when that is long enough and was not said yet."""
    feed = _feed(company)
    if watched is None or not feed:
        return None
    last = await store.shoutouts.last_card_in(company.workspace, ChannelId(feed))
    since = max(last, watched.planned_through) if last else watched.planned_through
    if now - since < QUIET_AFTER:
        return None
    said = await store.deliveries.to_target(company.workspace, NUDGE, feed, since)
    return None if said else since
