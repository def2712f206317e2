"""The five doors: command, shortcut, button, modal and event, each turned into one Call and answered."""

import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from northstar_bot.domain.errors import BadInput, Invalid, NotAllowed, NotSaved
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.slack_text import as_typed
from northstar_bot.render import errors
from northstar_bot.render.company import help as help_page
from northstar_bot.render.message import Message, View
from northstar_bot.services.catalog import Services
from northstar_bot.slack import reading
from northstar_bot.slack.context import Introduction
from northstar_bot.slack.failures import LONG_PATIENCE, PATIENCE, Failed, attempt
from northstar_bot.slack.feature import AllClosed, Call, Command, News, Pushed
from northstar_bot.slack.registry import Registry
from northstar_bot.slack.screen import Once, SlackScreen

log = logging.getLogger(__name__)

Body = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Listeners:
    """What Bolt calls. Arguments are filled by name, from Bolt and from the context middleware.

    What writes may take `patience` seconds; Slack waits three. What goes on after Slack was answered is lost when
    the bot stops, unless it was said to `hold`.
    """

    registry: Registry
    services: Services
    wake: Callable[[], None]
    hold: Callable[[], None]
    patience: float = PATIENCE

    async def command(
        self, ack: Any, body: Body, respond: Any, client: Any, introduction: Introduction
    ) -> None:
        """One /northstar line."""
        self.hold()
        screen = SlackScreen(client, body, Once(ack), respond, introduction.publish_home)
        text = reading.unescaped(body.get("text") or "")
        word, rest = reading.split_command(text)
        found = self.registry.command(word or "show") or self._unknown(word, text)
        if not found.writes:
            await screen.acknowledge()
        act = self._act(introduction, screen, found.run, text=rest)
        typed = f"/northstar {as_typed(body.get('text') or '')}" if rest else ""
        patience = self.patience if found.writes else LONG_PATIENCE
        await self._answer(screen, attempt(act, typed=typed, door=found.name, patience=patience))

    def _unknown(self, word: str, text: str) -> Command:
        async def suggest(_: Call) -> Message:
            return help_page.unknown(word, self.registry.nearest(word), text)

        return Command("unknown", "", "", suggest)

    async def shortcut(
        self, ack: Any, body: Body, client: Any, introduction: Introduction, respond: Any = None
    ) -> None:
        """A message or global shortcut; one without a response address answers in a small modal."""
        self.hold()
        screen = SlackScreen(client, body, Once(ack), _usable(respond, body), introduction.publish_home)
        run = self.registry.shortcuts.get(body.get("callback_id", ""), _older)
        act = self._act(introduction, screen, run)
        await self._answer(screen, attempt(act, door="shortcut", patience=self.patience))

    async def action(
        self, ack: Any, body: Body, client: Any, introduction: Introduction, respond: Any = None
    ) -> None:
        """A button or menu in a message, a modal or Home."""
        self.hold()
        screen = SlackScreen(client, body, Once(ack), _usable(respond, body), introduction.publish_home)
        pressed = body["actions"][0].get("action_id", "")
        run = self.registry.actions.get(pressed, _older)
        long = pressed in self.registry.long
        if long:
            await screen.acknowledge()
        act = self._act(introduction, screen, run, value=reading.pressed_value(body))
        patience = LONG_PATIENCE if long else self.patience
        await self._answer(screen, attempt(act, door="action", patience=patience))

    async def _answer(self, screen: SlackScreen, attempted: Awaitable[Any]) -> None:
        """Say what came of it where the person is, and acknowledge if nothing did so before."""
        try:
            answer = await attempted
        except Failed as failure:
            answer = failure.message
        self.wake()
        if answer is not None:
            await screen.whisper(answer)
        await screen.acknowledge()

    async def view(self, ack: Any, body: Body, client: Any, introduction: Introduction) -> None:
        """A submitted modal: commits first, then closes; on any failure it stays open with what was typed."""
        self.hold()
        once = Once(ack)
        screen = SlackScreen(client, body, once, None, introduction.publish_home)
        callback = body["view"].get("callback_id", "")
        submit = self.registry.views.get(callback, _older)
        patience = LONG_PATIENCE if callback in self.registry.long else self.patience
        try:
            act = self._act(introduction, screen, submit)
            following = await attempt(act, door="modal", patience=patience)
        except Failed as failure:
            if once.done:
                await screen.instead(errors.notice("Northstar", failure.message))
            await once(**_refused(failure, body["view"]))
            return
        self.wake()
        if once.done and isinstance(following, dict):
            await screen.instead(following)
        await once(**_next_view(following))

    async def options(self, ack: Any, body: Body, client: Any, introduction: Introduction) -> None:
        """What comes up while somebody types into a picker; on any failure nothing does, and they type on."""
        screen = SlackScreen(client, body, Once(ack), None, introduction.publish_home)
        suggest = self.registry.suggestions.get(body.get("action_id", ""))
        if suggest is None:
            await ack(options=[])
            return
        act = self._act(introduction, screen, suggest, text=body.get("value") or "")
        try:
            found = await attempt(act, door="suggestions", patience=self.patience)
        except Failed:
            found = []
        await (ack(option_groups=found) if found else ack(options=[]))

    async def event(self, body: Body, client: Any, introduction: Introduction) -> None:
        """Something that happened. Nobody waits for an answer, so a refusal is only noted."""
        kind = body["event"].get("type", "")
        act = self._heard(kind, body, introduction) or await self._done(kind, body, client, introduction)
        if act is None:
            return
        try:
            await attempt(act, door=kind, patience=LONG_PATIENCE)
            self.wake()
        except Failed as failure:
            if failure.cause is None or isinstance(failure.cause, NotSaved):
                raise
            log.info("event.refused kind=%s reason=%s", kind, type(failure.cause).__name__)

    def _heard(self, kind: str, body: Body, introduction: Introduction) -> Awaitable[Any] | None:
        """What follows from an event that nobody in particular caused."""
        hear = self.registry.news.get(kind)
        workspace = introduction.introductions.workspace
        return hear(News(self.services, workspace, body["event"])) if hear else None

    async def _done(
        self, kind: str, body: Body, client: Any, introduction: Introduction
    ) -> Awaitable[Any] | None:
        """What follows from something that somebody did."""
        run, viewer = self.registry.events.get(kind), await introduction.viewer()
        if run is None or viewer is None:
            return None
        screen = SlackScreen(client, body, Once(_silence), None, introduction.publish_home)
        return run(self._call(viewer, screen))

    async def _act(
        self,
        introduction: Introduction,
        screen: SlackScreen,
        run: Callable[[Call], Awaitable[Any]],
        **read: str,
    ) -> Any:
        viewer = await introduction.viewer()
        if viewer is None:
            raise NotAllowed("Slack does not say who this comes from.", "Please try again.")
        # Services authorise again by role; this keeps a door shut even when a feature forgets to ask.
        must_be_member(viewer)
        return await run(self._call(viewer, screen, **read))

    def _call(self, viewer: Viewer, screen: SlackScreen, *, text: str = "", value: str = "") -> Call:
        body = screen.body
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


