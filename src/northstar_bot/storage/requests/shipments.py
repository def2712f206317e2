"""What was shipped, and what was said of it later."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import RowMapping, and_, exists, func, insert, or_, select, true
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import MetricKey, PersonId, SquadKey, WorkspaceId
from northstar_bot.domain.numbers.look_back import Seen
from northstar_bot.domain.requests.requests import Answer, Request, State, Visibility
from northstar_bot.domain.requests.shipped import Crew, LookBack, Moved, Shipment, ShippedTally, Story
from northstar_bot.domain.requests.views import Desk
from northstar_bot.storage.requests.filters import readable_by
from northstar_bot.storage.requests.rows import request_of
from northstar_bot.storage.tables.requests import request as request_table
from northstar_bot.storage.tables.requests import verdict as verdict_table
from northstar_bot.storage.tables.shipments import look_back, shipment

# Nobody reads a count of waiting work beyond this, and counting stops there.
_MOST_COUNTED = 100
_SAME = and_(
    request_table.c.workspace_id == shipment.c.workspace_id, request_table.c.number == shipment.c.number
)


class StoredShipments:
    """What was shipped, and what was said of it later."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def add(self, workspace: WorkspaceId, made: Shipment) -> None:
        """Keep a mark for ever."""
        await self._connection.execute(insert(shipment).values(_row(workspace, made)))

    async def of(self, workspace: WorkspaceId, number: int) -> Story | None:
        """What is known of a request that was shipped."""
        mark = select(shipment).where(shipment.c.workspace_id == workspace, shipment.c.number == number)
        row = (await self._connection.execute(mark)).mappings().one_or_none()
        if row is None:
            return None
        said = select(look_back).where(look_back.c.workspace_id == workspace, look_back.c.number == number)
        answers = (await self._connection.execute(said.order_by(look_back.c.id))).mappings()
        return Story(_shipment(row), tuple(_look_back(each) for each in answers))

    async def answer(self, workspace: WorkspaceId, answer: LookBack) -> LookBack:
        """Keep an answer for ever; it comes back with its id."""
        row = {
            "workspace_id": workspace,
            "number": answer.request,
            "answer": answer.answer.value,
            "author": answer.author,
            "at": answer.at,
            "seen": answer.seen.value if answer.seen else None,
            "note": answer.note,
        }
        kept = await self._connection.execute(insert(look_back).values(row).returning(look_back.c.id))
        return replace(answer, id=kept.scalar_one())

    async def waiting_for_a_look(
        self, workspace: WorkspaceId, since: date, today: date
    ) -> Sequence[Shipment]:
        """Those nobody has answered for, whose day has come since `since`, earliest first."""
        answered = exists().where(
            look_back.c.workspace_id == shipment.c.workspace_id, look_back.c.number == shipment.c.number
        )
        waiting = (
            select(shipment)
            .where(shipment.c.workspace_id == workspace, shipment.c.look_at.between(since, today), ~answered)
            .order_by(shipment.c.look_at, shipment.c.number)
        )
        return [_shipment(row) for row in (await self._connection.execute(waiting)).mappings()]

    async def to_ship(
        self, workspace: WorkspaceId, crew: Crew, desk: Desk, limit: int, *, flagged: bool = False
    ) -> tuple[Sequence[Request], int]:
        """Accepted work of the crew's own squads and inputs that the desk may read, oldest first, and how many.

        `flagged`: only what was accepted under an older star and looked at by nobody since.
        """
        if not crew.squads and not crew.inputs:
            return [], 0
        later = verdict_table.alias("later")
        overtaken = exists().where(
            later.c.workspace_id == verdict_table.c.workspace_id,
            later.c.number == verdict_table.c.number,
            later.c.id > verdict_table.c.id,
        )
        unnamed = and_(verdict_table.c.squad.is_(None), verdict_table.c.input.in_(sorted(crew.squad_inputs)))
        theirs = or_(
            verdict_table.c.squad.in_(sorted(crew.squads)),
            verdict_table.c.input.in_(sorted(crew.inputs)),
            unnamed,
        )
        same = and_(
            verdict_table.c.workspace_id == request_table.c.workspace_id,
            verdict_table.c.number == request_table.c.number,
        )
        accepted = (
            select(request_table)
            .join(verdict_table, same)
            .where(request_table.c.workspace_id == workspace)
            .where(request_table.c.state == State.ACCEPTED.value, readable_by(desk))
            .where(request_table.c.re_weigh == 1 if flagged else true())
            .where(verdict_table.c.answer == Answer.YES.value, theirs, ~overtaken)
            .order_by(request_table.c.number)
            .limit(_MOST_COUNTED)
        )
        found = [request_of(row) for row in (await self._connection.execute(accepted)).mappings()]
        return found[:limit], len(found)

    async def public_between(
        self, workspace: WorkspaceId, first: date, last: date, limit: int
    ) -> Sequence[tuple[Request, Shipment]]:
        """What everybody may read of what was shipped in these days, newest first."""
        public = (
            select(shipment)
            .join(request_table, _SAME)
            .where(shipment.c.workspace_id == workspace, shipment.c.shipped_on.between(first, last))
            .where(request_table.c.visibility == Visibility.CHANNEL.value)
            .order_by(shipment.c.shipped_on.desc(), shipment.c.number.desc())
            .limit(limit)
        )
        marks = [_shipment(row) for row in (await self._connection.execute(public)).mappings()]
        requests = await self._requests(workspace, marks)
        return [(requests[mark.request], mark) for mark in marks]

    async def answers(self, workspace: WorkspaceId, numbers: Collection[int]) -> Mapping[int, Moved]:
        """The latest answer on each of these requests that has one."""
        if not numbers:
            return {}
        here = and_(look_back.c.workspace_id == workspace, look_back.c.number.in_(numbers))
        rows = await self._connection.execute(select(look_back).where(here).order_by(look_back.c.id))
        return {row["number"]: Moved(row["answer"]) for row in rows.mappings()}

    async def looked_back(
        self, workspace: WorkspaceId, since: datetime, until: datetime, limit: int
    ) -> Sequence[tuple[Request, Shipment, Moved]]:
        """What everybody may read of what was looked back at in this time, with its latest answer, by number."""
        within = and_(look_back.c.at >= since, look_back.c.at < until)
        asked = select(look_back.c.number).where(look_back.c.workspace_id == workspace, within)
        public = (
            select(shipment)
            .join(request_table, _SAME)
            .where(shipment.c.workspace_id == workspace, shipment.c.number.in_(asked))
            .where(request_table.c.visibility == Visibility.CHANNEL.value)
            .order_by(shipment.c.number)
            .limit(limit)
        )
        marks = [_shipment(row) for row in (await self._connection.execute(public)).mappings()]
        answers = await self.answers(workspace, [mark.request for mark in marks])
        requests = await self._requests(workspace, marks)
        return [(requests[mark.request], mark, answers[mark.request]) for mark in marks]

    async def _requests(self, workspace: WorkspaceId, marks: Sequence[Shipment]) -> Mapping[int, Request]:
        """The requests that were marked, by number."""
        numbers = [mark.request for mark in marks]
        wanted = select(request_table).where(
            request_table.c.workspace_id == workspace, request_table.c.number.in_(numbers)
        )
        rows = (await self._connection.execute(wanted)).mappings() if numbers else ()
        return {row["number"]: request_of(row) for row in rows}

    async def counts(self, workspace: WorkspaceId, first: date, last: date) -> tuple[int, int]:
        """How many public and how many private requests were shipped in these days."""
        counted = (
            select(request_table.c.visibility, func.count())
            .select_from(shipment.join(request_table, _SAME))
            .where(shipment.c.workspace_id == workspace, shipment.c.shipped_on.between(first, last))
            .group_by(request_table.c.visibility)
        )
        found = {row[0]: row[1] for row in await self._connection.execute(counted)}
        public = found.pop(Visibility.CHANNEL.value, 0)
        return public, sum(found.values())

    async def beside(
        self, workspace: WorkspaceId, moved: MetricKey, first: date, last: date, number: int
    ) -> int:
        """How many others were shipped for the same input in these days."""
        others = select(func.count()).where(
            shipment.c.workspace_id == workspace,
            shipment.c.input == moved,
            shipment.c.shipped_on.between(first, last),
            shipment.c.number != number,
        )
        return await self._connection.scalar(others) or 0

    async def tally(self, workspace: WorkspaceId, since: date) -> ShippedTally:
        """How much was shipped since a day, and the latest answer on each."""
        here = and_(shipment.c.workspace_id == workspace, shipment.c.shipped_on >= since)
        shipped = await self._connection.scalar(select(func.count()).select_from(shipment).where(here))
        latest = (
            select(func.max(look_back.c.id))
            .join(
                shipment,
                and_(
                    shipment.c.workspace_id == look_back.c.workspace_id,
                    shipment.c.number == look_back.c.number,
                ),
            )
            .where(here)
            .group_by(look_back.c.number)
        )
        answers = (
            select(look_back.c.answer, func.count())
            .where(look_back.c.workspace_id == workspace, look_back.c.id.in_(latest))
            .group_by(look_back.c.answer)
        )
        found = {Moved(row[0]): row[1] for row in await self._connection.execute(answers)}
        return ShippedTally(shipped or 0, found)


def _row(workspace: WorkspaceId, made: Shipment) -> dict[str, Any]:
    return {
        "workspace_id": workspace,
        "number": made.request,
        "shipped_by": made.shipped_by,
        "shipped_on": made.shipped_on,
        "at": made.at,
        "look_at": made.look_at,
        "star_version": made.star_version,
        "changed": made.changed,
        "input": made.input,
        "squad": made.squad,
    }


def _shipment(row: RowMapping) -> Shipment:
    return Shipment(
        request=row["number"],
        shipped_by=PersonId(row["shipped_by"]),
        shipped_on=row["shipped_on"],
        at=row["at"],
        look_at=row["look_at"],
        star_version=row["star_version"],
        changed=row["changed"],
        input=MetricKey(row["input"]) if row["input"] else None,
        squad=SquadKey(row["squad"]) if row["squad"] else None,
    )


def _look_back(row: RowMapping) -> LookBack:
    return LookBack(
        request=row["number"],
        answer=Moved(row["answer"]),
        author=PersonId(row["author"]),
        at=row["at"],
        seen=Seen(row["seen"]) if row["seen"] else None,
        note=row["note"],
        id=row["id"],
    )
