"""Which messages said something of a person, asked while the rows still say who it was."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Integer,
    Select,
    String,
    and_,
    cast,
    false,
    func,
    literal,
    or_,
    select,
    union,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.recognition.anniversaries import weeks_told
from northstar_bot.domain.requests.reminders import Item
from northstar_bot.storage.privacy import erasure_kinds as kinds
from northstar_bot.storage.privacy.personal_columns import PERSONAL
from northstar_bot.storage.tables import metadata
from northstar_bot.storage.tables.beginnings import beginning
from northstar_bot.storage.tables.deliveries import delivery
from northstar_bot.storage.tables.learning import learning, learning_answer
from northstar_bot.storage.tables.people import person as person_table
from northstar_bot.storage.tables.requests import request, verdict
from northstar_bot.storage.tables.second_weighing import second
from northstar_bot.storage.tables.shoutouts import receiver, shoutout

Condition = ColumnElement[bool]
Numbers = Select[tuple[int]] | CompoundSelect[Any]


class ErasureSearch:
    """Conditions on the ledger, for one person of one workspace."""

    def __init__(
        self,
        connection: AsyncConnection,
        workspace: WorkspaceId,
        person: PersonId,
        names: Iterable[str] = (),
    ) -> None:
        self._connection = connection
        self._workspace = workspace
        self._person = person
        self._named = or_(false(), *(shoutout.c.text.contains(name, autoescape=True) for name in names))

    async def anew(self) -> list[Condition]:
        """Messages to be drawn again from what is left."""
        thanks, hand = self._thanks(), self._hand()
        of_one = literal("shoutout-") + cast(thanks.selected_columns[0], String)
        found = [
            and_(_of(kinds.OF_THANKS), delivery.c.period.in_(thanks.with_only_columns(of_one))),
            and_(delivery.c.kind == "spotlight thanks", _detail("shoutout", thanks)),
            and_(_of(kinds.OF_REQUESTS), _detail("number", hand)),
            and_(_of(kinds.OF_SECOND_WEIGHINGS), _detail("second", self._seconds(hand))),
            and_(_of(kinds.OF_LEARNING), _detail("learning", self._learnings())),
            await self._roundups(),
        ]
        if await self._any(select(person_table.c.id), person_table.c.id, person_table.c.workspace_id):
            # `kickoff review` is a kickoff.
            kind = or_(_of(kinds.OF_ANYBODY), delivery.c.kind.startswith("kickoff "))
            found.append(and_(kind, delivery.c.details.is_not(None)))
        if await self._any(select(request.c.number), request.c.asker, request.c.workspace_id):
            found.append(and_(_of(kinds.OF_ANY_ASKER), delivery.c.details.is_not(None)))
        if await self._any(select(verdict.c.number), verdict.c.decider, verdict.c.workspace_id):
            found.append(and_(_of(kinds.WITH_AWAITED), delivery.c.details.is_not(None)))
        return found

    async def away(self) -> list[Condition]:
        """Messages to be taken away: to the person, or about what they asked for."""
        asked = select(request.c.number).where(self._is(request.c.workspace_id, request.c.asker))
        to_them = select(delivery.c.id).where(self._is(delivery.c.workspace_id, delivery.c.target))
        return [
            delivery.c.target == self._person,
            _detail("number", asked),
            and_(_of(kinds.OF_SECOND_WEIGHINGS), _detail("second", self._seconds(asked))),
            and_(_of(kinds.OF_FILES), _detail("learning", self._learnings())),
            and_(_of(kinds.OF_DELIVERIES), _detail("delivery", to_them)),
            delivery.c.id.in_(await self._reminders(asked)),
        ]

    async def _roundups(self) -> Condition:
        """Those of the days, weeks and months in which they gave or were thanked, or that said their years here."""
        given = select(shoutout.c.week_start, shoutout.c.given_at).where(shoutout.c.id.in_(self._thanks()))
        weeks, days = set(), set()
        for row in await self._connection.execute(given):
            # It may have been told when weeks began on another day.
            weeks |= {Week.of(row.given_at.date(), starts).label for starts in range(7)}
            weeks.add(Week(row.week_start).label)
            # A daily roundup tells up to a week before the day it comes on, which is a local one.
            days |= {(row.given_at + timedelta(days=by)).date().isoformat() for by in range(-1, 9)}
        began = select(beginning.c.day).where(self._is(beginning.c.workspace_id, beginning.c.person))
        for day in await self._connection.scalars(began):
            weeks |= weeks_told(day)
        months = {f"{day[:7]} " for day in days}
        period = delivery.c.period
        when = or_(
            func.substr(period, 1, 8).in_(weeks),
            func.substr(period, 1, 10).in_(days),
            func.substr(period + " ", 1, 8).in_(months),
        )
        return and_(_of(kinds.OF_PERIODS), when)

    async def _reminders(self, asked: Numbers) -> list[int]:
        """Reminders that list a request of theirs."""
        theirs = set(await self._connection.scalars(asked))
        rows = await self._connection.execute(
            select(delivery.c.id, delivery.c.details).where(
                delivery.c.workspace_id == self._workspace,
                _of(kinds.OF_ITEMS),
                delivery.c.details.is_not(None),
            )
        )
        return [row.id for row in rows if theirs & _listed(row.details.get("items", ""))]

    def _thanks(self) -> Select[tuple[int]]:
        """Shout-outs that they gave, that thank them or name them."""
        thanked = select(receiver.c.shoutout_id).where(self._is(receiver.c.workspace_id, receiver.c.person))
        return select(shoutout.c.id).where(
            shoutout.c.workspace_id == self._workspace,
            or_(shoutout.c.giver == self._person, shoutout.c.id.in_(thanked), self._named),
        )

    def _hand(self) -> CompoundSelect[Any]:
        """Numbers of requests in which they had a hand: decided, answered, shipped, or are named."""
        tables = (
            (metadata.tables[name], kept.people)
            for name, kept in PERSONAL.items()
            if name != "request_follower" and isinstance(_number(name), Integer)
        )
        return union(
            *(
                select(table.c.number).where(
                    table.c.workspace_id == self._workspace,
                    or_(*(table.c[column] == self._person for column in people)),
                )
                for table, people in tables
            )
        )

    def _seconds(self, numbers: Numbers) -> Select[tuple[int]]:
        return select(second.c.id).where(
            second.c.workspace_id == self._workspace, second.c.number.in_(numbers)
        )

    def _learnings(self) -> Select[tuple[int]]:
        """Lunch-and-learns they host, proposed or answered."""
        answered = select(learning_answer.c.learning_id).where(
            self._is(learning_answer.c.workspace_id, learning_answer.c.person)
        )
        return select(learning.c.id).where(
            learning.c.workspace_id == self._workspace,
            or_(
                learning.c.host == self._person,
                learning.c.proposer == self._person,
                learning.c.id.in_(answered),
            ),
        )

    def _is(self, workspace: ColumnElement[Any], person: ColumnElement[Any]) -> Condition:
        return and_(workspace == self._workspace, person == self._person)

    async def _any(
        self, which: Select[Any], person: ColumnElement[Any], workspace: ColumnElement[Any]
    ) -> bool:
        return await self._connection.scalar(which.where(self._is(workspace, person)).limit(1)) is not None


def _of(named: Iterable[str]) -> Condition:
    return delivery.c.kind.in_(sorted(named))


def _detail(name: str, numbers: Numbers) -> Condition:
    """Posts whose detail of that name is one of the numbers."""
    (number,) = numbers.selected_columns
    written = select(cast(numbers.subquery().c[number.name], String))
    said: ColumnElement[str] = delivery.c.details[name].as_string()
    return said.in_(written)


def _number(table: str) -> object:
    column = metadata.tables[table].c.get("number")
    return None if column is None else column.type


def _listed(written: str) -> set[int]:
    return {item.number for item in Item.several(written)}
