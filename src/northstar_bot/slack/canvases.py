"""Puts a text into a Slack canvas: a tab of a channel, or a canvas of its own for one person."""

from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.errors import NorthstarError
from northstar_bot.domain.ids import ChannelId, PersonId, WorkspaceId
from northstar_bot.services.ports.world import NotGranted
from northstar_bot.slack import answers
from northstar_bot.slack.identity import Identity

SCOPE = "canvases:write"
_WHY = {
    "free_teams_cannot_create_non_tabbed_canvases": (
        "On Slack's free plan a canvas has to be in a channel.",
        "Choose a channel to post it in.",
    ),
    "free_team_canvas_tab_already_exists": (
        "This channel has a canvas already, and Slack's free plan allows one.",
        "Choose another channel.",
    ),
    "canvas_disabled_user_team": ("Canvases are switched off in this workspace.", "Ask an admin of Slack."),
    "canvas_tab_creation_failed": (
        "Slack could not add a tab to this channel.",
        "A channel has room for few tabs: remove one, or choose another channel.",
    ),
    "channel_not_found": ("Northstar does not see that channel.", "Invite it there, or choose another one."),
    "not_in_channel": ("Northstar is not in that channel.", "Invite it there, or choose another one."),
    "is_archived": ("That channel is archived.", "Choose another one."),
    "restricted_action": ("Slack does not let Northstar make a canvas there.", "Choose another channel."),
}


@dataclass(frozen=True, slots=True)
class SlackCanvases:
    """`client` does not try again by itself: a second try would be a second canvas."""

    client: AsyncWebClient
    identity: Identity

    @property
    def offered(self) -> bool:
        """Whether the scope was granted when the bot started."""
        return SCOPE in self.identity.scopes

    async def create(
        self, workspace: WorkspaceId, target: PersonId | ChannelId, title: str, text: str
    ) -> str:
        """Make it, and let who asked see it; the address, or NorthstarError that says why there is none."""
        del workspace
        channel = target if target[:1] in "CG" else None
        content = {"type": "markdown", "markdown": text}
        more = {"channel_id": channel} if channel else {}
        try:
            made = await self.client.canvases_create(title=title, document_content=content, **more)
        except SlackApiError as error:
            raise _said(error) from error
        except (aiohttp.ClientError, TimeoutError) as error:
            raise NorthstarError(
                "Slack did not answer about the canvas.", "Look whether it is there before you try again."
            ) from error
        link = f"{self.identity.url}docs/{self.identity.team}/{made['canvas_id']}"
        try:
            await self._hand_over(target, made["canvas_id"], link)
        except (SlackApiError, aiohttp.ClientError, TimeoutError) as error:
            raise NorthstarError(
                "The canvas is made, but Slack did not let Northstar hand it over.", f"It is at {link}."
            ) from error
        return link

    async def _hand_over(self, target: str, canvas: str, link: str) -> None:
        """The link first: Slack lets only those open a canvas whom it was sent to; a tab is open to its channel."""
        plain: dict[str, Any] = {"unfurl_links": True, "link_names": False, "parse": "none"}
        await self.client.chat_postMessage(
            channel=target, text=f"<{link}|The all-hands as a canvas>", **plain
        )
        if target[:1] not in "CG":
            await self.client.canvases_access_set(canvas_id=canvas, access_level="write", user_ids=[target])


def _said(error: SlackApiError) -> NorthstarError:
    reason = answers.reason(error)
    if reason == "missing_scope":
        return NotGranted(SCOPE)
    sentence, hint = _WHY.get(
        reason, (f"Slack did not make the canvas ({reason}).", "Please try again in a minute.")
    )
    return NorthstarError(sentence, hint)
