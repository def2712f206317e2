"""A report on one person's thanks, for themselves and the lead of their team."""

from dataclasses import dataclass

from northstar_bot.domain.company.teams import homes_by_hand
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.recognition.balance import span_of
from northstar_bot.domain.recognition.thanks_report import ThanksReport, must_be_theirs, report_of
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests.reads import company_of

# More than a message holds, because some have no words.
_NEWEST = 200


@dataclass(frozen=True, slots=True)
class ThanksReportService:
    """Reads only. The lead reads what was said in public; what was private only the person themselves."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def report(self, viewer: Viewer, person: PersonId | None = None, asked: str = "") -> ThanksReport:
        """What they were thanked for in `30d`, `90d` or the `quarter`; NotAllowed for anybody else."""
        must_be_member(viewer)
        about = person or viewer.person.id
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            span = span_of(asked, company.day_of(self.clock.now()))
            named = homes_by_hand(company.teams)
            home = (await store.people.teams_of(viewer.workspace, [about])).get(about, named.get(about))
            must_be_theirs(company, viewer.person.id, about, home)
            themselves = about == viewer.person.id
            found = await store.shoutouts.received_by(viewer.workspace, about, _NEWEST, themselves=themselves)
        lately = [one for one in found if company.day_of(one.given_at) >= span.first]
        return report_of(about, span, lately, {team.key: team.name for team in company.teams})
