"""A playground, and a small real Bolt app that talks to it through either door."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager

import pytest
from aiohttp import web
from slack_bolt.adapter.socket_mode.async_handler import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.playground import USUAL_EVENTS, USUAL_SCOPES, Playground

SCOPES = USUAL_SCOPES | {"app_mentions:read", "channels:read", "groups:read", "im:read", "files:read"}
EVENTS = USUAL_EVENTS | {"app_mention", "channel_archive", "channel_rename"}
SECRET = "shh-playground"
PROXIES = ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy")

Connect = Callable[[AsyncApp], Awaitable[None]]


@pytest.fixture(autouse=True)
def no_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    """slack_sdk sends even loopback calls through a proxy named in the environment."""
    for name in PROXIES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
async def slack() -> AsyncIterator[Playground]:
    async with Playground(scopes=SCOPES, events=EVENTS) as playground:
        yield playground


@pytest.fixture
def client(slack: Playground) -> AsyncWebClient:
    return AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])


@pytest.fixture
def app(client: AsyncWebClient) -> AsyncApp:
    return AsyncApp(client=client, signing_secret=SECRET)


@asynccontextmanager
async def http_door(slack: Playground, app: AsyncApp) -> AsyncIterator[None]:
    runner = web.AppRunner(app.web_app("/slack/events", 0), access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    slack.connect_http(f"http://127.0.0.1:{runner.addresses[0][1]}", SECRET)
    try:
        yield
    finally:
        await runner.cleanup()


@asynccontextmanager
async def socket_door(slack: Playground, app: AsyncApp) -> AsyncIterator[None]:
    handler = AsyncSocketModeHandler(app, slack.app_token, web_client=AsyncWebClient(base_url=slack.api_url))
    await asyncio.wait_for(handler.connect_async(), 5)
    try:
        yield
    finally:
        await handler.close_async()


@pytest.fixture(params=["http", "socket"])
async def connect(request: pytest.FixtureRequest, slack: Playground) -> AsyncIterator[Connect]:
    """Connects an app through the door under test and takes it down afterwards."""
    door = http_door if request.param == "http" else socket_door
    async with AsyncExitStack() as stack:

        async def connected(app: AsyncApp) -> None:
            await stack.enter_async_context(door(slack, app))

        yield connected


@pytest.fixture
async def over_http(slack: Playground) -> AsyncIterator[Connect]:
    async with AsyncExitStack() as stack:

        async def connected(app: AsyncApp) -> None:
            await stack.enter_async_context(http_door(slack, app))

        yield connected


@pytest.fixture
async def over_socket(slack: Playground) -> AsyncIterator[Connect]:
    async with AsyncExitStack() as stack:

        async def connected(app: AsyncApp) -> None:
            await stack.enter_async_context(socket_door(slack, app))

        yield connected
