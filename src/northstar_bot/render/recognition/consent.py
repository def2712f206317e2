"""The question whether thanks may be told at the all-hands, and what was said to it."""

from collections.abc import Sequence

from northstar_bot.domain.numbers import figures
from northstar_bot.domain.recognition.consent import VOICES, Asking, Consent, ConsentQuestion, Voice
from northstar_bot.render import blocks
from northstar_bot.render.ids import CONSENT_NO, CONSENT_YES
from northstar_bot.render.message import Block, Message
from northstar_bot.render.recognition.thanked import quoted
from northstar_bot.render.words import count, escape, mention, plain

_GLIMPSE = 600
_SAID = {
    None: "May this be told at the all-hands?",
    Consent.YES: "You said yes: this may be told at the all-hands.",
    Consent.NO: "You said no: this will not be told.",
}
_NO = "Nobody is told that you said no."
_CHANGE = "Without an answer it is not told. You can change your mind at any time."
_SMALL = {
    Voice.OWN: {
        None: _CHANGE,
        Consent.YES: "The giver's name, yours, and these words may be shown and read aloud.",
        Consent.NO: _NO,
    },
    Voice.LEAD: {
        None: f"You lead the team, so you answer for it. {_CHANGE}",
        Consent.YES: "The giver's name, the team's, and these words may be shown and read aloud.",
        Consent.NO: _NO,
    },
    Voice.MEMBER: {
        None: f"It is told when {VOICES} of the team say yes and nobody says no. {_CHANGE}",
        Consent.YES: f"It is told when {VOICES} of the team said yes and nobody said no: the giver's name, the team's, "
        "and these words.",
        Consent.NO: _NO,
    },
}


def question(asked: ConsentQuestion) -> Message:
    """What a receiver reads, before and after answering."""
    given, said = asked.shoutout, _SAID[asked.said]
    whom, small = _whom(asked), _SMALL[asked.voice][asked.said]
    line = [
        blocks.words(f"{said} ", bold=True),
        blocks.person(given.giver),
        blocks.words(f" thanked {whom}:"),
    ]
    shown = (
        blocks.rich(blocks.paragraph(*line), quoted(given.text, _GLIMPSE)),
        blocks.context(small),
        blocks.actions(*_buttons(asked)),
    )
    text = f"{said} {mention(given.giver)} thanked {escape(whom)}: {escape(given.text, _GLIMPSE)}"
    return Message(f"{text} {small}", shown)


def _whom(asked: ConsentQuestion) -> str:
    teams = [f"the team {plain(team, 80)}" for team in asked.teams[:3]]
    return figures.listed((*(["you"] if asked.voice is Voice.OWN else []), *teams))


def _buttons(asked: ConsentQuestion) -> list[Block]:
    number = str(asked.shoutout.id)
    yes, no = blocks.button("Yes", CONSENT_YES, number), blocks.button("No", CONSENT_NO, number)
    if asked.said is None:
        return [yes, no]
    return [blocks.button("Take my yes back", CONSENT_NO, number)] if asked.said is Consent.YES else [yes]


def asking(made: Asking) -> Message:
    """What came of asking, for whoever will make the deck."""
    days = figures.days(made.period.first, made.period.last)
    told = count("story", made.ready, "stories") if made.ready else "No story"
    ready = f"{told} of {days} may be told {'already' if made.ready else 'yet'}."
    if not made.people:
        text = f"Nobody new to ask about {days}. {ready}"
    else:
        stories = count("shout-out", made.stories)
        begin = f" from {figures.day(made.on)}" if made.on else ""
        people = count("person", made.people, "people")
        text = f"Asking {people} about {stories}{begin}, in their working hours. {ready}"
    small = "Silence means no. A deck made later tells what was agreed to by then."
    return Message(f"{text} {small}", (blocks.section(text), blocks.context(small)))


def mine(asked: Sequence[ConsentQuestion]) -> Message:
    """Everything one was asked, with the way to change it."""
    if not asked:
        text = "Nobody has asked you yet whether thanks to you may be told at an all-hands."
        return Message(text, (blocks.section(text),))
    drawn = [question(one) for one in asked]
    return Message("\n".join(one.text for one in drawn), tuple(part for one in drawn for part in one.blocks))
