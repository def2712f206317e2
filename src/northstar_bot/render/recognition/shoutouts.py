"""A shout-out as people meet it: the card, the note to who was thanked, and the receipt."""

from collections.abc import Mapping

from northstar_bot.domain.errors import NorthstarError
from northstar_bot.domain.ids import PersonId, TeamKey
from northstar_bot.domain.recognition.shoutouts import ENOUGH, Given, LeftOut, Shoutout, Why
from northstar_bot.domain.recognition.thanks_form import ShoutoutCard, ThankedNote
from northstar_bot.domain.typed import visible_length
from northstar_bot.render import blocks
from northstar_bot.render.ids import BOOST, BOOST_OFF, THANKS_UNDO
from northstar_bot.render.message import Block, Message
from northstar_bot.render.recognition.thanked import emoji, everybody, everybody_said, linked, quoted
from northstar_bot.render.words import channel_link, count, escape, mention, plain

_MOST_LEFT_OUT = 20
_PIECE = 2900
_PRIVATE_SAID = (
    "Private: there is no card, and it is in no roundup, deck or count. Who was thanked gets a message, and finds it"
    " in `/northstar thanks mine`."
)
_PRIVATE_ALONE = "Private: only you can read it."
_SHORT = (
    f"Under {ENOUGH} characters others cannot tell what happened. Undo and say a little more, if you like: your words"
    " are handed back."
)
SURE = blocks.confirmation(
    "Take it back?",
    "It no longer counts. Its card and the messages about it say so, without the words.",
    "Take it back",
    "Keep it",
)
# Erased with their giver, or older than words are kept.
WORDS_GONE = "the words are not kept any more"
_WHY = {
    Why.GIVER: "you, because it is your own thanks",
    Why.GUEST: "a guest",
    Why.EXTERNAL: "from another organisation",
    Why.DEACTIVATED: "a deactivated account",
}


def card(post: ShoutoutCard) -> Message:
    """The public card: who, whom, the words; joining in is one tap. Taken back, it says that alone."""
    given = post.shoutout
    if given.undone:
        said = f"{mention(given.giver)} took this shout-out back. It no longer counts."
        return Message(said, (blocks.section(said),))
    persons = _persons(given)
    line = [blocks.person(given.giver), blocks.words(" thanked "), *everybody(persons, post.teams)]
    about = _about(post)
    said = f"{mention(given.giver)} thanked {everybody_said(persons, post.teams)}: {escape(given.text)}"
    shown = [
        blocks.rich(blocks.paragraph(*line), quoted(given.text)),
        blocks.context(*([about] if about else []), _hint(post.boost)),
        blocks.actions(blocks.button("Me too", BOOST, str(given.id))),
    ]
    return Message(f"{said} {about}".strip(), tuple(shown))


def note(post: ThankedNote) -> Message:
    """What a receiver reads: who, the words, and where it stands."""
    given = post.shoutout
    if given.undone:
        said = f"{mention(given.giver)} took their thanks to you back."
        return Message(said, (blocks.section(said),))
    if given.by_reaction:
        return _reaction_note(given)
    others = len(given.receivers) - 1
    beside = [f"{count('other', others)}"] if others > 0 else []
    whom = " and ".join(["you", *beside])
    of = f" in {' and '.join(plain(team, 80) for team in post.teams)}" if post.teams else ""
    line = [blocks.person(given.giver), blocks.words(f" thanked {whom}{of}.")]
    where = linked(given.card_link, "Read it where it stands")
    if not given.card_link:
        where = f"The card goes to {channel_link(post.place)}." if post.place else ""
    about = [f"For {escape(post.value)}."] if post.value else []
    about += [f"About request #{given.request}."] if given.request else []
    about += [linked(given.permalink, "The message it is about")] if given.permalink else []
    about += [where] if where else []
    about += (
        [_PRIVATE_ALONE if not others else f"Private: only you and {beside[0]} can read it."]
        if given.private
        else []
    )
    about = about if given.text else [f"{WORDS_GONE.capitalize()}.", *about]
    shown = [blocks.rich(blocks.paragraph(*line), *([quoted(given.text)] if given.text else []))]
    shown += [blocks.context(" · ".join(about))] if about else []
    said = (
        f"{mention(given.giver)} thanked {whom}{escape(of)}{f': {escape(given.text)}' if given.text else '.'}"
    )
    return Message(" ".join([said, *about]), tuple(shown))


