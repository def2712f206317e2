"""Whether teams are answered alike, for stewards and owners alone."""

from dataclasses import dataclass
from datetime import timedelta

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.people import Role, Viewer, must_hold
from northstar_bot.domain.requests.fairness import DAYS, Answered, Fairness, fairness
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests.reads import company_of


@dataclass(frozen=True, slots=True)
class FairnessService:
    """Reads only; nothing of it names a person."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def view(self, viewer: Viewer) -> Fairness:
        """Verdicts and waiting by asking team over the last days; working days are those of the workspace's zone."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            since = self.clock.now() - timedelta(days=DAYS)
            rows = await store.fairness.answers(viewer.workspace, since)
            waiting = await store.fairness.waiting(viewer.workspace)
        hours = OfficeHours(company.zone)
        answered = [
            Answered(row.team, row.latest, hours.working_days(row.asked_at, row.first_at)) for row in rows
        ]
        return fairness(answered, waiting, {team.key: team.name for team in company.teams})
