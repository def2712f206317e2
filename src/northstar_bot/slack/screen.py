"""What a listener may do to a person's screen; the first thing it does to it acknowledges the payload."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

import aiohttp
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.errors import BadInput
from northstar_bot.render import errors
from northstar_bot.render.message import Message, View

log = logging.getLogger(__name__)

# Slack waits three seconds in all, and the commit had its share of them.
BEFORE_ACKNOWLEDGING = 1.0

REFUSED = 400

Acknowledge = Callable[..., Awaitable[Any]]


class Once:
    """Acknowledges at most once; Bolt would take a second word for a new answer."""

    def __init__(self, acknowledge: Acknowledge) -> None:
        self._acknowledge = acknowledge
        self.done = False

    async def __call__(self, **answer: Any) -> None:
        """Send the acknowledgement, unless it was sent."""
        if not self.done:
            self.done = True
            await self._acknowledge(**answer)


def body_of(message: Message) -> dict[str, Any]:
    """A message as a response body; `response_type` is always said."""
    answer: dict[str, Any] = {
        "text": message.text,
        "response_type": "in_channel" if message.shared else "ephemeral",
    }
    return answer | ({"blocks": list(message.blocks)} if message.blocks else {})


@dataclass(frozen=True, slots=True)
class OpenModal:
    """A view that stands open."""

    client: AsyncWebClient
    view_id: str

    async def show(self, view: View) -> None:
        """Replace what is shown."""
        await self.client.views_update(view_id=self.view_id, view=view)


@dataclass(frozen=True, slots=True)
class SlackScreen:
    """The screen of the person behind one payload."""

    client: AsyncWebClient
    body: Mapping[str, Any]
    acknowledge: Once
    respond: Callable[..., Awaitable[Any]] | None
    publish_home: Callable[[], Awaitable[None]]

    async def open(self, view: View) -> OpenModal:
        """Open a modal, or push one on top of the modal the person is in."""
        await self.acknowledge()
        trigger = self.body["trigger_id"]
        inside = (self.body.get("view") or {}).get("type") == "modal"
        method = self.client.views_push if inside else self.client.views_open
        answer = await method(trigger_id=trigger, view=view)
        return OpenModal(self.client, answer["view"]["id"])

    async def redraw(self, view: View) -> None:
        """Replace the modal whose control was used."""
        await self.acknowledge()
        shown = self.body.get("view")
        if shown is None:
            raise BadInput("This belongs to a form that is not open any more.", "Open it again.")
        await self.client.views_update(view_id=shown["id"], hash=shown.get("hash"), view=view)

    async def working(self, view: View) -> None:
        """Put a view in the place of the submitted modal, so that long work may follow."""
        await self.acknowledge(response_action="update", view=view)

    async def instead(self, view: View) -> None:
        """Replace the submitted modal after it was acknowledged; quietly done when the person closed it."""
        try:
            await self.client.views_update(view_id=self.body["view"]["id"], view=view)
        except SlackApiError as error:
            log.info("screen.closed error=%s", type(error).__name__)

    async def redraw_beneath(self, view: View) -> bool:
        """Replace the modal under the submitted one. What was saved stays saved when this fails."""
        beneath = self.body["view"].get("previous_view_id")
        if not beneath:
            return False
        try:
            async with asyncio.timeout(BEFORE_ACKNOWLEDGING):
                await self.client.views_update(view_id=beneath, view=view)
        except (SlackApiError, aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("screen.beneath error=%s", type(error).__name__)
            return False
        return True

    async def whisper(self, message: Message) -> None:
        """Answer where the person is: in the conversation, or as a small modal over Home or a modal."""
        if self.respond is None:
            await self.open(errors.notice("Northstar", message))
            return
        if not self.acknowledge.done and "command" in self.body:
            await self.acknowledge(**body_of(message))
            return
        await self.acknowledge()
        answer = await self.respond(**body_of(message), replace_original=False)
        if self._refused(answer) and message.blocks:
            # Slack would not draw it; the words alone are better than silence.
            self._refused(await self.respond(**body_of(Message(message.text)), replace_original=False))

    async def replace(self, message: Message) -> None:
        """Replace the message whose button was pressed."""
        await self.acknowledge()
        if self.respond is not None:
            self._refused(await self.respond(**body_of(message), replace_original=True))

    async def refresh_home(self) -> None:
        """Publish this person's Home again."""
        await self.publish_home()

    @staticmethod
    def _refused(answer: Any) -> bool:
        # A response address answers 4xx without raising; nobody would hear of a lost reply.
        status = int(getattr(answer, "status_code", 200))
        if status < REFUSED:
            return False
        log.warning("reply.refused status=%s", status)
        return True
