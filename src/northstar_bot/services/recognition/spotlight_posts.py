"""What is posted about the spotlight: notice, card, thanks in its thread, the summary at the end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.calendar.occurrences import coming
from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan, Receipt
from northstar_bot.domain.ids import ChannelId, PersonId, WorkspaceId
from northstar_bot.domain.people import Standing
from northstar_bot.domain.recognition.retelling import retold
from northstar_bot.domain.recognition.spotlights import (
    Gathered,
    Retold,
    Spotlight,
    SpotlightCard,
    SpotlightNotice,
    SpotlightThanks,
    Stage,
    gathered,
    takes_turns,
)
from northstar_bot.services.calendar import NO_HOLIDAYS, Calendar
from northstar_bot.services.chores import Chore
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock, Directory
from northstar_bot.services.preferences import may_tell
from northstar_bot.services.recognition.retelling import unnamed
from northstar_bot.services.recognition.spotlight_turns import (
    AHEAD,
    NOTICE,
    next_times,
    planned_turn,
    tell_team,
)

THANKS, CLOSED = "spotlight thanks", "spotlight closed"
LATELY = timedelta(days=90)
_USUAL = timedelta(days=7)
_MOST_PEOPLE = 60


@dataclass(frozen=True, slots=True)
class SpotlightPosts:
    """Composers and the chore that plans for them; a turn goes from planned to open to closed, once."""

    unit_of_work: UnitOfWork
    clock: Clock
    directory: Directory
    calendar: Calendar = NO_HOLIDAYS
    configured_owners: frozenset[PersonId] = frozenset()

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {
            PostKind.SPOTLIGHT.value: Composer(self.card, self.card_stands),
            NOTICE: Composer(self.notice),
            THANKS: Composer(self.thanks),
            CLOSED: Composer(self.closing),
        }

    def chores(self) -> tuple[Chore, ...]:
        """What the clock calls."""
        return (Chore("spotlight", self.look_after),)

    async def card(self, plan: Plan, now: datetime) -> SpotlightCard | None:
        """The opening card; None without teams."""
        async with self.unit_of_work.write() as store:
            company = await store.companies.of(plan.workspace)
            if company is None:
                return None
            spotlight = await planned_turn(
                store, company, ChannelId(plan.target), _period(plan), plan.due_at, now
            )
        return await self._card(company, spotlight, now - LATELY, now) if spotlight else None

    async def card_stands(self, plan: Plan, receipt: Receipt) -> None:
        """From now on thanks are gathered in its thread, until the next one is due."""
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = await store.companies.of(plan.workspace)
            seen = await store.spotlights.of(plan.workspace, ChannelId(plan.target), _period(plan))
            if company is None or seen is None:
                return
            schedule = _schedule(company, seen.channel)
            following = coming(schedule, now, self.calendar.off(company, now)) if schedule else None
            await store.spotlights.open(seen, receipt, now, following.due_at if following else now + _USUAL)

    async def notice(self, plan: Plan, now: datetime) -> SpotlightNotice | None:
        """The word ahead, while the turn is still this team's and this person wants to hear."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            seen = await store.spotlights.of(
                plan.workspace, ChannelId(plan.details["channel"]), plan.details["period"]
            )
            wanted = await may_tell(store, plan.workspace, PersonId(plan.target), Switch.SPOTLIGHT)
        team = company.team(plan.details["team"]) if company else None
        if company is None or team is None or seen is None or not wanted:
            return None
        if seen.team != team.key or not team.spotlight:
            return None
        if seen.stage is not Stage.PLANNED or seen.due_at <= now:
            return None
        schedule = _schedule(company, seen.channel)
        stewards = {*company.stewards, *company.owners, *self.configured_owners}
        may_leave = plan.target == team.lead or plan.target in stewards
        return SpotlightNotice(team, seen, schedule.zone if schedule else company.zone, may_leave)

    async def thanks(self, plan: Plan, now: datetime) -> SpotlightThanks | None:
        """Thanks as they stand when the reply goes out; what was taken back is not told, or no longer."""
        del now
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            given = await store.shoutouts.get(plan.workspace, int(plan.details["shoutout"]))
            silent = await unnamed(store, plan.workspace)
        team = company.team(plan.details["team"]) if company else None
        if company is None or team is None or given is None:
            return None
        told = None if given.undone or not given.text else retold(given, silent)
        if told is None:
            return SpotlightThanks(team, None) if plan.edits else None
        giver = company.team(given.giver_team) if given.giver_team else None
        return SpotlightThanks(team, Retold(told, giver.name if giver else ""))

    async def closing(self, plan: Plan, now: datetime) -> SpotlightCard | None:
        """The summary in the place of the card."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            seen = await store.spotlights.of(plan.workspace, ChannelId(plan.target), plan.details["turn"])
        if company is None or seen is None or seen.opened_at is None:
            return None
        return await self._card(company, seen, seen.opened_at, seen.closes_at or now, closed=True)

    async def look_after(self, workspace: WorkspaceId, now: datetime) -> None:
        """Write down turns a week ahead and tell their teams; gather thanks; close what is over."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            standing = await store.spotlights.standing(workspace)
        if company is None:
            return
        for one, schedule in next_times(company, now, self.calendar.off(company, now)):
            if one.due_at - now <= AHEAD:
                await self._announce(company, schedule, one.period, one.due_at, now)
        for spotlight in standing:
            await self._gather(spotlight, now)

    async def _announce(
        self, company: Company, schedule: Schedule, period: str, due_at: datetime, now: datetime
    ) -> None:
        async with self.unit_of_work.read() as store:
            found = await store.spotlights.of(company.workspace, schedule.channel, period)
        if found is not None and (found.opened_at is not None or takes_turns(company, found.team)):
            return
        async with self.unit_of_work.write() as store:
            spotlight = await planned_turn(store, company, schedule.channel, period, due_at, now)
            if spotlight is not None and spotlight != found:
                await tell_team(store, company, spotlight, now, self.configured_owners)

    async def _gather(self, spotlight: Spotlight, now: datetime) -> None:
        """Plan a reply for each public thanks of the period, and the summary once it is over."""
        if spotlight.opened_at is None or spotlight.closes_at is None or spotlight.card is None:
            return
        until = min(now, spotlight.closes_at)
        span = (spotlight.workspace, spotlight.team, spotlight.opened_at, until)
        async with self.unit_of_work.read() as store:
            given = await store.spotlights.thanks(*span)
            gone = await _retold_and_gone(store, spotlight, await store.spotlights.taken_back(*span))
        plans = [_reply(spotlight, one.id, now, {"under": spotlight.card.place}) for one in reversed(given)]
        over = now >= spotlight.closes_at
        if not (plans or gone or over):
            return
        async with self.unit_of_work.write() as store:
            await store.deliveries.plan(
                [*plans, *(_reply(spotlight, number, now, {"edits": place}) for number, place in gone)]
            )
            if over and await store.spotlights.close(spotlight):
                await store.deliveries.plan([_summary(spotlight, spotlight.card, now)])

    async def _card(
        self,
        company: Company,
        spotlight: Spotlight,
        since: datetime,
        before: datetime,
        *,
        closed: bool = False,
    ) -> SpotlightCard | None:
        team = company.team(spotlight.team)
        if team is None:
            return None
        async with self.unit_of_work.read() as store:
            silent = await unnamed(store, company.workspace)
            settled = await store.people.members_of(company.workspace, team.key)
            given = await store.spotlights.thanks(company.workspace, team.key, since, before)
        lately: Gathered = gathered(team.key, given, {one.key: one.name for one in company.teams}, silent)
        people = [one for one in await self._people(company, team, settled) if one not in silent]
        known = await self.directory.people(company.workspace, people)
        names = tuple(one.name for one in known.values() if one.standing is Standing.MEMBER)
        return SpotlightCard(team, names, lately, _ordinal(spotlight.period), closed)

    async def _people(self, company: Company, team: Team, settled: Sequence[PersonId]) -> list[PersonId]:
        group = await self.directory.group(company.workspace, team.group) if team.group else None
        found = dict.fromkeys((*team.people, *(group.members if group else settled)))
        # Who was erased may still stand in the user group.
        async with self.unit_of_work.read() as store:
            alone = await store.personal.left_alone(company.workspace, tuple(found))
        return [one for one in found if one not in alone][:_MOST_PEOPLE]


