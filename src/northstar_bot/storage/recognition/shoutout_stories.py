"""The best stories of a week or a stretch of time, read from the end of an index and never all of them."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, select, union

from northstar_bot.domain.ids import TeamKey, WorkspaceId
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.services.ports.shoutouts import When
from northstar_bot.storage.recognition.shoutout_counts import CountsOfThanks, ids_of, known_teams, within_of
from northstar_bot.storage.recognition.shoutout_rows import PIECE, of_a_team, read
from northstar_bot.storage.tables.shoutouts import receiver, shoutout, thanked_team

# The best of all are read first; after so many only teams are asked for that have too few among them.
POOL = 100
_BEST_FIRST = tuple(
    column.desc() for column in (shoutout.c.cross_team, shoutout.c.boosts, shoutout.c.given_at, shoutout.c.id)
)
_SIDES = (receiver, thanked_team)
Group = TeamKey | None


class StoriesOfThanks(CountsOfThanks):
    """What is worth telling again."""

    async def stories(self, workspace: WorkspaceId, when: When, per_team: int) -> Sequence[Shoutout]:
        """Those with words: the `per_team` best of each team reached, by boosts, then newest."""
        worded = within_of(workspace, when) & (shoutout.c.text != "")
        pool = await self._ids(_best(worded, POOL))
        teams = await self._teams_of(workspace, pool)
        best, places = _best_of_each(pool, teams, per_team)
        if len(pool) == POOL:
            known = await self._connection.scalars(known_teams(workspace, when))
            groups: list[Group] = [*(TeamKey(team) for team in known), None]
            for group in groups:
                if places[group] < per_team:
                    theirs = _of(workspace, group, worded)
                    best += await self._ids(_best(worded & theirs, per_team))
        found = [
            one
            for start in range(0, len(best), PIECE)
            for one in await read(
                self._connection,
                workspace,
                select(shoutout).where(worded, shoutout.c.id.in_(best[start : start + PIECE])),
            )
        ]
        return sorted({one.id: one for one in found}.values(), key=lambda one: (one.given_at, one.id))

    async def _ids(self, wanted: Select[tuple[int]]) -> list[int]:
        return list(await self._connection.scalars(wanted))

    async def _teams_of(self, workspace: WorkspaceId, numbers: Sequence[int]) -> Mapping[int, set[TeamKey]]:
        teams: defaultdict[int, set[TeamKey]] = defaultdict(set)
        for side in _SIDES:
            reached = select(side.c.shoutout_id, side.c.team).where(
                side.c.workspace_id == workspace, side.c.shoutout_id.in_(numbers)
            )
            for number, team in await self._connection.execute(reached):
                teams[number] |= {TeamKey(team)} if team else set()
        return teams


def _best(within: ColumnElement[bool], most: int) -> Select[tuple[int]]:
    return select(shoutout.c.id).where(within).order_by(*_BEST_FIRST).limit(most)


def _of(workspace: WorkspaceId, group: Group, within: ColumnElement[bool]) -> ColumnElement[bool]:
    """Those that reached a team, or no team at all."""
    if group is None:
        return shoutout.c.cross_team.is_(False) & ~_reached(receiver, of_a_team) & ~_reached(thanked_team)
    theirs: Iterable[Select[Any]] = (
        select(side.c.shoutout_id).where(side.c.team == group, *ids_of(workspace, side, within))
        for side in _SIDES
    )
    return shoutout.c.id.in_(union(*theirs))


def _reached(side: Any, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    same = side.c.workspace_id == shoutout.c.workspace_id, side.c.shoutout_id == shoutout.c.id
    return exists().where(*same, *more)


def _best_of_each(
    best_first: Sequence[int], teams: Mapping[int, set[TeamKey]], most: int
) -> tuple[list[int], Counter[Group]]:
    """Those among the first `most` of at least one of their teams; what reached no team is one group more."""
    places: Counter[Group] = Counter()
    chosen = []
    for number in best_first:
        groups: set[TeamKey] | list[None] = teams.get(number) or [None]
        places.update(groups)
        if any(places[group] <= most for group in groups):
            chosen.append(number)
    return chosen, places
