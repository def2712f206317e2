"""Finding requests by their titles: keys in an index, the rare ones first, compared by the core."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, delete, insert, literal, or_, select, union_all
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.requests.joining import LIVE
from northstar_bot.domain.requests.requests import Request, State
from northstar_bot.domain.requests.similar import REACH, keys_of, most_alike, nearest_first
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.requests.filters import readable_by
from northstar_bot.storage.requests.rows import request_of
from northstar_bot.storage.tables.requests import request as table
from northstar_bot.storage.tables.similar import title_key


async def index_title(connection: AsyncConnection, request: Request) -> None:
    """Let `request` be found by its title; in the transaction that keeps it."""
    rows = [
        {"workspace_id": request.workspace, "key": key, "number": request.number}
        for key in keys_of(request.title)
    ]
    await connection.execute(insert(title_key).values(rows))


class StoredSimilar:
    """Titles by their keys. No list of numbers is read further than its newest few, however long it is."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def like(
        self, workspace: WorkspaceId, title: str, desk: Desk, declined_since: datetime
    ) -> Sequence[Request]:
        """Requests with a title like this one that are worth offering and that this desk may read, best first."""
        numbers = nearest_first(await self._under_keys(workspace, keys_of(title)), REACH.compared)
        offered = and_(_offered(declined_since), readable_by(desk))
        found = select(table).where(table.c.workspace_id == workspace, table.c.number.in_(numbers), offered)
        rows = (await self._connection.execute(found)).mappings()
        requests = {row["number"]: request_of(row) for row in rows}
        best = most_alike(title, {number: each.title for number, each in requests.items()})
        return [requests[number] for number in best]

    async def forget(self, workspace: WorkspaceId, number: int) -> None:
        """Let a request be found by its title no longer."""
        here = and_(title_key.c.workspace_id == workspace, title_key.c.number == number)
        await self._connection.execute(delete(title_key).where(here))

    async def _under_keys(self, workspace: WorkspaceId, keys: Sequence[int]) -> Mapping[int, Sequence[int]]:
        lists = [
            select(literal(key).label("key"), title_key.c.number)
            .where(title_key.c.workspace_id == workspace, title_key.c.key == key)
            .order_by(title_key.c.number.desc())
            .limit(REACH.per_key)
            .subquery()
            for key in keys
        ]
        found: dict[int, list[int]] = {}
        for key, number in await self._connection.execute(union_all(*(select(each) for each in lists))):
            found.setdefault(key, []).append(number)
        return found


def _offered(declined_since: datetime) -> ColumnElement[bool]:
    declined = and_(table.c.state == State.DECLINED.value, table.c.changed_at >= declined_since)
    return or_(table.c.state.in_(sorted(state.value for state in LIVE)), declined)
