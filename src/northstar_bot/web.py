"""The HTTP door: size and shape are checked before anything is parsed, and two pages tell how we are."""

import hashlib
import hmac
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from aiohttp import web

from northstar_bot.services.ports.world import Clock

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
SKEW_SECONDS = 300
TIMESTAMP = re.compile(r"[0-9]{9,12}")
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

Answer = tuple[int, Mapping[str, str], bytes]
Receive = Callable[[bytes, Mapping[str, str]], Awaitable[Answer]]
Ready = Callable[[], Awaitable[str | None]]


@dataclass(frozen=True, slots=True)
class Doorkeeper:
    """Lets in what Slack signed within five minutes, and nothing else."""

    secret: bytes
    clock: Clock

    def admits(self, body: bytes, headers: Mapping[str, str]) -> bool:
        """Whether the signature over the raw body is Slack's and fresh."""
        stamp = headers.get("X-Slack-Request-Timestamp", "")
        signature = headers.get("X-Slack-Signature", "")
        if not TIMESTAMP.fullmatch(stamp) or not SIGNATURE.fullmatch(signature):
            return False
        if abs(self.clock.now().timestamp() - int(stamp)) > SKEW_SECONDS:
            return False
        expected = hmac.new(self.secret, b"v0:" + stamp.encode() + b":" + body, hashlib.sha256).hexdigest()
        return hmac.compare_digest(f"v0={expected}", signature)


def application(ready: Ready, keeper: Doorkeeper | None = None, receive: Receive | None = None) -> web.Application:
    """`/healthz` and `/readyz` always; `/slack/events` when `receive` is given. `ready` says why not, or None."""
    app = web.Application(client_max_size=LARGEST)

    async def healthz(_: web.Request) -> web.Response:
        return web.Response(text="ok\n")

    async def readyz(_: web.Request) -> web.Response:
        reason = await ready()
        return web.Response(text=f"{reason or 'ready'}\n", status=503 if reason else 200)

    app.router.add_get("/healthz", healthz)
    app.router.add_get("/readyz", readyz)
    if receive is not None and keeper is not None:
        app.router.add_post("/slack/events", _events(keeper, receive))
    return app


def _events(keeper: Doorkeeper, receive: Receive) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def events(request: web.Request) -> web.Response:
        try:
            body = await request.read()
        except web.HTTPRequestEntityTooLarge:
            return web.Response(status=413, text="too large\n")
        if not keeper.admits(body, request.headers):
            return web.Response(status=401, text="not signed by Slack\n")
        try:
            body.decode()
        except UnicodeDecodeError:
            return web.Response(status=400, text="not UTF-8\n")
        try:
            status, headers, answer = await receive(body, request.headers)
        except ValueError:  # signed, yet not a payload: malformed JSON inside a form
            log.warning("payload.malformed size=%s", len(body))
            return web.Response(status=400, text="malformed\n")
        return web.Response(status=status, headers=dict(headers), body=answer)

    return events
