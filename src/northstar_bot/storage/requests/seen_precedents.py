"""How the similar requests stood that a decider was shown, said in SQL for one reader."""

from collections.abc import Collection

from sqlalchemy import Select, and_, select

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.requests.requests import Answer
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.requests.filters import readable_by
from northstar_bot.storage.tables.requests import request as table
from northstar_bot.storage.tables.requests import verdict as verdict_table

_ON_THE_MERITS = [Answer.YES.value, Answer.NO.value, Answer.PARK.value]


def verdicts_on(
    workspace: WorkspaceId, numbers: Collection[int], desk: Desk
) -> Select[tuple[int, int, str, str, object]]:
    """Every verdict on those of `numbers` that `desk` may read and is not to weigh blind, oldest first."""
    same = and_(
        table.c.workspace_id == verdict_table.c.workspace_id, table.c.number == verdict_table.c.number
    )
    known = sorted(set(numbers) - set(desk.blind))
    return (
        select(
            verdict_table.c.id,
            verdict_table.c.number,
            table.c.title,
            verdict_table.c.answer,
            verdict_table.c.decided_at,
        )
        .select_from(verdict_table.join(table, same))
        .where(
            verdict_table.c.workspace_id == workspace,
            verdict_table.c.number.in_(known),
            verdict_table.c.answer.in_(_ON_THE_MERITS),
            readable_by(desk),
        )
        .order_by(verdict_table.c.id)
    )
