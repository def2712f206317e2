"""The question for precedents, said in SQL so that it costs the same however long the history is."""

from sqlalchemy import Select, and_, exists, select

from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.requests.requests import Answer, Request
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.requests.filters import readable_by
from northstar_bot.storage.tables.requests import request as table
from northstar_bot.storage.tables.requests import verdict as verdict_table

# How many of the latest verdicts on an input are looked through for ones of the same kind.
_LOOKED_THROUGH = 200
_ON_THE_MERITS = [Answer.YES.value, Answer.NO.value, Answer.PARK.value]


def precedents_for(
    request: Request, chosen: MetricKey, star_version: int, desk: Desk
) -> Select[tuple[int, str, str, object]]:
    """Other requests of this kind that `desk` may read, with the latest verdict on each, newest first."""
    recent = (
        select(verdict_table)
        .where(
            verdict_table.c.workspace_id == request.workspace,
            verdict_table.c.input == chosen,
            verdict_table.c.star_version == star_version,
            verdict_table.c.answer.in_(_ON_THE_MERITS),
            verdict_table.c.exempt == 0,
            verdict_table.c.number != request.number,
        )
        .order_by(verdict_table.c.id.desc())
        .limit(_LOOKED_THROUGH)
        .subquery()
    )
    later = verdict_table.alias("later")
    overtaken = exists().where(
        later.c.workspace_id == recent.c.workspace_id,
        later.c.number == recent.c.number,
        later.c.id > recent.c.id,
        later.c.answer.in_(_ON_THE_MERITS),
    )
    same = and_(table.c.workspace_id == recent.c.workspace_id, table.c.number == recent.c.number)
    return (
        select(table.c.number, table.c.title, recent.c.answer, recent.c.decided_at)
        .select_from(recent.join(table, same))
        .where(table.c.kind == request.kind, readable_by(desk), ~overtaken)
        .order_by(recent.c.id.desc())
    )
