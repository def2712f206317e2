"""Questions about thanks."""

from typing import Protocol


class Shoutouts(Protocol):
    """Thanks given, and boosts as a state per person."""
