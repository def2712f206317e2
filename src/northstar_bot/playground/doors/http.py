"""Signed requests to the bot's request URL, with Slack's three seconds of patience."""

import asyncio
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

import aiohttp

from northstar_bot.playground.ack import FAILED, NOBODY, OK, TIMED_OUT, Ack, parsed
from northstar_bot.playground.clock import real_time

FORM = "application/x-www-form-urlencoded"


def signature(secret: str, timestamp: str, body: str) -> str:
    """Slack's v0 request signature."""
    digest = hmac.new(secret.encode(), f"v0:{timestamp}:{body}".encode(), hashlib.sha256).hexdigest()
    return f"v0={digest}"


def signed_headers(secret: str, body: str, timestamp: float | None = None) -> dict[str, str]:
    """The headers of a genuine request, or of one replayed from another time."""
    stamp = str(int(real_time() if timestamp is None else timestamp))
    return {"X-Slack-Request-Timestamp": stamp, "X-Slack-Signature": signature(secret, stamp, body)}


def encoded(kind: str, payload: dict[str, Any]) -> tuple[str, str]:
    """The body and content type Slack uses for this kind of request."""
    if kind == "events_api":
        return json.dumps(payload), "application/json"
    if kind == "slash_commands":
        return urlencode(payload), FORM
    return urlencode({"payload": json.dumps(payload)}), FORM


class HttpDoor:
    """Posts to one request URL."""

    def __init__(self, deadline: float) -> None:
        self.url = ""
        self.signing_secret = ""
        self.deadline = deadline
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))

    def point_to(self, url: str, signing_secret: str) -> None:
        """An address without a path gets Bolt's usual one."""
        self.url = url if urlsplit(url).path.strip("/") else url.rstrip("/") + "/slack/events"
        self.signing_secret = signing_secret

    async def close(self) -> None:
        await self._session.close()

    async def send(self, kind: str, payload: dict[str, Any], extra: Mapping[str, str]) -> Ack:
        body, content_type = encoded(kind, payload)
        headers = {
            "Content-Type": content_type,
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            **signed_headers(self.signing_secret, body),
            **extra,
        }
        return await self.post(body, headers)

    async def post(self, body: str, headers: Mapping[str, str]) -> Ack:
        """Post exactly these bytes and headers, as an attacker might."""
        start = time.monotonic()
        try:
            async with (
                asyncio.timeout(self.deadline),
                self._session.post(self.url, data=body.encode(), headers=headers) as answer,
            ):
                text = await answer.text()
        except TimeoutError:
            return Ack(TIMED_OUT, elapsed=time.monotonic() - start)
        except aiohttp.ClientError:
            return Ack(NOBODY, elapsed=time.monotonic() - start)
        elapsed = time.monotonic() - start
        no_retry = answer.headers.get("x-slack-no-retry") == "1"
        if answer.status // 100 != 2:
            return Ack(FAILED, elapsed=elapsed, code=answer.status, retry_allowed=not no_retry)
        return Ack(OK, parsed(text), elapsed, answer.status)
