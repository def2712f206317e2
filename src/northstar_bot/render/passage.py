"""A passage: one idea in a few lines, drawn as rich text or told as text."""

from collections.abc import Callable
from dataclasses import dataclass

from northstar_bot.render import blocks
from northstar_bot.render.message import Block

Parts = list[Block]
Say = Callable[[Parts], str]


@dataclass(frozen=True, slots=True)
class Passage:
    """One idea: a title, and one or more lines; `listed` lines are a list. `drawing` is never read aloud."""

    lines: tuple[Parts, ...]
    title: str = ""
    listed: bool = False
    drawing: str = ""


def drawn(passage: Passage) -> Block:
    """A passage as rich text: user text in it can neither ping nor mark up."""
    heading = [blocks.paragraph(blocks.words(passage.title, bold=True))] if passage.title else []
    if passage.listed:
        return blocks.rich(*heading, blocks.bullets(passage.lines))
    return blocks.rich(*heading, blocks.paragraph(*_one_below_the_other(passage)))


def told(passage: Passage, say: Say, *, aloud: bool) -> str:
    """A passage as lines of text, in the words of `say`; what is read `aloud` has no drawing."""
    bullet = "- " if passage.listed else ""
    lines = [f"{bullet}{say(parts)}" for parts in passage.lines]
    heading = [f"{passage.title}:"] if passage.title else []
    return "\n".join([*heading, *lines, *([passage.drawing] if passage.drawing and not aloud else [])])


def _one_below_the_other(passage: Passage) -> Parts:
    lines = [*passage.lines, *([[blocks.words(passage.drawing)]] if passage.drawing else [])]
    parted = [[*parts, blocks.words("\n")] for parts in lines[:-1]]
    return [part for parts in (*parted, lines[-1]) for part in parts]
