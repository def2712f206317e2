"""Requests by what a pivot needs to know of them: counted, locked, and given their fates without being read."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    FromClause,
    Insert,
    Integer,
    Row,
    Select,
    String,
    and_,
    column,
    exists,
    func,
    insert,
    literal,
    select,
    values,
)

from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.pivots.pivot import Fate, Held
from northstar_bot.domain.requests.requests import State, WakeOn
from northstar_bot.storage.tables.pivots import item
from northstar_bot.storage.tables.requests import request, verdict

_LIVE = [State.OPEN.value, State.NEEDS_INFO.value, State.ACCEPTED.value, State.PARKED.value]
_CONCERNED = [*_LIVE, State.DECLINED.value]

# One query for each row: joined with all latest verdicts at once, SQLite would look for each of them anew.
_later = verdict.alias("later")
_latest = (
    select(_later.c.id)
    .where(_later.c.workspace_id == request.c.workspace_id, _later.c.number == request.c.number)
    .order_by(_later.c.id.desc())
    .limit(1)
    .correlate(request)
    .scalar_subquery()
)
# How a request stands, as columns; nothing said and no verdict are empty, so that sorts can be compared.
_SORT = {
    "state": request.c.state,
    "stated": func.coalesce(request.c.input, ""),
    "decided": func.coalesce(verdict.c.input, ""),
    "exempt": func.coalesce(verdict.c.exempt, 0),
    "wake_on": func.coalesce(verdict.c.wake_on, ""),
}


def counted(workspace: WorkspaceId) -> Select[Any]:
    """Every sort of request that a pivot may concern, and its amount."""
    columns = [each.label(name) for name, each in _SORT.items()]
    sorts = select(*columns).select_from(_with_verdict()).where(_concerned(workspace)).subquery()
    return select(*sorts.c, func.count().label("amount")).group_by(*sorts.c)


def held_of(row: Row[Any]) -> Held:
    """The sort of one row of `counted`."""
    return Held(
        state=State(row.state),
        stated=MetricKey(row.stated) if row.stated else None,
        decided=MetricKey(row.decided) if row.decided else None,
        exempt=bool(row.exempt),
        wake_on=WakeOn(row.wake_on) if row.wake_on else None,
    )


def locked(workspace: WorkspaceId) -> Select[Any]:
    """Let nobody else move what is not decided for good; only a count comes back."""
    live = select(request.c.number).where(request.c.workspace_id == workspace, request.c.state.in_(_LIVE))
    return select(func.count()).select_from(live.order_by(request.c.number).with_for_update().subquery())


def noted(workspace: WorkspaceId, version: int, fates: Mapping[Held, Fate]) -> Insert:
    """Write down what becomes of every request of these sorts."""
    names = ["workspace_id", "version", "number", "asker", "fate"]
    columns = [each.label(name) for name, each in _SORT.items()]
    sorted_out = (
        select(request.c.number, request.c.asker, *columns)
        .select_from(_with_verdict())
        .where(_concerned(workspace))
        .cte("sorted")
        # Else SQLite sorts out every request once more for each fate.
        .prefix_with("MATERIALIZED")
    )
    found = _fates(fates)
    same = and_(*(found.c[name] == sorted_out.c[name] for name in _SORT))
    chosen = select(
        literal(workspace, String),
        literal(version, Integer),
        sorted_out.c.number,
        sorted_out.c.asker,
        found.c.fate,
    ).select_from(sorted_out.join(found, same))
    return insert(item).from_select(names, chosen)


def promised_by(workspace: WorkspaceId, version: int) -> Select[Any]:
    """The squads and inputs of the latest verdicts on what this version put in doubt."""
    later = verdict.alias("overtaking")
    overtaken = exists().where(
        later.c.workspace_id == verdict.c.workspace_id,
        later.c.number == verdict.c.number,
        later.c.id > verdict.c.id,
    )
    same = and_(verdict.c.workspace_id == item.c.workspace_id, verdict.c.number == item.c.number)
    return (
        select(verdict.c.squad, func.coalesce(verdict.c.input, "").label("input"))
        .select_from(item.join(verdict, same))
        .where(item.c.workspace_id == workspace, item.c.version == version)
        .where(item.c.fate == Fate.IN_DOUBT.value, ~overtaken)
        .distinct()
    )


def _fates(fates: Mapping[Held, Fate]) -> CTE:
    kinds = {name: Integer if name == "exempt" else String for name in (*_SORT, "fate")}
    rows = [
        (
            each.state.value,
            each.stated or "",
            each.decided or "",
            int(each.exempt),
            each.wake_on.value if each.wake_on else "",
            fate.value,
        )
        for each, fate in fates.items()
    ]
    return values(*(column(name, kind) for name, kind in kinds.items()), name="fates").data(rows).cte("fates")


def _with_verdict() -> FromClause:
    return request.outerjoin(verdict, verdict.c.id == _latest)


def _concerned(workspace: WorkspaceId) -> ColumnElement[bool]:
    return and_(request.c.workspace_id == workspace, request.c.state.in_(_CONCERNED))
