"""Who can be reminded now: named in the company, still here, inside the hours of where they are."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.people import Person, Standing
from northstar_bot.domain.requests.away import Absence, away, covers
from northstar_bot.domain.requests.reminders import Deciders
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Directory


@dataclass(frozen=True, slots=True)
class Roster:
    """Who decides here, and what we know of each person."""

    company: Company
    deciders: Deciders
    known: Mapping[PersonId, Person] = field(default_factory=dict)

    def hours(self, person: PersonId) -> OfficeHours:
        """The hours of a person; the company's for somebody nobody knows."""
        known = self.known.get(person)
        return OfficeHours.of(known.zone if known else "", self.company.zone)

    def at_work(self, people: Sequence[PersonId], now: datetime) -> list[PersonId]:
        """Those of `people` inside their hours."""
        return [person for person in people if self.hours(person).are_now(now)]


async def roster(
    unit_of_work: UnitOfWork, directory: Directory, workspace: WorkspaceId, owners: Collection[PersonId]
) -> Roster | None:
    """Who decides in this workspace; None where nothing is declared. Strangers are looked up in Slack."""
    async with unit_of_work.read() as store:
        company = await store.companies.of(workspace)
        named = await _named(store, company, owners) if company else ()
        known = dict(await store.people.known(workspace, named)) if named else {}
    if company is None:
        return None
    known |= await directory.people(workspace, [person for person in named if person not in known])
    async with unit_of_work.read() as store:
        return Roster(company, await deciders_now(store, company, owners, known), known)


async def deciders_now(
    store: Store, company: Company, owners: Collection[PersonId], known: Mapping[PersonId, Person]
) -> Deciders:
    """The deciders without those who left or are away, and with those who cover for an owner.

    Nobody is awaited for what they said no to before its appeal.
    """
    absences = await store.absences.open(company.workspace)
    present = _covered(company, owners, absences)
    left = {person.id for person in known.values() if person.standing is not Standing.MEMBER}
    gone = left | away(absences)
    named = Deciders.of(present, owners, gone).people
    barred = {person: await store.steps.barred(company.workspace, person) for person in named}
    return Deciders.of(present, owners, gone, barred)


async def _named(store: Store, company: Company, owners: Collection[PersonId]) -> tuple[PersonId, ...]:
    absences = await store.absences.open(company.workspace)
    return Deciders.of(_covered(company, owners, absences), owners).people


def _covered(company: Company, owners: Collection[PersonId], absences: Sequence[Absence]) -> Company:
    """The company with those who cover for an owner among its deciders."""
    covering = covers(absences, {*owners, *company.owners})
    return replace(company, deciders=tuple(dict.fromkeys((*company.deciders, *sorted(covering)))))
