"""Socket Mode: WebSocket connections with hello, envelopes, acknowledgements and disconnects."""

import asyncio
import json
import secrets
import time
from dataclasses import dataclass, field
from typing import Any

from aiohttp import WSMsgType, web

from northstar_bot.playground.ack import NOBODY, OK, TIMED_OUT, Ack


@dataclass(eq=False, slots=True)
class Line:
    """One open connection and the envelopes it has not acknowledged."""

    socket: web.WebSocketResponse
    waiting: dict[str, asyncio.Future[dict[str, Any]]] = field(default_factory=dict)


class SocketDoor:
    """Hands each envelope to one of the open connections in turn."""

    def __init__(self, app_id: str, deadline: float) -> None:
        self.app_id = app_id
        self.deadline = deadline
        self.lines: list[Line] = []
        self._leaving: list[Line] = []
        self.envelopes: list[dict[str, Any]] = []
        self._tickets: set[str] = set()
        self._turn = 0

    @property
    def connected(self) -> bool:
        return bool(self.lines)

    def ticket(self) -> str:
        """A one-time pass for one connection."""
        ticket = secrets.token_hex(8)
        self._tickets.add(ticket)
        return ticket

    def redeem(self, ticket: str) -> bool:
        if ticket not in self._tickets:
            return False
        self._tickets.discard(ticket)
        return True

    async def serve(self, request: web.Request, connected: Any) -> web.WebSocketResponse:
        """Keep one connection until the app or Slack hangs up."""
        socket = web.WebSocketResponse(timeout=1.0)
        await socket.prepare(request)
        line = Line(socket)
        await socket.send_json(
            {
                "type": "hello",
                "num_connections": len(self.lines) + 1,
                "connection_info": {"app_id": self.app_id},
                "debug_info": {"host": "playground", "approximate_connection_time": 18060},
            }
        )
        self.lines.append(line)
        connected()
        try:
            async for frame in socket:
                if frame.type is WSMsgType.TEXT:
                    self._acknowledge(line, frame.data)
        finally:
            self._hang_up(line)
            connected()
        return socket

    def _acknowledge(self, line: Line, text: str) -> None:
        try:
            frame = json.loads(text)
        except ValueError:
            return
        waiting = line.waiting.pop(frame.get("envelope_id", ""), None)
        if waiting and not waiting.done():
            waiting.set_result(frame.get("payload") or {})

    def _hang_up(self, line: Line) -> None:
        for lines in (self.lines, self._leaving):
            if line in lines:
                lines.remove(line)
        for waiting in line.waiting.values():
            if not waiting.done():
                waiting.set_exception(ConnectionResetError())
        line.waiting.clear()

    async def send(self, kind: str, payload: dict[str, Any], retry: tuple[int, str] | None) -> Ack:
        if not self.lines:
            return Ack(NOBODY)
        self._turn += 1
        line = self.lines[self._turn % len(self.lines)]
        envelope = self._envelope(kind, payload, retry)
        self.envelopes.append(envelope)
        answer: asyncio.Future[dict[str, Any]] = asyncio.get_running_loop().create_future()
        line.waiting[envelope["envelope_id"]] = answer
        start = time.monotonic()
        try:
            await line.socket.send_json(envelope)
            body = await asyncio.wait_for(answer, self.deadline)
        except TimeoutError:
            return Ack(TIMED_OUT, elapsed=time.monotonic() - start)
        except ConnectionError:
            return Ack(NOBODY, elapsed=time.monotonic() - start)
        finally:
            line.waiting.pop(envelope["envelope_id"], None)
        return Ack(OK, body, time.monotonic() - start)

    def _envelope(self, kind: str, payload: dict[str, Any], retry: tuple[int, str] | None) -> dict[str, Any]:
        envelope: dict[str, Any] = {
            "envelope_id": secrets.token_hex(12),
            "type": kind,
            "payload": payload,
            "accepts_response_payload": kind != "events_api",
        }
        if kind == "events_api":
            number, reason = retry or (0, "")
            envelope |= {"retry_attempt": number, "retry_reason": reason}
        return envelope

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Tell every connection to go; it may still acknowledge, but is given nothing more."""
        for line in list(self.lines):
            if reason != "warning":
                self.lines.remove(line)
                self._leaving.append(line)
            frame = {"type": "disconnect", "reason": reason, "debug_info": {"host": "playground"}}
            await line.socket.send_json(frame)

    async def drop(self) -> None:
        """Cut every connection without a word."""
        for line in [*self.lines, *self._leaving]:
            await self._close(line)

    async def _close(self, line: Line) -> None:
        self._hang_up(line)
        await line.socket.close()
