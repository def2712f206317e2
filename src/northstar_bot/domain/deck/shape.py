"""What a deck is made of and how long it takes: its length, its sections, and the seconds of every slide."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import accumulate, pairwise

from northstar_bot.domain.deck.deck import Notes, Slide, StorySlide
from northstar_bot.domain.numbers import figures

LENGTHS = (3, 5, 10)
USUAL_LENGTH = 5
# How many stories a length has room for, and how fast the other slides are told against an unhurried telling.
STORIES_IN = {3: 3, 5: 5, 10: 10}
_PACE = {3: 0.5, 5: 0.7, 10: 1.0}
_WORTH_SAYING = 20


class Section(StrEnum):
    """A part of the deck that can be left out."""

    STAR = "star"
    MOVES = "moves"
    STORIES = "stories"
    SPOTLIGHT = "spotlight"
    TEAMS = "teams"


@dataclass(frozen=True, slots=True)
class Shape:
    """How long a deck is in minutes, and which sections it has."""

    minutes: int = USUAL_LENGTH
    sections: frozenset[Section] = frozenset(Section)

    @property
    def stories(self) -> int:
        """How many stories are told."""
        return STORIES_IN[self.minutes] if Section.STORIES in self.sections else 0


USUAL = Shape()


def paced(slides: Sequence[Slide], minutes: int) -> tuple[Slide, ...]:
    """`slides` with seconds that add up to `minutes`; what nobody needs is time for thanks from the room."""
    whole = minutes * 60
    told = [at for at, slide in enumerate(slides) if isinstance(slide, StorySlide)]
    others = {at: round(s.notes.seconds * _PACE[minutes]) for at, s in enumerate(slides) if at not in told}
    wanted = [slides[at].notes.seconds for at in told]
    room = whole - sum(others.values())
    seconds = others | dict(zip(told, wanted if sum(wanted) <= room else _shared(wanted, room), strict=True))
    rest = whole - sum(seconds.values())
    *first, last = (_taking(slide, seconds[at]) for at, slide in enumerate(slides))
    return (*first, _with_rest(last, rest))


def _shared(wanted: Sequence[int], room: int) -> list[int]:
    """`room` in whole seconds, in proportion to what is wanted, to the last second."""
    whole = sum(wanted)
    edges = [round(upto * room / whole) for upto in accumulate(wanted, initial=0)]
    return [after - before for before, after in pairwise(edges)]


def _taking(slide: Slide, seconds: int) -> Slide:
    return replace(slide, notes=replace(slide.notes, seconds=seconds))


def _with_rest(last: Slide, rest: int) -> Slide:
    notes = last.notes
    said = f" {figures.minutes(rest)} are left for thanks from the room: ask, and wait." if rest else ""
    text = notes.text + said if rest >= _WORTH_SAYING else notes.text
    return replace(last, notes=Notes(text, notes.seconds + rest))
