"""A signed caller that times the acknowledgement and the full answer."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

import aiohttp
from aiohttp import web

from northstar_bot.playground.doors.http import signed_headers

SECRET = "benchmark"
WARM = 20


@dataclass
class Caller:
    """Sends slash commands and waits for what comes back."""

    session: aiohttp.ClientSession
    url: str
    reply_url: str
    team: str
    person: str
    channel: str
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    sent: int = 0

    async def once(self, text: str) -> tuple[float, float]:
        """Seconds to the acknowledgement and to the whole answer."""
        self.sent += 1
        self.arrived.clear()
        body = urlencode(
            {
                "command": "/northstar", "text": text, "team_id": self.team, "user_id": self.person,
                "channel_id": self.channel, "trigger_id": f"{self.sent}.1.a", "response_url": self.reply_url,
                "api_app_id": "A1", "user_name": "x", "channel_name": "x", "team_domain": "x", "token": "x",
            }
        )  # fmt: skip
        headers = signed_headers(SECRET, body, None) | {"Content-Type": "application/x-www-form-urlencoded"}
        start = time.perf_counter()
        async with self.session.post(self.url, data=body, headers=headers) as answer:
            said = await answer.text()
        acknowledged = time.perf_counter() - start
        if not said:
            async with asyncio.timeout(10):
                await self.arrived.wait()
        return acknowledged, time.perf_counter() - start

    async def median(self, text: str, times: int, warm: int = WARM) -> tuple[float, float]:
        """Medians in milliseconds over `times` calls, after some that do not count."""
        for _ in range(warm):
            await self.once(text)
        measured = [await self.once(text) for _ in range(times)]
        acks, answers = zip(*measured, strict=True)
        return statistics.median(acks) * 1000, statistics.median(answers) * 1000


@asynccontextmanager
async def caller(url: str, team: str, person: str, channel: str) -> AsyncIterator[Caller]:
    """A caller with its own address for late answers."""
    site = web.Application()
    runner = web.AppRunner(site, access_log=None)
    async with aiohttp.ClientSession() as session:
        made = Caller(session, url, "", team, person, channel)

        async def receive(request: web.Request) -> web.Response:
            await request.read()
            made.arrived.set()
            return web.Response(text="ok")

        site.router.add_post("/reply", receive)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        made.reply_url = f"http://127.0.0.1:{runner.addresses[0][1]}/reply"
        yield made
        await runner.cleanup()
