"""Rows of thanks into values: a shout-out with its receivers and teams in three queries."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId, TeamKey, ValueKey, WorkspaceId
from northstar_bot.domain.recognition.shoutouts import LeftOut, Receiver, Shoutout, Why
from northstar_bot.storage.tables.shoutouts import receiver, shoutout, thanked_team

# Drivers take some 32,000 parameters in a statement; lists are read in pieces well below that.
PIECE = 500


# Said so that SQLite does not take it for a stretch of the index by team, which would be everybody's.
of_a_team = func.length(receiver.c.team) > 0


def of(workspace: WorkspaceId) -> ColumnElement[bool]:
    """Rows of this workspace, taken back or not."""
    return shoutout.c.workspace_id == workspace


def not_taken_back(workspace: WorkspaceId) -> ColumnElement[bool]:
    """Rows of this workspace that were not taken back, private ones too: only for those who gave or got them."""
    return and_(of(workspace), shoutout.c.undone_at.is_(None))


def standing(workspace: WorkspaceId) -> ColumnElement[bool]:
    """Rows of this workspace that anybody may read and count: not taken back, and not private."""
    return and_(not_taken_back(workspace), shoutout.c.private.is_(False))


async def read(
    connection: AsyncConnection, workspace: WorkspaceId, wanted: Select[Any]
) -> tuple[Shoutout, ...]:
    """The shout-outs of a query of whole rows, in its order."""
    rows = (await connection.execute(wanted)).all()
    ids = [row.id for row in rows]
    people, teams = defaultdict(list), defaultdict(list)
    for piece in (ids[start : start + PIECE] for start in range(0, len(ids), PIECE)):
        for found in await _beside(connection, receiver, workspace, piece):
            people[found.shoutout_id].append(Receiver(PersonId(found.person), found.team))
        for found in await _beside(connection, thanked_team, workspace, piece):
            teams[found.shoutout_id].append(TeamKey(found.team))
    return tuple(_shoutout(row, people[row.id], teams[row.id]) for row in rows)


async def _beside(
    connection: AsyncConnection, table: Any, workspace: WorkspaceId, ids: Sequence[int]
) -> Iterable[Row[Any]]:
    order = [column for column in table.primary_key if column.name != "workspace_id"]
    found = await connection.execute(
        select(table).where(table.c.workspace_id == workspace, table.c.shoutout_id.in_(ids)).order_by(*order)
    )
    return found.all()


def _shoutout(row: Row[Any], people: list[Receiver], teams: list[TeamKey]) -> Shoutout:
    return Shoutout(
        id=row.id,
        workspace=WorkspaceId(row.workspace_id),
        giver=PersonId(row.giver),
        giver_team=TeamKey(row.giver_team) if row.giver_team else None,
        receivers=tuple(people),
        teams=tuple(teams),
        text=row.text,
        given_at=row.given_at,
        source_key=row.source_key,
        value=ValueKey(row.value) if row.value else None,
        input=MetricKey(row.input) if row.input else None,
        channel=ChannelId(row.channel) if row.channel else None,
        permalink=row.permalink,
        boosts=row.boosts,
        card_link=row.card_link,
        undone=row.undone_at is not None,
        private=row.private,
        request=row.request,
        to_group=row.to_group,
    )


def left_out_of(document: Iterable[Sequence[str]]) -> tuple[LeftOut, ...]:
    """Who was left out, as it was kept."""
    return tuple(LeftOut(PersonId(person), Why(why)) for person, why in document)
