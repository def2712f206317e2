"""The HTTP door: size and shape are checked before anything is parsed, and two pages tell how we are."""

import hashlib
import hmac
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from aiohttp import web

from northstar_bot.services.ports.world import Clock

log = logging.getLogger(__name__)

LARGEST = 1024 * 1024
SKEW_SECONDS = 300
TIMESTAMP = re.compile(r"[0-9]{9,12}")
SIGNATURE = re.compile(r"v0=[0-9a-f]{64}")

# The parts that are read without asking, and what each kind of payload cannot do without.
SHAPES: dict[str, type] = {
    "event": dict, "view": dict, "actions": list, "user": dict, "team": dict, "channel": dict, "authorizations": list,
}  # fmt: skip
NEEDED = {
    "event_callback": ("event", "event_id"),
    "block_actions": ("actions", "user"),
    "view_submission": ("view", "user"),
    "message_action": ("message", "user"),
    "shortcut": ("user",),
}

Answer = tuple[int, Mapping[str, str], bytes]
Payload = dict[str, Any]
Receive = Callable[[Payload, Mapping[str, str]], Awaitable[Answer]]
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


def application(
    ready: Ready, keeper: Doorkeeper | None = None, receive: Receive | None = None
) -> web.Application:
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
            payload = payload_of(body.decode(), request.content_type)
        except (ValueError, RecursionError):  # not UTF-8, not JSON, or no payload of Slack's
            log.warning("payload.malformed size=%s", len(body))
            return web.Response(status=400, text="malformed\n")
        status, headers, answer = await receive(payload, request.headers)
        return web.Response(status=status, headers=dict(headers), body=answer)

    return events


def payload_of(body: str, content_type: str) -> Payload:
    """What Slack sent: JSON for events, JSON inside a form for interactions, a plain form for commands.

    Bolt's own reading loses every command with the word “payload” in it, and trusts the shape of the rest.
    """
    if content_type == "application/json":
        return _object(body)
    form = dict(parse_qsl(body, keep_blank_values=True))
    payload = _object(form["payload"]) if "payload" in form else {**form}
    if not ("type" in payload or "command" in payload or "ssl_check" in payload):
        raise ValueError
    return payload


def _object(text: str) -> Payload:
    found = json.loads(text)
    if not isinstance(found, dict) or not isinstance(found.get("type"), str) or _misshapen(found):
        raise ValueError  # whatever is wrong with it, it is not a payload of Slack’s
    return found


def _misshapen(found: Payload) -> bool:
    lacking = any(not found.get(part) for part in NEEDED.get(found["type"], ()))
    parts = [(found[part], kind) for part, kind in SHAPES.items() if found.get(part) is not None]
    return lacking or any(not isinstance(part, kind) or not _readable(part) for part, kind in parts)


def _readable(part: object) -> bool:
    return not isinstance(part, list) or all(isinstance(one, dict) for one in part)