async def _older(_: Call) -> None:
    """What a message, a form or a shortcut of an older version leads to."""
    raise BadInput("This is from an older version of Northstar.", "Start again with /northstar help.")


async def _silence(**_: Any) -> None:
    """Events are acknowledged by the inbox."""


def _usable(respond: Any, body: Body) -> Any:
    return respond if body.get("response_url") else None


def _next_view(following: View | Pushed | AllClosed | None) -> dict[str, Any]:
    match following:
        case Pushed(view):
            return {"response_action": "push", "view": view}
        case AllClosed():
            return {"response_action": "clear"}
    return {"response_action": "update", "view": following} if following else {}


def _refused(failure: Failed, view: Body) -> dict[str, Any]:
    """Sentences under the fields they belong to; one without a field goes under the first."""
    inputs = [block["block_id"] for block in view.get("blocks", []) if block.get("type") == "input"]
    cause = failure.cause
    if not inputs:  # nothing to write under: the words take the form's place
        return {"response_action": "update", "view": errors.notice("Northstar", failure.message)}
    said = cause.fields if isinstance(cause, Invalid) else {}
    placed = {key: words for key, words in said.items() if key in inputs}
    if not placed:
        field = cause.field if cause and cause.field in inputs else None
        placed = {field or inputs[0]: cause.words if cause else failure.message.text}
    return {"response_action": "errors", "errors": placed}
