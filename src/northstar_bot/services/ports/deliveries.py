"""Questions about the ledger of posts and the inbox of events."""

from typing import Protocol


class Deliveries(Protocol):
    """The ledger."""


class Inbox(Protocol):
    """Events as they came, each once."""
