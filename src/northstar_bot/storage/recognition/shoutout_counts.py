"""Counting thanks: every question is answered from one week or period by index, however long the history."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.counts import ShoutoutCounts
from northstar_bot.domain.ids import MetricKey, TeamKey, WorkspaceId
from northstar_bot.services.ports.shoutouts import Between, When
from northstar_bot.storage.recognition.reactions import StatesOfThanks
from northstar_bot.storage.recognition.shoutout_rows import standing
from northstar_bot.storage.tables.balance import team_thanks
from northstar_bot.storage.tables.requests import request
from northstar_bot.storage.tables.shoutouts import receiver, shoutout, thanked_team

_SAME_REQUEST = and_(
    request.c.workspace_id == shoutout.c.workspace_id, request.c.number == shoutout.c.request
)


class CountsOfThanks(StatesOfThanks):
    """What a week or a period came to."""

    async def counts_for_week(self, workspace: WorkspaceId, week: Week) -> ShoutoutCounts:
        """The thanks of `week` that were not taken back."""
        within = within_of(workspace, week)
        counts = await self._counts(workspace, within)
        return replace(counts, by_input=await self._by_input(within)) if counts.cross_team else counts

    async def _by_input(self, within: ColumnElement[bool]) -> Mapping[MetricKey, int]:
        """Thanks across teams for an input, or for a request of one."""
        about = func.coalesce(shoutout.c.input, request.c.tagged)
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
        return await self._counts(workspace, within_of(workspace, when))

    async def _counts(self, workspace: WorkspaceId, within: ColumnElement[bool]) -> ShoutoutCounts:
        crossing = func.coalesce(func.sum(case((shoutout.c.cross_team, 1), else_=0)), 0)
        givers = func.count(shoutout.c.giver.distinct())
        counted = select(func.count(), crossing, givers, func.sum(shoutout.c.boosts)).where(within)
        given, crossed, gave, boosts = (await self._connection.execute(counted)).one()
        if not given:
            return ShoutoutCounts()
        thanked = await self._connection.scalar(
            select(func.count(receiver.c.person.distinct())).where(beside(workspace, receiver, within))
        )
        return ShoutoutCounts(given, crossed, thanked or 0, gave, boosts)

    async def teams_reached(self, workspace: WorkspaceId, when: When) -> frozenset[TeamKey]:
        """The teams that those shout-outs reached from another one, as a team or through their people."""
        within, sums = within_of(workspace, when), team_thanks.c
        # Asked of each team that the days around it know; an answer is a step or two into an index.
        crossing = and_(sums.giver_team != "", sums.giver_team != sums.team)
        known = known_teams(workspace, when).where(crossing).subquery("known")
        reached = (
            select(side.c.shoutout_id)
            .join(shoutout, shoutout.c.id == side.c.shoutout_id)
            .where(
                side.c.team == known.c.team,
                *ids_of(workspace, side, within),
                within,
                shoutout.c.giver_team != known.c.team,
            )
            .exists()
            for side in (receiver, thanked_team)
        )
        found = await self._connection.scalars(select(known.c.team).where(or_(*reached)))
        return frozenset(TeamKey(team) for team in found)


def known_teams(workspace: WorkspaceId, when: When) -> Select[Any]:
    """The teams reached on the days that hold all of it, and perhaps some that were reached just before or after."""
    sums, (first, last) = team_thanks.c, _days_around(when)
    here = (sums.workspace_id == workspace, sums.day.between(first, last), sums.amount > 0)
    return select(sums.team).distinct().where(*here)


def within_of(workspace: WorkspaceId, when: When) -> ColumnElement[bool]:
    """What anybody may read and count of a week or a stretch of time."""
    if isinstance(when, Week):
        return and_(standing(workspace), shoutout.c.week_start == when.start)
    given = shoutout.c.given_at
    return and_(standing(workspace), given >= when.since, given < when.before)


def ids_of(
    workspace: WorkspaceId, table: Any, within: ColumnElement[bool]
) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Rows beside the first to the last of the shout-outs `within`.

    Ids grow with time: databases then read that stretch by index instead of the whole table.
    """
    first, last = (
        select(end(shoutout.c.id)).where(within).correlate(None).scalar_subquery()
        for end in (func.min, func.max)
    )
    return table.c.workspace_id == workspace, table.c.shoutout_id.between(first, last)


def beside(workspace: WorkspaceId, table: Any, within: ColumnElement[bool]) -> ColumnElement[bool]:
    """Rows beside the shout-outs `within`; an IN, because SQLite would join from the larger side."""
    inside = table.c.shoutout_id.in_(select(shoutout.c.id).where(within).correlate(None))
    return and_(*ids_of(workspace, table, within), inside)


def _days_around(when: When) -> tuple[date, date]:
    """Days in UTC that hold all of it, wherever the company is."""
    if isinstance(when, Week):
        return when.start - timedelta(days=1), when.end + timedelta(days=1)
    return when.since.astimezone(UTC).date(), when.before.astimezone(UTC).date()
