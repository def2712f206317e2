"""What a person may do about posts: see them, send one again, rest a schedule and wake it."""

from collections.abc import Sequence
from dataclasses import dataclass

from northstar_bot.domain.declaration.planning import GRACE
from northstar_bot.domain.deliveries import Delivery
from northstar_bot.domain.errors import AlreadyDone, NotFound
from northstar_bot.domain.people import Role, Viewer, must_be_member, must_hold
from northstar_bot.services.ports.deliveries import Pause
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.posts.notices import ASKED_BY, schedule_of


@dataclass(frozen=True, slots=True)
class DeliveryService:
    """The ledger. A steward may act on every post, a schedule's owner on that schedule's, who asked on theirs."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def recent(self, viewer: Viewer, limit: int = 10) -> Sequence[Delivery]:
        """The latest posts, newest first, for those who look after them."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            return await store.deliveries.recent(viewer.workspace, limit)

    async def in_trouble(self, viewer: Viewer) -> Sequence[Delivery]:
        """Posts that are stuck, failed or unknown."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            return await store.deliveries.in_trouble(self.clock.now(), viewer.workspace)

    async def paused(self, viewer: Viewer) -> Sequence[Pause]:
        """The schedules that rest."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            return await store.deliveries.paused(viewer.workspace)

    async def resend(self, viewer: Viewer, number: int) -> Delivery:
        """Send a post again that failed, was skipped, or is unknown to have arrived."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            delivery = await store.deliveries.get(viewer.workspace, number)
            if delivery is None:
                raise NotFound("There is no such post.", "It may belong to another workspace.")
            if delivery.plan.details.get(ASKED_BY) != viewer.person.id:
                await self._must_look_after(store, viewer, delivery.plan.schedule)
            if not await store.deliveries.resend(viewer.workspace, number, self.clock.now(), GRACE):
                raise AlreadyDone(
                    f"This post is already “{delivery.state}”.",
                    "Look in the channel; nothing was sent again.",
                )
        return delivery

    async def pause(self, viewer: Viewer, schedule: str) -> None:
        """Rest a schedule until somebody wakes it."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            await self._must_look_after(store, viewer, schedule)
            await self._must_exist(store, viewer, schedule)
            if not await store.deliveries.pause(viewer.workspace, schedule, "by hand", self.clock.now()):
                raise AlreadyDone("This schedule is paused already.", "Resume it when it should post again.")

    async def resume(self, viewer: Viewer, schedule: str) -> None:
        """Wake a schedule; a post that waited is sent when it is not too late."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            await self._must_look_after(store, viewer, schedule)
            if not await store.deliveries.resume(viewer.workspace, schedule, self.clock.now()):
                raise AlreadyDone("This schedule is not paused.", "It posts at its next time.")

    @staticmethod
    async def _must_exist(store: Store, viewer: Viewer, schedule: str) -> None:
        company = await store.companies.of(viewer.workspace)
        if company is None or schedule_of(company, schedule) is None:
            raise NotFound(f"There is no schedule “{schedule[:40]}”.", "See /northstar settings.")

    @staticmethod
    async def _must_look_after(store: Store, viewer: Viewer, schedule: str | None) -> None:
        company = await store.companies.of(viewer.workspace)
        found = schedule_of(company, schedule) if company else None
        if company is None or found is None or found.owner != viewer.person.id:
            absences = await store.absences.open(viewer.workspace)
            looked_after_by = {*(company.owners if company else ()), found.owner if found else None}
            covering = {each.cover for each in absences if each.person in looked_after_by}
            if viewer.person.id not in covering:
                must_hold(viewer, Role.STEWARD)
