"""`/northstar` over HTTP, acknowledged and answered in full, beside a bare Bolt app behind the same server."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web as http
from slack_bolt.adapter.aiohttp import to_aiohttp_response, to_bolt_request
from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from benchmarks.company import declared
from benchmarks.stage import Stage, staged
from benchmarks.wire import SECRET, caller


@asynccontextmanager
async def bare(stage: Stage) -> AsyncIterator[str]:
    """The smallest Bolt app that acknowledges and then answers; yields its address."""

    async def authorize(**_: object) -> AuthorizeResult:
        return AuthorizeResult(enterprise_id=None, team_id=stage.slack.team_id, bot_token="xoxb-bare")

    client = AsyncWebClient(base_url=stage.slack.api_url)
    app = AsyncApp(signing_secret=SECRET, authorize=authorize, client=client)

    @app.command("/northstar")
    async def answer(ack, respond):
        await ack()
        await respond("The star")

    async def events(request: http.Request) -> http.Response:
        return await to_aiohttp_response(await app.async_dispatch(await to_bolt_request(request)))

    site = http.Application()
    site.router.add_post("/slack/events", events)
    runner = http.AppRunner(site, access_log=None)
    await runner.setup()
    await http.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
    await runner.cleanup()


async def measure(times: int = 200) -> list[tuple[str, str, str]]:
    """Rows of what, measured, aim."""
    async with staged() as stage, bare(stage) as plain:
        await declared(stage.bot)
        async with caller(plain, *stage.who) as theirs, caller(stage.url, *stage.who) as ours:
            # In turn, so that a machine that slows down slows both.
            await theirs.median("show", 20)
            await ours.median("show", 20)
            bare_ack, bare_answer = await theirs.median("show", times)
            ack, answer = await ours.median("show", times)
    return [
        ("bare Bolt: acknowledgement", f"{bare_ack:.1f} ms", ""),
        ("/northstar: acknowledgement", f"{ack:.1f} ms, {ack / bare_ack:.2f} × bare Bolt", "1.25 ×"),
        ("bare Bolt: full answer of one sentence", f"{bare_answer:.1f} ms", ""),
        ("/northstar: full answer, the star card", f"{answer:.1f} ms", "30 ms"),
    ]
