"""The whole log of decisions, read page by page so that a long history needs no more memory than its words."""

from dataclasses import dataclass
from itertools import groupby

from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.requests.decision_log import Entry, entry_of
from northstar_bot.services.ports.store import UnitOfWork

PAGE = 500


@dataclass(frozen=True, slots=True)
class DecisionLogService:
    """What was decided, for a file; a private request gives away no more than its number and state."""

    unit_of_work: UnitOfWork

    async def entries(self, workspace: WorkspaceId) -> tuple[Entry, ...]:
        """Every verdict in the order of the requests, oldest first; one line for a private request."""
        entries: list[Entry] = []
        after = (0, 0)
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            if company is None:
                raise NotFound("This workspace is not set up yet.", "Run northstar-bot apply company.yaml.")
            while page := await store.requests.decided_after(workspace, after, PAGE):
                named = {verdict.decider for _, verdict in page}
                named |= {request.whose_time for request, _ in page if request.whose_time}
                people = await store.people.known(workspace, named)
                entries.extend(entry_of(*each, company, people) for each in page)
                request, verdict = page[-1]
                after = (request.number, verdict.id)
        return tuple(_once_if_private(entries))


def _once_if_private(entries: list[Entry]) -> list[Entry]:
    """How often a private request was decided is not told either."""
    kept: list[Entry] = []
    for _, same in groupby(entries, key=lambda entry: entry.number):
        told = list(same)
        kept.extend(told if told[0].answer else told[:1])
    return kept
