"""Questions about what waits, and of what people were reminded."""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Protocol

from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.reminders import Reminder
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.views import Desk


class Reminders(Protocol):
    """What was said is counted: once for each kind, subject, person and day."""

    async def keep(
        self, workspace: WorkspaceId, kind: Reminder, subjects: Iterable[str], person: PersonId, day: date
    ) -> None:
        """Count that this person was reminded of `subjects` on their `day`."""
        ...

    async def told(
        self, workspace: WorkspaceId, kind: Reminder, people: Collection[PersonId], since: date
    ) -> frozenset[tuple[PersonId, date]]:
        """Who of `people` was reminded on which day, from `since` on."""
        ...

    async def waiting(
        self, workspace: WorkspaceId, desk: Desk, before: datetime, at_most: int, limit: int
    ) -> Sequence[Request]:
        """Open requests of this desk that nothing happened to since `before`, longest waiting first.

        Left out is what the person was reminded of `at_most` times, as it stands.
        """
        ...

    async def worn_out(
        self, workspace: WorkspaceId, steward: PersonId, day: date, at_most: int, limit: int
    ) -> Sequence[Request]:
        """Open requests of which somebody was reminded `at_most` times before `day`, and this steward not told."""
        ...

    async def without_news(
        self, workspace: WorkspaceId, before: datetime, limit: int
    ) -> Sequence[tuple[Request, datetime, PersonId]]:
        """Open requests that nothing happened to since `before`, with that moment, for each reader who was not told.

        Readers are the asker and whoever follows it.
        """
        ...
