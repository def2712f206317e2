"""Which requests a list shows, said in SQL."""

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.request_query import STATES, Query, Which
from northstar_bot.domain.request_views import Desk
from northstar_bot.domain.requests import State, Visibility
from northstar_bot.storage.tables.requests import request as table


def readable_by(desk: Desk) -> ColumnElement[bool]:
    """Requests of which the desk may read more than number and state."""
    public = table.c.visibility == Visibility.CHANNEL.value
    return or_(public, table.c.asker == desk.person, _covered_by(desk))


def waiting_for(workspace: WorkspaceId, desk: Desk) -> ColumnElement[bool]:
    """Open requests whose verdict is this desk's to give."""
    here = and_(table.c.workspace_id == workspace, table.c.state == State.OPEN.value)
    return and_(here, table.c.asker != desk.person, _covered_by(desk))


def asked_for(workspace: WorkspaceId, query: Query, desk: Desk) -> Select[tuple[object, ...]]:
    """The rows of `query`, newest first."""
    wanted = select(table).where(table.c.workspace_id == workspace).order_by(table.c.number.desc())
    if states := STATES[query.which]:
        wanted = wanted.where(table.c.state.in_([state.value for state in states]))
    if query.which is Which.MINE:
        wanted = wanted.where(table.c.asker == desk.person)
    if query.which is Which.RE_WEIGH:
        wanted = wanted.where(table.c.re_weigh == 1)
    if query.which is Which.WAITING:
        wanted = wanted.where(waiting_for(workspace, desk))
    if query.team or query.input:
        wanted = wanted.where(readable_by(desk))
    if query.team:
        wanted = wanted.where(table.c.asker_team == query.team)
    if query.input:
        wanted = wanted.where(table.c.input == query.input)
    return wanted.where(table.c.number < query.before) if query.before else wanted


def _covered_by(desk: Desk) -> ColumnElement[bool]:
    if desk.all_inputs:
        return true()
    parts = [table.c.input.in_(sorted(desk.own_inputs))] if desk.own_inputs else []
    parts += [table.c.asker_team.in_(sorted(desk.teams))] if desk.teams else []
    return or_(false(), *parts)
