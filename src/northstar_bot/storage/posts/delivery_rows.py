"""Rows of the ledger, the values they stand for, and the conditions that questions about them share."""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CursorResult, RowMapping, Update, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.deliveries import OPEN_STATES, Delivery, Plan, State
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.storage.tables.company import workspace
from northstar_bot.storage.tables.deliveries import delivery


def row_of(plan: Plan, state: State, settled_at: datetime | None) -> dict[str, Any]:
    """A new row."""
    return {
        "workspace_id": plan.workspace,
        "kind": plan.kind,
        "target": plan.target,
        "period": plan.period,
        "schedule": plan.schedule,
        "details": plan.details,
        "due_at": plan.due_at,
        "expires_at": plan.expires_at,
        "state": state.value,
        "settled_at": settled_at,
        "next_at": plan.due_at,
        "epoch": 0,
        "held": False,
        "attempts": 0,
        "doubted": 0,
        "follow_up": 0,
    }


def delivery_of(row: RowMapping) -> Delivery:
    """The value a row stands for."""
    due_at = row["due_at"]
    plan = Plan(
        workspace=WorkspaceId(row["workspace_id"]),
        kind=row["kind"],
        target=row["target"],
        period=row["period"],
        due_at=due_at,
        grace=row["expires_at"] - due_at,
        details=row["details"] or {},
    )
    return Delivery(
        id=row["id"],
        plan=plan,
        state=State(row["state"]),
        epoch=row["epoch"],
        attempts=row["attempts"],
        lease_until=row["next_at"],
        tried_at=row["tried_at"],
        ts=row["ts"],
        channel=row["channel"],
        first_tried_at=row["first_tried_at"],
        settled_at=row["settled_at"],
        error=row["error"] or "",
    )


def is_open() -> ColumnElement[bool]:
    """Still to be posted, or in doubt."""
    return delivery.c.state.in_([state.value for state in OPEN_STATES])


def is_installed() -> ColumnElement[bool]:
    """Of a workspace whose app still stands in Slack."""
    return delivery.c.workspace_id.not_in(
        select(workspace.c.id).where(workspace.c.uninstalled_at.is_not(None))
    )


def is_held_by(claimed: Delivery) -> ColumnElement[bool]:
    """The fence: nobody has claimed the row since, and nobody has ended it."""
    return (delivery.c.id == claimed.id) & (delivery.c.epoch == claimed.epoch) & is_open()


class Ledger:
    """What every part of the ledger stands on: one open connection, and writes behind the fence."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def _write(self, claimed: Delivery, **values: Any) -> bool:
        return await self._changed(update(delivery).where(is_held_by(claimed)).values(**values))

    async def _changed(self, statement: Update) -> bool:
        result: CursorResult[Any] = await self._connection.execute(statement)
        return result.rowcount > 0
