"""Words that were kept long enough: taken out of thanks and of closed requests, while the rows stay."""

from datetime import datetime
from typing import Any

from sqlalchemy import and_, delete, null, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.privacy import REMOVED
from northstar_bot.domain.requests.requests import State
from northstar_bot.storage.tables.deliveries import inbox
from northstar_bot.storage.tables.requests import request
from northstar_bot.storage.tables.shoutouts import shoutout
from northstar_bot.storage.tables.similar import title_key

_CLOSED = (State.DECLINED, State.DUPLICATE, State.WITHDRAWN, State.SHIPPED, State.DROPPED)


class StoredRetention:
    """What is too old to keep the words of."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def forget_words(self, workspace: WorkspaceId, before: datetime) -> int:
        """Empty what was said before that moment; returns how many rows changed."""
        thanks = and_(
            shoutout.c.workspace_id == workspace,
            shoutout.c.given_at < before,
            or_(shoutout.c.text != "", shoutout.c.permalink != ""),
        )
        changed = await self._run(update(shoutout).where(thanks).values(text="", permalink=""))
        changed += await self._close(workspace, before)
        events = and_(inbox.c.workspace_id == workspace, inbox.c.received_at < before)
        await self._run(update(inbox).where(events, inbox.c.done_at.is_not(None)).values(payload={}))
        return changed

    async def _close(self, workspace: WorkspaceId, before: datetime) -> int:
        """Requests that ended before that moment, and the keys by which their titles are found."""
        old = and_(
            request.c.workspace_id == workspace,
            request.c.state.in_([state.value for state in _CLOSED]),
            request.c.changed_at < before,
            request.c.title != REMOVED,
        )
        numbers = select(request.c.number).where(old)
        here = title_key.c.workspace_id == workspace
        await self._run(delete(title_key).where(here, title_key.c.number.in_(numbers)))
        gone = dict.fromkeys(("needed_why", "obligation_link", "permalink"), "")
        return await self._run(
            update(request).where(old).values(title=REMOVED, problem=REMOVED, details=null(), **gone)
        )

    async def _run(self, statement: Any) -> int:
        return int((await self._connection.execute(statement)).rowcount)
