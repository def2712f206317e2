"""One's own thanks as a message that turns its pages where it stands."""

from collections.abc import Sequence

from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.domain.recognition.thanks_pages import Leaf, Mine, Side
from northstar_bot.domain.typed import one_line
from northstar_bot.render import blocks
from northstar_bot.render.ids import (
    THANKS_AGAIN,
    THANKS_NEWER,
    THANKS_OLDER,
    THANKS_OPEN,
    THANKS_SIDE,
    THANKS_UNDO,
)
from northstar_bot.render.message import Block, Message
from northstar_bot.render.recognition.shoutouts import SURE, WORDS_GONE
from northstar_bot.render.recognition.thanked import everybody, everybody_said
from northstar_bot.render.words import day, escape, mention, plain

_GLIMPSE, _BRIEF = 150, 40
_TITLES = {Side.RECEIVED: "Thanks to you", Side.GIVEN: "Thanks from you"}
_SIDES = {Side.BOTH: "To you and from you", **_TITLES}


def mine(found: Mine) -> Message:
    """Received first; the menu and the buttons below change this message."""
    shown: list[Block] = []
    lines: list[str] = []
    for side, several in ((Side.RECEIVED, found.received), (Side.GIVEN, found.given)):
        if found.leaf.holds(side):
            shown += [_title(found.leaf, side, several), *_rows(found.leaf, side, several)]
            lines += [_row_said(one, side) for one in several]
    shown += [blocks.actions(_take_one_back(found))] if found.given else []
    shown.append(blocks.actions(*_turns(found), blocks.button("Give thanks", THANKS_OPEN)))
    return Message("\n".join(lines) or "No thanks to you or from you yet.", tuple(shown))


def _title(leaf: Leaf, side: Side, several: tuple[Shoutout, ...]) -> Block:
    title = f"*{_TITLES[side]}*"
    if several:
        first, last = leaf.places(len(several))
        past = f" · {first:,} to {last:,}" if leaf.number else ""
        return blocks.section(f"{title}{past}")
    return blocks.section(f"{title}: {'no older ones' if leaf.number else 'none yet'}")


def _turns(found: Mine) -> list[Block]:
    sides = {side: blocks.option(said, side) for side, said in _SIDES.items()}
    menu = blocks.select_field(list(sides.values()), initial=sides[found.leaf.side])
    newer = found.leaf.newer
    return [
        menu | {"action_id": THANKS_SIDE},
        *([blocks.button("Newer", THANKS_NEWER, newer.words)] if newer else []),
        *([blocks.button("Older", THANKS_OLDER, found.leaf.older.words)] if found.more else []),
        blocks.button("Refresh", THANKS_AGAIN, found.leaf.words),
    ]


def _rows(leaf: Leaf, side: Side, several: Sequence[Shoutout]) -> list[Block]:
    """What was given is numbered, for the menu below it."""
    first, _ = leaf.places(0)
    return [_row(one, 0 if side is Side.RECEIVED else number) for number, one in enumerate(several, first)]


def _row(one: Shoutout, number: int) -> Block:
    whom = (
        [blocks.words(f"{number}. "), *everybody(_persons(one), ())] if number else [blocks.person(one.giver)]
    )
    parts = [*whom, blocks.words(f": {_glimpse(one, _GLIMPSE)} ({_when(one)})")]
    if one.link.startswith("http"):
        parts += [blocks.words(" "), blocks.link(one.link, "Read it")]
    return blocks.rich(blocks.paragraph(*parts))


def _glimpse(one: Shoutout, limit: int) -> str:
    return plain(one_line(one.text), limit) or _without_words(one)


def _without_words(one: Shoutout) -> str:
    return "by reaction" if one.by_reaction else WORDS_GONE


def _when(one: Shoutout) -> str:
    return f"{day(one.given_at.date())}{', private' if one.private else ''}"


def _take_one_back(found: Mine) -> Block:
    """Also for thanks by reaction whose message is gone, so that there is no reaction to take off."""
    first, _ = found.leaf.places(0)
    options = [
        blocks.option(f"{number}. {_glimpse(one, _BRIEF)} ({_when(one)})", str(one.id))
        for number, one in enumerate(found.given, first)
    ]
    menu = blocks.select_field(options, placeholder="Take one back")
    return menu | {"action_id": THANKS_UNDO, "confirm": SURE}


def _row_said(one: Shoutout, side: Side) -> str:
    received = side is Side.RECEIVED
    whom = f"From {mention(one.giver)}" if received else f"To {everybody_said(_persons(one), ())}"
    return f"{whom}: {escape(one_line(one.text), _GLIMPSE * 2) if one.text else _without_words(one)}"


def _persons(given: Shoutout) -> tuple[PersonId, ...]:
    return tuple(one.person for one in given.receivers)
