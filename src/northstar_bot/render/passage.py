"""A passage: one idea in a few lines, drawn as rich text or told as text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from northstar_bot.render import blocks
from northstar_bot.render.message import Block

Parts = list[Block]
Say = Callable[[Parts], str]


@dataclass(frozen=True, slots=True)
class Passage:
    """One idea: a title, and one or more lines; `listed` lines are a list. `drawing` is never read aloud.

    `buttons` stand below it where there are buttons.
    """

    lines: tuple[Parts, ...]
    title: str = ""
    listed: bool = False
    drawing: str = ""
    buttons: tuple[Block, ...] = ()


def drawn(*passages: Passage) -> Block:
    """Passages as one block of rich text: user text in it can neither ping nor mark up."""
    pieces = [piece for passage in passages for piece in _pieces(passage)]
    for piece, following in pairwise(pieces):
        if piece["type"] == following["type"] == "rich_text_section":
            # Slack sets neighbouring sections in one line.
            piece["elements"].append(blocks.words("\n"))
    return blocks.rich(*pieces)


def drawn_within(passages: Sequence[Passage], most: int) -> list[Block]:
    """Each passage in its own block with its buttons below; from the end on neighbours share one beyond `most`."""
    groups = [[passage] for passage in passages]
    too_many = sum(1 + bool(passage.buttons) for passage in passages) - most
    for at in range(len(groups) - 1, 0, -1):
        if too_many > 0 and not groups[at][-1].buttons and not groups[at - 1][-1].buttons:
            groups[at - 1 : at + 1] = [groups[at - 1] + groups[at]]
            too_many -= 1
    found = []
    for group in groups:
        found.append(drawn(*group))
        found += [blocks.actions(*group[-1].buttons)] if group[-1].buttons else []
    return found


def _pieces(passage: Passage) -> list[Block]:
    heading = [blocks.paragraph(blocks.words(passage.title, bold=True))] if passage.title else []
    if passage.listed:
        return [*heading, blocks.bullets(passage.lines)]
    title = [blocks.words(f"{passage.title}\n", bold=True)] if passage.title else []
    return [blocks.paragraph(*title, *_one_below_the_other(passage))]


def told(passage: Passage, say: Say, *, aloud: bool) -> str:
    """A passage as lines of text, in the words of `say`; what is read `aloud` has no drawing."""
    bullet = "- " if passage.listed else ""
    lines = [f"{bullet}{say(parts)}" for parts in passage.lines]
    heading = [f"{say([blocks.words(passage.title)])}:"] if passage.title else []
    return "\n".join([*heading, *lines, *([passage.drawing] if passage.drawing and not aloud else [])])


def _one_below_the_other(passage: Passage) -> Parts:
    lines = [*passage.lines, *([[blocks.words(passage.drawing)]] if passage.drawing else [])]
    parted = [[*parts, blocks.words("\n")] for parts in lines[:-1]]
    return [part for parts in (*parted, lines[-1]) for part in parts]
