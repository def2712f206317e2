"""Pivots: proposals, what became of each request, and the flag of those to be weighed again."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import MetricKey, PersonId, SquadKey, WorkspaceId
from northstar_bot.domain.pivots.pivot import FLAGGED, TOLD, Fate, Held, Pivot, PivotDraft, Stage, Tally
from northstar_bot.domain.pivots.views import Declined
from northstar_bot.domain.requests.moves import Act, move
from northstar_bot.domain.requests.requests import Request, State
from northstar_bot.storage.pivots.rows import document_of, pivot_of
from northstar_bot.storage.pivots.sorts import counted, held_of, locked, noted, promised_by
from northstar_bot.storage.requests.rows import request_of
from northstar_bot.storage.tables.pivots import item as item_table
from northstar_bot.storage.tables.pivots import pivot as table
from northstar_bot.storage.tables.requests import request as request_table
from northstar_bot.storage.tables.similar import follower
from northstar_bot.storage.upsert import insert_into


class StoredPivots:
    """Proposals, at most one of them open, and the requests that a pivot concerned."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def propose(
        self, workspace: WorkspaceId, draft: PivotDraft, from_version: int, proposer: PersonId, at: datetime
    ) -> Pivot | None:
        """Keep a proposal; None when another one is open."""
        made = await self._connection.execute(
            insert_into(self._connection, table)
            .values(
                workspace_id=workspace,
                from_version=from_version,
                state=Stage.PROPOSED.value,
                proposer=proposer,
                proposed_at=at,
                reason=draft.reason,
                result=draft.result,
                draft=document_of(draft),
            )
            .on_conflict_do_nothing()
            .returning(*table.c)
        )
        row = made.mappings().one_or_none()
        return pivot_of(row) if row else None

    async def open(self, workspace: WorkspaceId) -> Pivot | None:
        """The proposal that waits for approval."""
        return await self._one(workspace, table.c.state == Stage.PROPOSED.value)

    async def find(self, workspace: WorkspaceId, pivot: int) -> Pivot | None:
        """The proposal with this id."""
        return await self._one(workspace, table.c.id == pivot)

    async def led_to(self, workspace: WorkspaceId, version: int) -> Pivot | None:
        """The approved proposal that made this version of the star."""
        approved = table.c.state == Stage.APPROVED.value
        return await self._one(workspace, and_(approved, table.c.from_version == version - 1))

    async def close(
        self, workspace: WorkspaceId, pivot: int, stage: Stage, by: PersonId, at: datetime
    ) -> bool:
        """End an open proposal; False when somebody ended it before."""
        here = and_(table.c.workspace_id == workspace, table.c.id == pivot)
        closed = await self._connection.execute(
            update(table)
            .where(here, table.c.state == Stage.PROPOSED.value)
            .values(state=stage.value, decided_by=by, decided_at=at)
        )
        return closed.rowcount == 1

    async def count(self, workspace: WorkspaceId, pivot: int, tally: Tally) -> None:
        """Write down what approval did."""
        here = and_(table.c.workspace_id == workspace, table.c.id == pivot)
        await self._connection.execute(update(table).where(here).values(tally=asdict(tally)))

    async def held(self, workspace: WorkspaceId, *, lock: bool = False) -> Mapping[Held, int]:
        """How many of each sort a pivot may concern; `lock`: nobody else may move them until the end."""
        if lock:
            await self._connection.execute(locked(workspace))
        rows = await self._connection.execute(counted(workspace))
        return {held_of(row): row.amount for row in rows}

    async def apply(
        self, workspace: WorkspaceId, version: int, fates: Mapping[Held, Fate], at: datetime
    ) -> None:
        """Flag, wake and note every request of these sorts; the database does it, none of them is read."""
        if not fates:
            return
        await self._connection.execute(noted(workspace, version, fates))
        again = {"re_weigh": 1, "moves": request_table.c.moves + 1}
        await self._update(workspace, version, FLAGGED, again)
        woken = {"state": move(State.PARKED, Act.WAKE).value, "changed_at": at}
        await self._update(workspace, version, {Fate.WAKES}, woken)

    async def askers(self, workspace: WorkspaceId, version: int) -> Sequence[PersonId]:
        """Whose requests something became of that they are told."""
        here = and_(item_table.c.workspace_id == workspace, _told(version))
        asked = select(item_table.c.asker).where(here)
        behalf = select(request_table.c.on_behalf_of).join(item_table, _same_request())
        wanted = union(asked, behalf.where(here, request_table.c.on_behalf_of.is_not(None)))
        return [PersonId(each) for each in await self._connection.scalars(wanted)]

    async def of_asker(
        self, workspace: WorkspaceId, version: int, asker: PersonId
    ) -> Sequence[tuple[Request, Fate]]:
        """What became of somebody's requests, by number."""
        own = or_(item_table.c.asker == asker, request_table.c.on_behalf_of == asker)
        theirs = and_(_told(version), own)
        return await self._items(workspace, theirs)

    async def of_follower(
        self, workspace: WorkspaceId, version: int, person: PersonId
    ) -> Sequence[tuple[Request, Fate]]:
        """What became of the requests that somebody follows, by number."""
        followed = select(follower.c.number).where(
            follower.c.workspace_id == workspace, follower.c.person == person
        )
        return await self._items(workspace, and_(_told(version), item_table.c.number.in_(followed)))

    async def followers(self, workspace: WorkspaceId, version: int) -> Sequence[PersonId]:
        """Who follows a request of which something became that its asker is told."""
        told = select(item_table.c.number).where(item_table.c.workspace_id == workspace, _told(version))
        people = select(follower.c.person).where(
            follower.c.workspace_id == workspace, follower.c.number.in_(told)
        )
        return [PersonId(each) for each in await self._connection.scalars(people.distinct())]

    async def doubted(
        self, workspace: WorkspaceId, version: int
    ) -> Sequence[tuple[SquadKey | None, MetricKey | None]]:
        """Which squad promised what this version put in doubt, and for which input; each pair once."""
        rows = await self._connection.execute(promised_by(workspace, version))
        return [(SquadKey(row.squad) if row.squad else None, MetricKey(row.input)) for row in rows]

    async def yes_now(
        self, workspace: WorkspaceId, version: int, fate: Fate, limit: int, after: int = 0
    ) -> Declined:
        """Declined requests to which this version gave `fate`, oldest first from beyond the number `after` on."""
        listed = and_(
            item_table.c.workspace_id == workspace,
            item_table.c.version == version,
            item_table.c.fate == fate.value,
            item_table.c.number > after,
            item_table.c.settled_at.is_(None),
            request_table.c.state == State.DECLINED.value,
        )
        rows = await self._connection.execute(
            select(request_table)
            .join(item_table, _same_request())
            .where(listed)
            .order_by(request_table.c.number)
            .limit(limit)
        )
        found = [request_of(row) for row in rows.mappings()]
        total = await self._connection.scalar(
            select(func.count()).select_from(request_table.join(item_table, _same_request())).where(listed)
        )
        return Declined(tuple(found), total or 0)

    async def settle(
        self, workspace: WorkspaceId, version: int, number: int, by: PersonId, at: datetime
    ) -> None:
        """Note that somebody kept a promise or opened a no again."""
        here = and_(
            item_table.c.workspace_id == workspace,
            item_table.c.version == version,
            item_table.c.number == number,
        )
        await self._connection.execute(update(item_table).where(here).values(settled_by=by, settled_at=at))

    async def flagged(self, workspace: WorkspaceId) -> int:
        """How many requests are to be weighed again."""
        flagged = and_(request_table.c.workspace_id == workspace, request_table.c.re_weigh == 1)
        question = select(func.count()).select_from(request_table).where(flagged)
        return await self._connection.scalar(question) or 0

    async def _items(
        self, workspace: WorkspaceId, which: ColumnElement[bool]
    ) -> Sequence[tuple[Request, Fate]]:
        rows = await self._connection.execute(
            select(request_table, item_table.c.fate)
            .join(item_table, _same_request())
            .where(item_table.c.workspace_id == workspace, which)
            .order_by(request_table.c.number)
        )
        return [(request_of(row), Fate(row["fate"])) for row in rows.mappings()]

    async def _one(self, workspace: WorkspaceId, which: ColumnElement[bool]) -> Pivot | None:
        question = select(table).where(table.c.workspace_id == workspace, which)
        row = (await self._connection.execute(question.order_by(table.c.id.desc()).limit(1))).mappings()
        found = row.one_or_none()
        return pivot_of(found) if found else None

    async def _update(
        self, workspace: WorkspaceId, version: int, fates: Collection[Fate], values: Mapping[str, Any]
    ) -> None:
        """Change the requests that this version gave one of `fates`."""
        theirs = select(item_table.c.number).where(
            item_table.c.workspace_id == workspace,
            item_table.c.version == version,
            item_table.c.fate.in_([fate.value for fate in fates]),
        )
        here = and_(request_table.c.workspace_id == workspace, request_table.c.number.in_(theirs))
        await self._connection.execute(update(request_table).where(here).values(**values))


def _told(version: int) -> ColumnElement[bool]:
    return and_(item_table.c.version == version, item_table.c.fate.in_([fate.value for fate in TOLD]))


def _same_request() -> ColumnElement[bool]:
    return and_(
        item_table.c.workspace_id == request_table.c.workspace_id,
        item_table.c.number == request_table.c.number,
    )
