"""A person's Home: gathered from the services, drawn, and published when it is opened or something changed."""

import logging
from dataclasses import dataclass

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.render.home import home
from northstar_bot.render.requests import rows
from northstar_bot.services.catalog import Services

log = logging.getLogger(__name__)

ROWS = 5


@dataclass(frozen=True, slots=True)
class Homes:
    """Publishes Home; a failure is noted and leaves the old page standing."""

    client: AsyncWebClient
    services: Services

    async def publish(self, viewer: Viewer) -> None:
        """Gather and publish."""
        must_be_member(viewer)
        company = await self.services.company.of(viewer.workspace)
        names = {metric.key: metric.name for metric in company.metrics} if company else {}
        waiting = await self.services.requests.waiting_on(viewer, ROWS)
        mine = await self.services.requests.mine(viewer, ROWS)
        view = home([("Waiting on me", rows(waiting.items, names)), ("My requests", rows(mine.items, names))])
        try:
            await self.client.views_publish(user_id=viewer.person.id, view=view)
        except SlackApiError as error:
            log.warning("home.refused error=%s", error.response.get("error"))
