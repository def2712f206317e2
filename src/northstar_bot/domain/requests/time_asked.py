"""What a person is told whose time a request asks for."""

from dataclasses import dataclass

from northstar_bot.domain.requests.requests import Request, State, Verdict


@dataclass(frozen=True, slots=True)
class TimeAsked:
    """That a request for their time waits."""

    request: Request


@dataclass(frozen=True, slots=True)
class TimeDecided:
    """What came of a request for their time: how it stands since, and the verdict if one brought it there."""

    request: Request
    state: State
    verdict: Verdict | None = None
