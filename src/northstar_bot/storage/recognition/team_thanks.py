"""Keeping the sums of thanks between teams true: with every shout-out given, taken back or restored."""

from collections.abc import Collection
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, Table, and_, case, func, literal, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import TeamKey, WorkspaceId
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.storage.recognition.shoutout_rows import of_a_team, standing
from northstar_bot.storage.tables.balance import team_thanks, team_thanks_week, thanks_given
from northstar_bot.storage.tables.shoutouts import receiver, shoutout, thanked_team
from northstar_bot.storage.upsert import insert_into

_NOBODY = {"amount": 0, "first_giver": "", "last_giver": ""}


async def count_in(connection: AsyncConnection, workspace: WorkspaceId, number: int, at: datetime) -> None:
    """Add one shout-out that stands; private ones count nowhere."""
    day = at.astimezone(UTC).date()
    await _count_giver(connection, workspace, number, day)
    rows = await counted(connection, workspace, shoutout.c.id == number)
    if rows:
        await _add(connection, team_thanks, workspace, {"day": day}, rows)
        await _add(connection, team_thanks_week, workspace, {"week": monday_of(day)}, rows)


async def count_again(connection: AsyncConnection, taken_back: Shoutout) -> None:
    """Count what is left of the day on which one was taken back, between its giver's team and those it reached.

    In the order in which giving counts, so that the two never wait for each other in a ring.
    """
    if taken_back.private:
        return
    workspace, day = taken_back.workspace, taken_back.given_at.astimezone(UTC).date()
    giver_team = taken_back.giver_team or ""
    await _count_giver_less(connection, taken_back, day)
    teams = {*taken_back.teams, *(one.team for one in taken_back.receivers if one.team)}
    if not teams:
        return
    on_day = _same(team_thanks, workspace, team_thanks.c.day == day, giver_team, teams)
    await _lock(connection, team_thanks, on_day)
    theirs = shoutout.c.giver_team
    within = and_(of_day(day), theirs == giver_team if giver_team else theirs.is_(None))
    rows = await counted(connection, workspace, within)
    await _set(connection, team_thanks, on_day, teams, rows)
    monday = monday_of(day)
    in_week = _same(team_thanks_week, workspace, team_thanks_week.c.week == monday, giver_team, teams)
    await _lock(connection, team_thanks_week, in_week)
    days = team_thanks.c.day.between(monday, monday + timedelta(days=6))
    rows = await _of_days(connection, _same(team_thanks, workspace, days, giver_team, teams))
    await _set(connection, team_thanks_week, in_week, teams, rows)


def ends(connection: AsyncConnection) -> tuple[Any, Any]:
    """The smallest and the largest of several columns, as this database calls them."""
    if connection.dialect.name == "postgresql":
        return func.least, func.greatest
    return func.min, func.max


def monday_of(day: date) -> date:
    """Where the week of the sums begins; the company's own weeks may begin on another day."""
    return day - timedelta(days=day.weekday())


def of_day(day: date) -> Any:
    """Shout-outs given on this day, in UTC."""
    start = datetime.combine(day, time(0), UTC)
    return and_(shoutout.c.given_at >= start, shoutout.c.given_at < start + timedelta(days=1))


def pairs_of(workspace: WorkspaceId, numbers: Select[Any]) -> Any:
    """Each of these shout-outs with each team it reached, once."""
    through_people = select(receiver.c.shoutout_id.label("id"), receiver.c.team).where(
        receiver.c.workspace_id == workspace,
        receiver.c.shoutout_id.in_(numbers),
        of_a_team,
    )
    as_a_team = select(thanked_team.c.shoutout_id.label("id"), thanked_team.c.team).where(
        thanked_team.c.workspace_id == workspace, thanked_team.c.shoutout_id.in_(numbers)
    )
    return union(through_people, as_a_team).subquery("reached")


