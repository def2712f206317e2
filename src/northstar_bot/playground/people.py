"""A person in the make-believe workspace and everything they can do."""

from dataclasses import dataclass
from typing import Any

from northstar_bot.playground.acts import clicking, reacting, submitting, typing, visiting
from northstar_bot.playground.acts.clicking import UNSET
from northstar_bot.playground.acts.replies import Answer, NotPossibleError, Reply
from northstar_bot.playground.records import Channel, Message, Somebody, View
from northstar_bot.playground.world import World

PATIENCE = 3.0


@dataclass(slots=True, eq=False, kw_only=True)
class Person(Somebody):
    """Somebody one can make act. `patience` is how long an act waits for something to show; 0 never waits."""

    world: World

    @property
    def dm(self) -> Channel:
        """The direct messages between this person and the bot."""
        return self.world.direct_with(self)

    async def types(
        self, text: str, channel: Channel | None = None, *, raw: bool = False, patience: float = PATIENCE
    ) -> Reply:
        """A slash command; in the direct messages with the bot unless a channel is given."""
        return await typing.command(self.world, self, text, channel or self.dm, raw=raw, patience=patience)

    async def says(self, channel: Channel, text: str, *, thread: Message | None = None) -> Message:
        """An ordinary message, or a reply in a thread."""
        if channel.archived or not channel.has(self):
            raise NotPossibleError(f"{self.name} cannot write in {channel.where}")
        return await typing.message(self.world, self, text, channel, thread.ts if thread else None)

    async def clicks(
        self,
        source: Message | View | None,
        action_id: str,
        *,
        value: Any = UNSET,
        option: Any = UNSET,
        block_id: str | None = None,
        force: bool = False,
        patience: float = PATIENCE,
    ) -> Reply:
        """Press a button (`value` picks one of several) or choose an `option`; `force`: a hostile client."""
        if source is None:
            raise NotPossibleError("there is nothing to click in")
        chosen = option if option is not UNSET else value
        return await clicking.click(
            self.world,
            self,
            source,
            action_id,
            value=chosen,
            block_id=block_id,
            force=force,
            patience=patience,
        )

    def fills(self, view: View | None, values: dict[str, Any], *, force: bool = False) -> None:
        """Enter values without submitting."""
        submitting.fill(_shown(view), values, force=force)

    async def submits(
        self, view: View | None, values: dict[str, Any] | None = None, *, force: bool = False
    ) -> Answer:
        """Fill in by block_id and submit; `force` skips what Slack's client would refuse."""
        return await submitting.submit(self.world, self, _shown(view), values or {}, force=force)

    async def closes(self, view: View | None, *, everything: bool = False) -> None:
        """Cancel a modal, or with `everything` the whole stack."""
        await submitting.close(self.world, self, _shown(view), everything=everything)

    async def looks_up(self, source: View | Message, action_id: str, typed: str) -> list[str]:
        """Type into an external select and see the suggestions."""
        return await visiting.look_up(self.world, self, source, action_id, typed)

    async def reacts(self, message: Message, emoji: str) -> None:
        await reacting.add(self.world, self, message, emoji)

    async def unreacts(self, message: Message, emoji: str) -> None:
        await reacting.remove(self.world, self, message, emoji)

    async def uses_shortcut(
        self, callback_id: str, message: Message | None = None, *, patience: float = PATIENCE
    ) -> Reply:
        """A message shortcut with a message, a global one without."""
        return await visiting.shortcut(self.world, self, callback_id, message, patience=patience)

    async def opens_home(self, tab: str = "home", *, patience: float = PATIENCE) -> View | None:
        """Open the bot's home tab (or its messages tab) and see what was published."""
        return await visiting.home(self.world, self, tab, patience=patience)


def _shown(view: View | None) -> View:
    if view is None:
        raise NotPossibleError("there is no modal open")
    return view
