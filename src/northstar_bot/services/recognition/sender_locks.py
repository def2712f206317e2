"""Lock and unlock people who may not give thanks; a steward's to say."""

from dataclasses import dataclass

from northstar_bot.domain.errors import AlreadyDone, BadInput, NotAllowed
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Role, Standing, Viewer, must_hold
from northstar_bot.domain.recognition.sender_locks import SenderLock, reason_of
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock, Directory


@dataclass(frozen=True, slots=True)
class SenderLockService:
    """Who may not give; being thanked is never locked."""

    unit_of_work: UnitOfWork
    directory: Directory
    clock: Clock

    async def lock(self, viewer: Viewer, person: PersonId, reason: str) -> SenderLock:
        """Let this person give no thanks until somebody unlocks them."""
        must_hold(viewer, Role.STEWARD)
        if person == viewer.person.id:
            raise NotAllowed("You cannot lock yourself.", "Name somebody else.")
        found = await self.directory.person(viewer.workspace, person)
        if found is None or found.standing is not Standing.MEMBER:
            raise BadInput("Only full members give thanks, so there is nothing to lock.", "Name a member.")
        lock = SenderLock(person, reason_of(reason), viewer.person.id, self.clock.now())
        async with self.unit_of_work.write() as store:
            await store.sender_locks.keep(viewer.workspace, lock)
        return lock

    async def unlock(self, viewer: Viewer, person: PersonId) -> None:
        """Let this person give thanks again; nobody lifts a lock on themselves."""
        must_hold(viewer, Role.STEWARD)
        if person == viewer.person.id and not viewer.holds(Role.OWNER):
            raise NotAllowed("You cannot unlock yourself.", "Ask another steward, or an owner.")
        async with self.unit_of_work.write() as store:
            if not await store.sender_locks.lift(viewer.workspace, person):
                raise AlreadyDone("They are not locked.", "Nothing changed.")

    async def locked(self, viewer: Viewer) -> tuple[SenderLock, ...]:
        """Everybody who may not give now."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            return tuple(await store.sender_locks.all(viewer.workspace))
