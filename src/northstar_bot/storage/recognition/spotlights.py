"""The turns of the team spotlight, moved only from the state that was seen."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, CompoundSelect, Row, and_, func, or_, select, union, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import ChannelId, TeamKey, WorkspaceId
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.domain.recognition.spotlights import Spotlight, Stage
from northstar_bot.storage.recognition.numbers_of_thanks import SIDES, by_number, open_by_number, reaching
from northstar_bot.storage.recognition.shoutout_rows import read
from northstar_bot.storage.tables.shoutouts import shoutout
from northstar_bot.storage.tables.spotlights import spotlight
from northstar_bot.storage.upsert import insert_into

MOST_THANKS = 200


class StoredSpotlights:
    """Turns of the spotlight, and thanks to one team."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def plan(self, turn: Spotlight) -> bool:
        """Write a planned turn; False when its period has one already."""
        row = {
            "workspace_id": turn.workspace,
            "channel": turn.channel,
            "period": turn.period,
            "team": turn.team,
            "state": turn.stage.value,
            "due_at": turn.due_at,
            "passed": list(turn.passed),
        }
        keep = insert_into(self._connection, spotlight).values(row).on_conflict_do_nothing()
        return await self._connection.scalar(keep.returning(spotlight.c.team)) is not None

    async def of(self, workspace: WorkspaceId, channel: ChannelId, period: str) -> Spotlight | None:
        """The turn of one period."""
        found = await self._connection.execute(select(spotlight).where(_at(workspace, channel, period)))
        row = found.one_or_none()
        return _spotlight(row) if row else None

    async def hand_on(self, seen: Spotlight, team: TeamKey, passed: Sequence[TeamKey]) -> bool:
        """Give a planned turn to another team; False when it is no longer as it was seen."""
        same = and_(spotlight.c.team == seen.team, spotlight.c.state == Stage.PLANNED.value)
        return await self._move(seen, same, team=team, passed=list(passed))

    async def open(self, seen: Spotlight, card: Receipt, at: datetime, closes_at: datetime) -> bool:
        """The card of a planned turn stands; False when it was open before."""
        return await self._move(
            seen,
            spotlight.c.state == Stage.PLANNED.value,
            state=Stage.OPEN.value,
            opened_at=at,
            closes_at=closes_at,
            card_channel=card.channel,
            card_ts=card.ts,
        )

    async def close(self, seen: Spotlight) -> bool:
        """End an open turn; False when it was ended before."""
        return await self._move(seen, spotlight.c.state == Stage.OPEN.value, state=Stage.CLOSED.value)

    async def standing(self, workspace: WorkspaceId) -> Sequence[Spotlight]:
        """The open turns, the latest first."""
        wanted = select(spotlight).where(
            spotlight.c.workspace_id == workspace, spotlight.c.state == Stage.OPEN.value
        )
        found = await self._connection.execute(wanted.order_by(spotlight.c.opened_at.desc()))
        return [_spotlight(row) for row in found]

    async def shown_between(
        self, workspace: WorkspaceId, since: datetime, before: datetime
    ) -> Sequence[Spotlight]:
        """The turns whose card stood open at some time from `since` until `before`, the latest first."""
        wanted = select(spotlight).where(
            spotlight.c.workspace_id == workspace,
            spotlight.c.state != Stage.PLANNED.value,
            spotlight.c.opened_at < before,
            spotlight.c.closes_at > since,
        )
        found = await self._connection.execute(
            wanted.order_by(spotlight.c.opened_at.desc(), spotlight.c.channel)
        )
        return [_spotlight(row) for row in found]

    async def turns(
        self, workspace: WorkspaceId, channel: ChannelId, planned_after: datetime
    ) -> Mapping[TeamKey, datetime]:
        """When each team last had its turn in a channel, or has one that is planned for after `planned_after`."""
        at = func.coalesce(spotlight.c.opened_at, spotlight.c.due_at)
        question = (
            select(spotlight.c.team, func.max(at).label("last"))
            .where(
                spotlight.c.workspace_id == workspace,
                spotlight.c.channel == channel,
                or_(spotlight.c.opened_at.is_not(None), spotlight.c.due_at > planned_after),
            )
            .group_by(spotlight.c.team)
        )
        return {TeamKey(row.team): row.last for row in await self._connection.execute(question)}

    async def thanks(
        self, workspace: WorkspaceId, team: TeamKey, since: datetime, before: datetime
    ) -> Sequence[Shoutout]:
        """Thanks to a team or its people whose card stands in a channel, the latest 200, newest first."""
        found = await self._numbers(_said_to_all(workspace, team, since, before, open_by_number(workspace)))
        wanted = select(shoutout).where(by_number(workspace), shoutout.c.id.in_(found))
        return await read(self._connection, workspace, wanted.order_by(shoutout.c.id.desc()))

    async def taken_back(
        self, workspace: WorkspaceId, team: TeamKey, since: datetime, before: datetime
    ) -> Sequence[int]:
        """Those of such thanks that were taken back."""
        gone = and_(by_number(workspace), shoutout.c.undone_at.is_not(None))
        return sorted(await self._numbers(_said_to_all(workspace, team, since, before, gone)))

    async def _numbers(self, reached: CompoundSelect[tuple[int]]) -> list[int]:
        """The newest of them."""
        number = reached.selected_columns.shoutout_id
        return list(await self._connection.scalars(reached.order_by(number.desc()).limit(MOST_THANKS)))

    async def _move(self, seen: Spotlight, same: ColumnElement[bool], **values: Any) -> bool:
        found = await self._connection.scalar(
            update(spotlight)
            .where(_at(seen.workspace, seen.channel, seen.period), same)
            .values(**values)
            .returning(spotlight.c.period)
        )
        return found is not None


def _said_to_all(
    workspace: WorkspaceId, team: TeamKey, since: datetime, before: datetime, which: ColumnElement[bool]
) -> CompoundSelect[tuple[int]]:
    """What reached a team as a whole or through its people; without a card it was not said to everybody."""
    wanted = (shoutout.c.card_ts.is_not(None), which)
    return union(*(reaching(side, workspace, team, since, before).where(*wanted) for side in SIDES))


def _at(workspace: WorkspaceId, channel: ChannelId, period: str) -> ColumnElement[bool]:
    return and_(
        spotlight.c.workspace_id == workspace, spotlight.c.channel == channel, spotlight.c.period == period
    )


def _spotlight(row: Row[Any]) -> Spotlight:
    return Spotlight(
        workspace=WorkspaceId(row.workspace_id),
        channel=ChannelId(row.channel),
        period=row.period,
        team=TeamKey(row.team),
        due_at=row.due_at,
        stage=Stage(row.state),
        passed=tuple(TeamKey(key) for key in row.passed),
        opened_at=row.opened_at,
        closes_at=row.closes_at,
        card=Receipt(row.card_channel, row.card_ts) if row.card_ts else None,
    )
