"""Taking one person out of every table, in one transaction: texts first, then names, then ids."""

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    JSON,
    ColumnElement,
    Table,
    Text,
    Update,
    and_,
    cast,
    delete,
    exists,
    func,
    null,
    or_,
    select,
    update,
)

from northstar_bot.domain.deliveries import OPEN_STATES, State
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.people import Standing
from northstar_bot.domain.privacy import REMOVED, SOMEONE, Forgotten, first_names
from northstar_bot.domain.requests.requests import State as RequestState
from northstar_bot.storage.privacy.personal_columns import PERSONAL, Kept
from northstar_bot.storage.privacy.personal_data import ReadPersonalData, mark_of
from northstar_bot.storage.tables import metadata
from northstar_bot.storage.tables.deliveries import delivery, gate, inbox
from northstar_bot.storage.tables.erasure import erasing, left_alone
from northstar_bot.storage.tables.people import membership, person
from northstar_bot.storage.tables.requests import request
from northstar_bot.storage.tables.shoutouts import receiver, shoutout, thanked_team
from northstar_bot.storage.tables.similar import title_key
from northstar_bot.storage.upsert import insert_into

_UNDECIDED = (RequestState.OPEN, RequestState.NEEDS_INFO, RequestState.PARKED)
# Two people may have the same name.
_NOT_SEARCHED = {"gate", "inbox", "person"}


