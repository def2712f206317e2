"""What people have switched off."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.storage.tables.preferences import preference as table
from northstar_bot.storage.upsert import insert_into


class StoredPreferences:
    """What people have switched off."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def of(self, workspace: WorkspaceId, person: PersonId) -> frozenset[Switch]:
        """What this person has switched off."""
        return (await self.of_many(workspace, [person])).get(person, frozenset())

    async def of_many(
        self, workspace: WorkspaceId, people: Iterable[PersonId]
    ) -> Mapping[PersonId, frozenset[Switch]]:
        """What each of `people` has switched off; who has switched off nothing is not in it."""
        question = select(table.c.person, table.c.switch).where(
            table.c.workspace_id == workspace,
            table.c.person.in_(set(people)),
            table.c.switch.in_(list(Switch)),
        )
        found: dict[PersonId, frozenset[Switch]] = {}
        for row in await self._connection.execute(question):
            person = PersonId(row.person)
            found[person] = found.get(person, frozenset()) | {Switch(row.switch)}
        return found

    async def off(self, workspace: WorkspaceId, switch: Switch) -> frozenset[PersonId]:
        """Everybody who has switched this off."""
        question = select(table.c.person).where(
            table.c.workspace_id == workspace, table.c.switch == switch.value
        )
        return frozenset(PersonId(each) for each in await self._connection.scalars(question))

    async def keep(
        self, workspace: WorkspaceId, person: PersonId, off: Collection[Switch], at: datetime
    ) -> None:
        """Make `off` all that this person has switched off."""
        theirs = (table.c.workspace_id == workspace, table.c.person == person)
        await self._connection.execute(delete(table).where(*theirs, table.c.switch.not_in(sorted(off))))
        rows = [
            {"workspace_id": workspace, "person": person, "switch": switch.value, "at": at}
            for switch in sorted(off)
        ]
        if rows:
            await self._connection.execute(
                insert_into(self._connection, table).on_conflict_do_nothing(), rows
            )
