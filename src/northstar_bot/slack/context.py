"""Who is asking: middleware that puts an introduction into Bolt's context, for listeners to ask when they need it."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from slack_bolt.context.async_context import AsyncBoltContext
from slack_bolt.request.async_request import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.people import Person, Standing, Viewer
from northstar_bot.services.company.people import PeopleService
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
        """Adds `introduction`. Nobody is asked yet: what only reads is acknowledged before that."""
        context["introduction"] = self.of(req.body)
        return await next_()

    def of(self, body: Mapping[str, Any]) -> "Introduction":
        """The introduction of whoever is behind `body`."""
        return Introduction(self, body)

    async def viewer_of(self, body: Mapping[str, Any]) -> Viewer | None:
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


@dataclass(frozen=True, slots=True)
class Introduction:
    """Who is behind one payload. Asking may fail like everything else, so it is done inside the attempt."""

    introductions: Introductions
    body: Mapping[str, Any]

    async def viewer(self) -> Viewer | None:
        """The person with their standing, team and roles; None for events nobody did."""
        return await self.introductions.viewer_of(self.body)

    async def publish_home(self) -> None:
        """Publish this person's own Home again."""
        viewer = await self.viewer()
        if viewer is not None:
            await self.introductions.publish_home(viewer)
