"""How many of each team took part in thanks, month by month, for stewards and the leads of teams."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.recognition.participation import (
    BESIDE,
    IN_A_FILE,
    Participant,
    Participation,
    participation,
    teams_open_to,
)
from northstar_bot.services.declared import declared
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock, File, Files


@dataclass(frozen=True, slots=True)
class ParticipationService:
    """Reads only; a person counts for the team they were at home in when the month ended."""

    unit_of_work: UnitOfWork
    clock: Clock
    files: Files

    async def months(self, viewer: Viewer, amount: int = BESIDE) -> Participation:
        """So many months, the running one first, of the teams that are open to the viewer."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await declared(store, viewer.workspace)
            return await self._read(store, company, teams_open_to(company, viewer), amount)

    async def of_all(self, workspace: WorkspaceId) -> Participation:
        """A year of all teams, for who runs the bot."""
        async with self.unit_of_work.read() as store:
            company = await declared(store, workspace)
            return await self._read(store, company, company.teams, IN_A_FILE)

    async def hand_over(self, viewer: Viewer, file: File, note: str) -> None:
        """Send the file to the viewer's direct messages; raises NotGranted without the scope for it."""
        must_be_member(viewer)
        await self.files.deliver(viewer.workspace, viewer.person.id, [file], note)

    async def _read(
        self, store: Store, company: Company, teams: Sequence[Team], amount: int
    ) -> Participation:
        now = Month.of(self.clock.now().astimezone(ZoneInfo(company.zone)).date())
        without = await store.preferences.off(company.workspace, Switch.NAMED_IN_ROUNDUPS)
        told: list[tuple[Month, Sequence[Participant]]] = []
        for month in (now.plus(-back) for back in range(amount)):
            ends = _begins(company, month), _begins(company, month.next)
            told.append((month, await store.taking_part.between(company.workspace, *ends)))
        return participation(teams, told, without)


def _begins(company: Company, month: Month) -> datetime:
    """When the month begins where the company is."""
    return instant_of(month.start, time(0), company.zone)
