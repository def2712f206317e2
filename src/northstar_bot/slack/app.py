"""Builds the Bolt app: one generic listener per kind of door, everything else is looked up in the registry."""

import logging
import re
from dataclasses import dataclass
from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_bolt.authorization import AuthorizeResult
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.slack.context import Introductions
from northstar_bot.slack.failures import unforeseen
from northstar_bot.slack.identity import Identity
from northstar_bot.slack.inbox import EventInbox
from northstar_bot.slack.listeners import Listeners

ANYTHING = re.compile(".*")


@dataclass(frozen=True, slots=True)
class Doors:
    """What the app is made of."""

    listeners: Listeners
    introductions: Introductions
    inbox: EventInbox


def build(client: AsyncWebClient, token: str, identity: Identity, doors: Doors) -> AsyncApp:
    """The app. Payloads of another team are not authorised; signatures are checked by the door in front of it."""

    async def authorize(
        team_id: str | None = None, enterprise_id: str | None = None
    ) -> AuthorizeResult | None:
        if identity.team not in {team_id, enterprise_id}:
            return None
        return AuthorizeResult(
            enterprise_id=enterprise_id,
            team_id=team_id,
            bot_user_id=identity.bot_user,
            bot_id=identity.bot_id,
            bot_token=token,
        )

    app = AsyncApp(
        name="northstar",  # asked for a name, Bolt reads the source of every caller: a tenth of the start
        client=client,
        logger=logging.getLogger("northstar_bot.bolt"),
        authorize=authorize,  # type: ignore[arg-type]  # Bolt takes None for “not installed here”
        request_verification_enabled=False,
        raise_error_for_unhandled_request=False,
    )
    app.error(unforeseen)
    app.use(doors.inbox.middleware)
    app.use(doors.introductions.middleware)
    app.command(ANYTHING)(doors.listeners.command)
    app.shortcut(ANYTHING)(doors.listeners.shortcut)
    app.action(ANYTHING)(doors.listeners.action)
    app.view(ANYTHING)(doors.listeners.view)
    # Nothing of ours asks for these; unanswered they would be errors in front of the person.
    app.view_closed(ANYTHING)(_acknowledge)
    app.options(ANYTHING)(doors.listeners.options)
    return app


async def _acknowledge(ack: Any) -> None:
    await ack()
