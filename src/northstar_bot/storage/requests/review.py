"""A month as a whole, counted by the database."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.requests.requests import Answer
from northstar_bot.domain.requests.review import Said
from northstar_bot.storage.tables.requests import request as request_table
from northstar_bot.storage.tables.requests import verdict as table
from northstar_bot.storage.tables.shipments import shipment

_SAID = [Answer.YES.value, Answer.NO.value, Answer.PARK.value]


class StoredReviewCounts:
    """A month as a whole, counted by the database."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def said(self, workspace: WorkspaceId, since: datetime, until: datetime) -> Sequence[Said]:
        """The last yes, no or park of each request from `since` to before `until`, by input."""
        last = select(func.max(table.c.id)).where(_decided(workspace, since, until)).group_by(table.c.number)
        counted = (
            select(table.c.input, table.c.answer, func.count())
            .where(table.c.workspace_id == workspace, table.c.id.in_(last))
            .group_by(table.c.input, table.c.answer)
        )
        return [Said(row[0], Answer(row[1]), row[2]) for row in await self._connection.execute(counted)]

    async def obligations(
        self, workspace: WorkspaceId, since: datetime, until: datetime
    ) -> Mapping[str, int]:
        """What obliged the exempt verdicts from `since` to before `until`."""
        same = and_(
            request_table.c.workspace_id == table.c.workspace_id, request_table.c.number == table.c.number
        )
        counted = (
            select(request_table.c.obligation, func.count())
            .select_from(table.join(request_table, same))
            .where(_decided(workspace, since, until), table.c.exempt == 1)
            .group_by(request_table.c.obligation)
            .order_by(func.count().desc(), request_table.c.obligation)
        )
        return {row[0]: row[1] for row in await self._connection.execute(counted)}

    async def shipped(
        self, workspace: WorkspaceId, first: date, last: date
    ) -> Mapping[MetricKey | None, int]:
        """How many were shipped in these days, by the input they were accepted for."""
        counted = (
            select(shipment.c.input, func.count())
            .where(shipment.c.workspace_id == workspace, shipment.c.shipped_on.between(first, last))
            .group_by(shipment.c.input)
        )
        return {row[0]: row[1] for row in await self._connection.execute(counted)}


def _decided(workspace: WorkspaceId, since: datetime, until: datetime) -> ColumnElement[bool]:
    within = and_(table.c.decided_at >= since, table.c.decided_at < until)
    return and_(table.c.workspace_id == workspace, within, table.c.answer.in_(_SAID))
