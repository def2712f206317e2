"""Events are kept before they are acknowledged: once each, and acted on again when an earlier try did not finish."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.requests.inbox import InboxService
from northstar_bot.slack.reading import storable

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class EventInbox:
    """Global middleware for events; everything else passes through untouched."""

    inbox: InboxService
    workspace: WorkspaceId
    wanted: frozenset[str]
    act: Callable[[dict[str, Any]], Awaitable[None]]
    in_background: Callable[[Awaitable[None]], None]

    async def middleware(
        self, req: AsyncBoltRequest, next_: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        """Keep the event, answer 200, act. A database that is down makes this fail, and Slack sends it again."""
        body = req.body
        if body.get("type") != "event_callback":
            return await next_()
        kind = (body.get("event") or {}).get("type", "")
        body = storable(body)
        if kind in self.wanted and await self.inbox.keep(self.workspace, body["event_id"], kind, body):
            self.in_background(self.finish(body))
        return BoltResponse(status=200)

    async def finish(self, body: dict[str, Any]) -> None:
        """Act on a kept event and mark it done; one that fails stays kept and is tried again."""
        await self.act(body)
        await self.inbox.done(self.workspace, body["event_id"])

    async def sweep(self) -> None:
        """Act on what was kept and not finished, because the process died or the database was away."""
        for body in await self.inbox.unfinished(self.workspace):
            self.in_background(self.finish(dict(body)))
