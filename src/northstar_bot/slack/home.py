"""A person's Home: gathered from the services, drawn, and published when it is opened or changed."""

import logging
from dataclasses import dataclass
from datetime import timedelta

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.people import Role, Viewer, must_be_member
from northstar_bot.domain.requests.fairness import Fairness
from northstar_bot.render.home import HomePage, closed, home
from northstar_bot.render.words import moment
from northstar_bot.services.catalog import Services
from northstar_bot.services.ports.world import Clock
from northstar_bot.slack import answers

log = logging.getLogger(__name__)

ROWS = 5
FOLLOWED = 3
RECENT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Homes:
    """Publishes Home; a failure is noted and leaves the old page standing, with its “as of”."""

    client: AsyncWebClient
    services: Services
    clock: Clock

    async def publish(self, viewer: Viewer) -> None:
        """Gather and publish; who may not use Northstar reads so instead of a blank page."""
        try:
            must_be_member(viewer)
            view = home(await self._gather(viewer))
        except NotAllowed as refused:
            view = closed(refused)
        try:
            await self.client.views_publish(user_id=viewer.person.id, view=view)
        except SlackApiError as error:
            log.warning("home.refused error=%s", answers.reason(error))

    async def _gather(self, viewer: Viewer) -> HomePage:
        now = self.clock.now()
        company = await self.services.company.of(viewer.workspace)
        star = await self.services.star.mine(viewer)
        latest = await self.services.shoutouts.latest(viewer, ROWS)
        return HomePage(
            card=star[0] if star else None,
            inputs=star[1] if star else (),
            waiting=await self.services.requests.waiting_on(viewer, ROWS),
            mine=await self.services.requests.mine(viewer, ROWS),
            following=await self.services.requests.following(viewer, FOLLOWED),
            to_ship=await self.services.shipping.to_ship(viewer, ROWS),
            decisions=await self.services.requests.recent_decisions(viewer, ROWS),
            thanks=[given for given in latest if now - given.given_at < RECENT],
            names={metric.key: metric.name for metric in company.metrics} if company else {},
            teams={team.key: team.name for team in company.teams} if company else {},
            consistency=await self.services.second.summary(viewer),
            read_at=moment(now, viewer.person.zone),
            exempt=await self.services.life.exempt_lately(viewer),
            away=await self.services.away.now(viewer),
            fairness=await self._fairness(viewer) if company else None,
            flagged=await self.services.shipping.flagged(viewer, ROWS),
            may_pivot=viewer.holds(Role.STEWARD),
            to_re_weigh=await self.services.requests.any_to_re_weigh(viewer),
        )

    async def _fairness(self, viewer: Viewer) -> Fairness | None:
        return await self.services.fairness.view(viewer) if viewer.holds(Role.STEWARD) else None
