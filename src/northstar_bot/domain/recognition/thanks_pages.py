"""One's own thanks, page by page: which of them, and how far back."""

from dataclasses import dataclass
from enum import StrEnum

from northstar_bot.domain.recognition.shoutouts import Shoutout

_TOGETHER, _ALONE = 5, 10
_LAST_PAGE = 999


class Side(StrEnum):
    """Which thanks."""

    BOTH = "both"
    RECEIVED = "received"
    GIVEN = "given"


@dataclass(frozen=True, slots=True)
class Leaf:
    """One page of one side; `number` 0 holds the newest. It says nothing about whose: that is who looks."""

    side: Side = Side.BOTH
    number: int = 0

    @classmethod
    def parse(cls, words: str) -> "Leaf":
        """What a button or a command says (`given 2`); anything else is the first page of both."""
        side, _, number = words.strip().casefold().partition(" ")
        known = Side(side) if side in set(Side) else Side.BOTH
        return cls(known, min(int(number), _LAST_PAGE) if number.isascii() and number.isdigit() else 0)

    @property
    def words(self) -> str:
        """What a button carries."""
        return f"{self.side} {self.number}"

    @property
    def room(self) -> int:
        """How many of each list it holds."""
        return _TOGETHER if self.side is Side.BOTH else _ALONE

    @property
    def skipped(self) -> int:
        """How many newer ones of each list come before it."""
        return self.number * self.room

    def places(self, many: int) -> tuple[int, int]:
        """Where the first and the last of `many` on this page stand in the whole list, from 1."""
        return self.skipped + 1, self.skipped + many

    @property
    def newer(self) -> "Leaf | None":
        """The page before, if any."""
        return Leaf(self.side, self.number - 1) if self.number else None

    @property
    def older(self) -> "Leaf":
        """The page after."""
        return Leaf(self.side, self.number + 1)

    def holds(self, side: Side) -> bool:
        """Whether this list is on the page."""
        return self.side in {Side.BOTH, side}


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person received and gave, newest first: one page; `more` when there are older ones."""

    leaf: Leaf
    received: tuple[Shoutout, ...]
    given: tuple[Shoutout, ...]
    more: bool = False
