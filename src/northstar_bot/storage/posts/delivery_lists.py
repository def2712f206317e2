"""What people and the operator ask of the ledger: what was posted, what is stuck, what to look at again."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Select, and_, func, null, or_, select, true, update

from northstar_bot.domain.deliveries import RESENDABLE, Delivery, State
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.storage.posts.delivery_rows import Ledger, delivery_of, is_installed, is_open
from northstar_bot.storage.tables.deliveries import delivery

_OVERDUE = timedelta(minutes=10)
_REMEMBERED = timedelta(days=7)
_SHOWN = 100
_AT_ONCE = 500


class DeliveryLists(Ledger):
    """Lists of rows, and the marks that keep a row from being listed twice."""

    async def get(self, workspace: WorkspaceId, number: int) -> Delivery | None:
        """One row."""
        wanted = (delivery.c.workspace_id == workspace) & (delivery.c.id == number)
        return next(iter(await self._listed(select(delivery).where(wanted))), None)

    async def of_period(
        self, workspace: WorkspaceId, kind: str, target: str, period: str
    ) -> Sequence[Delivery]:
        """The rows of one period and those that came again after it (`2026-W47 again 1`), newest first."""
        again = delivery.c.period.startswith(f"{period} again ", autoescape=True)
        return await self._listed(
            select(delivery)
            .where(
                delivery.c.workspace_id == workspace,
                delivery.c.kind == kind,
                delivery.c.target == target,
                or_(delivery.c.period == period, again),
            )
            .order_by(delivery.c.id.desc())
        )

    async def to_target(
        self, workspace: WorkspaceId, kind: str, target: str, since: datetime
    ) -> Sequence[Delivery]:
        """The rows of one kind to one target that fell due from `since` on, oldest first."""
        return await self._listed(
            select(delivery)
            .where(
                delivery.c.workspace_id == workspace,
                delivery.c.kind == kind,
                delivery.c.target == target,
                delivery.c.due_at >= since,
            )
            .order_by(delivery.c.due_at, delivery.c.id)
        )

    async def of_week(self, workspace: WorkspaceId, kind: str, period: str) -> Sequence[Delivery]:
        """The rows of one period to every target, and all whose label begins with it, newest first."""
        more = delivery.c.period.startswith(f"{period} ", autoescape=True)
        return await self._listed(
            select(delivery)
            .where(
                delivery.c.workspace_id == workspace,
                delivery.c.kind == kind,
                or_(delivery.c.period == period, more),
            )
            .order_by(delivery.c.id.desc())
        )

    async def last_told(
        self, workspace: WorkspaceId, kind: str, period: str, target: str | None
    ) -> datetime | None:
        """When the latest earlier period was posted, to `target` or anywhere; edits of what stands do not count."""
        there = [delivery.c.target == target] if target else []
        question = (
            select(delivery.c.settled_at)
            .where(
                delivery.c.workspace_id == workspace,
                delivery.c.kind == kind,
                delivery.c.state == State.SENT.value,
                delivery.c.period < period,
                delivery.c.period.not_like("% edit %"),
                *there,
            )
            .order_by(delivery.c.period.desc(), delivery.c.id.desc())
            .limit(1)
        )
        return (await self._connection.execute(question)).scalar_one_or_none()

    async def sent_of(
        self, workspace: WorkspaceId, kind: str, period: str, targets: Iterable[str]
    ) -> Sequence[Delivery]:
        """The rows of one period that became messages to any of `targets`."""
        found: list[Delivery] = []
        wanted = sorted(set(targets))
        for start in range(0, len(wanted), _AT_ONCE):
            found += await self._listed(
                select(delivery).where(
                    delivery.c.workspace_id == workspace,
                    delivery.c.kind == kind,
                    delivery.c.target.in_(wanted[start : start + _AT_ONCE]),
                    delivery.c.period == period,
                    delivery.c.state == State.SENT.value,
                )
            )
        return found

    async def recent(self, workspace: WorkspaceId, limit: int = 20) -> Sequence[Delivery]:
        """The latest rows, newest first."""
        return await self._listed(
            select(delivery)
            .where(delivery.c.workspace_id == workspace)
            .order_by(delivery.c.due_at.desc(), delivery.c.id.desc())
            .limit(limit)
        )

    async def counts(self, workspace: WorkspaceId | None = None) -> Mapping[State, int]:
        """How many rows stand in each state, here or (for the operator) everywhere."""
        found = await self._connection.execute(
            select(delivery.c.state, func.count()).where(_within(workspace)).group_by(delivery.c.state)
        )
        return {State(state): number for state, number in found}

    async def in_trouble(self, now: datetime, workspace: WorkspaceId | None = None) -> Sequence[Delivery]:
        """Open rows 10 minutes overdue, and those of the last 7 days that failed or are unknown."""
        overdue = and_(is_open(), delivery.c.due_at < now - _OVERDUE)
        ended_badly = and_(
            delivery.c.state.in_([State.FAILED.value, State.UNKNOWN.value]),
            delivery.c.settled_at > now - _REMEMBERED,
        )
        return await self._listed(
            select(delivery)
            .where(_within(workspace), or_(overdue, ended_badly))
            .order_by(delivery.c.due_at, delivery.c.id)
            .limit(_SHOWN)
        )

    async def resend(self, workspace: WorkspaceId, number: int, now: datetime, grace: timedelta) -> bool:
        """Make an ended row due again; False when it is not one that ended without a message."""
        return await self._changed(
            update(delivery)
            .where(
                delivery.c.workspace_id == workspace,
                delivery.c.id == number,
                delivery.c.state.in_([state.value for state in RESENDABLE]),
                delivery.c.details.is_not(None),
            )
            .values(
                state=State.DUE.value,
                next_at=now,
                expires_at=now + grace,
                held=False,
                attempts=0,
                first_tried_at=None,
                settled_at=None,
                error=None,
            )
        )

    async def doubted(self, before: datetime, limit: int) -> Sequence[Delivery]:
        """Sent rows that once were in doubt, settled before `before`, not looked at since."""
        return await self._sent_with(delivery.c.doubted == 1, before, limit)

    async def awaiting_follow_up(self, before: datetime, limit: int) -> Sequence[Delivery]:
        """Sent rows, settled before `before`, whose noun has not been told."""
        return await self._sent_with(delivery.c.follow_up == 1, before, limit)

    async def raise_doubt(self, seen: Delivery) -> None:
        """Have a row looked at for a twin, whoever holds it."""
        await self._connection.execute(update(delivery).where(delivery.c.id == seen.id).values(doubted=1))

    async def clear_doubt(self, seen: Delivery) -> None:
        """The row was looked at."""
        await self._connection.execute(update(delivery).where(delivery.c.id == seen.id).values(doubted=2))

    async def followed_up(self, seen: Delivery) -> None:
        """The noun was told."""
        await self._connection.execute(update(delivery).where(delivery.c.id == seen.id).values(follow_up=0))

    async def forget_details(self, before: datetime) -> int:
        """Drop the details of rows settled before `before`; the rows stay: nothing is posted twice."""
        old = (delivery.c.settled_at < before) & delivery.c.details.is_not(None)
        result = await self._connection.execute(
            update(delivery).where(old).values(details=null(), error=None)
        )
        return result.rowcount

    async def _sent_with(self, mark: ColumnElement[bool], before: datetime, limit: int) -> Sequence[Delivery]:
        return await self._listed(
            select(delivery)
            .where(mark, delivery.c.state == State.SENT.value, delivery.c.settled_at < before, is_installed())
            .order_by(delivery.c.settled_at, delivery.c.id)
            .limit(limit)
        )

    async def _listed(self, question: Select[tuple[object, ...]]) -> Sequence[Delivery]:
        found = await self._connection.execute(question)
        return [delivery_of(row) for row in found.mappings()]


def _within(workspace: WorkspaceId | None) -> ColumnElement[bool]:
    return true() if workspace is None else delivery.c.workspace_id == workspace
