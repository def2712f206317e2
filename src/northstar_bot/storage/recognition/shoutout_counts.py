"""Counting thanks: every question is answered from one week or period by index, however long the history."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Subquery, and_, case, func, select, union

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.counts import ShoutoutCounts
from northstar_bot.domain.ids import MetricKey, TeamKey, WorkspaceId
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.services.ports.shoutouts import Between, When
from northstar_bot.storage.recognition.reactions import StatesOfThanks
from northstar_bot.storage.recognition.shoutout_rows import read, standing, with_boosts
from northstar_bot.storage.tables.requests import request
from northstar_bot.storage.tables.shoutouts import boost, receiver, shoutout, thanked_team

_SAME_REQUEST = and_(
    request.c.workspace_id == shoutout.c.workspace_id, request.c.number == shoutout.c.request
)


class CountsOfThanks(StatesOfThanks):
    """What a week or a period came to."""

    async def counts_for_week(self, workspace: WorkspaceId, week: Week) -> ShoutoutCounts:
        """The thanks of `week` that were not taken back."""
        within = _within(workspace, week)
        counts = await self._counts(workspace, within)
        return replace(counts, by_input=await self._by_input(within)) if counts.cross_team else counts

    async def inputs_through_requests(
        self, workspace: WorkspaceId, since: datetime, before: datetime
    ) -> Mapping[int, MetricKey]:
        """The input of each request that thanks of this time name, by the request's number."""
        found = await self._connection.execute(
            select(request.c.number, request.c.input)
            .distinct()
            .select_from(shoutout.join(request, _SAME_REQUEST))
            .where(_within(workspace, Between(since, before)), request.c.input.is_not(None))
        )
        return {row.number: MetricKey(row.input) for row in found}

    async def _by_input(self, within: ColumnElement[bool]) -> Mapping[MetricKey, int]:
        """Thanks across teams for an input, or for a request of one."""
        about = func.coalesce(shoutout.c.input, request.c.input)
        counted = (
            select(about, func.count())
            .select_from(shoutout.outerjoin(request, _SAME_REQUEST))
            .where(within, shoutout.c.cross_team, about.is_not(None))
            .group_by(about)
            .order_by(about)
        )
        return {MetricKey(row[0]): row[1] for row in await self._connection.execute(counted)}

    async def counts_between(
        self, workspace: WorkspaceId, since: datetime, before: datetime
    ) -> ShoutoutCounts:
        """The thanks from `since` until just before `before`."""
        return await self.counts_of(workspace, Between(since, before))

    async def counts_of(self, workspace: WorkspaceId, when: When) -> ShoutoutCounts:
        """The thanks of a week or a stretch of time, without those for inputs."""
        return await self._counts(workspace, _within(workspace, when))

    async def _counts(self, workspace: WorkspaceId, within: ColumnElement[bool]) -> ShoutoutCounts:
        crossing = func.coalesce(func.sum(case((shoutout.c.cross_team, 1), else_=0)), 0)
        given, crossed, givers = (
            await self._connection.execute(
                select(func.count(), crossing, func.count(shoutout.c.giver.distinct())).where(within)
            )
        ).one()
        if not given:
            return ShoutoutCounts()
        thanked = await self._connection.scalar(
            select(func.count(receiver.c.person.distinct())).where(_of(workspace, receiver, within))
        )
        boosts = await self._connection.scalar(
            select(func.count()).select_from(boost).where(_of(workspace, boost, within), boost.c.present)
        )
        return ShoutoutCounts(given, crossed, thanked or 0, givers, boosts or 0)

    async def teams_reached(self, workspace: WorkspaceId, when: When) -> Mapping[TeamKey, int]:
        """How many of those shout-outs reached each team from another one, as a team or through its people."""
        pairs = _pairs(workspace, _within(workspace, when))
        found = await self._connection.execute(
            select(pairs.c.team, func.count())
            .join(shoutout, shoutout.c.id == pairs.c.id)
            .where(shoutout.c.giver_team != pairs.c.team)
            .group_by(pairs.c.team)
            .order_by(pairs.c.team)
        )
        return {TeamKey(team): count for team, count in found}

    async def stories(self, workspace: WorkspaceId, when: When, per_team: int) -> Sequence[Shoutout]:
        """Those with words: the `per_team` best of each team reached, by boosts, then newest."""
        within = _within(workspace, when)
        pairs = _pairs(workspace, within)
        teams: defaultdict[int, list[TeamKey]] = defaultdict(list)
        for number, team in await self._connection.execute(select(pairs.c.id, pairs.c.team)):
            teams[number].append(team)
        boosts = await self._connection.execute(
            select(boost.c.shoutout_id, func.count().label("amount"))
            .where(_of(workspace, boost, within), boost.c.present)
            .group_by(boost.c.shoutout_id)
        )
        joined_in = {row.shoutout_id: row.amount for row in boosts}
        told = await self._connection.execute(
            select(shoutout.c.id, shoutout.c.cross_team, shoutout.c.given_at).where(
                within, shoutout.c.text != ""
            )
        )
        best_first = sorted(
            told,
            key=lambda row: (row.cross_team, joined_in.get(row.id, 0), row.given_at, row.id),
            reverse=True,
        )
        best = _best_of_each([row.id for row in best_first], teams, per_team)
        # Sorted here: asked to sort, SQLite walks the whole history in order for a few ids.
        found = await read(self._connection, workspace, with_boosts().where(within, shoutout.c.id.in_(best)))
        return sorted(found, key=lambda one: (one.given_at, one.id))


def _best_of_each(best_first: Sequence[int], teams: Mapping[int, Sequence[TeamKey]], most: int) -> list[int]:
    """Those among the first `most` of at least one of their teams; what reached no team is one group more."""
    places: Counter[TeamKey | None] = Counter()
    chosen = []
    for number in best_first:
        groups: Sequence[TeamKey | None] = teams.get(number) or [None]
        places.update(groups)
        if any(places[group] <= most for group in groups):
            chosen.append(number)
    return chosen


def _within(workspace: WorkspaceId, when: When) -> ColumnElement[bool]:
    if isinstance(when, Week):
        return and_(standing(workspace), shoutout.c.week_start == when.start)
    given = shoutout.c.given_at
    return and_(standing(workspace), given >= when.since, given < when.before)


def _of(workspace: WorkspaceId, table: Any, within: ColumnElement[bool]) -> ColumnElement[bool]:
    """Rows beside the shout-outs `within`.

    An IN, because SQLite would join from the larger side; between the first and the last of them, because ids
    grow with time and Postgres then reads that stretch by index instead of the whole table.
    """
    theirs = table.c.shoutout_id
    first, last = (select(end(shoutout.c.id)).where(within).scalar_subquery() for end in (func.min, func.max))
    return and_(
        table.c.workspace_id == workspace,
        theirs.between(first, last),
        theirs.in_(select(shoutout.c.id).where(within)),
    )


def _pairs(workspace: WorkspaceId, within: ColumnElement[bool]) -> Subquery:
    """Each shout-out `within` with each team it reached, once."""
    through_people = select(receiver.c.shoutout_id.label("id"), receiver.c.team).where(
        _of(workspace, receiver, within), receiver.c.team.is_not(None)
    )
    as_a_team = select(thanked_team.c.shoutout_id.label("id"), thanked_team.c.team).where(
        _of(workspace, thanked_team, within)
    )
    return union(through_people, as_a_team).subquery("reached")
