"""What happened, in order: who did what through which door, for printing and for keeping."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a person or the bot did."""

    at: float
    who: str
    door: str
    where: str
    text: str
    blocks: tuple[dict[str, Any], ...] = ()
    seen_by: str | None = None


@dataclass(slots=True)
class Transcript:
    """An ordered list of lines."""

    lines: list[Line] = field(default_factory=list)

    def __iter__(self) -> Iterator[Line]:
        return iter(self.lines)

    def __len__(self) -> int:
        return len(self.lines)

    def __getitem__(self, index: int) -> Line:
        return self.lines[index]
