"""The Socket Mode door: opened with a time limit, watched, and reopened when it goes quiet."""

import asyncio
import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import aiohttp
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.errors import BadInput, NorthstarError
from northstar_bot.services.ports.world import Clock
from northstar_bot.slack import answers

log = logging.getLogger(__name__)

OPENING = 20.0
SERVER_ERROR = 500
LOOK_EVERY = 10.0
REOPEN_AFTER = timedelta(seconds=60)


@dataclass(slots=True)
class SocketDoor:
    """One connection per process. The SDK never fails fast by itself: a bad token would be tried for ever."""

    app: AsyncApp
    token: str
    client: AsyncWebClient
    clock: Clock
    _handler: AsyncSocketModeHandler | None = field(default=None)
    _seen: datetime | None = field(default=None)

    async def open(self) -> None:
        """Connect, or say which setting is wrong."""
        await check_app_token(self.client, self.token)
        self._handler = AsyncSocketModeHandler(self.app, self.token, web_client=self.client)
        try:
            async with asyncio.timeout(OPENING):
                await self._handler.connect_async()  # type: ignore[no-untyped-call]
        except TimeoutError as error:
            await self.close()
            raise BadInput(
                "Slack's Socket Mode did not answer.", "Is Socket Mode switched on for the app?"
            ) from error
        self._seen = self.clock.now()

    async def watch(self) -> None:
        """Look every ten seconds; after a minute without a connection, open a new one."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            if await self.connected():
                self._seen = self.clock.now()
            elif self._seen and self.clock.now() - self._seen > REOPEN_AFTER:
                log.warning("socket.quiet reopening")
                await self._reopen()

    async def _reopen(self) -> None:
        await self.close()
        try:
            await self.open()
        except NorthstarError as error:  # the next look tries again
            log.warning("socket.closed reason=%s", error.sentence)

    async def connected(self) -> bool:
        """Whether the connection stands."""
        return self._handler is not None and bool(await self._handler.client.is_connected())

    async def close(self) -> None:
        """Take no more payloads."""
        if self._handler is not None:
            await self._handler.close_async()  # type: ignore[no-untyped-call]
            self._handler = None


async def check_app_token(client: AsyncWebClient, token: str) -> None:
    """Ask Slack for an address to connect to; BadInput names the setting to mend."""
    try:
        await client.apps_connections_open(app_token=token)
    except SlackApiError as error:
        if answers.status(error) >= SERVER_ERROR or answers.reason(error) in answers.OWN_TROUBLE:
            raise BadInput("Slack has a problem of its own.", "Start again in a minute.") from error
        raise BadInput(
            f"Slack does not accept NORTHSTAR_SLACK_APP_TOKEN ({answers.reason(error)}).",
            "Make an app-level token (xapp-…) with connections:write under Basic Information.",
        ) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise BadInput("Slack cannot be reached.", "Check the network or a proxy.") from error
