"""Slack's own clock: real unless one is injected, and message timestamps that are unique and increasing."""

import time
from collections.abc import Callable
from datetime import datetime


def real_time() -> float:
    """Seconds since 1970; the playground stands for Slack, whose clock is not the bot's."""
    return time.time()  # noqa: TID251


class SlackClock:
    """Tells the time of the playground and mints the `ts` of messages."""

    def __init__(self, now: Callable[[], datetime] | None = None) -> None:
        self._now = now
        self._last_ts = 0

    def now(self) -> float:
        return self._now().timestamp() if self._now else real_time()

    def ts(self) -> str:
        """A message timestamp later than every one before it, even when the clock stands still."""
        self._last_ts = max(int(self.now() * 1_000_000), self._last_ts + 1)
        return f"{self._last_ts // 1_000_000}.{self._last_ts % 1_000_000:06d}"
