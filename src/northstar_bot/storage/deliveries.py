"""The ledger of posts."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.deliveries import Plan, State
from northstar_bot.storage.tables.deliveries import delivery
from northstar_bot.storage.upsert import insert_into


class StoredDeliveries:
    """The ledger of posts."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def plan(self, plans: Sequence[Plan]) -> int:
        return await self._add(plans, State.DUE, None)

    async def skip(self, plans: Sequence[Plan], now: datetime) -> int:
        return await self._add(plans, State.SKIPPED_LATE, now)

    async def _add(self, plans: Sequence[Plan], state: State, settled_at: datetime | None) -> int:
        if not plans:
            return 0
        # In one order everywhere, so that two replicas planning the same rows cannot lock each other out.
        ordered = sorted(plans, key=lambda plan: (plan.workspace, plan.kind, plan.target, plan.period))
        statement = insert_into(self._connection, delivery).values(
            [{**_row(plan), "state": state, "settled_at": settled_at} for plan in ordered]
        )
        added = await self._connection.execute(statement.on_conflict_do_nothing().returning(delivery.c.id))
        return len(added.all())


def _row(plan: Plan) -> dict[str, Any]:
    return {
        "workspace_id": plan.workspace,
        "kind": plan.kind,
        "target": plan.target,
        "period": plan.period,
        "schedule": plan.schedule,
        "details": plan.details,
        "due_at": plan.due_at,
        "expires_at": plan.expires_at,
        "next_at": plan.due_at,
        "epoch": 0,
        "held": False,
        "attempts": 0,
        "doubted": 0,
        "follow_up": 0,
    }