async def _count_giver(connection: AsyncConnection, workspace: WorkspaceId, number: int, day: date) -> None:
    """One more of its giver's team; nothing when it is private."""
    columns = [column.name for column in thanks_given.columns]
    one = select(
        shoutout.c.workspace_id,
        literal(day, thanks_given.c.day.type),
        func.coalesce(shoutout.c.giver_team, ""),
        literal(1),
        case((shoutout.c.cross_team, 1), else_=0),
    ).where(standing(workspace), shoutout.c.id == number)
    new = insert_into(connection, thanks_given).from_select(columns, one)
    added = {name: thanks_given.c[name] + new.excluded[name] for name in ("amount", "across")}
    key = [column.name for column in thanks_given.primary_key]
    await connection.execute(new.on_conflict_do_update(index_elements=key, set_=added))


async def _count_giver_less(connection: AsyncConnection, taken_back: Shoutout, day: date) -> None:
    table, across = thanks_given, int(taken_back.cross_team)
    await connection.execute(
        update(table)
        .where(
            table.c.workspace_id == taken_back.workspace,
            table.c.day == day,
            table.c.giver_team == (taken_back.giver_team or ""),
        )
        .values(amount=table.c.amount - 1, across=table.c.across - across)
    )


async def _add(
    connection: AsyncConnection,
    table: Table,
    workspace: WorkspaceId,
    span: dict[str, date],
    rows: list[dict[str, Any]],
) -> None:
    new = insert_into(connection, table)
    low, high = ends(connection)
    # In any order: who asked to be erased stands under another id.
    givers = (table.c.first_giver, table.c.last_giver)
    first, last = new.excluded.first_giver, new.excluded.last_giver
    # A row whose last shout-out was taken back stays, with nobody in it.
    added = {
        "amount": table.c.amount + new.excluded.amount,
        "first_giver": case((table.c.amount == 0, first), else_=low(*givers, first)),
        "last_giver": case((table.c.amount == 0, last), else_=high(*givers, last)),
    }
    key = [column.name for column in table.primary_key]
    # The rows come sorted, so that two givers never wait for each other in a ring.
    counted = [{"workspace_id": workspace} | span | row for row in rows]
    await connection.execute(new.on_conflict_do_update(index_elements=key, set_=added), counted)


def _same(
    table: Table, workspace: WorkspaceId, when: Any, giver_team: str, teams: Collection[TeamKey]
) -> Any:
    return and_(
        table.c.workspace_id == workspace,
        when,
        table.c.giver_team == giver_team,
        table.c.team.in_(sorted(teams)),
    )


async def _lock(connection: AsyncConnection, table: Table, same: Any) -> None:
    """Before anything is counted: whoever adds one meanwhile waits, and adds it to what was counted here."""
    await connection.execute(select(table.c.team).where(same).order_by(table.c.team).with_for_update())


async def _set(
    connection: AsyncConnection,
    table: Table,
    same: Any,
    teams: Collection[TeamKey],
    rows: list[dict[str, Any]],
) -> None:
    left = {row["team"]: row for row in rows}
    for team in sorted(teams):
        values = {name: left.get(team, _NOBODY)[name] for name in _NOBODY}
        await connection.execute(update(table).where(same, table.c.team == team).values(values))


async def _of_days(connection: AsyncConnection, days: Any) -> list[dict[str, Any]]:
    """The sums of some days together."""
    table, (low, high) = team_thanks, ends(connection)
    givers = (table.c.first_giver, table.c.last_giver)
    summed = (
        select(
            table.c.team,
            func.sum(table.c.amount).label("amount"),
            func.min(low(*givers)).label("first_giver"),
            func.max(high(*givers)).label("last_giver"),
        )
        .where(days, table.c.amount > 0)
        .group_by(table.c.team)
    )
    return [dict(row) for row in (await connection.execute(summed)).mappings()]


async def counted(connection: AsyncConnection, workspace: WorkspaceId, within: Any) -> list[dict[str, Any]]:
    """The sums of the shout-outs `within`, sorted."""
    reached = pairs_of(workspace, select(shoutout.c.id).where(standing(workspace), within))
    giver_team = func.coalesce(shoutout.c.giver_team, "")
    asked = (
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
    rows = [dict(row) for row in (await connection.execute(asked)).mappings()]
    return sorted(rows, key=lambda row: (str(row["giver_team"]), str(row["team"])))
