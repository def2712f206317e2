"""The bot with Slack: joined, started, watched, and stopped without losing what is in flight."""

import asyncio
import gc
import logging
import random
import signal
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from aiohttp import ClientSession
from aiohttp import web as http
from slack_bolt.async_app import AsyncApp
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot import web
from northstar_bot.bootstrap.background import DRAIN, Background
from northstar_bot.bootstrap.house import House, SystemClock, open_house
from northstar_bot.bootstrap.joining import chores, composers
from northstar_bot.bootstrap.serving import World
from northstar_bot.config import Mode, Settings
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.webhooks import WEBHOOK
from northstar_bot.scheduler import Scheduler, Tick
from northstar_bot.services.catalog import Services
from northstar_bot.services.chores import Chore, Chores
from northstar_bot.services.company.workspaces import connect
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.posts.audit import Audit
from northstar_bot.services.posts.planning import Planner
from northstar_bot.services.posts.pump import Pump
from northstar_bot.services.privacy.erased_messages import ErasedMessages
from northstar_bot.services.requests.inbox import InboxService
from northstar_bot.slack import clients
from northstar_bot.slack.app import Doors, build
from northstar_bot.slack.canvases import SlackCanvases
from northstar_bot.slack.context import Introductions
from northstar_bot.slack.directory import SlackDirectory
from northstar_bot.slack.failures import PATIENCE
from northstar_bot.slack.files import SlackFiles
from northstar_bot.slack.home import Homes
from northstar_bot.slack.identity import Identity, who_am_i
from northstar_bot.slack.inbox import EventInbox
from northstar_bot.slack.listeners import Listeners
from northstar_bot.slack.publisher import SlackPublisher
from northstar_bot.slack.registry import features, registry
from northstar_bot.slack.socket import SocketDoor
from northstar_bot.storage.process_lock import only_process
from northstar_bot.webhooks import WebhookSender

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Line:
    """The connection to one Slack team."""

    token: str
    poster: AsyncWebClient
    reader: AsyncWebClient
    bolt: AsyncWebClient
    identity: Identity
    workspace: WorkspaceId


@dataclass(frozen=True, slots=True)
class Work:
    """What is done without being asked."""

    planner: Planner
    chores: Chores
    pump: Pump
    audit: Audit
    hooks: Pump | None = None


@dataclass(frozen=True, slots=True)
class Bot:
    """The running bot. `port` is where it listens for HTTP."""

    house: House
    services: Services
    workspace: WorkspaceId
    identity: Identity
    scheduler: Scheduler
    work: Work
    inbox: EventInbox
    background: Background
    port: int
    socket: SocketDoor | None

    async def settle(self) -> None:
        """Plan and post everything that is due now; for tests and the demo, where time is moved by hand."""
        await self.background.drain()
        await self.work.planner.plan_due(self.house.clock.now())
        await self.work.chores.run_due(self.house.clock.now())
        for pump in filter(None, (self.work.pump, self.work.hooks)):
            while await pump.pump(self.house.clock.now()):
                pass


@asynccontextmanager
async def bot(
    settings: Settings, clock: Clock | None = None, *, ticking: bool = True, patience: float = PATIENCE
) -> AsyncIterator[Bot]:
    """The bot, from the first connection to the last goodbye.

    `ticking` False leaves time to `settle`. `patience` is how many seconds a write may take; Slack waits three.
    """
    time = clock or SystemClock()
    settings.must_suffice()
    async with AsyncExitStack() as stack:
        house = await stack.enter_async_context(open_house(settings, time))
        stack.enter_context(only_process(settings.database_url.get_secret_value()))
        await _wipe_due(house)
        line = await _connect(house, await stack.enter_async_context(clients.session()))
        table = registry(features())
        publisher, canvases = SlackPublisher(line.poster, table), SlackCanvases(line.poster, line.identity)
        directory = SlackDirectory(line.reader, time, house.services.people.met)
        services = house.with_slack(World(directory, publisher, SlackFiles(line.reader), canvases))
        work = _work(house, services, publisher)
        background, homes = Background(), Homes(line.reader, services, time)
        introduced = Introductions(
            line.workspace, line.identity.team, directory, services.people, homes.publish
        )
        # The scheduler is made last, because one of its ticks sweeps the inbox that wakes it.
        listeners = Listeners(
            table, services, lambda: scheduler.wake() if ticking else None, background.hold, patience
        )
        kept, act = InboxService(house.transactions, time), _event_act(listeners, introduced, line.reader)
        inbox = EventInbox(kept, line.workspace, table.heard, act, background.start)
        scheduler = Scheduler(_ticks(house, services, work, inbox, directory, line.workspace), time)
        app = build(line.bolt, line.token, line.identity, Doors(listeners, introduced, inbox))
        stack.push_async_callback(background.drain)
        stack.push_async_callback(scheduler.stop)
        port = await _listen(stack, settings, app, house)
        door = await _socket(stack, settings, app, line.reader, time)
        if ticking:
            scheduler.start()
        yield Bot(
            house, services, line.workspace, line.identity, scheduler, work, inbox, background, port, door
        )


async def _wipe_due(house: House) -> None:
    """What should have been wiped while nobody ran; Slack may let nobody in any more, so this comes first."""
    installations = house.services.installations
    for gone in await installations.without_app():
        if not await installations.wipe_due(gone.workspace, house.clock.now()):
            log.warning("workspace.uninstalled workspace=%s wiped_at=%s", gone.workspace, gone.wiped_at)


