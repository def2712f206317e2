"""Faults on demand: any Web API method can be made to fail, hang, stall or drop the line."""

import random
from dataclasses import dataclass, field
from typing import Any


@dataclass(slots=True)
class Fault:
    """One thing that goes wrong when a method is called."""

    method: str
    status: int = 200
    retry_after: int | None = None
    error: str | None = None
    hang: bool = False
    reset: bool = False
    after_accept: bool = False
    delay: float = 0.0
    channel: str | None = None
    times: int | None = 1
    chance: float = 1.0
    struck: int = 0

    def matches(self, method: str, args: dict[str, Any]) -> bool:
        if self.method not in {method, "*"} or (self.times is not None and self.struck >= self.times):
            return False
        return self.channel is None or self.channel == args.get("channel", args.get("channel_id"))

    @property
    def answer(self) -> dict[str, Any]:
        error = self.error or {429: "ratelimited", 503: "service_unavailable"}.get(
            self.status, "internal_error"
        )
        return {"ok": False, "error": error}


@dataclass(slots=True)
class Faults:
    """The faults waiting to strike; the first that fits wins."""

    seed: int = 0
    waiting: list[Fault] = field(default_factory=list)
    _dice: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = random.Random(self.seed)  # noqa: S311 - repeatable faults, nothing secret

    def add(
        self,
        method: str,
        *,
        status: int = 200,
        retry_after: int | None = None,
        error: str | None = None,
        hang: bool = False,
        reset: bool = False,
        after_accept: bool = False,
        delay: float = 0.0,
        channel: object = None,
        times: int | None = 1,
        chance: float = 1.0,
    ) -> Fault:
        """Make `method` fail. `after_accept` does the work first; `times=None` means always.

        `method` may also be `*`, `response_url`, `upload` or `socket` (the WebSocket handshake).
        """
        fault = Fault(
            method, status, retry_after, error, hang, reset, after_accept, delay,
            None if channel is None else str(getattr(channel, "id", channel)), times, chance,
        )  # fmt: skip
        self.waiting.append(fault)
        return fault

    def clear(self) -> None:
        self.waiting.clear()

    def take(self, method: str, args: dict[str, Any]) -> Fault | None:
        """The fault that strikes this call, if any; it is used up by that."""
        for fault in self.waiting:
            if fault.matches(method, args) and (fault.chance >= 1 or self._dice.random() < fault.chance):
                fault.struck += 1
                return fault
        return None