def _reaction_note(given: Shoutout) -> Message:
    said = f"{mention(given.giver)} thanked you for {linked(given.permalink, 'a message of yours')}."
    return Message(said, (blocks.section(said),))


def receipt(given: Given, names: Mapping[TeamKey, str], aside: tuple[PersonId, ...] = ()) -> Message:
    """What the giver sees: who is thanked, who is not and why, what is left, and the way back."""
    sent = given.shoutout
    persons, teams = _persons(sent), [names.get(team, team) for team in sent.teams]
    whom = [blocks.words("You thanked "), *everybody(persons, teams), blocks.words(".")]
    small = [*_left_out_lines(given.left_out), *_aside_lines(aside)]
    small += [_PRIVATE_SAID] if sent.private else []
    small += [_SHORT] if 0 < visible_length(sent.text) < ENOUGH else []
    small.append(f"{count('shout-out', given.remaining)} left for today.")
    undo = _undo(sent)
    shown = [
        blocks.rich(blocks.paragraph(*whom), quoted(sent.text)),
        blocks.context("\n".join(small)),
        blocks.actions(undo),
    ]
    said = f"You thanked {everybody_said(persons, teams)}: {escape(sent.text)}"
    return Message("\n".join([said, *small]), tuple(shown))


def _undo(sent: Shoutout) -> Block:
    return blocks.button("Undo", THANKS_UNDO, str(sent.id), confirm=SURE)


def _left_out_lines(left_out: tuple[LeftOut, ...]) -> list[str]:
    named = [
        "you (it is your own thanks)" if one.why is Why.GIVER else f"{mention(one.person)} ({_WHY[one.why]})"
        for one in left_out[:_MOST_LEFT_OUT]
    ]
    more = len(left_out) - len(named)
    named += [f"{more:,} more"] if more else []
    return [f"Not counted: {', '.join(named)}."] if named else []


def _aside_lines(aside: tuple[PersonId, ...]) -> list[str]:
    names = ", ".join(mention(person) for person in aside)
    return [f"Named in the text, not thanked: {names}."] if names else []


def taken_back(given: Shoutout) -> Message:
    """What the giver sees after Undo; the words are handed back."""
    sentence = (
        "Taken back. It no longer counts, and its card and the messages about it say so; "
        "who was thanked may have read them already."
    )
    shown = [blocks.section(sentence)]
    shown += [blocks.rich(quoted(given.text))] if given.text else []
    return Message(f"{sentence} {escape(given.text)}".strip(), tuple(shown))


def boosted(number: int, boosts: int) -> Message:
    """What a person sees after “Me too”."""
    said = f"Counted: {count('person', boosts)} said “me too”."
    off = blocks.button("Take it off", BOOST_OFF, str(number))
    return Message(said, (blocks.section(said, off),))


def unboosted(boosts: int) -> Message:
    """What a person sees after taking it off."""
    said = f"Taken off. {count('person', boosts)} said “me too”."
    return Message(said, (blocks.section(said),))


def refused(error: NorthstarError, typed: str) -> Message:
    """What is wrong, and all that was typed, in pieces that Slack will show, to be copied and sent again."""
    pieces = [typed[start : start + _PIECE] for start in range(0, len(typed), _PIECE)]
    back = [blocks.rich(blocks.preformatted(plain(piece, 3000))) for piece in pieces]
    shown = [
        blocks.section(escape(error.words, 2900)),
        *([blocks.context("You typed:"), *back] if back else []),
    ]
    return Message(f"{escape(error.words)} You typed: {escape(typed)}", tuple(shown))


def _persons(given: Shoutout) -> tuple[PersonId, ...]:
    return tuple(one.person for one in given.receivers)


def _about(post: ShoutoutCard) -> str:
    parts = [f"For {escape(post.value)}"] if post.value else []
    parts += [f"Moves {escape(post.input)}"] if post.input else []
    parts += [f"About request #{post.shoutout.request}"] if post.shoutout.request else []
    if post.shoutout.permalink:
        parts.append(linked(post.shoutout.permalink, "The message it is about"))
    return " · ".join(parts)


def _hint(boost: str) -> str:
    sign = emoji(boost)
    return (
        f"Press *Me too* or add {sign} to stand beside it." if sign else "Press *Me too* to stand beside it."
    )
