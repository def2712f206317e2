"""The thanks of a deck's days: summed by the database, and of the shout-outs themselves only a few."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, select, union
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.deck.counted import Sums
from northstar_bot.domain.ids import MetricKey, PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.recognition.balance import Flow
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.services.ports.shoutouts import Between
from northstar_bot.storage.recognition.balance import StoredTeamThanks
from northstar_bot.storage.recognition.numbers_of_thanks import SIDES, beside, open_by_number, reaching
from northstar_bot.storage.recognition.shoutout_counts import within_of
from northstar_bot.storage.recognition.shoutout_rows import PIECE, read, standing
from northstar_bot.storage.tables.balance import thanks_given
from northstar_bot.storage.tables.consents import story_consent
from northstar_bot.storage.tables.requests import request
from northstar_bot.storage.tables.shoutouts import ABOUT, receiver, shoutout, thanked_team

_DAY = timedelta(days=1)
_WEEK = timedelta(days=8)


class StoredDeckThanks:
    """Thanks between two moments."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def sums(self, workspace: WorkspaceId, when: Between, opted_out: Collection[PersonId]) -> Sums:
        """What was given, and how much of it hangs on those who opted out of decks."""
        days, edges = _days_and_edges(when)
        crossing = case((shoutout.c.cross_team, 1), else_=0)
        asked = [select(func.count(), func.sum(crossing)).where(within_of(workspace, edge)) for edge in edges]
        if days:
            table = thanks_given
            here = (table.c.workspace_id == workspace, table.c.day.between(*days))
            asked.append(select(func.sum(table.c.amount), func.sum(table.c.across)).where(*here))
        found = [(await self._connection.execute(each)).one() for each in asked]
        given, across = (sum(row[at] or 0 for row in found) for at in (0, 1))
        inputs = await self._for_inputs(workspace, when) if across else {}
        out = await self._hanging_on(workspace, when, opted_out) if across and opted_out else 0
        return Sums(given, across, inputs, out)

    async def across(self, workspace: WorkspaceId, when: Between) -> Sequence[Flow]:
        """How many shout-outs went from each team to another one."""
        flows = await StoredTeamThanks(self._connection).flows(workspace, when.since, when.before)
        return [flow for flow in flows if flow.crosses]

    async def asked_about(self, workspace: WorkspaceId, when: Between) -> Sequence[Shoutout]:
        """Those that somebody was asked about, oldest first."""
        asked = select(story_consent.c.shoutout_id).distinct()
        here = (
            story_consent.c.workspace_id == workspace,
            beside(workspace, when.since, when.before, story_consent),
        )
        numbers = list(await self._connection.scalars(asked.where(*here)))
        return await self._read(workspace, when, numbers)

    async def first_of(
        self, workspace: WorkspaceId, when: Between, team: TeamKey, most: int
    ) -> Sequence[Shoutout]:
        """The first with words that reached a team from another one."""
        numbers: set[int] = set()
        for side in SIDES:
            number = side.c.shoutout_id
            walk = _to(workspace, when, team, side).distinct().order_by(number).limit(most)
            numbers.update(await self._connection.scalars(walk))
        return await self._read(workspace, when, sorted(numbers)[:most])

    async def best_of(
        self, workspace: WorkspaceId, when: Between, team: TeamKey, most: int
    ) -> Sequence[Shoutout]:
        """Those with words that reached a team from another one and that most joined in, then the newest."""
        reached = union(*(_to(workspace, when, team, side) for side in SIDES)).subquery("reached")
        best = select(shoutout.c.id).join(reached, reached.c.shoutout_id == shoutout.c.id)
        ordered = best.order_by(shoutout.c.boosts.desc(), shoutout.c.id.desc()).limit(most)
        return await self._read(workspace, when, list(await self._connection.scalars(ordered)))

    async def inputs_of(self, workspace: WorkspaceId, requests: Collection[int]) -> Mapping[int, MetricKey]:
        """The input of each of these requests, where it has one."""
        if not requests:
            return {}
        wanted = (request.c.workspace_id == workspace, request.c.number.in_(sorted(requests)))
        found = await self._connection.execute(
            select(request.c.number, request.c.tagged).where(*wanted, request.c.tagged.is_not(None))
        )
        return {row.number: MetricKey(row.tagged) for row in found}

    async def _for_inputs(self, workspace: WorkspaceId, when: Between) -> Mapping[MetricKey, int]:
        """Thanks across teams for an input, or for a request of one; the few that are for any stand in one index."""
        weeks = shoutout.c.week_start.between((when.since - _WEEK).date(), (when.before + _DAY).date())
        tied = (
            select(shoutout.c.input, shoutout.c.request, func.count().label("many"))
            .where(within_of(workspace, when), weeks, ABOUT, shoutout.c.cross_team)
            .group_by(shoutout.c.input, shoutout.c.request)
            .subquery("tied")
        )
        same = and_(request.c.workspace_id == workspace, request.c.number == tied.c.request)
        about = func.coalesce(tied.c.input, request.c.tagged)
        summed = select(about, func.sum(tied.c.many)).select_from(tied.outerjoin(request, same))
        rows = await self._connection.execute(summed.where(about.is_not(None)).group_by(about))
        return {MetricKey(row[0]): int(row[1]) for row in rows}

    async def _hanging_on(self, workspace: WorkspaceId, when: Between, people: Collection[PersonId]) -> int:
        """Thanks across teams from these people, or to them where no team was thanked as a whole."""
        crossing = (
            shoutout.c.given_at >= when.since,
            shoutout.c.given_at < when.before,
            shoutout.c.cross_team,
        )
        teams = (thanked_team.c.workspace_id == workspace, thanked_team.c.shoutout_id == shoutout.c.id)
        got = and_(
            receiver.c.workspace_id == workspace,
            receiver.c.person.in_(sorted(people)),
            beside(workspace, when.since, when.before, receiver),
        )
        theirs = union(
            select(shoutout.c.id).where(standing(workspace), *crossing, shoutout.c.giver.in_(sorted(people))),
            select(shoutout.c.id)
            .join(receiver, receiver.c.shoutout_id == shoutout.c.id)
            .where(got, open_by_number(workspace), *crossing, ~exists().where(*teams)),
        ).subquery("theirs")
        return await self._connection.scalar(select(func.count()).select_from(theirs)) or 0

    async def _read(
        self, workspace: WorkspaceId, when: Between, numbers: Sequence[int]
    ) -> Sequence[Shoutout]:
        found: list[Shoutout] = []
        for start in range(0, len(numbers), PIECE):
            some = shoutout.c.id.in_(numbers[start : start + PIECE])
            wanted = select(shoutout).where(open_by_number(workspace), some)
            found += await read(self._connection, workspace, wanted)
        inside = (one for one in found if when.since <= one.given_at < when.before)
        return sorted(inside, key=lambda one: (one.given_at, one.id))


def _days_and_edges(when: Between) -> tuple[tuple[date, date] | None, Iterable[Between]]:
    """The first and the last whole day in UTC, for which there are sums, and what lies around them."""
    start = datetime.combine((when.since + _DAY - timedelta.resolution).astimezone(UTC), time(0), UTC)
    end = datetime.combine(when.before.astimezone(UTC), time(0), UTC)
    if start >= end:
        return None, (when,)
    edges = (Between(when.since, start), Between(end, when.before))
    return (start.date(), end.date() - _DAY), [edge for edge in edges if edge.since < edge.before]


def _to(workspace: WorkspaceId, when: Between, team: TeamKey, side: Any) -> Select[tuple[int]]:
    """What reached a team from another one on this side, with words."""
    crossing = (shoutout.c.cross_team, shoutout.c.giver_team != team, shoutout.c.text != "")
    reached = reaching(side, workspace, team, when.since, when.before)
    return reached.where(open_by_number(workspace), *crossing)
