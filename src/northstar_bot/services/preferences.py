"""What a person has switched off: their own to read and change, asked by everybody who plans a message."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date

from northstar_bot.domain.company.preferences import Chosen, Switch, off_by, still_told
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.people import Standing, Viewer, must_be_member
from northstar_bot.domain.recognition.anniversaries import possible
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock


@dataclass(frozen=True, slots=True)
class PreferenceService:
    """Reads and changes what is off."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def of(self, workspace: WorkspaceId, person: PersonId) -> frozenset[Switch]:
        """What this person has switched off."""
        async with self.unit_of_work.read() as store:
            return await store.preferences.of(workspace, person)

    async def of_many(
        self, workspace: WorkspaceId, people: Iterable[PersonId]
    ) -> Mapping[PersonId, frozenset[Switch]]:
        """What each of `people` has switched off; who has switched off nothing is not in it."""
        async with self.unit_of_work.read() as store:
            return await store.preferences.of_many(workspace, people)

    async def off(self, workspace: WorkspaceId, kind: Switch) -> frozenset[PersonId]:
        """Everybody who has switched this off."""
        async with self.unit_of_work.read() as store:
            return await store.preferences.off(workspace, kind)

    async def mine(self, viewer: Viewer) -> Chosen:
        """The viewer's own choice, for the form."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            return await _chosen(store, viewer)

    async def choose(self, viewer: Viewer, wanted: Iterable[str], opted_out: Iterable[str]) -> Chosen:
        """Keep what the viewer ticked: the messages they want and the opt-outs they take."""
        must_be_member(viewer)
        off = off_by(wanted, opted_out)
        async with self.unit_of_work.write() as store:
            await store.preferences.keep(viewer.workspace, viewer.person.id, off, self.clock.now())
            return await _chosen(store, viewer)

    async def began_on(self, viewer: Viewer, day: date | None) -> None:
        """Keep the day on which the viewer began here, or forget it."""
        must_be_member(viewer)
        kept = possible(day, self.clock.now().astimezone(UTC).date())
        async with self.unit_of_work.write() as store:
            await store.beginnings.keep(viewer.workspace, viewer.person.id, kept)


async def _chosen(store: Store, viewer: Viewer) -> Chosen:
    company = await store.companies.of(viewer.workspace)
    return Chosen(
        await store.preferences.of(viewer.workspace, viewer.person.id),
        company.quiet if company else (),
        await store.beginnings.of(viewer.workspace, viewer.person.id),
        company.recognition.anniversaries if company else True,
    )


async def may_tell(store: Store, workspace: WorkspaceId, person: PersonId, kind: Switch) -> bool:
    """Whether a message of `kind` may be planned for this person; ask it in the transaction that plans."""
    return bool(await who_may_be_told(store, workspace, [person], kind))


async def who_may_be_told(
    store: Store, workspace: WorkspaceId, people: Iterable[PersonId], kind: Switch
) -> tuple[PersonId, ...]:
    """Those of `people` who get messages of `kind`, in their order, each once.

    Left out: who switched it off, everybody when it is quiet in this workspace, and who is known to be no full member
    (any more). Somebody we never met is told: only Slack could say who they are.
    """
    company = await store.companies.of(workspace)
    off = await store.preferences.off(workspace, kind)
    wanting = still_told(people, kind, company.quiet if company else (), off)
    known = await store.people.known(workspace, wanting) if wanting else {}
    return tuple(
        person for person in wanting if person not in known or known[person].standing is Standing.MEMBER
    )
