"""Teams as a list: handed out as one, and taken over from one; all of it in one transaction or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.team_list import Listed, listed
from northstar_bot.domain.company.team_sheet import Sheet, read
from northstar_bot.domain.declaration.declaration import check
from northstar_bot.domain.declaration.team_import import AddressBook, Faces, Outline, outline
from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.ids import PersonId, TeamKey, WorkspaceId
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock

NO_BOOK = AddressBook()


@dataclass(frozen=True, slots=True)
class TeamListService:
    """For who runs the bot; people in Slack change teams in the settings."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def preview(self, workspace: WorkspaceId, data: bytes, book: AddressBook = NO_BOOK) -> Outline:
        """What this file would change; `book` knows people by more than their names, where Slack could be asked."""
        sheet = read(data)
        async with self.unit_of_work.read() as store:
            return await _outlined(store, workspace, sheet, book)

    async def take_over(self, workspace: WorkspaceId, data: bytes, book: AddressBook = NO_BOOK) -> Outline:
        """Do it and say what was done; with any row that is wrong nothing is."""
        sheet = read(data)
        async with self.unit_of_work.write() as store:
            found = await _outlined(store, workspace, sheet, book)
            if found.wrong:
                return found
            if found.changes_something:
                await store.companies.save(found.company)
            await store.people.settle(workspace, found.homes, self.clock.now())
            return found

    async def listed(self, workspace: WorkspaceId) -> tuple[Listed, ...]:
        """Everybody who is at home in a team, and what is said of the team itself."""
        async with self.unit_of_work.read() as store:
            company = await _declared(store, workspace)
            homes = await store.people.current_homes(workspace)
            return listed(company, homes, await store.people.everybody(workspace))


async def _outlined(store: Store, workspace: WorkspaceId, sheet: Sheet, book: AddressBook) -> Outline:
    company = await _declared(store, workspace)
    homes: Mapping[PersonId, TeamKey] = await store.people.current_homes(workspace)
    met = {**await store.people.everybody(workspace), **book.people}
    named = (PersonId(text) for row in sheet.rows for text in (row.person, row.lead) if text)
    alone = await store.personal.left_alone(workspace, (*met, *named))
    found = outline(company, sheet, Faces(met, alone, book.called), homes)
    if not found.wrong:
        check(found.company)
    return replace(found, company=replace(found.company, revision=company.revision))


async def _declared(store: Store, workspace: WorkspaceId) -> Company:
    company = await store.companies.of(workspace)
    if company is None:
        raise NotFound("Nothing is declared here yet.", "Run northstar-bot apply company.yaml first.")
    return company
