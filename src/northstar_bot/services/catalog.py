"""The use cases a door may ask for, in one value that the composition root fills."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Services:
    """One field per noun."""
