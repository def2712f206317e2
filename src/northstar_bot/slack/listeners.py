"""The five doors: command, shortcut, button, modal and event, each turned into one Call and answered."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.render import help as help_page
from northstar_bot.render.message import View
from northstar_bot.services.catalog import Services
from northstar_bot.slack import reading
from northstar_bot.slack.failures import LONG_PATIENCE, PATIENCE, Failed, attempt
from northstar_bot.slack.feature import Call, Command, Run
from northstar_bot.slack.registry import Registry
from northstar_bot.slack.screen import Once, SlackScreen

log = logging.getLogger(__name__)

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listeners:
    """What Bolt calls. Arguments are filled by name, from Bolt and from the context middleware."""

    registry: Registry
    services: Services
    wake: Callable[[], None]

    async def command(
        self, ack: Any, body: Body, respond: Any, client: Any, viewer: Viewer, publish_home: Any
    ) -> None:
        """One /northstar line."""
        screen = SlackScreen(client, body, Once(ack), respond, publish_home)
        word, rest = reading.split_command(reading.unescaped(body.get("text") or ""))
        found = self.registry.command(word or "show")
        typed = f"/northstar {body.get('text')}" if rest else ""
        if found is None:
            text = reading.unescaped(body.get("text") or "")
            await screen.whisper(help_page.unknown(word, self.registry.nearest(word), text))
            return
        await self._answer(screen, self._call(viewer, screen, body, text=rest), found, typed)

    async def _answer(self, screen: SlackScreen, call: Call, found: Command, typed: str) -> None:
        if not found.writes:
            await screen.acknowledge()
        patience = PATIENCE if found.writes else LONG_PATIENCE
        try:
            answer = await attempt(
                _as_member(call, found.run), typed=typed, door=found.name, patience=patience
            )
        except Failed as failure:
            answer = failure.message
        self.wake()
        if answer is not None:
            await screen.whisper(answer)
        await screen.acknowledge()

    async def shortcut(
        self, ack: Any, body: Body, client: Any, viewer: Viewer, publish_home: Any, respond: Any = None
    ) -> None:
        """A message or global shortcut; one without a response address answers in a small modal."""
        screen = SlackScreen(client, body, Once(ack), _usable(respond, body), publish_home)
        run = self.registry.shortcuts.get(body.get("callback_id", ""))
        await self._act(screen, self._call(viewer, screen, body), run)

    async def action(
        self, ack: Any, body: Body, client: Any, viewer: Viewer, publish_home: Any, respond: Any = None
    ) -> None:
        """A button or menu in a message, a modal or Home."""
        screen = SlackScreen(client, body, Once(ack), _usable(respond, body), publish_home)
        run = self.registry.actions.get(body["actions"][0].get("action_id", ""))
        call = self._call(viewer, screen, body, value=reading.pressed_value(body))
        await self._act(screen, call, run)

    async def _act(self, screen: SlackScreen, call: Call, run: Run | None) -> None:
        if run is None:  # a link button, or a button of a message older than this version
            await screen.acknowledge()
            return
        try:
            answer = await attempt(_as_member(call, run), door="action")
        except Failed as failure:
            answer = failure.message
        self.wake()
        if answer is not None:
            await screen.whisper(answer)
        await screen.acknowledge()

    async def view(self, ack: Any, body: Body, client: Any, viewer: Viewer, publish_home: Any) -> None:
        """A submitted modal: commits first, then closes; on any failure it stays open with what was typed."""
        once = Once(ack)
        screen = SlackScreen(client, body, once, None, publish_home)
        submit = self.registry.views.get(body["view"].get("callback_id", ""))
        if submit is None:
            await once()
            return
        try:
            following = await attempt(_as_member(self._call(viewer, screen, body), submit), door="modal")
        except Failed as failure:
            await once(response_action="errors", errors=_under_fields(failure, body["view"]))
            return
        self.wake()
        await once(**_next_view(following))

    async def event(self, body: Body, client: Any, viewer: Viewer | None, publish_home: Any) -> None:
        """Something that happened. Nobody waits for an answer, so a refusal is only noted."""
        run = self.registry.events.get(body["event"].get("type", ""))
        if run is None or viewer is None:
            return
        screen = SlackScreen(client, body, Once(_silence), None, publish_home)
        try:
            call = self._call(viewer, screen, body)
            await attempt(run(call), door=body["event"]["type"], patience=LONG_PATIENCE)
            self.wake()
        except Failed as failure:
            if failure.cause is None:
                raise
            log.info("event.refused kind=%s reason=%s", body["event"]["type"], type(failure.cause).__name__)

    def _call(
        self, viewer: Viewer, screen: SlackScreen, body: Body, *, text: str = "", value: str = ""
    ) -> Call:
        return Call(
            viewer=viewer,
            services=self.services,
            screen=screen,
            text=text,
            channel=reading.channel_of(body),
            source_key=reading.source_key(body),
            value=value,
            fields=reading.fields_of(body),
            metadata=(body.get("view") or {}).get("private_metadata") or "",
            body=body,
        )


async def _as_member(call: Call, run: Callable[[Call], Awaitable[Any]]) -> Any:
    # Services authorise again by role; this keeps a door shut even when a feature forgets to ask.
    must_be_member(call.viewer)
    return await run(call)


async def _silence(**_: Any) -> None:
    """Events are acknowledged by the inbox."""


def _usable(respond: Any, body: Body) -> Any:
    return respond if body.get("response_url") else None


def _next_view(view: View | None) -> dict[str, Any]:
    return {"response_action": "update", "view": view} if view else {}


def _under_fields(failure: Failed, view: Body) -> dict[str, str]:
    """Sentences under the fields they belong to; one without a field goes under the first."""
    inputs = [block["block_id"] for block in view.get("blocks", []) if block.get("type") == "input"]
    cause = failure.cause
    if isinstance(cause, Invalid):
        placed = {key: said for key, said in cause.fields.items() if key in inputs}
        if placed:
            return placed
    words = cause.words if cause else failure.message.text
    field = cause.field if cause and cause.field in inputs else (inputs or ["northstar"])[0]
    return {field or inputs[0]: words}
