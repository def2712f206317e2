"""The versions of the star one after the other, and how much was decided under each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from northstar_bot.domain.company.company import Star

MOST = 10


@dataclass(frozen=True, slots=True)
class Chapter:
    """One version, and how many verdicts were given under it."""

    star: Star
    verdicts: int


@dataclass(frozen=True, slots=True)
class StarHistory:
    """The latest versions, newest first; `older` counts those left out."""

    chapters: tuple[Chapter, ...]
    older: int


def history_of(stars: Sequence[Star], verdicts: Mapping[int, int]) -> StarHistory | None:
    """The history of `stars`, given oldest first; None when there is none."""
    newest = [Chapter(star, verdicts.get(star.version, 0)) for star in reversed(stars)]
    return StarHistory(tuple(newest[:MOST]), len(newest[MOST:])) if newest else None
