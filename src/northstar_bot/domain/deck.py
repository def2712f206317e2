"""The all-hands deck as values: slides, figures, words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides in order."""

    title: str
