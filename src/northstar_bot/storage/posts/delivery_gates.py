"""Gates that all replicas pass one after another, so that they keep Slack's limits together."""

from datetime import UTC, datetime, timedelta

from sqlalchemy import select

from northstar_bot.storage.posts.delivery_rows import Ledger
from northstar_bot.storage.tables.deliveries import gate
from northstar_bot.storage.upsert import insert_into


class Gates(Ledger):
    """One row per limit: the moment of the next permitted call (a generic cell rate, without bursts)."""

    async def take_turn(self, key: str, now: datetime, interval: timedelta) -> datetime | None:
        """Pass the gate `key` and close it for `interval`; when it is closed, the moment it opens."""
        wanted = insert_into(self._connection, gate).values(key=key, opens_at=(now + interval).timestamp())
        passed = await self._connection.scalar(
            wanted.on_conflict_do_update(
                index_elements=["key"],
                set_={"opens_at": wanted.excluded.opens_at},
                where=gate.c.opens_at <= now.timestamp(),
            ).returning(gate.c.key)
        )
        return None if passed else await self.opens_at(key, now)

    async def opens_at(self, key: str, now: datetime) -> datetime | None:
        """The moment a closed gate opens; None when it is open."""
        closed_until = await self._connection.scalar(
            select(gate.c.opens_at).where(gate.c.key == key, gate.c.opens_at > now.timestamp())
        )
        return None if closed_until is None else datetime.fromtimestamp(closed_until, UTC)

    async def close_gate(self, key: str, until: datetime) -> None:
        """Keep the gate `key` closed for every replica until `until`."""
        wanted = insert_into(self._connection, gate).values(key=key, opens_at=until.timestamp())
        await self._connection.execute(
            wanted.on_conflict_do_update(
                index_elements=["key"],
                set_={"opens_at": wanted.excluded.opens_at},
                where=gate.c.opens_at < wanted.excluded.opens_at,
            )
        )
