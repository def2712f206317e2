"""Who is asking: middleware that puts the viewer and their Home into Bolt's context, for listeners to ask by name."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.people import Person, Standing, Viewer
from northstar_bot.services.people import PeopleService
from northstar_bot.services.ports.world import Directory
from northstar_bot.slack.reading import actor

PublishHome = Callable[[Viewer], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Introductions:
    """Turns the actor of a payload into a viewer of our workspace."""

    workspace: WorkspaceId
    slack_team: str
    directory: Directory
    people: PeopleService
    publish_home: PublishHome

    async def middleware(
        self, req: AsyncBoltRequest, context: AsyncBoltContext, next_: Callable[[], Awaitable[BoltResponse]]
    ) -> BoltResponse | None:
        """Adds `viewer` (None for events nobody did) and `publish_home`."""
        viewer = await self.viewer_of(req.body)
        context["viewer"] = viewer

        async def publish_own_home() -> None:
            if viewer is not None:
                await self.publish_home(viewer)

        context["publish_home"] = publish_own_home
        return await next_()

    async def viewer_of(self, body: dict[str, Any]) -> Viewer | None:
        """The viewer; somebody from another organisation is external whatever their profile says."""
        found = actor(body)
        if found is None:
            return None
        person_id, team = found
        person = await self.directory.person(self.workspace, person_id)
        person = person or Person(PersonId(person_id), person_id, standing=Standing.EXTERNAL)
        if team and team != self.slack_team and not self.slack_team.startswith("E"):
            person = replace(person, standing=Standing.EXTERNAL)
        return await self.people.viewer(self.workspace, person)
