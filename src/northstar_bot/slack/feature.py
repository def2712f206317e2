"""What a feature is: its commands, shortcuts, buttons, modals and reactions, found by the folder they stand in."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from northstar_bot.domain.ids import ChannelId, WorkspaceId
from northstar_bot.domain.people import Role, Viewer
from northstar_bot.render.message import Block, Message, View
from northstar_bot.services.catalog import Services


class Modal(Protocol):
    """A view that stands open in front of a person."""

    async def show(self, view: View) -> None:
        """Replace what is shown; the person's typing in blocks with the same ids stays."""
        ...


class Screen(Protocol):
    """What a listener may do to the person's screen; a trigger lives 3 seconds, so open first, then read."""

    async def open(self, view: View) -> Modal:
        """Open a modal (or push one when inside a modal)."""
        ...

    async def redraw(self, view: View) -> None:
        """Replace the modal whose control was used; what is typed in blocks with the same ids stays."""
        ...

    async def working(self, view: View) -> None:
        """Acknowledge a submitted modal with this view in its place, before long work."""
        ...

    async def redraw_beneath(self, view: View) -> bool:
        """Replace the modal under the submitted one; False when there is none or it could not be done."""
        ...

    async def whisper(self, message: Message) -> None:
        """Say something only this person sees, where they are."""
        ...

    async def replace(self, message: Message) -> None:
        """Replace the message whose button was pressed."""
        ...

    async def refresh_home(self) -> None:
        """Publish this person's Home again."""
        ...


@dataclass(frozen=True, slots=True)
class Call:
    """One act of one person, read into a plain question. `text` is untouched; `body` is Slack's payload."""

    viewer: Viewer
    services: Services
    screen: Screen
    text: str = ""
    channel: ChannelId | None = None
    source_key: str = ""
    value: str = ""
    fields: Mapping[str, Any] = field(default_factory=dict)
    metadata: str = ""
    body: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class News:
    """Something that happened in the workspace and that nobody in particular did, so there is no viewer."""

    services: Services
    workspace: WorkspaceId
    event: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pushed:
    """A view on top of the submitted one, which stays underneath with all that was typed."""

    view: View


@dataclass(frozen=True, slots=True)
class AllClosed:
    """Every open view goes, not only the submitted one."""


Run = Callable[[Call], Awaitable[Message | None]]
Submit = Callable[[Call], Awaitable[View | Pushed | AllClosed | None]]
Draw = Callable[[Any], Message]
Hear = Callable[[News], Awaitable[None]]
Suggest = Callable[[Call], Awaitable[list[Block]]]


@dataclass(frozen=True, slots=True)
class Command:
    """One word after /northstar. `writes`: commit before acknowledging; otherwise acknowledge first.

    `needs`: the role without which it can do nothing; help leaves it out for others. Services refuse by themselves.
    """

    name: str
    summary: str
    usage: str
    run: Run
    aliases: tuple[str, ...] = ()
    writes: bool = False
    needs: Role | None = None


@dataclass(frozen=True, slots=True)
class Feature:
    """All doors of one idea, by action id, callback id and event type; `posts` says who draws a value.

    `long`: actions and views that may take longer than Slack waits, so they are acknowledged before they are done.
    `suggestions`: groups of options for what is being typed (`Call.text`) into a picker.
    `news`: events that nobody in particular caused, by type.
    """

    commands: tuple[Command, ...] = ()
    shortcuts: Mapping[str, Run] = field(default_factory=dict)
    actions: Mapping[str, Run] = field(default_factory=dict)
    views: Mapping[str, Submit] = field(default_factory=dict)
    events: Mapping[str, Run] = field(default_factory=dict)
    news: Mapping[str, Hear] = field(default_factory=dict)
    posts: Mapping[type, Draw] = field(default_factory=dict)
    long: frozenset[str] = frozenset()
    suggestions: Mapping[str, Suggest] = field(default_factory=dict)
