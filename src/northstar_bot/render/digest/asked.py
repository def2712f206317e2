"""What a digest asks of owners, with what they said to it and the buttons to say it."""

from collections.abc import Iterator

from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.happened import Noted
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.render import blocks
from northstar_bot.render.digest.words import ask
from northstar_bot.render.ids import WORD_NOT_KNOWN, WORD_OPEN
from northstar_bot.render.message import Block
from northstar_bot.render.numbers.baselines import offer_normal
from northstar_bot.render.passage import Parts, Passage
from northstar_bot.render.words import count, plain

NOT_KNOWN = "Don't know yet"
_MOST = 3


def asked_passages(digest: Digest) -> Iterator[Passage]:
    """One for each number that is asked about, at most three."""
    for place, line in enumerate(digest.asks):
        said = digest.answers(line)
        lines = (ask(digest, line), *(_answer(noted) for noted in said[-_MOST:]), *_more(len(said) - _MOST))
        yield Passage(lines, "" if place else "Asked", buttons=_buttons(digest, line, place, said))


def said_words(noted: Noted) -> str:
    """A note in its author's words, or that they do not know yet."""
    return NOT_KNOWN if noted.note.unknown else plain(noted.note.text, 300)


def _answer(noted: Noted) -> Parts:
    said = said_words(noted)
    who = blocks.words(f"{plain(noted.author_name, 40)}: ", bold=True)
    return [who, blocks.words("does not know yet." if noted.note.unknown else f"“{said}”")]


def _more(rest: int) -> list[Parts]:
    return [[blocks.words(f"and {count('earlier answer', rest)}")]] if rest > 0 else []


def _buttons(digest: Digest, line: MetricLine, place: int, said: tuple[Noted, ...]) -> tuple[Block, ...]:
    about = f"{digest.week.label} {line.metric.key}"
    known = any(not noted.note.unknown for noted in said)
    found = [blocks.button("Add another note" if known else "Add a note", WORD_OPEN, about)]
    found += [] if said else [blocks.button(NOT_KNOWN, WORD_NOT_KNOWN, about)]
    found += [offer_normal(line, line.run_since, place)] if line.run_since else []
    return tuple(found)
