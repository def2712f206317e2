"""The state of the make-believe workspace, and the bell that rings whenever it changes."""

import asyncio
import re
import unicodedata
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any

from northstar_bot.playground.ack import Ack
from northstar_bot.playground.clock import SlackClock
from northstar_bot.playground.elements import INTERACTIVE
from northstar_bot.playground.records import Channel, Message, Somebody, View
from northstar_bot.playground.stored_files import Canvas, StoredFile
from northstar_bot.playground.tickets import Group, ResponseUrl, Trigger
from northstar_bot.playground.transcript import Line, Transcript

MINIMAL_SCOPES = frozenset({"commands", "chat:write", "reactions:read", "users:read"})
USUAL_SCOPES = MINIMAL_SCOPES | {"usergroups:read", "files:write"}
USUAL_EVENTS = frozenset(
    {
        "app_home_opened",
        "app_uninstalled",
        "reaction_added",
        "reaction_removed",
        "subteam_created",
        "subteam_members_changed",
        "subteam_updated",
        "tokens_revoked",
        "user_change",
    }
)
GLANCE = 0.05
TRIGGER_LIFE = 3.0
RESPONSE_URL_LIFE = 30 * 60.0


class World:
    """Everything Slack knows about one workspace and one installed app."""

    def __init__(
        self, *, team_id: str, team_name: str, clock: SlackClock, scopes: set[str], events: set[str]
    ) -> None:
        self.team_id = team_id
        self.team_name = team_name
        self.clock = clock
        self.scopes = scopes
        self.events = events
        self.bot_token = "xoxb-playground"
        self.app_token = "xapp-playground"
        self.token_problem: str | None = None
        self.messages_tab = True
        self.home_tab = True
        self.slow_files = 0
        self.bot: Somebody
        self.people: dict[str, Somebody] = {}
        self.channels: dict[str, Channel] = {}
        self.groups: dict[str, Group] = {}
        self.views: dict[str, View] = {}
        self.files: dict[str, StoredFile] = {}
        self.canvases: dict[str, Canvas] = {}
        self.free_plan = False
        self.canvases_disabled = False
        self.triggers: dict[str, Trigger] = {}
        self.response_urls: dict[str, ResponseUrl] = {}
        self.bookmarks: list[dict[str, Any]] = []
        self.pins: list[Message] = []
        self.emoji: dict[str, str] = {}
        self.transcript = Transcript()
        self.base_url = ""
        self.revision = 0
        self.emit: Callable[[dict[str, Any]], Awaitable[None]]
        self.send: Callable[[str, dict[str, Any]], Awaitable[Ack]]
        self._bell = asyncio.Condition()
        self._bells: set[asyncio.Task[None]] = set()
        self._counts: Counter[str] = Counter()

    def new_id(self, prefix: str, hint: str = "") -> str:
        """A deterministic id that still says whose it is: `U0ANA00001`."""
        ascii_hint = unicodedata.normalize("NFKD", hint).encode("ascii", "ignore").decode()
        word = re.sub(r"[^A-Z0-9]", "", ascii_hint.upper())[:5]
        self._counts[prefix] += 1
        return f"{prefix}0{word}{self._counts[prefix]:0{9 - len(word)}d}"

    def changed(self, *, by_bot: bool = False) -> None:
        """Ring the bell for everybody who waits for something."""
        self.revision += by_bot
        ring = asyncio.ensure_future(self._ring())
        self._bells.add(ring)
        ring.add_done_callback(self._bells.discard)

    async def _ring(self) -> None:
        async with self._bell:
            self._bell.notify_all()

    async def until(self, condition: Callable[[], object], within: float) -> bool:
        """Wait until the condition holds: looked at after every change, and now and then besides."""
        end = asyncio.get_running_loop().time() + within
        async with self._bell:
            while not condition():
                left = end - asyncio.get_running_loop().time()
                if left <= 0:
                    return False
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._bell.wait(), min(left, GLANCE))
        return True

    def note(
        self, who: str, door: str, where: str, text: str, *, blocks: Any = (), seen_by: str | None = None
    ) -> None:
        """Write one line of the transcript."""
        line = Line(self.clock.now(), who, door, where, text, tuple(blocks), seen_by)
        self.transcript.lines.append(line)

    def conversation(self, reference: str) -> Channel | None:
        """A channel by id or by name, as chat.postMessage accepts them."""
        if reference in self.channels:
            return self.channels[reference]
        name = reference.removeprefix("#")
        return next((c for c in self.channels.values() if c.name == name and not c.direct), None)

    def direct_with(self, person: Somebody) -> Channel:
        """The direct messages between a person and the bot, opened when first needed."""
        found = next(
            (c for c in self.channels.values() if c.direct and c.members == [person, self.bot]), None
        )
        if found:
            return found
        channel = Channel(self.new_id("D", person.name), "directmessage", [person, self.bot], direct=True)
        self.channels[channel.id] = channel
        return channel

    def trigger_for(
        self, person: Somebody, view: View | None = None, channel: Channel | None = None
    ) -> Trigger:
        trigger_id = f"{len(self.triggers) + 1}.{self.team_id.lower()}.trigger"
        trigger = Trigger(trigger_id, person, self.clock.now() + TRIGGER_LIFE, view, channel)
        self.triggers[trigger.id] = trigger
        return trigger

    def response_url_for(
        self, person: Somebody, channel: Channel, source: Message | None = None
    ) -> ResponseUrl:
        key = f"r{len(self.response_urls) + 1}"
        allowed = ResponseUrl(key, person, channel, self.clock.now() + RESPONSE_URL_LIFE, source)
        self.response_urls[key] = allowed
        return allowed

    def url_of(self, allowed: ResponseUrl) -> str:
        return f"{self.base_url}/response/{self.team_id}/{allowed.key}"

    def post(self, message: Message, door: str) -> Message:
        """Put a message where it belongs, give its blocks their ids, and tell everybody."""
        self.name_blocks(message.blocks)
        message.channel.stored.append(message)
        where = message.channel.where
        seen_by = message.only_for.name if message.only_for else None
        words = message.text or message.plain
        self.note(message.author.name, door, where, words, blocks=message.blocks, seen_by=seen_by)
        self.changed(by_bot=message.author is self.bot)
        return message

    def name_blocks(self, blocks: list[dict[str, Any]]) -> None:
        """Give ids to the blocks and elements that came without, as Slack does."""
        for block in blocks:
            if not block.get("block_id"):
                block["block_id"] = f"b{self._next('block')}"
            for key in ("elements", "actions"):
                for element in block.get(key) or []:
                    self._name_element(element)
            for key in ("element", "accessory"):
                self._name_element(block.get(key))
            self.name_blocks([child for child in block.get("blocks") or [] if isinstance(child, dict)])

    def _name_element(self, element: Any) -> None:
        if isinstance(element, dict) and element.get("type") in INTERACTIVE and not element.get("action_id"):
            element["action_id"] = f"a{self._next('action')}"

    def _next(self, counter: str) -> int:
        self._counts[counter] += 1
        return self._counts[counter]
