"""What a person is told whose time a request asks for."""

from dataclasses import dataclass

from northstar_bot.domain.requests.requests import Request, Verdict


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """That a request for their time waits; `request` is None when it is private and they may not read it."""

    number: int
    request: Request | None = None


@dataclass(frozen=True, slots=True)
class TimeDecided:
    """What came of a request for their time."""

    request: Request
    verdict: Verdict
