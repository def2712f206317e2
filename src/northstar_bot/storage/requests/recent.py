"""The question for the latest decisions by which requests still stand, said in SQL."""

from typing import Any

from sqlalchemy import Select, and_, exists, select

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.requests.requests import Answer, State
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.requests.filters import readable_by
from northstar_bot.storage.tables.requests import request as table
from northstar_bot.storage.tables.requests import verdict as verdict_table

_ANSWERS = [Answer.YES.value, Answer.NO.value, Answer.PARK.value]
_STANDING = [
    each.value for each in (State.ACCEPTED, State.DECLINED, State.PARKED, State.SHIPPED, State.DROPPED)
]


def recent_for(workspace: WorkspaceId, desk: Desk, limit: int) -> Select[Any]:
    """Verdicts that `desk` may read and that no appeal, pivot or later verdict has overtaken, newest first."""
    later = verdict_table.alias("later")
    overtaken = exists().where(
        later.c.workspace_id == verdict_table.c.workspace_id,
        later.c.number == verdict_table.c.number,
        later.c.id > verdict_table.c.id,
    )
    same = and_(
        table.c.workspace_id == verdict_table.c.workspace_id, table.c.number == verdict_table.c.number
    )
    return (
        select(verdict_table)
        .join(table, same)
        .where(verdict_table.c.workspace_id == workspace, verdict_table.c.answer.in_(_ANSWERS))
        .where(readable_by(desk), table.c.state.in_(_STANDING), ~overtaken)
        .order_by(verdict_table.c.decided_at.desc(), verdict_table.c.id.desc())
        .limit(limit)
    )
