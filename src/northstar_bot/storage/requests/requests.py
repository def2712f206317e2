"""Requests and their verdicts."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    ColumnElement,
    Select,
    and_,
    func,
    insert,
    literal,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.counts import RequestCounts
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.requests.moves import FLAGGABLE
from northstar_bot.domain.requests.precedents import Decided, Precedent, Precedents
from northstar_bot.domain.requests.query import Query
from northstar_bot.domain.requests.requests import NO_INPUT, Answer, Note, Request, State, Verdict
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.requests.filters import followed_by, waiting_for
from northstar_bot.storage.requests.load import load_of
from northstar_bot.storage.requests.pages import page_of
from northstar_bot.storage.requests.precedents import precedents_for
from northstar_bot.storage.requests.recent import recent_for
from northstar_bot.storage.requests.rows import (
    note_of,
    request_of,
    row_of_request,
    row_of_verdict,
    verdict_of,
)
from northstar_bot.storage.requests.seen_precedents import verdicts_on
from northstar_bot.storage.requests.similar import index_title
from northstar_bot.storage.tables.company import workspace as workspace_table
from northstar_bot.storage.tables.requests import note as note_table
from northstar_bot.storage.tables.requests import request as table
from northstar_bot.storage.tables.requests import verdict as verdict_table

_ASKED, _DECIDED = "asked", "decided"
_DECISIONS = [Answer.YES.value, Answer.NO.value, Answer.PARK.value]


class StoredRequests:
    """Requests and their verdicts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, request: Request, source_key: str) -> tuple[Request, bool]:
        """Keep `request` under the workspace's next number, without gaps; the same source key never twice."""
        await self._queue_up(request.workspace)
        if kept := await self.asked_as(request.workspace, source_key):
            return kept, False
        here = table.c.workspace_id == request.workspace
        last = await self._connection.scalar(select(func.max(table.c.number)).where(here))
        numbered = replace(request, number=(last or 0) + 1, tagged=request.counts_for)
        await self._connection.execute(insert(table).values(row_of_request(numbered, source_key)))
        await index_title(self._connection, numbered)
        return numbered, True

    async def find(self, workspace: WorkspaceId, number: int) -> Request | None:
        """The request with this number."""
        found = select(table).where(table.c.workspace_id == workspace, table.c.number == number)
        row = (await self._connection.execute(found)).mappings().one_or_none()
        return request_of(row) if row else None

    async def asked_as(self, workspace: WorkspaceId, source_key: str) -> Request | None:
        """The request that was kept under this source key."""
        found = select(table).where(table.c.workspace_id == workspace, table.c.source_key == source_key)
        row = (await self._connection.execute(found)).mappings().one_or_none()
        return request_of(row) if row else None

    async def move(
        self, request: Request, after: State, at: datetime, *, re_weigh: bool | None = None
    ) -> Request | None:
        """Bring `request` into state `after`; None when somebody has moved it since it was read."""
        flag = after in FLAGGABLE and (request.re_weigh if re_weigh is None else re_weigh)
        as_read = and_(
            table.c.workspace_id == request.workspace,
            table.c.number == request.number,
            table.c.state == request.state.value,
            table.c.moves == request.moves,
        )
        moved = await self._connection.execute(
            update(table)
            .where(as_read)
            .values(state=after.value, moves=request.moves + 1, changed_at=at, re_weigh=int(flag))
        )
        if moved.rowcount != 1:
            return None
        return replace(request, state=after, moves=request.moves + 1, re_weigh=flag)

    async def add_verdict(self, workspace: WorkspaceId, verdict: Verdict) -> Verdict:
        """Keep a verdict for ever; it comes back with its id."""
        row = row_of_verdict(workspace, verdict)
        kept = await self._connection.execute(insert(verdict_table).values(row).returning(verdict_table.c.id))
        if verdict.input and verdict.answer.value in _DECISIONS:
            here = and_(table.c.workspace_id == workspace, table.c.number == verdict.request)
            await self._connection.execute(update(table).where(here).values(tagged=verdict.input))
        return replace(verdict, id=kept.scalar_one())

    async def verdict(self, workspace: WorkspaceId, verdict: int) -> Verdict | None:
        """The verdict with this id."""
        found = await self._verdicts(workspace, verdict_table.c.id == verdict)
        return found[0] if found else None

    async def verdicts(self, workspace: WorkspaceId, number: int) -> Sequence[Verdict]:
        """Every verdict on a request, oldest first."""
        return await self._verdicts(workspace, verdict_table.c.number == number)

    async def latest_verdicts(
        self, workspace: WorkspaceId, numbers: Collection[int]
    ) -> Mapping[int, Verdict]:
        """The latest verdict on each of `numbers` that has one."""
        here = and_(verdict_table.c.workspace_id == workspace, verdict_table.c.number.in_(numbers))
        latest = select(func.max(verdict_table.c.id)).where(here).group_by(verdict_table.c.number)
        # Named twice, or SQLite would look through the verdicts of the whole workspace for these ids.
        those = and_(verdict_table.c.number.in_(numbers), verdict_table.c.id.in_(latest))
        found = await self._verdicts(workspace, those) if numbers else []
        return {verdict.request: verdict for verdict in found}

    async def add_note(self, workspace: WorkspaceId, number: int, note: Note) -> None:
        """Keep what the asker added."""
        await self._connection.execute(
            insert(note_table).values(
                workspace_id=workspace, number=number, author=note.author, text=note.text, at=note.at
            )
        )

    async def notes(self, workspace: WorkspaceId, number: int) -> Sequence[Note]:
        """What the asker added, oldest first."""
        here = and_(note_table.c.workspace_id == workspace, note_table.c.number == number)
        rows = await self._connection.execute(select(note_table).where(here).order_by(note_table.c.id))
        return [note_of(row) for row in rows.mappings()]

    async def matching(
        self, workspace: WorkspaceId, query: Query, desk: Desk, limit: int
    ) -> Sequence[Request]:
        """The list of `query` as `desk` asks for it, newest first."""
        rows = await self._connection.execute(page_of(workspace, query, desk, limit))
        return [request_of(row) for row in rows.mappings()]

    async def open_for(self, workspace: WorkspaceId, desk: Desk, limit: int) -> tuple[Sequence[Request], int]:
        """The open requests that wait for this desk, longest waiting first, and how many there are."""
        return await self._shelf(waiting_for(workspace, desk), table.c.number.asc(), limit)

    async def of_asker(
        self, workspace: WorkspaceId, asker: PersonId, limit: int
    ) -> tuple[Sequence[Request], int]:
        """What somebody asked for, newest first, and how many there are."""
        theirs = and_(table.c.workspace_id == workspace, table.c.asker == asker)
        return await self._shelf(theirs, table.c.number.desc(), limit)

    async def of_follower(
        self, workspace: WorkspaceId, person: PersonId, limit: int
    ) -> tuple[Sequence[Request], int]:
        """What somebody joined or follows, newest first, and how many there are."""
        theirs = and_(table.c.workspace_id == workspace, followed_by(workspace, person))
        return await self._shelf(theirs, table.c.number.desc(), limit)

    async def recent_decisions(
        self, workspace: WorkspaceId, desk: Desk, limit: int
    ) -> Sequence[tuple[Request, Verdict]]:
        """The latest yes, no and park by which requests stand and that this desk may read, newest first."""
        latest = recent_for(workspace, desk, limit)
        verdicts = [verdict_of(row) for row in (await self._connection.execute(latest)).mappings()]
        return await self._beside_requests(workspace, verdicts)

    async def decided_after(
        self, workspace: WorkspaceId, after: tuple[int, int], limit: int
    ) -> Sequence[tuple[Request, Verdict]]:
        """Every verdict beside its request, ordered by number and verdict, from beyond `after` on."""
        order = tuple_(verdict_table.c.number, verdict_table.c.id)
        page = (
            select(verdict_table)
            .where(verdict_table.c.workspace_id == workspace, order > after)
            .order_by(verdict_table.c.number, verdict_table.c.id)
            .limit(limit)
        )
        verdicts = [verdict_of(row) for row in (await self._connection.execute(page)).mappings()]
        return await self._beside_requests(workspace, verdicts)

    async def precedents(
        self, request: Request, chosen: MetricKey, star_version: int, desk: Desk
    ) -> Precedents:
        """How other requests of this kind were decided lately on this input, under this version of the star."""
        rows = await self._connection.execute(precedents_for(request, chosen, star_version, desk))
        return Precedents.of(
            [
                Precedent(row["number"], row["title"], Answer(row["answer"]), row["decided_at"])
                for row in rows.mappings()
            ]
        )

    async def decided_on(
        self, workspace: WorkspaceId, numbers: Collection[int], desk: Desk
    ) -> Sequence[Decided]:
        """Every yes, no and park on those of `numbers` that this desk may read, oldest first."""
        if not numbers:
            return []
        rows = await self._connection.execute(verdicts_on(workspace, numbers, desk))
        return [
            Decided(row.id, Precedent(row.number, row.title, Answer(row.answer), row.decided_at))
            for row in rows
        ]

    async def load(self, workspace: WorkspaceId, inputs: Collection[MetricKey] | None, most: int) -> int:
        """How many requests are accepted and not shipped, for `inputs` or at all; counting stops at `most`."""
        return await self._connection.scalar(load_of(workspace, inputs, most)) or 0

    async def counts(self, workspace: WorkspaceId, since: datetime, until: datetime) -> RequestCounts:
        """What was asked and decided from `since` to before `until`."""
        asked = and_(table.c.workspace_id == workspace, table.c.asked_at >= since, table.c.asked_at < until)
        decided = and_(
            verdict_table.c.workspace_id == workspace,
            verdict_table.c.decided_at >= since,
            verdict_table.c.decided_at < until,
        )
        tallies = union_all(
            _tally(_ASKED, table.c.tagged, asked), _tally(_DECIDED, verdict_table.c.answer, decided)
        )
        by_input: dict[str | None, int] = {}
        answers: dict[str | None, int] = {}
        for what, key, number in await self._connection.execute(tallies):
            (by_input if what == _ASKED else answers)[key] = number
        return RequestCounts(
            asked=sum(by_input.values()),
            accepted=answers.get(Answer.YES.value, 0),
            declined=answers.get(Answer.NO.value, 0),
            parked=answers.get(Answer.PARK.value, 0),
            by_input={
                MetricKey(key): number
                for key, number in by_input.items()
                if key is not None and key != NO_INPUT
            },
        )

    async def verdicts_by_star(self, workspace: WorkspaceId) -> Mapping[int, int]:
        """How many verdicts were given under each version of the star."""
        version = verdict_table.c.star_version
        counted = select(version, func.count()).where(verdict_table.c.workspace_id == workspace)
        rows = await self._connection.execute(counted.group_by(version))
        return {row[0]: row[1] for row in rows}

    async def _queue_up(self, workspace: WorkspaceId) -> None:
        """Let numbers be given out one after the other; the lock goes with the transaction."""
        await self._connection.execute(
            select(workspace_table.c.id)
            .where(workspace_table.c.id == workspace)
            .with_for_update(key_share=True)
        )

    async def _beside_requests(
        self, workspace: WorkspaceId, verdicts: Sequence[Verdict]
    ) -> Sequence[tuple[Request, Verdict]]:
        numbers = {verdict.request for verdict in verdicts}
        found = select(table).where(table.c.workspace_id == workspace, table.c.number.in_(numbers))
        rows = (await self._connection.execute(found)).mappings()
        requests = {row["number"]: request_of(row) for row in rows}
        return [(requests[verdict.request], verdict) for verdict in verdicts]

    async def _verdicts(self, workspace: WorkspaceId, which: ColumnElement[bool]) -> Sequence[Verdict]:
        wanted = select(verdict_table).where(verdict_table.c.workspace_id == workspace, which)
        rows = await self._connection.execute(wanted.order_by(verdict_table.c.id))
        return [verdict_of(row) for row in rows.mappings()]

    async def _shelf(
        self, which: ColumnElement[bool], order: ColumnElement[int], limit: int
    ) -> tuple[Sequence[Request], int]:
        rows = await self._connection.execute(select(table).where(which).order_by(order).limit(limit))
        total = await self._connection.scalar(select(func.count()).select_from(table).where(which))
        return [request_of(row) for row in rows.mappings()], total or 0


def _tally(
    what: str, column: ColumnElement[str | None], which: ColumnElement[bool]
) -> Select[str, str | None, int]:
    """How many rows there are of each value, marked as `what`."""
    return select(literal(what), column, func.count()).where(which).group_by(column)