class StoredPersonalData(ReadPersonalData):
    """The export and the erasure."""

    async def erase(self, leaving: Forgotten, workspace: WorkspaceId, now: datetime) -> int:
        """Take the person out of every table; rows that never change give way inside this transaction only."""
        await self._connection.execute(erasing.insert().values(workspace_id=workspace))
        await self.note_messages(workspace, leaving, now)
        await self._stop_posts(workspace, leaving.person, now)
        await self._empty_events(workspace, leaving.person, now)
        changed = await self._remove_requests(workspace, leaving.person, now)
        changed += await self._remove_thanks(workspace, leaving)
        for name, kept in PERSONAL.items():
            changed += await self._remove(metadata.tables[name], kept, workspace, leaving.person)
        for table in metadata.sorted_tables:
            if table.name not in _NOT_SEARCHED:
                changed += await self._search(table, workspace, leaving)
        changed += await self._rename(workspace, leaving, now)
        mark = insert_into(self._connection, left_alone).on_conflict_do_nothing()
        if changed:
            await self._connection.execute(
                mark.values(workspace_id=workspace, mark=mark_of(workspace, leaving.person))
            )
        await self._connection.execute(delete(erasing).where(erasing.c.workspace_id == workspace))
        return changed

    async def _stop_posts(self, workspace: WorkspaceId, who: PersonId, now: datetime) -> None:
        """Nobody keeps a hold on an open post: what was composed before this moment is composed again."""
        held = and_(
            delivery.c.workspace_id == workspace, delivery.c.state.in_([one.value for one in OPEN_STATES])
        )
        await self._run(update(delivery).where(held).values(epoch=delivery.c.epoch + 1))
        await self._run(delete(gate).where(gate.c.key == f"{workspace}:{who}"))
        to_them = and_(held, delivery.c.target == who)
        await self._run(
            update(delivery)
            .where(to_them, delivery.c.state == State.DUE.value)
            .values(state=State.NOTHING_TO_SAY.value, settled_at=now, held=False)
        )

    async def _empty_events(self, workspace: WorkspaceId, who: PersonId, now: datetime) -> None:
        named = cast(inbox.c.payload, Text).contains(who, autoescape=True)
        await self._run(
            update(inbox)
            .where(inbox.c.workspace_id == workspace, named)
            .values(payload={}, done_at=func.coalesce(inbox.c.done_at, now))
        )

    async def _remove_requests(self, workspace: WorkspaceId, who: PersonId, now: datetime) -> int:
        """What they asked for and nobody decided is withdrawn; none of it is found by its words any more."""
        theirs = and_(request.c.workspace_id == workspace, request.c.asker == who)
        open_ones = request.c.state.in_([state.value for state in _UNDECIDED])
        await self._run(
            update(request)
            .where(theirs, open_ones)
            .values(state=RequestState.WITHDRAWN.value, moves=request.c.moves + 1, changed_at=now)
        )
        numbers = select(request.c.number).where(theirs)
        return await self._run(
            delete(title_key).where(title_key.c.workspace_id == workspace, title_key.c.number.in_(numbers))
        )

    async def _remove_thanks(self, workspace: WorkspaceId, leaving: Forgotten) -> int:
        """What was said to them alone goes; where others were thanked too, only their name does."""
        mine = select(receiver.c.shoutout_id).where(
            receiver.c.workspace_id == workspace, receiver.c.person == leaving.person
        )
        to_them = and_(shoutout.c.workspace_id == workspace, shoutout.c.id.in_(mine))
        another = exists().where(receiver.c.shoutout_id == shoutout.c.id, receiver.c.person != leaving.person)
        a_team = exists().where(thanked_team.c.shoutout_id == shoutout.c.id)
        alone = and_(to_them, ~another, ~a_team, shoutout.c.text != "")
        changed = await self._run(update(shoutout).where(alone).values(text=""))
        by_first_name = replace(leaving, names=(*leaving.names, *first_names(leaving.names)))
        return changed + await self._search(shoutout, workspace, by_first_name, to_them)

    async def _remove(self, table: Table, kept: Kept, workspace: WorkspaceId, who: PersonId) -> int:
        """What they wrote, and whole rows that were of use to them alone."""
        here = table.c.workspace_id == workspace
        if kept.goes:
            gone = [table.c[column].not_in(words) for column, words in kept.stays.items()]
            return await self._run(delete(table).where(here, table.c[kept.people[0]] == who, *gone))
        changed = 0
        for column, writer in kept.texts.items():
            said = and_(here, table.c[writer] == who, table.c[column] != "")
            changed += await self._run(update(table).where(said).values({column: REMOVED}))
        for column, writer in kept.links.items():
            empty = null() if isinstance(table.c[column].type, JSON) else ""
            changed += await self._run(
                update(table).where(here, table.c[writer] == who).values({column: empty})
            )
        return changed

    async def _search(
        self, table: Table, workspace: WorkspaceId, leaving: Forgotten, *which: ColumnElement[bool]
    ) -> int:
        """Rewrite the texts and documents of others in which the person is named."""
        kept = PERSONAL.get(table.name, Kept("", ()))
        columns = [
            column
            for column in table.columns
            if isinstance(column.type, Text | JSON) or column.name in kept.carries
        ]
        if not columns:
            return 0
        own = table.c.id if table.name == "workspace" else table.c.workspace_id
        keys = list(table.primary_key.columns)
        named = or_(*(_names(column, leaving) for column in columns))
        wanted = select(*keys, *(each for each in columns if each not in keys)).where(
            own == workspace, named, *which
        )
        changed = 0
        for row in (await self._connection.execute(wanted)).mappings().all():
            new = {each.name: leaving.without_in(row[each.name]) for each in columns}
            if any(new[name] != row[name] for name in new):
                same = and_(*(key == row[key.name] for key in keys))
                changed += await self._run(update(table).where(same).values(new))
        return changed

    async def _rename(self, workspace: WorkspaceId, leaving: Forgotten, now: datetime) -> int:
        """Somebody without a name stands where they stood: what is counted stays the same."""
        changed = 0
        current = (membership.c.workspace_id == workspace, membership.c.person == leaving.person)
        await self._run(update(membership).where(*current, membership.c.until.is_(None)).values(until=now))
        same = (person.c.workspace_id == workspace, person.c.id == leaving.person)
        standing = Standing.DEACTIVATED.value
        await self._run(update(person).where(*same).values(name=SOMEONE, zone="UTC", standing=standing))
        for name, kept in PERSONAL.items():
            table = metadata.tables[name]
            for column in kept.people:
                there = (table.c.workspace_id == workspace, table.c[column] == leaving.person)
                changed += await self._run(update(table).where(*there).values({column: leaving.instead}))
        return changed

    async def _run(self, statement: Update | Any) -> int:
        return int((await self._connection.execute(statement)).rowcount)


def _names(column: ColumnElement[Any], leaving: Forgotten) -> ColumnElement[bool]:
    text, said = column, [leaving.person, *leaving.names]
    if isinstance(column.type, JSON):
        text, said = cast(column, Text), [*said, *_in_json(leaving.names)]
    return or_(*(text.contains(one, autoescape=True) for one in said))


def _in_json(names: Iterable[str]) -> list[str]:
    """Names as SQLite's documents spell them."""
    return [json.dumps(name)[1:-1] for name in names]