def _period(plan: Plan) -> str:
    """Without the `again 1` of a post that came again."""
    return plan.period.partition(" ")[0]


def _ordinal(period: str) -> int:
    return int("".join(sign for sign in period if sign.isdecimal()) or "0")


def _schedule(company: Company, channel: ChannelId) -> Schedule | None:
    return next(
        (one for one in company.schedules if one.kind is PostKind.SPOTLIGHT and one.channel == channel), None
    )


def _reply(spotlight: Spotlight, number: int, now: datetime, where: dict[str, str]) -> Plan:
    gone = " gone" if "edits" in where else ""
    return Plan(
        workspace=spotlight.workspace,
        kind=THANKS,
        target=spotlight.channel,
        period=f"{spotlight.period} {number}{gone}",
        due_at=now,
        details={"shoutout": str(number), "team": spotlight.team, **where},
    )


def _summary(spotlight: Spotlight, card: Receipt, now: datetime) -> Plan:
    return Plan(
        workspace=spotlight.workspace,
        kind=CLOSED,
        target=spotlight.channel,
        period=spotlight.period,
        due_at=now,
        details={"edits": card.place, "turn": spotlight.period},
    )


async def _retold_and_gone(
    store: Store, spotlight: Spotlight, numbers: Sequence[int]
) -> list[tuple[int, str]]:
    """Of thanks that were taken back, those that stand in the thread, and where."""
    found: list[tuple[int, str]] = []
    for number in numbers:
        rows = await store.deliveries.sent_of(
            spotlight.workspace, THANKS, f"{spotlight.period} {number}", [spotlight.channel]
        )
        found += [(number, Receipt(row.channel, row.ts).place) for row in rows if row.channel and row.ts]
    return found
