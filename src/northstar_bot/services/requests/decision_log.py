"""The whole log of decisions, read page by page so that a long history needs no more memory than its words."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.requests.decision_log import Entry, entry_of, entry_of_step
from northstar_bot.domain.requests.requests import Request, Verdict
from northstar_bot.domain.requests.steps import Step
from northstar_bot.services.ports.store import UnitOfWork

PAGE = 500


@dataclass(frozen=True, slots=True)
class DecisionLogService:
    """What was decided, for a file; a private request gives away no more than its number and state."""

    unit_of_work: UnitOfWork

    async def entries(self, workspace: WorkspaceId) -> tuple[Entry, ...]:
        """Every verdict and step in the order of the requests, oldest first; one line for a private request."""
        entries: list[tuple[int, datetime, Entry]] = []
        after = (0, 0)
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            if company is None:
                raise NotFound("This workspace is not set up yet.", "Run northstar-bot apply company.yaml.")
            while page := await store.requests.decided_after(workspace, after, PAGE):
                requests = {request.number: request for request, _ in page if request.number != after[0]}
                steps = await store.steps.of_each(workspace, requests)
                people = await store.people.known(workspace, _named(page, steps))
                for request, verdict in page:
                    entry = entry_of(request, verdict, company, people)
                    entries.append((request.number, verdict.decided_at, entry))
                for step in steps:
                    entry = entry_of_step(requests[step.request], step, company, people)
                    entries.append((step.request, step.at, entry))
                request, verdict = page[-1]
                after = (request.number, verdict.id)
        entries.sort(key=lambda each: each[:2])
        return tuple(_once_if_private([entry for _, _, entry in entries]))


def _named(page: Sequence[tuple[Request, Verdict]], steps: Iterable[Step]) -> set[PersonId]:
    """Everybody whose name stands in these lines."""
    named = {verdict.decider for _, verdict in page} | {step.by for step in steps if step.by}
    return named | {request.whose_time for request, _ in page if request.whose_time}


def _once_if_private(entries: list[Entry]) -> list[Entry]:
    """How often a private request was decided is not told either."""
    kept: list[Entry] = []
    for _, same in groupby(entries, key=lambda entry: entry.number):
        told = list(same)
        kept.extend(told if told[0].answer else told[:1])
    return kept
