"""The forms of lunch-and-learns: propose one, and say what was learned."""

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import ChannelId, PersonId
from northstar_bot.domain.recognition.learning import (
    CHANNEL,
    DAY,
    HOST,
    LEARNED,
    LENGTH,
    LENGTHS,
    LONGEST_LEARNED,
    LONGEST_LINE,
    PLACE,
    TIME,
    TOPIC,
    Proposal,
)
from northstar_bot.render import blocks
from northstar_bot.render.ids import LEARN_AFTER_FORM, LEARN_FORM
from northstar_bot.render.message import View
from northstar_bot.render.words import plain

_USUAL_LENGTH = 45


def proposal(zone: str, host: PersonId, channel: ChannelId | None) -> View:
    """Topic, host, when, how long, where, and where it is announced."""
    lengths = [blocks.option(f"{minutes} minutes", str(minutes)) for minutes in LENGTHS]
    usual = next(one for one in lengths if one["value"] == str(_USUAL_LENGTH))
    shown = [
        blocks.input_block(
            TOPIC,
            "What is it about?",
            blocks.text_field(
                longest=LONGEST_LINE, placeholder="e.g. How a deal is won, from first call to signature"
            ),
        ),
        blocks.input_block(
            HOST,
            "Who hosts it?",
            blocks.person_field(initial=host),
            hint="Somebody else is asked first, and it is announced when they say yes.",
        ),
        blocks.input_block(DAY, "On which day?", blocks.date_field()),
        blocks.input_block(
            TIME,
            "At what time?",
            blocks.time_field(initial="12:30"),
            hint=plain(f"On your clock: {zone}", 150),
        ),
        blocks.input_block(LENGTH, "How long?", blocks.select_field(lengths, initial=usual)),
        blocks.input_block(
            PLACE,
            "Where is it?",
            blocks.text_field(longest=LONGEST_LINE, placeholder="e.g. Kitchen, or the link of a call"),
        ),
        blocks.input_block(CHANNEL, "Where is it announced?", blocks.channel_field(initial=_public(channel))),
    ]
    return blocks.modal(LEARN_FORM, "Propose one", shown, submit="Propose")


def _public(channel: ChannelId | None) -> ChannelId | None:
    return None if channel is None or channel.startswith("D") else channel


def proposal_of(fields: Mapping[str, Any], zone: str) -> Proposal:
    """What was filled in; BadInput under the field that is missing."""
    day, at = fields.get(DAY), fields.get(TIME)
    if not day:
        raise BadInput("On which day?", "Choose one.", DAY)
    if not at:
        raise BadInput("At what time?", "Choose one.", TIME)
    host, channel = fields.get(HOST), fields.get(CHANNEL)
    if not host:
        raise BadInput("Who hosts it?", "Choose somebody.", HOST)
    if not channel:
        raise BadInput("Where is it announced?", "Choose a channel.", CHANNEL)
    try:
        starts_at = instant_of(date.fromisoformat(day), time.fromisoformat(at), zone)
        minutes = int(fields.get(LENGTH) or 0)
    except ValueError as error:
        raise BadInput("This is not a day and time.", "Choose them again.", DAY) from error
    return Proposal(
        fields.get(TOPIC) or "",
        PersonId(host),
        starts_at,
        minutes,
        fields.get(PLACE) or "",
        ChannelId(channel),
    )


def afterwards(number: str) -> View:
    """What was learned."""
    field = blocks.text_field(
        multiline=True, longest=LONGEST_LEARNED, placeholder="e.g. Three things to try tomorrow"
    )
    return blocks.modal(
        LEARN_AFTER_FORM,
        "What was learned",
        [blocks.input_block(LEARNED, "What did people learn?", field)],
        submit="Post it",
        metadata=f'{{"learning": "{number}"}}' if number.isdecimal() else "{}",
    )
