"""Which requests a list shows, said in SQL."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, Select, and_, false, or_, select, true

from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.requests.query import STATES, Query, Which
from northstar_bot.domain.requests.requests import State, Visibility
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.tables.requests import request as table
from northstar_bot.storage.tables.similar import follower


def readable_by(desk: Desk) -> ColumnElement[bool]:
    """Requests of which the desk may read more than number and state, also what was decided."""
    known = [table.c.number.not_in(sorted(desk.blind))] if desk.blind else []
    return and_(_may_read(desk), *known)


def _may_read(desk: Desk) -> ColumnElement[bool]:
    public = table.c.visibility == Visibility.CHANNEL.value
    own = or_(table.c.asker == desk.person, table.c.on_behalf_of == desk.person)
    return or_(public, own, table.c.whose_time == desk.person, _covered_by(desk))


def waiting_for(workspace: WorkspaceId, desk: Desk) -> ColumnElement[bool]:
    """Open requests whose verdict is this desk's to give."""
    here = and_(table.c.workspace_id == workspace, _stands((State.OPEN,), desk))
    others = and_(table.c.asker != desk.person, table.c.on_behalf_of.is_distinct_from(desk.person))
    return and_(here, others, _covered_by(desk), table.c.number.not_in(sorted(desk.barred)))


def asked_for(workspace: WorkspaceId, query: Query, desk: Desk) -> Select[tuple[object, ...]]:
    """The rows of `query`, newest first."""
    wanted = select(table).where(table.c.workspace_id == workspace).order_by(table.c.number.desc())
    if states := STATES[query.which]:
        wanted = wanted.where(_stands(states, desk))
    wanted = wanted.where(_of(query.which, workspace, desk))
    if query.team or query.input or query.kind:
        wanted = wanted.where(_may_read(desk))
    if query.team:
        wanted = wanted.where(table.c.asker_team == query.team)
    if query.input:
        wanted = wanted.where(_tagged(query.input, desk))
    if query.kind:
        wanted = wanted.where(table.c.kind == query.kind.value)
    return wanted.where(table.c.number < query.before) if query.before else wanted


def _of(which: Which, workspace: WorkspaceId, desk: Desk) -> ColumnElement[bool]:
    """What a list asks for besides states."""
    match which:
        case Which.MINE:
            return table.c.asker == desk.person
        case Which.RE_WEIGH:
            return table.c.re_weigh == 1
        case Which.WAITING:
            return waiting_for(workspace, desk)
        case Which.FOLLOWING:
            return followed_by(workspace, desk.person)
        case Which.MY_TIME:
            return table.c.whose_time == desk.person
    return true()


def followed_by(workspace: WorkspaceId, person: PersonId) -> ColumnElement[bool]:
    """Requests that somebody joined or follows."""
    theirs = select(follower.c.number).where(
        follower.c.workspace_id == workspace, follower.c.person == person
    )
    return table.c.number.in_(theirs)


def _stands(states: Collection[State], desk: Desk) -> ColumnElement[bool]:
    """Requests in one of `states` as the desk knows them: what it weighs a second time is still open to it."""
    stands = table.c.state.in_([state.value for state in states])
    if not desk.blind:
        return stands
    blind = table.c.number.in_(sorted(desk.blind))
    return or_(stands, blind) if State.OPEN in states else and_(stands, ~blind)


def _tagged(wanted: MetricKey, desk: Desk) -> ColumnElement[bool]:
    """Requests that count for an input as the desk knows them: a verdict that it may not know yet tells nothing."""
    if not desk.blind:
        return table.c.tagged == wanted
    blind = table.c.number.in_(sorted(desk.blind))
    return or_(and_(table.c.tagged == wanted, ~blind), and_(table.c.input == wanted, blind))


def _covered_by(desk: Desk) -> ColumnElement[bool]:
    if desk.all_inputs:
        return true()
    parts = [table.c.input.in_(sorted(desk.own_inputs))] if desk.own_inputs else []
    parts += [table.c.asker_team.in_(sorted(desk.teams))] if desk.teams else []
    return or_(false(), *parts)
