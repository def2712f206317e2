"""Where values become messages: drawn, marked, posted once, and told apart as posted, refused or in doubt."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.render.ids import EVENT_TYPE
from northstar_bot.render.message import Block, Message
from northstar_bot.services.ports.world import Ambiguous, Rejected, Sighting, Unreachable
from northstar_bot.slack.registry import Registry

log = logging.getLogger(__name__)

UNREACHABLE = {
    "not_in_channel",
    "channel_not_found",
    "is_archived",
    "restricted_action",
    "restricted_action_read_only_channel",
    "user_not_found",
    "user_disabled",
    "messages_tab_disabled",
}
DOUBTFUL = {"fatal_error", "internal_error", "service_unavailable", "request_timeout"}
# Errors that a person or Slack mends sooner or later; until then each try is harmless.
PASSING = {"ratelimited", "rate_limited", "invalid_auth", "token_revoked", "account_inactive", "not_authed"}
CHARTS = {"data_visualization", "image"}
SERVER_ERROR = 500
PLAIN: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none"}


@dataclass(frozen=True, slots=True)
class SlackPublisher:
    """Posts through a client without retries: the SDK's own retry would post twice after a reset."""

    client: AsyncWebClient
    registry: Registry

    async def publish(self, workspace: WorkspaceId, target: str, post: object, *, key: str) -> Receipt:
        """Draw and post once; the thread below it follows, and its failure never takes the message back."""
        message = self.registry.draw(post)
        receipt = await self._post_or_without_chart(target, message, key)
        for reply in message.thread:
            await self._reply(receipt, reply, workspace)
        return receipt

    async def look_for(self, workspace: WorkspaceId, target: str, *, key: str, since: datetime) -> Sighting:
        """Look for our mark in the channel's history; unreadable without the optional history scope."""
        del workspace
        try:
            answer = await self.client.conversations_history(
                channel=target, oldest=str(since.timestamp() - 60), include_all_metadata=True, limit=200
            )
        except SlackApiError as error:
            if _retry_after(error) is not None:
                raise Rejected("ratelimited", _retry_after(error)) from error
            return Sighting(readable=False)
        found = sorted(message["ts"] for message in answer["messages"] if _mark_of(message) == key)
        receipts = [Receipt(target, ts) for ts in found]
        return Sighting(readable=True, receipt=receipts[0] if receipts else None, twins=tuple(receipts[1:]))

    async def retract(self, workspace: WorkspaceId, receipt: Receipt) -> None:
        """Delete a message; one that is gone already is fine."""
        del workspace
        try:
            await self.client.chat_delete(channel=receipt.channel, ts=receipt.ts)
        except SlackApiError as error:
            if error.response.get("error") != "message_not_found":
                raise _outcome(error) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Ambiguous(type(error).__name__) from error

    async def permalink(self, workspace: WorkspaceId, message: Receipt) -> str:
        """Where a message can be read; "" when Slack does not say."""
        del workspace
        try:
            answer = await self.client.chat_getPermalink(channel=message.channel, message_ts=message.ts)
        except SlackApiError:
            return ""
        return str(answer["permalink"])

    async def _post_or_without_chart(self, target: str, message: Message, key: str) -> Receipt:
        try:
            return await self._post(target, message.text, message.blocks, key)
        except _BadBlocks as error:
            plain = [block for block in message.blocks if block.get("type") not in CHARTS]
            if len(plain) == len(message.blocks):
                raise Rejected("invalid_blocks") from error
            log.warning("chart.refused key=%s", key)
            return await self._post(target, message.text, plain, key)

    async def _post(self, target: str, text: str, blocks: Sequence[Block], key: str) -> Receipt:
        mark = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
        try:
            answer = await self.client.chat_postMessage(
                channel=target, text=text, blocks=list(blocks) or None, metadata=mark, **PLAIN
            )
        except SlackApiError as error:
            raise _outcome(error) from error
        except aiohttp.ClientConnectorError as error:
            raise Rejected("connection refused", 5.0) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Ambiguous(type(error).__name__) from error
        return Receipt(answer["channel"], answer["ts"])

    async def _reply(self, receipt: Receipt, reply: Message, workspace: WorkspaceId) -> None:
        try:
            await self.client.chat_postMessage(
                channel=receipt.channel,
                thread_ts=receipt.ts,
                text=reply.text,
                blocks=list(reply.blocks) or None,
                **PLAIN,
            )
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("thread.lost workspace=%s reason=%s", workspace, type(error).__name__)


def _mark_of(message: dict[str, Any]) -> str | None:
    return ((message.get("metadata") or {}).get("event_payload") or {}).get("key")


class _BadBlocks(Exception):  # noqa: N818
    """Slack would not have these blocks; nothing was posted."""


def _outcome(error: SlackApiError) -> Exception:
    reason = str(error.response.get("error") or "unknown")
    if _retry_after(error) is not None:
        return Rejected("ratelimited", _retry_after(error))
    if reason in DOUBTFUL or _status(error) >= SERVER_ERROR:
        return Ambiguous(reason)
    if reason in UNREACHABLE:
        return Unreachable(reason)
    if reason in {"invalid_blocks", "invalid_blocks_format"}:
        return _BadBlocks()
    return Rejected(reason, 60.0 if reason in PASSING else None)


def _status(error: SlackApiError) -> int:
    return int(getattr(error.response, "status_code", 200))


def _retry_after(error: SlackApiError) -> float | None:
    headers: Any = getattr(error.response, "headers", {}) or {}
    if _status(error) != 429 and error.response.get("error") not in {"ratelimited", "rate_limited"}:  # noqa: PLR2004
        return None
    return float(headers.get("Retry-After", 30))
