"""Work that comes with time and not with a person: what to wake, remind, look back at; each may be repeated safely."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.isolation import isolated
from northstar_bot.services.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class Chore:
    """Something to look after again and again.

    `run` may be called at any moment, by any replica, any number of times: what it says it plans in the ledger,
    whose key lets it be said once, and what it moves it moves only from the state that it saw.
    """

    name: str
    run: Callable[[WorkspaceId, datetime], Awaitable[object]]
    # Looked after also where the app was removed from Slack.
    without_app: bool = False


@dataclass(frozen=True, slots=True)
class Chores:
    """All of them, for every workspace."""

    unit_of_work: UnitOfWork
    each: Sequence[Chore]

    async def run_due(self, now: datetime) -> None:
        """Call each chore for each workspace; one that fails does not stop the next."""
        async with self.unit_of_work.read() as store:
            workspaces = await store.companies.all_ids()
            left = await store.installations.removed()
        for workspace in workspaces:
            for chore in (each for each in self.each if each.without_app or workspace not in left):
                await isolated(f"chore {chore.name} {workspace}", chore.run(workspace, now))
