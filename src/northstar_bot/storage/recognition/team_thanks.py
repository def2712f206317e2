"""Keeping the sums of thanks between teams true: with every shout-out given, taken back or restored."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, and_, case, func, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.storage.recognition.shoutout_rows import standing
from northstar_bot.storage.tables.balance import team_thanks as table
from northstar_bot.storage.tables.shoutouts import receiver, shoutout, thanked_team
from northstar_bot.storage.upsert import insert_into

# In any order: who asked to be erased stands under another id.
_GIVERS = (table.c.first_giver, table.c.last_giver)
_KEY = ("workspace_id", "day", "giver_team", "team")


async def count_in(connection: AsyncConnection, workspace: WorkspaceId, number: int, at: datetime) -> None:
    """Add one shout-out that stands; private ones count nowhere."""
    rows = await _counted(connection, workspace, at, shoutout.c.id == number)
    if not rows:
        return
    new = insert_into(connection, table)
    low, high = ends(connection)
    first, last = new.excluded.first_giver, new.excluded.last_giver
    # A row whose last shout-out was taken back stays, with nobody in it.
    added = {
        "amount": table.c.amount + new.excluded.amount,
        "first_giver": case((table.c.amount == 0, first), else_=low(*_GIVERS, first)),
        "last_giver": case((table.c.amount == 0, last), else_=high(*_GIVERS, last)),
    }
    # The rows come sorted, so that two givers never wait for each other in a ring.
    await connection.execute(new.on_conflict_do_update(index_elements=_KEY, set_=added), rows)


def ends(connection: AsyncConnection) -> tuple[Any, Any]:
    """The smallest and the largest of several columns, as this database calls them."""
    if connection.dialect.name == "postgresql":
        return func.least, func.greatest
    return func.min, func.max


async def count_again(connection: AsyncConnection, taken_back: Shoutout) -> None:
    """Count what is left of the day on which one was taken back, between its giver's team and those it reached."""
    workspace, day = taken_back.workspace, taken_back.given_at.astimezone(UTC).date()
    giver_team = taken_back.giver_team or ""
    teams = {*taken_back.teams, *(one.team for one in taken_back.receivers if one.team)}
    same = and_(
        table.c.workspace_id == workspace,
        table.c.day == day,
        table.c.giver_team == giver_team,
        table.c.team.in_(sorted(teams)),
    )
    # Locked before anything is counted: whoever adds one meanwhile waits, and adds it to what was counted here.
    await connection.execute(select(table.c.team).where(same).order_by(table.c.team).with_for_update())
    theirs = shoutout.c.giver_team
    within = and_(of_day(day), theirs == giver_team if giver_team else theirs.is_(None))
    rows = await _counted(connection, workspace, taken_back.given_at, within)
    left = {row["team"]: row for row in rows}
    nobody = {"amount": 0, "first_giver": "", "last_giver": ""}
    for team in sorted(teams):
        values = {name: left.get(team, nobody)[name] for name in nobody}
        await connection.execute(update(table).where(same, table.c.team == team).values(values))


def of_day(day: date) -> Any:
    """Shout-outs given on this day, in UTC."""
    start = datetime.combine(day, time(0), UTC)
    return and_(shoutout.c.given_at >= start, shoutout.c.given_at < start + timedelta(days=1))


def pairs_of(workspace: WorkspaceId, numbers: Select[Any]) -> Any:
    """Each of these shout-outs with each team it reached, once."""
    through_people = select(receiver.c.shoutout_id.label("id"), receiver.c.team).where(
        receiver.c.workspace_id == workspace,
        receiver.c.shoutout_id.in_(numbers),
        receiver.c.team.is_not(None),
    )
    as_a_team = select(thanked_team.c.shoutout_id.label("id"), thanked_team.c.team).where(
        thanked_team.c.workspace_id == workspace, thanked_team.c.shoutout_id.in_(numbers)
    )
    return union(through_people, as_a_team).subquery("reached")


async def _counted(
    connection: AsyncConnection, workspace: WorkspaceId, at: datetime, within: Any
) -> list[dict[str, Any]]:
    """The sums of one day's shout-outs `within`, sorted."""
    reached = pairs_of(workspace, select(shoutout.c.id).where(standing(workspace), within))
    giver_team = func.coalesce(shoutout.c.giver_team, "")
    counted = (
        select(
            giver_team.label("giver_team"),
            reached.c.team,
            func.count().label("amount"),
            func.min(shoutout.c.giver).label("first_giver"),
            func.max(shoutout.c.giver).label("last_giver"),
        )
        .select_from(reached)
        .join(shoutout, shoutout.c.id == reached.c.id)
        .where(shoutout.c.workspace_id == workspace)
        .group_by(giver_team, reached.c.team)
    )
    key = {"workspace_id": workspace, "day": at.astimezone(UTC).date()}
    rows = [key | dict(row) for row in (await connection.execute(counted)).mappings()]
    return sorted(rows, key=lambda row: (str(row["giver_team"]), str(row["team"])))
