"""Questions about requests and their verdicts."""

from typing import Protocol


class Requests(Protocol):
    """Requests and their append-only verdicts."""
