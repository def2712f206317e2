"""Two clients for two purposes: posting never retries by itself, reading waits out a rate limit."""

import aiohttp
from slack_sdk.http_retry.builtin_async_handlers import AsyncRateLimitErrorRetryHandler
from slack_sdk.web.async_client import AsyncWebClient

TIMEOUT = aiohttp.ClientTimeout(total=10, connect=3)


def posting_client(token: str, api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """For messages: every retry lives in the ledger."""
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[])


def reading_client(token: str, api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """For look-ups and files, which may be repeated without harm."""
    handlers = [AsyncRateLimitErrorRetryHandler(max_retry_count=2)]
    return AsyncWebClient(token=token, base_url=api_url, session=session, retry_handlers=[*handlers])


def bolt_client(api_url: str, session: aiohttp.ClientSession) -> AsyncWebClient:
    """What Bolt copies for every request and gives the token of the authorised team."""
    return AsyncWebClient(base_url=api_url, session=session, retry_handlers=[])


def session() -> aiohttp.ClientSession:
    """One connection pool for all calls, with our own time limit: the SDK ignores its own when given a session."""
    return aiohttp.ClientSession(timeout=TIMEOUT)
