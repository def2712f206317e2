"""Chooses the door: Socket Mode while a connection is open, else HTTP; and redelivers events."""

import asyncio
from typing import Any

from northstar_bot.playground.ack import NOBODY, Ack
from northstar_bot.playground.doors.http import HttpDoor
from northstar_bot.playground.doors.socket import SocketDoor
from northstar_bot.playground.world import World


class Doorway:
    """Everything that goes from Slack to the bot passes here."""

    def __init__(self, world: World, *, deadline: float, retry_delays: tuple[float, ...]) -> None:
        self.world = world
        self.deadline = deadline
        self.retry_delays = retry_delays
        self.socket = SocketDoor(world.bot.app_id, deadline)
        self.http: HttpDoor | None = None
        self.deliveries: list[tuple[str, Ack]] = []
        self._events = 0
        self._redeliveries: set[asyncio.Task[None]] = set()

    def connect_http(self, url: str, signing_secret: str) -> None:
        """A second call moves the bot to another address."""
        if self.http is None:
            self.http = HttpDoor(self.deadline)
        self.http.point_to(url, signing_secret)

    async def send(self, kind: str, payload: dict[str, Any], retry: tuple[int, str] | None = None) -> Ack:
        if self.socket.connected:
            ack = await self.socket.send(kind, payload, retry)
        elif self.http:
            extra = {"X-Slack-Retry-Num": str(retry[0]), "X-Slack-Retry-Reason": retry[1]} if retry else {}
            ack = await self.http.send(kind, payload, extra)
        else:
            ack = Ack(NOBODY)
        self.deliveries.append((kind, ack))
        self.world.changed()
        return ack

    async def emit(self, event: dict[str, Any]) -> None:
        """Deliver an event the app subscribed to; retries go on in the background."""
        if event["type"] not in self.world.events:
            return
        envelope = self.envelope(event)
        ack = await self.send("events_api", envelope)
        if not ack.ok and ack.retry_allowed:
            redelivery = asyncio.create_task(self._redeliver(envelope, ack))
            self._redeliveries.add(redelivery)
            redelivery.add_done_callback(self._redeliveries.discard)

    async def _redeliver(self, envelope: dict[str, Any], ack: Ack) -> None:
        for number, delay in enumerate(self.retry_delays, start=1):
            await asyncio.sleep(delay)
            ack = await self.send("events_api", envelope, (number, ack.retry_reason))
            if ack.ok or not ack.retry_allowed:
                return

    def envelope(self, event: dict[str, Any], **changes: Any) -> dict[str, Any]:
        """The outer part of an event, with a fresh event_id."""
        self._events += 1
        team = self.world.team_id
        authorization = {
            "enterprise_id": None, "team_id": team, "user_id": self.world.bot.id, "is_bot": True,
            "is_enterprise_install": False,
        }  # fmt: skip
        return {
            "token": "playground", "team_id": team, "context_team_id": team, "context_enterprise_id": None,
            "api_app_id": self.world.bot.app_id, "type": "event_callback", "event": event,
            "event_id": f"Ev0PLAY{self._events:05d}", "event_time": int(self.world.clock.now()),
            "authorizations": [authorization], "is_ext_shared_channel": self._shared(event),
            "event_context": f"4-playground-{self._events}",
        } | changes  # fmt: skip

    def _shared(self, event: dict[str, Any]) -> bool:
        place = event.get("channel") or (event.get("item") or {}).get("channel")
        channel = self.world.channels.get(place) if isinstance(place, str) else None
        return bool(channel and channel.shared_externally)

    async def close(self) -> None:
        for redelivery in list(self._redeliveries):
            redelivery.cancel()
        await asyncio.gather(*self._redeliveries, return_exceptions=True)
        await self.socket.drop()
        if self.http:
            await self.http.close()
