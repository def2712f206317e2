"""Deadlines, retries, redelivery and signatures, as a bot meets them at the door."""

import asyncio

import pytest
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.playground import Playground

QUICK = 0.3


@pytest.fixture
async def slack():
    """A Slack that loses patience sooner, so that nobody waits for it."""
    async with Playground(ack_deadline=QUICK, retry_delays=(0.0, 0.0, 0.0)) as playground:
        yield playground


async def test_a_late_acknowledgement_is_a_timeout_and_is_not_tried_again(slack, app, connect):
    ana = slack.add_person("Ana")
    heard, done = [], asyncio.Event()

    @app.command("/northstar")
    async def slow(ack, command):
        heard.append(command["text"])
        await done.wait()
        await ack("too late")

    await connect(app)
    reply = await ana.types("/northstar show")
    done.set()
    await slack.quiet()

    assert reply.status == "timed out"
    assert reply.messages == []
    assert heard == ["show"]


async def test_an_event_refused_over_http_is_tried_three_more_times(slack, app, over_http):
    ana = slack.add_person("Ana")
    growth = slack.add_channel("growth", [ana, slack.bot])
    seen = []

    @app.middleware
    async def refuse(req, body):
        seen.append(
            (body["event_id"], req.headers.get("x-slack-retry-num"), req.headers.get("x-slack-retry-reason"))
        )
        raise RuntimeError("the database is away")  # fmt: skip

    await over_http(app)
    await ana.reacts(await ana.says(growth, "shipped"), "tada")
    await slack.until(lambda: len(seen) == 4)

    assert len({event_id for event_id, _, _ in seen}) == 1
    assert [retry for _, retry, _ in seen] == [None, ["1"], ["2"], ["3"]]
    assert seen[1][2] == ["http_error"]


async def test_an_event_unacknowledged_over_the_socket_comes_again(slack, app, over_socket):
    ana = slack.add_person("Ana")
    growth = slack.add_channel("growth", [ana, slack.bot])
    seen = []

    @app.middleware
    async def refuse_once(req, next_):
        seen.append(req.headers.get("x-slack-retry-num"))
        if len(seen) == 1:
            raise RuntimeError("the database is away")
        await next_()

    @app.event("reaction_added")
    async def heard():
        pass

    await over_socket(app)
    await ana.reacts(await ana.says(growth, "shipped"), "tada")
    await slack.until(lambda: len(seen) == 2)

    assert seen == [["0"], ["1"]]


async def test_the_same_event_twice_carries_the_same_id(slack, app, connect):
    seen = []

    @app.event("app_mention")
    async def heard(body):
        seen.append(body["event_id"])

    await connect(app)
    event = {"type": "app_mention", "user": "U0ANA00001", "text": "hi", "channel": "C1", "ts": "1.000001"}
    acks = await slack.deliver_event(event, times=2)
    await slack.until(lambda: len(seen) == 2)

    assert [ack.status for ack in acks] == ["ok", "ok"]
    assert seen[0] == seen[1]


async def test_only_subscribed_events_where_the_bot_may_hear_them(slack, app, connect):
    ana = slack.add_person("Ana")
    growth = slack.add_channel("growth", [ana, slack.bot])
    await connect(app)
    said = await ana.says(growth, "shipped")

    slack.events.discard("reaction_added")
    await ana.reacts(said, "tada")
    slack.events.add("reaction_added")
    slack.scopes.discard("reactions:read")
    await ana.reacts(said, "rocket")

    assert [kind for kind, _ in slack.doorway.deliveries] == []


async def test_a_refresh_brings_the_bot_back_and_nothing_goes_over_http_meanwhile(slack, app, over_socket):
    ana = slack.add_person("Ana")

    @app.command("/northstar")
    async def answer(ack):
        await ack("here")

    await over_socket(app)
    await slack.disconnect()
    await slack.until(lambda: slack.connections == 1, within=10)

    assert (await ana.types("/northstar show")).text == "here"
    assert len(slack.calls_to("apps.connections.open")) == 2


async def test_without_a_bot_nobody_listens(slack):
    reply = await slack.add_person("Ana").types("/northstar show")

    assert reply.status == "nobody listens"


async def test_a_connection_needs_a_ticket_that_was_not_used(slack):
    import aiohttp

    opened = await AsyncWebClient(slack.app_token, base_url=slack.api_url).apps_connections_open(
        app_token=slack.app_token
    )
    async with aiohttp.ClientSession() as session:
        async with session.ws_connect(opened["url"]) as first:
            assert (await first.receive_json())["type"] == "hello"
        with pytest.raises(aiohttp.WSServerHandshakeError):
            await session.ws_connect(opened["url"])


async def test_requests_are_signed_as_slack_signs_them(slack, app, over_http):
    @app.command("/northstar")
    async def answer(ack):
        await ack("hello")

    await over_http(app)
    body = f"command=%2Fnorthstar&text=show&team_id={slack.team_id}&user_id=U1"
    form = {"Content-Type": "application/x-www-form-urlencoded"}

    genuine = await slack.post_raw(body, slack.signed_headers(body) | form)
    old = await slack.post_raw(body, slack.signed_headers(body, timestamp=1_000_000_000) | form)
    forged = await slack.post_raw(body + "&admin=1", slack.signed_headers(body) | form)

    assert genuine.body == {"text": "hello"}
    assert (old.code, forged.code) == (401, 401)


async def test_a_bot_that_crashes_shows_the_person_a_failure(slack, client, over_http):
    app = AsyncApp(client=client, signing_secret="shh-playground")

    @app.command("/northstar")
    async def crash():
        raise ValueError("boom")

    await over_http(app)
    reply = await slack.add_person("Ana").types("/northstar show")

    assert reply.status == "failed"
    assert reply.ack.code == 500
