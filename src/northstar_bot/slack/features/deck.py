"""The all-hands deck: a form or one line; acknowledged first, made in a thread, handed over as files."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace

from northstar_bot.domain.deck.asked import DeckAsked
from northstar_bot.domain.deck.deck import Deck
from northstar_bot.domain.deck.form import CANVAS, Act, wish_of
from northstar_bot.domain.errors import NorthstarError
from northstar_bot.domain.ids import ChannelId
from northstar_bot.exports.canvas import canvas_text
from northstar_bot.render import blocks
from northstar_bot.render.errors import notice, refusal
from northstar_bot.render.ids import DECK_FORM
from northstar_bot.render.message import Message, View
from northstar_bot.render.recognition import consent, deck_form
from northstar_bot.render.recognition import deck as drawn
from northstar_bot.services.ports.world import File, NotGranted
from northstar_bot.services.recognition.deck import DeckService
from northstar_bot.slack.feature import Call, Command, Feature


async def begin(call: Call) -> Message | None:
    """Alone it opens the form; `ask` asks for consent, `mine` shows one's own answers, days make a deck."""
    word, _, rest = call.text.strip().partition(" ")
    match word.casefold():
        case "":
            opened = await call.screen.open(blocks.loading(deck_form.TITLE))
            await opened.show(deck_form.form(await call.services.deck.offer(call.viewer)))
            return None
        case "ask":
            asked = await call.services.deck.ask(call.viewer, rest)
            return consent.asking(await call.services.consent.ask(call.viewer, asked.period, asked.shape))
        case "mine":
            return consent.mine(await call.services.consent.mine(call.viewer))
    asked = await call.services.deck.ask(call.viewer, call.text)
    await call.screen.whisper(drawn.making(asked))
    return await _made(call, asked)


async def submitted(call: Call) -> View | None:
    """Ask, or make: the form gives way to a word that it is being made, and that to where it went."""
    service = call.services.deck
    wish = wish_of(await service.offer(call.viewer), call.fields)
    if wish.act is Act.ASK:
        asking = await call.services.consent.ask(call.viewer, wish.period, wish.shape, wish.on)
        return notice(deck_form.TITLE, consent.asking(asking))
    asked = DeckAsked(wish.period, wish.formats, usual=False, shape=wish.shape)
    everything = replace(asked, formats=(*wish.formats, CANVAS)) if wish.canvas else asked
    await call.screen.working(notice(deck_form.TITLE, drawn.making(everything)))
    return notice(deck_form.TITLE, await _made(call, asked, wish.channel, canvas=wish.canvas))


async def _made(
    call: Call, asked: DeckAsked, channel: ChannelId | None = None, *, canvas: bool = False
) -> Message:
    service, period = call.services.deck, asked.period
    deck = await service.build(call.viewer.workspace, period.first, period.last, asked.shape)
    if not canvas:
        return await _as_files(call, deck, asked.formats, channel)
    # The files first: whatever becomes of the canvas, they are there.
    made = (
        await _files_beside(call, deck, asked.formats, channel) if asked.formats else drawn.canvas_alone(deck)
    )
    try:
        link = await service.to_canvas(call.viewer, deck, canvas_text(deck), channel)
    except NorthstarError as error:
        return drawn.without_canvas(made, error)
    await service.remember(call.viewer, period)
    return drawn.with_canvas(made, link, channel)


async def _files_beside(call: Call, deck: Deck, formats: Sequence[str], channel: ChannelId | None) -> Message:
    """As files; a refusal is said and does not keep the canvas away."""
    try:
        return await _as_files(call, deck, formats, channel)
    except NorthstarError as error:
        return refusal(error)


async def _as_files(call: Call, deck: Deck, formats: Sequence[str], channel: ChannelId | None) -> Message:
    service = call.services.deck
    files = await _exported(service, deck, formats)
    try:
        await service.hand_over(call.viewer, files, drawn.note(deck), channel)
    except NotGranted as refused:
        (text,) = await _exported(service, deck, ("md",))
        return drawn.not_granted(deck, refused.scope, text.data.decode())
    await service.remember(call.viewer, deck.period)
    return drawn.handed_over(deck, formats, channel)


async def _exported(service: DeckService, deck: Deck, formats: Sequence[str]) -> list[File]:
    """One after the other: they share the processor, and the event loop must stay free."""
    return [await asyncio.to_thread(service.export, deck, name) for name in formats]


FEATURE = Feature(
    commands=(
        Command(
            "deck",
            "The all-hands segment as slides with speaker notes",
            "deck [ask] [since] [until] [minutes] [formats] | mine",
            begin,
            aliases=("allhands", "all-hands"),
        ),
    ),
    views={DECK_FORM: submitted},
    long=frozenset({DECK_FORM}),
)
