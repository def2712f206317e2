"""The local Slack itself: start it, fill it, connect a bot, look at what happened."""

import asyncio
from collections.abc import Callable, Iterable
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from northstar_bot.playground.ack import Ack
from northstar_bot.playground.administration import Administration
from northstar_bot.playground.clock import SlackClock
from northstar_bot.playground.doors.doorway import Doorway
from northstar_bot.playground.doors.http import signed_headers
from northstar_bot.playground.faults import Faults
from northstar_bot.playground.people import Person
from northstar_bot.playground.records import Channel, Somebody
from northstar_bot.playground.server import Call, Server
from northstar_bot.playground.tickets import Group
from northstar_bot.playground.transcript import Transcript
from northstar_bot.playground.world import USUAL_EVENTS, USUAL_SCOPES, World

ACK_DEADLINE = 3.0
RETRY_DELAYS = (0.0, 0.1, 0.2)


class Playground:
    """One workspace with one installed app, on a free loopback port.

    `retry_delays` stands for Slack's 0, 1 and 5 minutes; `ack_deadline` for its three seconds.
    """

    def __init__(
        self,
        *,
        now: Callable[[], datetime] | None = None,
        team_id: str = "T0PLAY0001",
        team_name: str = "Playground",
        scopes: Iterable[str] = USUAL_SCOPES,
        events: Iterable[str] = USUAL_EVENTS,
        bot_name: str = "North Star",
        ack_deadline: float = ACK_DEADLINE,
        retry_delays: tuple[float, ...] = RETRY_DELAYS,
        seed: int = 0,
    ) -> None:
        clock = SlackClock(now)
        self.world = World(
            team_id=team_id, team_name=team_name, clock=clock, scopes=set(scopes), events=set(events)
        )
        self.bot = self._add_bot(bot_name)
        self.world.bot = self.bot
        self.admin = Administration(self.world)
        self.faults = Faults(seed)
        self.doorway = Doorway(self.world, deadline=ack_deadline, retry_delays=retry_delays)
        self.world.send = self.doorway.send
        self.world.emit = self.doorway.emit
        self._server = Server(self.world, self.doorway, self.faults)

    async def __aenter__(self) -> Self:
        port = await self._server.start()
        self.world.base_url = f"http://127.0.0.1:{port}"
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.doorway.close()
        await self._server.stop()

    @property
    def api_url(self) -> str:
        return f"{self.world.base_url}/api/"

    @property
    def bot_token(self) -> str:
        return self.world.bot_token

    @property
    def app_token(self) -> str:
        return self.world.app_token

    @property
    def team_id(self) -> str:
        return self.world.team_id

    @property
    def scopes(self) -> set[str]:
        """The granted scopes; change them at will."""
        return self.world.scopes

    @scopes.setter
    def scopes(self, granted: Iterable[str]) -> None:
        self.world.scopes = set(granted)

    @property
    def events(self) -> set[str]:
        """The subscribed events; change them at will."""
        return self.world.events

    @events.setter
    def events(self, subscribed: Iterable[str]) -> None:
        self.world.events = set(subscribed)

    def add_person(
        self,
        name: str,
        *,
        tz: str = "UTC",
        handle: str | None = None,
        guest: bool = False,
        single_channel_guest: bool = False,
        bot: bool = False,
        deactivated: bool = False,
        external: bool = False,
        admin: bool = False,
    ) -> Person:
        """Somebody new; `external` people belong to another workspace."""
        person = Person(
            world=self.world, id=self.world.new_id("U", name), name=name,
            handle=handle or name.lower().replace(" ", "."),
            team_id="T0OTHER001" if external else self.world.team_id, home_team=self.world.team_id,
            tz=tz, guest=guest, single_channel_guest=single_channel_guest, is_bot=bot, admin=admin,
            deactivated=deactivated, bot_id=self.world.new_id("B", name) if bot else "",
        )  # fmt: skip
        self.world.people[person.id] = person
        return person

    def add_channel(
        self,
        name: str,
        members: Iterable[Somebody] = (),
        *,
        private: bool = False,
        archived: bool = False,
        shared_externally: bool | None = None,
    ) -> Channel:
        """A channel; the bot is in it only when it is named among the members."""
        people = list(members)
        if shared_externally is None:
            shared_externally = any(person.external for person in people)
        channel = Channel(
            self.world.new_id("C", name), name, people, private, archived, shared_externally=shared_externally
        )
        self.world.channels[channel.id] = channel
        return channel

    def add_group(self, handle: str, members: Iterable[Somebody], *, name: str | None = None) -> Group:
        """A user group that people can mention as `@handle`."""
        group = Group(self.world.new_id("S", handle), handle, name or handle.title(), list(members))
        self.world.groups[group.id] = group
        return group

    def _add_bot(self, name: str) -> Person:
        bot = self.add_person(name, bot=True, handle=name.lower().replace(" ", "-"))
        bot.app_id = self.world.new_id("A", name)
        slackbot = self.add_person("Slackbot", handle="slackbot")
        del self.world.people[slackbot.id]
        slackbot.id = "USLACKBOT"
        self.world.people[slackbot.id] = slackbot
        return bot

    def connect_http(self, url: str, signing_secret: str) -> None:
        """Send to this bot over HTTP while no Socket Mode connection is open."""
        self.doorway.connect_http(url, signing_secret)

    @property
    def connections(self) -> int:
        """How many Socket Mode connections are open."""
        return len(self.doorway.socket.lines)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask every Socket Mode connection to come again on a new one; `warning` only warns."""
        await self.doorway.socket.disconnect(reason)

    async def drop_connections(self) -> None:
        """Cut every Socket Mode connection without a word."""
        await self.doorway.socket.drop()

    async def deliver_event(
        self,
        event: dict[str, Any],
        *,
        times: int = 1,
        retry_num: int | None = None,
        event_id: str | None = None,
        **envelope: Any,
    ) -> list[Ack]:
        """Deliver one event as it is, `times` times under one event_id; keywords change the envelope."""
        changes = envelope | ({"event_id": event_id} if event_id else {})
        whole = self.doorway.envelope(event, **changes)
        retries = [retry_num or number for number in range(times)]
        return [
            await self.doorway.send("events_api", whole, (retry, "http_timeout") if retry else None)
            for retry in retries
        ]

    async def deliver(self, kind: str, payload: dict[str, Any]) -> Ack:
        """Deliver any payload as `slash_commands`, `interactive` or `events_api`, forged ones too."""
        return await self.doorway.send(kind, payload)

    async def post_raw(self, body: str, headers: dict[str, str]) -> Ack:
        """Send any bytes to the bot's request URL, as an attacker might."""
        if self.doorway.http is None:
            raise RuntimeError("connect_http comes first")
        return await self.doorway.http.post(body, headers)

    def signed_headers(self, body: str, *, timestamp: float | None = None) -> dict[str, str]:
        """The headers of a genuine request with this body."""
        if self.doorway.http is None:
            raise RuntimeError("connect_http comes first")
        return signed_headers(self.doorway.http.signing_secret, body, timestamp)

    @property
    def calls(self) -> list[Call]:
        """Every Web API call so far, with its arguments; `upload` and `response_url` too."""
        return self._server.calls

    def calls_to(self, method: str) -> list[dict[str, Any]]:
        """The arguments of every call to one method."""
        return [call.args for call in self.calls if call.method == method]

    @property
    def transcript(self) -> Transcript:
        return self.world.transcript

    async def until(self, condition: Callable[[], object], within: float = 3.0) -> None:
        """Wait until something is so; an AssertionError after `within` seconds."""
        if not await self.world.until(condition, within):
            raise AssertionError(
                f"not so within {within} s; last calls: {[c.method for c in self.calls[-10:]]}"
            )

    async def quiet(self, during: float = 0.1, within: float = 5.0) -> None:
        """Wait until the bot has called nothing for a while."""
        async with asyncio.timeout(within):
            while True:
                seen = len(self.calls)
                if not await self.world.until(lambda seen=seen: len(self.calls) > seen, during):  # type: ignore[misc]
                    return
