"""The question for work that was accepted and is not shipped, said in SQL."""

from collections.abc import Collection

from sqlalchemy import Select, and_, exists, func, select

from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.requests.requests import Answer, State
from northstar_bot.storage.tables.requests import request as table
from northstar_bot.storage.tables.requests import verdict as verdict_table


def load_of(workspace: WorkspaceId, inputs: Collection[MetricKey] | None, most: int) -> Select[int]:
    """How many accepted requests there are, or got their latest yes for `inputs`; counting stops at `most`."""
    accepted = and_(table.c.workspace_id == workspace, table.c.state == State.ACCEPTED.value)
    if inputs is None:
        every = select(table.c.number).where(accepted).limit(most).subquery()
        return select(func.count()).select_from(every)
    later = verdict_table.alias("later")
    overtaken = exists().where(
        later.c.workspace_id == verdict_table.c.workspace_id,
        later.c.number == verdict_table.c.number,
        later.c.id > verdict_table.c.id,
        later.c.answer == Answer.YES.value,
    )
    same = and_(
        table.c.workspace_id == verdict_table.c.workspace_id, table.c.number == verdict_table.c.number
    )
    carried = (
        select(table.c.number)
        .join(verdict_table, same)
        .where(
            accepted,
            verdict_table.c.answer == Answer.YES.value,
            verdict_table.c.input.in_(sorted(inputs)),
            ~overtaken,
        )
        .limit(most)
        .subquery()
    )
    return select(func.count()).select_from(carried)
