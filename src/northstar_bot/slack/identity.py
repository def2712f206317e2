"""Who we are in Slack: the team, the bot and the scopes that were granted, asked once at start."""

from dataclasses import dataclass

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.errors import BadInput
from northstar_bot.slack import answers

WANTED = {
    "commands": "the /northstar command and shortcuts",
    "chat:write": "posting messages and answering people",
    "reactions:read": "thanks and boosts by reaction",
    "users:read": "names, time zones, and keeping guests and bots out",
}
OPTIONAL = {
    "usergroups:read": "thanking a Slack user group and filling teams from groups",
    "files:write": "the digest's chart as a picture in its thread, and the deck as files in a direct message",
    "canvases:write": "the all-hands as a canvas, in a channel or for one person",
    "channels:history": "checking after an outage whether a digest was posted, so that it never doubles",
    "groups:history": "the same check in private channels",
    "chat:write.public": "posting to public channels without an invitation",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """`team` is the Slack team, or the enterprise for an organisation-wide install; `url` is where it is found."""

    team: str
    team_name: str
    bot_user: str
    bot_id: str
    scopes: frozenset[str]
    url: str = ""

    def missing(self) -> dict[str, str]:
        """Required scopes that were not granted, with what each is for."""
        return {scope: use for scope, use in WANTED.items() if scope not in self.scopes}

    def not_granted(self) -> dict[str, str]:
        """Optional scopes that were not granted, with what each would add."""
        return {scope: use for scope, use in OPTIONAL.items() if scope not in self.scopes}


async def who_am_i(client: AsyncWebClient) -> Identity:
    """Ask Slack who the token belongs to; BadInput names the setting to mend."""
    try:
        answer = await client.auth_test()
    except SlackApiError as error:
        reason = answers.reason(error)
        raise BadInput(
            f"Slack does not accept NORTHSTAR_SLACK_BOT_TOKEN ({reason}).",
            "Copy the bot token (xoxb-…) again from the app's page under Install App.",
        ) from error
    except (aiohttp.ClientError, TimeoutError, OSError) as error:
        raise BadInput(
            "Slack cannot be reached.", "Check the network, a proxy, or NORTHSTAR_SLACK_API_URL if it is set."
        ) from error
    granted = frozenset(
        filter(None, str(answer.headers.get("x-oauth-scopes", "")).replace(" ", "").split(","))
    )
    team = answer.get("enterprise_id") if answer.get("is_enterprise_install") else answer["team_id"]
    return Identity(
        str(team),
        answer.get("team") or "",
        answer["user_id"],
        answer.get("bot_id") or "",
        granted,
        str(answer.get("url") or ""),
    )
