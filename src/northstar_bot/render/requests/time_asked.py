"""The messages to a person whose time a request asks for: that it waits, and what came of it."""

from northstar_bot.domain.requests.details import Details, PersonsTime
from northstar_bot.domain.requests.requests import State, Visibility
from northstar_bot.domain.requests.time_asked import TimeAsked, TimeDecided
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_WHY
from northstar_bot.render.message import Block, Message
from northstar_bot.render.requests.details import hours
from northstar_bot.render.requests.words import title_of
from northstar_bot.render.words import day, escape, mention, plain

_PRIVATE = "Besides you, only its asker and the deciders can read it."
_NEXT = "A decider weighs it against the North Star. You need not answer; you hear what comes of it."


def time_asked(told: TimeAsked) -> Message:
    """Who asks for how much of their time, by when and what for."""
    request, asks = told.request, f" asks for {_amount(told.request.details)}"
    closing = _NEXT if request.visibility is Visibility.CHANNEL else f"{_NEXT} {_PRIVATE}"
    return Message(
        text=f"{mention(request.asker)}{escape(f'{asks}: {title_of(request)}.')} {closing}",
        blocks=(
            blocks.rich(
                blocks.paragraph(blocks.person(request.asker), blocks.words(f"{asks}.")),
                blocks.paragraph(blocks.words(title_of(request), bold=True)),
                blocks.quote(blocks.words(plain(request.problem, 1500))),
            ),
            blocks.context_plain(closing),
            _record(request.number),
        ),
    )


def time_decided(told: TimeDecided) -> Message:
    """What came of it, for the person whose time it is."""
    request, verdict = told.request, told.verdict
    what = _WORDS[told.state]
    if verdict and verdict.duplicate_of:
        what = f"found to repeat #{verdict.duplicate_of}; what is decided there counts for it"
    asks = "It asks" if told.state in (State.ACCEPTED, State.PARKED) else "It asked"
    sentence = f"{title_of(request)} was {what}. {asks} for {_amount(request.details)}."
    by = f"Asked by {mention(request.asker)}" + (
        f", decided by {mention(verdict.decider)}" if verdict else ""
    )
    return Message(
        text=f"{escape(sentence)} {by}.",
        blocks=(blocks.section_plain(sentence), blocks.context(by), _record(request.number)),
    )


_WORDS = {
    State.ACCEPTED: "accepted",
    State.DECLINED: "declined",
    State.PARKED: "parked",
    State.DUPLICATE: "found to repeat another request",
    State.WITHDRAWN: "withdrawn",
    State.DROPPED: "dropped",
    State.SHIPPED: "marked as done",
}


def _amount(time: Details | None) -> str:
    if not isinstance(time, PersonsTime):
        return "your time"
    outside = f", with {plain(time.customer, 120)}" if time.customer else ""
    return f"{hours(time.hours)} of your time by {day(time.by)}{outside}"


def _record(number: int) -> Block:
    return blocks.actions(blocks.button("See the record", REQUEST_WHY, str(number)))