async def _connect(house: House, session: ClientSession) -> Line:
    token, url = house.settings.bot_token(), house.settings.slack_api_url
    reader = clients.reading_client(token, url, session)
    identity = await who_am_i(reader)
    workspace = await connect(house.transactions, identity.team, identity.team_name)
    poster, bolt = clients.posting_client(token, url, session), clients.bolt_client(url, session)
    return Line(token, poster, reader, bolt, identity, workspace)


def _work(house: House, services: Services, publisher: SlackPublisher) -> Work:
    webhook, store, clock = house.settings.webhook(), house.transactions, house.clock
    kinds = composers(services, store, publisher, hooked=webhook is not None)
    erased = Chore("erased people", ErasedMessages(store, publisher, kinds).follow)
    sender = WebhookSender(webhook, clock) if webhook else None
    owners = services.pivot.configured_owners
    return Work(
        Planner(store, house.calendar),
        Chores(store, (*chores(services), erased)),
        Pump(
            store,
            publisher,
            clock,
            kinds,
            random.random,
            but=WEBHOOK if sender else "",
            configured_owners=owners,
        ),
        Audit(store, publisher, kinds),
        Pump(store, sender, clock, kinds, random.random, only=WEBHOOK, configured_owners=owners)
        if sender
        else None,
    )


async def run(settings: Settings) -> None:
    """Run until told to stop; returns when everything in flight is done."""
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(name, stop.set)
    async with bot(settings) as running:
        gc.freeze()  # what stands after the start stays; it need not be looked through again
        log.info("bot.ready workspace=%s port=%s mode=%s", running.workspace, running.port, settings.mode)
        watch = asyncio.create_task(running.socket.watch()) if running.socket else None
        await stop.wait()
        log.info("bot.stopping")
        if watch:
            watch.cancel()


def _event_act(listeners: Listeners, introductions: Introductions, client: AsyncWebClient) -> Any:
    async def act(body: dict[str, Any]) -> None:
        await listeners.event(body=body, client=client, introduction=introductions.of(body))

    return act


def _ticks(
    house: House,
    services: Services,
    work: Work,
    inbox: EventInbox,
    directory: SlackDirectory,
    workspace: WorkspaceId,
) -> list[Tick]:
    now = house.clock.now

    def here(work: Callable[[], Awaitable[object]]) -> Callable[[], Awaitable[object]]:
        async def where_the_app_stands() -> object:
            return await work() if await services.installations.stands(workspace) else None

        return where_the_app_stands

    hooks = work.hooks
    outside = [Tick("webhooks", timedelta(seconds=5), lambda: hooks.pump(now()), eager=True)] if hooks else []
    return [
        *outside,
        Tick("plan", timedelta(seconds=30), lambda: work.planner.plan_due(now())),
        Tick("chores", timedelta(minutes=5), lambda: work.chores.run_due(now())),
        Tick("pump", timedelta(seconds=1), lambda: work.pump.pump(now()), eager=True),
        Tick("collect", timedelta(hours=1), here(lambda: house.services.readings.collect(workspace))),
        Tick(
            "teams",
            timedelta(minutes=15),
            here(lambda: services.people.settle_teams(workspace, directory)),
        ),
        Tick("people", timedelta(hours=24), here(lambda: directory.meet_everybody(workspace))),
        Tick("inbox", timedelta(minutes=1), inbox.sweep),
        Tick("audit", timedelta(minutes=1), lambda: work.audit.audit(now())),
        Tick("follow up", timedelta(minutes=1), lambda: work.audit.follow_up(now())),
        Tick("housekeeping", timedelta(hours=6), lambda: work.audit.keep_house(now())),
    ]


async def _listen(stack: AsyncExitStack, settings: Settings, app: AsyncApp, house: House) -> int:
    """Open the HTTP door; in Socket Mode only the health pages are behind it."""
    secret = settings.signing_secret()
    # Slack stamps its requests with real time, whatever clock the bot lives by.
    if settings.mode is Mode.HTTP and secret:
        site = web.application(house.ready, web.Doorkeeper(secret.encode(), SystemClock()), _receive(app))
    else:
        site = web.application(house.ready)
    runner = http.AppRunner(site, access_log=None, shutdown_timeout=DRAIN)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await http.TCPSite(runner, settings.host, settings.port).start()
    except OSError as error:
        raise BadInput(
            f"Port {settings.port} on {settings.host} is taken.", "Choose another with NORTHSTAR_PORT."
        ) from error
    return int(runner.addresses[0][1])


def _receive(app: AsyncApp) -> web.Receive:
    async def receive(payload: web.Payload, headers: Mapping[str, str]) -> web.Answer:
        # Verified and read at our own door; Bolt takes a payload that was read already only in this mode.
        request = AsyncBoltRequest(
            body=payload, headers={name: [value] for name, value in headers.items()}, mode="socket_mode"
        )
        answer = await app.async_dispatch(request)
        kept = {name: values[0] for name, values in answer.headers.items() if values}
        return answer.status, kept, (answer.body or "").encode()

    return receive


async def _socket(
    stack: AsyncExitStack, settings: Settings, app: AsyncApp, client: AsyncWebClient, clock: Clock
) -> SocketDoor | None:
    if settings.mode is not Mode.SOCKET:
        return None
    door = SocketDoor(app, settings.app_token(), client, clock)
    await door.open()
    stack.push_async_callback(door.close)
    return door
