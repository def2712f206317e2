"""Reactions, boosts and the day's ration: small states that many may change at once."""

from datetime import datetime

from sqlalchemy import Row, and_, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.recognition.reactions import Mark, Marks, Reacted
from northstar_bot.services.ports.shoutouts import Ration
from northstar_bot.storage.tables.shoutouts import allowance, boost, reaction
from northstar_bot.storage.tables.shoutouts import shoutout as table
from northstar_bot.storage.upsert import insert_into


class StatesOfThanks:
    """States keyed by person; each change is one statement, or is made under the row's lock."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def take(self, workspace: WorkspaceId, ration: Ration) -> int | None:
        """Use one of the day's shout-outs; the database counts, so many at once cannot pass the limit."""
        if ration.limit < 1:
            return None
        row = {"workspace_id": workspace, "person": ration.person, "day": ration.day, "used": 1}
        used = await self._connection.scalar(
            insert_into(self._connection, allowance)
            .values(row)
            .on_conflict_do_update(
                index_elements=[allowance.c.workspace_id, allowance.c.person, allowance.c.day],
                set_={"used": allowance.c.used + 1},
                where=allowance.c.used < ration.limit,
            )
            .returning(allowance.c.used)
        )
        return None if used is None else ration.limit - used

    async def _free(self, workspace: WorkspaceId, row: Row[tuple[object, ...]]) -> None:
        """Give one back to the giver's day."""
        await self._connection.execute(
            update(allowance)
            .where(
                allowance.c.workspace_id == workspace,
                allowance.c.person == row.giver,
                allowance.c.day == row.allowance_day,
                allowance.c.used > 0,
            )
            .values(used=allowance.c.used - 1)
        )

    async def marks(self, workspace: WorkspaceId, reacted: Reacted) -> Marks:
        """What is known of this reaction, locked until the transaction ends."""
        key = _key(workspace, reacted)
        await self._connection.execute(
            insert_into(self._connection, reaction).values(**key, marks={}).on_conflict_do_nothing()
        )
        kept = await self._connection.scalar(
            select(reaction.c.marks)
            .where(and_(*(reaction.c[name] == value for name, value in key.items())))
            .with_for_update()
        )
        return Marks({spelling: Mark(at, present) for spelling, (at, present) in (kept or {}).items()})

    async def keep_marks(self, workspace: WorkspaceId, reacted: Reacted, marks: Marks) -> None:
        """Keep what is known of this reaction."""
        document = {spelling: [mark.at, mark.present] for spelling, mark in marks.spellings.items()}
        key = _key(workspace, reacted)
        await self._connection.execute(
            update(reaction)
            .where(and_(*(reaction.c[name] == value for name, value in key.items())))
            .values(marks=document)
        )

    async def press_boost(
        self, workspace: WorkspaceId, shoutout: int, person: PersonId, at: datetime, *, present: bool
    ) -> int:
        """Boost by button, or take it off."""
        return await self._boost(workspace, shoutout, person, at, "pressed", present=present)

    async def react_boost(
        self, workspace: WorkspaceId, shoutout: int, person: PersonId, at: datetime, *, present: bool
    ) -> int:
        """Boost by reaction, or take it off."""
        return await self._boost(workspace, shoutout, person, at, "reacted", present=present)

    async def _boost(
        self,
        workspace: WorkspaceId,
        shoutout: int,
        person: PersonId,
        at: datetime,
        way: str,
        *,
        present: bool,
    ) -> int:
        other = "reacted" if way == "pressed" else "pressed"
        # Two who boost at once take turns here, so that the second counts the first.
        thanked = and_(table.c.workspace_id == workspace, table.c.id == shoutout)
        await self._connection.execute(select(table.c.id).where(thanked).with_for_update(key_share=True))
        row = {"workspace_id": workspace, "shoutout_id": shoutout, "person": person, "changed_at": at}
        statement = insert_into(self._connection, boost).values(
            **row, **{way: present, other: False}, present=present
        )
        await self._connection.execute(
            statement.on_conflict_do_update(
                index_elements=[boost.c.workspace_id, boost.c.shoutout_id, boost.c.person],
                set_={
                    way: statement.excluded[way],
                    "present": or_(statement.excluded[way], boost.c[other]),
                    "changed_at": statement.excluded.changed_at,
                },
            )
        )
        standing = (
            select(func.count())
            .select_from(boost)
            .where(boost.c.workspace_id == workspace, boost.c.shoutout_id == shoutout, boost.c.present)
            .scalar_subquery()
        )
        counted = update(table).where(thanked).values(boosts=standing).returning(table.c.boosts)
        return await self._connection.scalar(counted) or 0


def _key(workspace: WorkspaceId, reacted: Reacted) -> dict[str, str]:
    return {
        "workspace_id": workspace,
        "channel": reacted.channel,
        "ts": reacted.ts,
        "person": reacted.person,
        "emoji": reacted.name,
    }
