"""Addresses of messages, as Slack gives them; no scope is needed."""

import logging
from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import WorkspaceId

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SlackLinks:
    """Asks chat.getPermalink; to miss an address is a smaller loss than an act that fails for it."""

    client: AsyncWebClient

    async def permalink(self, workspace: WorkspaceId, message: Receipt) -> str:
        """Where a message can be read; "" when Slack does not say."""
        try:
            answer = await self.client.chat_getPermalink(channel=message.channel, message_ts=message.ts)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.info("permalink.unknown workspace=%s reason=%s", workspace, type(error).__name__)
            return ""
        return str(answer["permalink"])
