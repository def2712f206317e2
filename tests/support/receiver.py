"""A program outside that is told of events over real HTTP on this machine."""

import asyncio
import hashlib
import hmac
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

SECRET = "known to both of us alone"
HANGS = 0


@dataclass
class Receiver:
    """What arrived. `answers` are the next statuses, 200 once they are used up; HANGS never answers."""

    url: str = ""
    answers: list[int] = field(default_factory=list)
    heard: list[dict] = field(default_factory=list)
    headers: list[dict] = field(default_factory=list)
    over: asyncio.Event = field(default_factory=asyncio.Event)

    async def take(self, request: web.Request) -> web.Response:
        body = await request.read()
        assert request.path == "/hook", "a redirect was followed"
        stamp = request.headers["X-Northstar-Timestamp"]
        wanted = hmac.new(SECRET.encode(), f"v1:{stamp}:".encode() + body, hashlib.sha256).hexdigest()
        assert request.headers["X-Northstar-Signature"] == f"v1={wanted}"
        self.heard.append(json.loads(body))
        self.headers.append(dict(request.headers))
        status = self.answers.pop(0) if self.answers else 200
        if status == HANGS:
            await self.over.wait()
        return web.Response(status=status or 200, headers={"Location": self.url.replace("/hook", "/else")})

    @property
    def environment(self) -> dict[str, str]:
        return {"NORTHSTAR_WEBHOOK_URL": self.url, "NORTHSTAR_WEBHOOK_SECRET": SECRET}


@asynccontextmanager
async def receiving() -> AsyncIterator[Receiver]:
    """A receiver that listens."""
    receiver = Receiver()
    site = web.Application()
    site.router.add_route("*", "/{any:.*}", receiver.take)
    runner = web.AppRunner(site, access_log=None, shutdown_timeout=1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    receiver.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    try:
        yield receiver
    finally:
        receiver.over.set()
        await runner.cleanup()
