"""Questions about times away."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.requests.away import Absence
from northstar_bot.domain.requests.requests import Answer, Request, Verdict
from northstar_bot.domain.requests.views import Desk


class Absences(Protocol):
    """Times away; at most one is open for each person."""

    async def open(self, workspace: WorkspaceId) -> Sequence[Absence]:
        """Everybody who is away, longest first."""
        ...

    async def find(self, workspace: WorkspaceId, absence: int) -> Absence | None:
        """One time away, open or over."""
        ...

    async def begin(self, absence: Absence) -> Absence | None:
        """Keep a new time away; None when its person is away already."""
        ...

    async def change(self, absence: Absence) -> bool:
        """Keep another day of return and cover of an open one; False when it is over."""
        ...

    async def end(self, absence: Absence, at: datetime) -> bool:
        """Close it; False when somebody did before."""
        ...

    async def verdicts_during(
        self, absence: Absence, desk: Desk, limit: int
    ) -> tuple[Sequence[tuple[Request, Verdict]], Sequence[tuple[Answer, int]]]:
        """The first verdicts of others meanwhile that `desk` may read, oldest first, and how many of each answer."""
        ...
