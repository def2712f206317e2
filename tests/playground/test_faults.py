"""Faults strike when asked, as often as asked, before or after the message was accepted."""

import asyncio
import time

import aiohttp
import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient


@pytest.fixture
def growth(slack):
    return slack.add_channel("growth", [slack.bot])


async def test_too_many_requests_once(slack, client, growth):
    slack.faults.add("chat.postMessage", status=429, retry_after=7)

    with pytest.raises(SlackApiError) as caught:
        await client.chat_postMessage(channel=growth.id, text="x")
    await client.chat_postMessage(channel=growth.id, text="y")

    assert caught.value.response.status_code == 429
    assert caught.value.response["error"] == "ratelimited"
    assert caught.value.response.headers["Retry-After"] == "7"
    assert [message.text for message in growth.messages] == ["y"]


@pytest.mark.parametrize("accepted", [False, True])
async def test_a_server_error_before_or_after_the_message_was_taken(slack, client, growth, accepted):
    slack.faults.add("chat.postMessage", status=500, after_accept=accepted)

    with pytest.raises(SlackApiError):
        await client.chat_postMessage(channel=growth.id, text="x")

    assert len(growth.messages) == accepted


@pytest.mark.parametrize("accepted", [False, True])
async def test_a_call_that_is_never_answered(slack, client, growth, accepted):
    slack.faults.add("chat.postMessage", hang=True, after_accept=accepted)

    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await client.chat_postMessage(channel=growth.id, text="x")

    assert len(growth.messages) == accepted


async def test_a_connection_reset_after_the_message_was_taken(slack, client, growth):
    slack.faults.add("chat.postMessage", reset=True, after_accept=True)

    with pytest.raises((aiohttp.ClientOSError, aiohttp.ServerDisconnectedError)):
        await client.chat_postMessage(channel=growth.id, text="x")

    assert [message.text for message in growth.messages] == ["x"]


async def test_the_default_client_of_the_sdk_posts_twice_after_a_reset(slack, growth):
    slack.faults.add("chat.postMessage", reset=True, after_accept=True)

    await AsyncWebClient(slack.bot_token, base_url=slack.api_url).chat_postMessage(
        channel=growth.id, text="x"
    )

    assert len(growth.messages) == 2


async def test_an_error_for_one_channel_until_it_is_lifted(slack, client, growth):
    other = slack.add_channel("other", [slack.bot])
    slack.faults.add("*", error="invalid_auth", channel=growth, times=None)

    for _ in range(2):
        with pytest.raises(SlackApiError, match="invalid_auth"):
            await client.chat_postMessage(channel=growth.id, text="x")
    await client.chat_postMessage(channel=other.id, text="x")
    slack.faults.clear()
    await client.chat_postMessage(channel=growth.id, text="x")

    assert len(growth.messages) == len(other.messages) == 1


async def test_a_slow_answer_is_still_an_answer(slack, client, growth):
    slack.faults.add("chat.postMessage", delay=0.2)
    start = time.monotonic()

    await client.chat_postMessage(channel=growth.id, text="x")

    assert time.monotonic() - start >= 0.2
    assert len(growth.messages) == 1
