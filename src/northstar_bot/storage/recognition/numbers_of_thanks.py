"""Which shout-outs may lie within a time, by their numbers, so that what stands beside them is found by index."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, ScalarSelect, Select, and_, func, literal, select

from northstar_bot.domain.ids import TeamKey, WorkspaceId
from northstar_bot.storage.recognition.shoutout_rows import of
from northstar_bot.storage.tables.shoutouts import receiver, shoutout, thanked_team

# A team is reached through its people, or as a whole.
SIDES = (receiver, thanked_team)

# Numbers grow with time, but for the clocks of several processes.
_APART = timedelta(days=1)
_HIGHEST = 2**31 - 1


def beside(
    workspace: WorkspaceId, since: datetime, before: datetime | None, table: Any
) -> ColumnElement[bool]:
    """Rows of `table` beside the shout-outs that may have been given from `since` on, until `before`."""
    number, first = table.c.shoutout_id, _first_after(workspace, since - _APART)
    last = _first_after(workspace, before + _APART) if before else literal(_HIGHEST)
    stretch: ColumnElement[bool] = number.between(first, last)
    return stretch


def by_number(workspace: WorkspaceId) -> ColumnElement[bool]:
    """Of this workspace, said so that a shout-out is found by its number.

    SQLite takes what an index finds for a workspace for a few rows, where it is all there are.
    """
    return shoutout.c.workspace_id.concat("") == workspace


def open_by_number(workspace: WorkspaceId) -> ColumnElement[bool]:
    """What anybody may read, found by its number."""
    return and_(by_number(workspace), shoutout.c.undone_at.is_(None), shoutout.c.private.is_(False))


def reaching(
    side: Any, workspace: WorkspaceId, team: TeamKey, since: datetime, before: datetime | None
) -> Select[tuple[int]]:
    """The numbers of what reached a team on this side; the shout-outs are joined, to be asked for more."""
    numbers = (
        select(side.c.shoutout_id)
        .join(shoutout, shoutout.c.id == side.c.shoutout_id)
        .where(
            side.c.workspace_id == workspace,
            side.c.team == team,
            beside(workspace, since, before, side),
            shoutout.c.given_at >= since,
        )
    )
    return numbers.where(shoutout.c.given_at < before) if before else numbers


def _first_after(workspace: WorkspaceId, moment: datetime) -> ColumnElement[int]:
    asked = select(shoutout.c.id).where(of(workspace), shoutout.c.given_at >= moment)
    # Not taken for the row of a question around it.
    first: ScalarSelect[int] = (
        asked.order_by(shoutout.c.given_at, shoutout.c.id).limit(1).correlate(None).scalar_subquery()
    )
    return func.coalesce(first, literal(_HIGHEST))
