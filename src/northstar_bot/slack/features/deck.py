"""The all-hands deck on demand: acknowledged first, made in a thread, handed over in direct messages."""

import asyncio
from collections.abc import Sequence

from northstar_bot.domain.deck import Deck
from northstar_bot.render import consent
from northstar_bot.render import deck as drawn
from northstar_bot.render.message import Message
from northstar_bot.services.deck import DeckService
from northstar_bot.services.ports.world import File, NotGranted
from northstar_bot.slack.feature import Call, Command, Feature


async def make(call: Call) -> Message:
    """Make the files and hand them over, or say what to grant; `ask` asks for consent, `mine` shows one's own."""
    word, _, rest = call.text.strip().partition(" ")
    if word.casefold() == "ask":
        asked = await call.services.deck.ask(call.viewer, rest)
        return consent.asking(await call.services.consent.ask(call.viewer, asked.period, asked.shape))
    if word.casefold() == "mine":
        return consent.mine(await call.services.consent.mine(call.viewer))
    return await _made(call)


async def _made(call: Call) -> Message:
    service = call.services.deck
    asked = await service.ask(call.viewer, call.text)
    await call.screen.whisper(drawn.making(asked))
    period = asked.period
    deck = await service.build(call.viewer.workspace, period.first, period.last, asked.shape)
    files = await _exported(service, deck, asked.formats)
    try:
        await service.hand_over(call.viewer, files, drawn.note(deck))
    except NotGranted as refused:
        (text,) = await _exported(service, deck, ("md",))
        return drawn.not_granted(deck, refused.scope, text.data.decode())
    return drawn.handed_over(deck, asked.formats)


async def _exported(service: DeckService, deck: Deck, formats: Sequence[str]) -> list[File]:
    """One after the other: they share the processor, and the event loop must stay free."""
    return [await asyncio.to_thread(service.export, deck, name) for name in formats]


FEATURE = Feature(
    commands=(
        Command(
            "deck",
            "The all-hands segment as slides with speaker notes",
            "deck [ask] [since] [until] [minutes] [formats] | mine",
            make,
            aliases=("allhands", "all-hands"),
        ),
    )
)
