"""The forms of lunch-and-learns: propose one, give it another date, and say what was learned."""

from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

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
    Learning,
    Proposal,
)
from northstar_bot.render import blocks
from northstar_bot.render.ids import LEARN_AFTER_FORM, LEARN_FORM, LEARN_MOVE_FORM
from northstar_bot.render.message import Block, View
from northstar_bot.render.words import escape, plain

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
        _time(zone, "12:30"),
        blocks.input_block(LENGTH, "How long?", blocks.select_field(lengths, initial=usual)),
        blocks.input_block(
            PLACE,
            "Where is it?",
            blocks.text_field(longest=LONGEST_LINE, placeholder="e.g. Kitchen, or the link of a call"),
        ),
        blocks.input_block(CHANNEL, "Where is it announced?", blocks.channel_field(initial=_public(channel))),
    ]
    return blocks.modal(LEARN_FORM, "Propose one", shown, submit="Propose")


def _time(zone: str, initial: str) -> Block:
    hint = plain(f"On your clock: {zone}", 150)
    return blocks.input_block(TIME, "At what time?", blocks.time_field(initial=initial), hint=hint)


def _public(channel: ChannelId | None) -> ChannelId | None:
    return None if channel is None or channel.startswith("D") else channel


def proposal_of(fields: Mapping[str, Any], zone: str) -> Proposal:
    """What was filled in; BadInput under the field that is missing."""
    starts_at = moment_of(fields, zone)
    host, channel = fields.get(HOST), fields.get(CHANNEL)
    if not host:
        raise BadInput("Who hosts it?", "Choose somebody.", HOST)
    if not channel:
        raise BadInput("Where is it announced?", "Choose a channel.", CHANNEL)
    length = fields.get(LENGTH) or ""
    return Proposal(
        fields.get(TOPIC) or "",
        PersonId(host),
        starts_at,
        int(length) if length.isdecimal() else 0,
        fields.get(PLACE) or "",
        ChannelId(channel),
    )


def moment_of(fields: Mapping[str, Any], zone: str) -> datetime:
    """The day and time that were chosen; BadInput under the field that is missing."""
    day, at = fields.get(DAY), fields.get(TIME)
    if not day:
        raise BadInput("On which day?", "Choose one.", DAY)
    if not at:
        raise BadInput("At what time?", "Choose one.", TIME)
    try:
        return instant_of(date.fromisoformat(day), time.fromisoformat(at), zone)
    except ValueError as error:
        raise BadInput("This is not a day and time.", "Choose them again.", DAY) from error


def another_date(one: Learning, zone: str) -> View:
    """Day and time of one that is planned."""
    at = one.starts_at.astimezone(ZoneInfo(zone))
    shown = [
        blocks.context(f"{escape(plain(one.topic, LONGEST_LINE))}. Its host and who comes are told."),
        blocks.input_block(DAY, "On which day?", blocks.date_field(initial=f"{at:%Y-%m-%d}")),
        _time(zone, f"{at:%H:%M}"),
    ]
    return blocks.modal(
        LEARN_MOVE_FORM, "Another date", shown, submit="Change it", metadata=f'{{"learning": "{one.id}"}}'
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
