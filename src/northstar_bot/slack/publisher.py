"""Where values become messages: drawn, marked, posted once, and told apart as posted, refused or in doubt."""

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.render.ids import EVENT_TYPE
from northstar_bot.render.message import Block, Message
from northstar_bot.render.words import truncate
from northstar_bot.services.ports.world import Ambiguous, Rejected, Sighting, Unreachable
from northstar_bot.slack import answers
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
# Errors that a person or Slack mends sooner or later; until then each try is harmless.
PASSING = {"ratelimited", "rate_limited", "invalid_auth", "token_revoked", "account_inactive", "not_authed"}
CHARTS = {"data_visualization", "image"}
BAD_BLOCKS = {"invalid_blocks", "invalid_blocks_format"}
SERVER_ERROR = 500
MOST_PAGES = 20
# Shorter than for a new message; what people see are the blocks.
LONGEST_UPDATE = 4000
PLAIN: dict[str, Any] = {"unfurl_links": False, "unfurl_media": False, "link_names": False, "parse": "none"}


@dataclass(frozen=True, slots=True)
class SlackPublisher:
    """Posts through a client without retries: the SDK's own retry would post twice after a reset."""

    client: AsyncWebClient
    registry: Registry

    async def publish(
        self, workspace: WorkspaceId, target: str, post: object, *, key: str, under: Receipt | None = None
    ) -> Receipt:
        """Draw and post once; the thread below it follows, and its failure never takes the message back."""
        message = self.registry.draw(post)
        receipt = await _or_without_chart(
            message, lambda blocks: self._post(target, message.text, blocks, key, under)
        )
        replies = [await self._reply(receipt, reply, workspace) for reply in message.thread]
        return replace(receipt, replies=tuple(replies))

    async def amend(self, workspace: WorkspaceId, receipt: Receipt, post: object) -> Receipt:
        """Draw in the place of a message, and of its replies that are known; one that is gone already is fine."""
        del workspace
        message = self.registry.draw(post)
        for reply, ts in zip(message.thread, receipt.replies, strict=False):
            if ts:
                await self._redraw(Receipt(receipt.channel, ts), reply)
        return await self._redraw(receipt, message)

    async def _redraw(self, receipt: Receipt, message: Message) -> Receipt:
        return await _or_without_chart(message, lambda blocks: self._update(receipt, message.text, blocks))

    async def look_for(
        self, workspace: WorkspaceId, target: str, *, key: str, since: datetime, under: Receipt | None = None
    ) -> Sighting:
        """Look for our mark in the channel's history, or a thread's; unreadable without the optional scope."""
        del workspace
        found: list[str] = []
        cursor = ""
        for _ in range(MOST_PAGES):
            page = await self._history(target, since, cursor, under)
            if page is None:
                return Sighting(readable=False)
            found += [message["ts"] for message in page["messages"] if _mark_of(message) == key]
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or ""
            if not cursor:
                break
        receipts = [Receipt(target, ts) for ts in sorted(found)]
        # A history too long to read to its end has not shown that our message is absent.
        readable = bool(receipts) or not cursor
        return Sighting(readable, receipts[0] if receipts else None, tuple(receipts[1:]))

    async def _history(self, target: str, since: datetime, cursor: str, under: Receipt | None) -> Any:
        """One page, or None when we may not read here; a passing failure says nothing either way."""
        asked: dict[str, Any] = {
            "oldest": str(since.timestamp() - 60),
            "include_all_metadata": True,
            "limit": 200,
            "cursor": cursor or None,
        }
        try:
            if under:
                return await self.client.conversations_replies(channel=under.channel, ts=under.ts, **asked)
            return await self.client.conversations_history(channel=target, **asked)
        except SlackApiError as error:
            outcome = _outcome(error)
            if isinstance(outcome, Ambiguous) or (isinstance(outcome, Rejected) and outcome.retry_after):
                raise outcome from error
            return None
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Ambiguous(type(error).__name__) from error

    async def retract(self, workspace: WorkspaceId, receipt: Receipt) -> None:
        """Delete a message; one that is gone already is fine."""
        del workspace
        try:
            await self.client.chat_delete(channel=receipt.channel, ts=receipt.ts)
        except SlackApiError as error:
            if answers.reason(error) != "message_not_found":
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

    async def _update(self, receipt: Receipt, text: str, blocks: Sequence[Block]) -> Receipt:
        try:
            await self.client.chat_update(
                channel=receipt.channel,
                ts=receipt.ts,
                text=truncate(text, LONGEST_UPDATE),
                blocks=list(blocks),
                link_names=False,
                parse="none",
            )
        except SlackApiError as error:
            if answers.reason(error) != "message_not_found":
                raise _outcome(error) from error
        except aiohttp.ClientConnectorError as error:
            raise Rejected("connection refused", 5.0) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Ambiguous(type(error).__name__) from error
        return receipt

    async def _post(
        self, target: str, text: str, blocks: Sequence[Block], key: str, under: Receipt | None
    ) -> Receipt:
        mark = {"event_type": EVENT_TYPE, "event_payload": {"key": key}}
        try:
            answer = await self.client.chat_postMessage(
                channel=under.channel if under else target,
                text=text,
                blocks=list(blocks) or None,
                metadata=mark,
                thread_ts=under.ts if under else None,
                **PLAIN,
            )
        except SlackApiError as error:
            raise _outcome(error) from error
        except aiohttp.ClientConnectorError as error:
            raise Rejected("connection refused", 5.0) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise Ambiguous(type(error).__name__) from error
        return Receipt(answer["channel"], answer["ts"])

    async def _reply(self, receipt: Receipt, reply: Message, workspace: WorkspaceId) -> str:
        """Where it stands, "" when it was lost; its text alone says everything, should Slack refuse what is drawn."""
        try:
            return await self._say_below(receipt, reply.text, reply.blocks)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("thread.lost workspace=%s reason=%s", workspace, type(error).__name__)
            return ""

    async def _say_below(self, receipt: Receipt, text: str, blocks: Sequence[Block]) -> str:
        try:
            answer = await self.client.chat_postMessage(
                channel=receipt.channel,
                thread_ts=receipt.ts,
                text=text,
                blocks=list(blocks) or None,
                **PLAIN,
            )
        except SlackApiError as error:
            if answers.reason(error) not in BAD_BLOCKS or not blocks:
                raise
            log.warning("blocks.refused")
            return await self._say_below(receipt, text, ())
        return str(answer["ts"])


async def _or_without_chart(
    message: Message, post: Callable[[Sequence[Block]], Awaitable[Receipt]]
) -> Receipt:
    """A chart that Slack refuses must not lose the message."""
    try:
        return await post(message.blocks)
    except _BadBlocks as error:
        plain = [block for block in message.blocks if block.get("type") not in CHARTS]
        if len(plain) == len(message.blocks):
            raise Rejected("invalid_blocks") from error
        log.warning("chart.refused")
        return await post(plain)


def _mark_of(message: dict[str, Any]) -> str | None:
    return ((message.get("metadata") or {}).get("event_payload") or {}).get("key")


class _BadBlocks(Exception):
    """Slack would not have these blocks; nothing was posted."""


def _outcome(error: SlackApiError) -> Exception:
    reason = answers.reason(error)
    if (wait := answers.retry_after(error)) is not None:
        return Rejected("ratelimited", wait)
    if reason in answers.OWN_TROUBLE or answers.status(error) >= SERVER_ERROR:
        return Ambiguous(reason)
    if reason in UNREACHABLE:
        return Unreachable(reason)
    if reason in BAD_BLOCKS:
        return _BadBlocks()
    return Rejected(reason, 60.0 if reason in PASSING else None)
