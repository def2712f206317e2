"""Joining what somebody asked for before: offered when the ask form is sent, told like its asker, left at any time."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.requests.asking import Draft
from northstar_bot.domain.requests.joining import (
    DECLINED_LATELY,
    DRAFT_KEPT,
    Alike,
    Considered,
    Joined,
    Kept,
    Withdrawn,
    must_be_joinable,
)
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.views import Asked, Desk
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests.appeal_gate import desk_at
from northstar_bot.services.requests.reads import company_of, found
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.services.requests.second_turn import must_not_be_blind
from northstar_bot.services.requests.telling import WITHDRAWN, root_of
from northstar_bot.services.requests.writing import written


@dataclass(frozen=True, slots=True)
class FollowingService:
    """`requests` asks what nothing is similar to."""

    requests: RequestService
    clock: Clock

    async def consider(
        self, viewer: Viewer, draft: Draft, fields: Mapping[str, Any], origin: str, source_key: str
    ) -> Considered:
        """Ask, unless there is something like it: then keep what was typed and show that first.

        The same form sent twice is answered alike; once it is asked, it stays asked.
        """
        must_be_member(viewer)
        now = self.clock.now()
        async with self.requests.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            if kept := await store.requests.asked_as(viewer.workspace, source_key):
                return Considered(source_key, Asked(kept, fresh=False, weighable=company.star is not None))
            request, desk = written(company, viewer, draft, now), await desk_at(store, company, viewer)
            alike = await store.similar.like(viewer.workspace, request.title, desk, now - DECLINED_LATELY)
            shown = await _as_seen(store, viewer, desk, alike)
        if not shown:
            return Considered(source_key, await self.requests.ask(viewer, draft, source_key))
        async with self.requests.unit_of_work.write() as store:
            await store.drafts.keep(Kept(viewer.workspace, source_key, viewer.person.id, fields, origin, now))
        return Considered(source_key, alike=shown)

    async def typed(self, viewer: Viewer, source_key: str) -> Kept | Asked:
        """What the viewer typed into that form, or what it became when it was asked before."""
        must_be_member(viewer)
        async with self.requests.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            asked = await store.requests.asked_as(viewer.workspace, source_key)
            kept = await store.drafts.find(viewer.workspace, source_key)
        if asked and asked.asker == viewer.person.id:
            return Asked(asked, fresh=False, weighable=company.star is not None)
        if kept is None or kept.person != viewer.person.id:
            raise NotFound("What you typed is not kept any more.", "Close this and send the form again.")
        return kept

    async def join(self, viewer: Viewer, number: int, source_key: str = "") -> Joined:
        """Follow a request, or what it repeats; `source_key`: the form whose draft is not needed any more."""
        must_be_member(viewer)
        async with self.requests.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            desk = await desk_at(store, company, viewer)
            named = await found(store, viewer, number)
            await must_not_be_blind(store, company, viewer, number)
            must_be_joinable(named, desk)
            request = await root_of(store, named)
            await must_not_be_blind(store, company, viewer, request.number)
            must_be_joinable(request, desk)
            fresh = await store.followers.add(
                viewer.workspace, request.number, [viewer.person.id], self.clock.now()
            )
            kept = await store.drafts.find(viewer.workspace, source_key) if source_key else None
            if kept and kept.person == viewer.person.id:
                await store.drafts.drop(viewer.workspace, source_key)
            counted = await store.followers.counts(viewer.workspace, [request.number])
        return Joined(request, 1 + counted.get(request.number, 0), fresh == 1, number)

    async def leave(self, viewer: Viewer, number: int) -> bool:
        """Follow a request no longer; False when the viewer did not."""
        must_be_member(viewer)
        async with self.requests.unit_of_work.write() as store:
            await found(store, viewer, number)
            return await store.followers.remove(viewer.workspace, number, [viewer.person.id]) == 1

    async def sweep(self, workspace: WorkspaceId, now: datetime) -> int:
        """Forget drafts that nobody came back to; returns how many."""
        async with self.requests.unit_of_work.write() as store:
            return await store.drafts.sweep(workspace, now - DRAFT_KEPT)

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {WITHDRAWN: Composer(self.withdrawn)}

    async def withdrawn(self, plan: Plan, now: datetime) -> Withdrawn | None:
        """What a follower is told when a request was taken back, and whose it is besides whoever did it."""
        del now
        async with self.requests.unit_of_work.read() as store:
            request = await store.requests.find(plan.workspace, int(plan.details["number"]))
        if request is None:
            return None
        others = [person for person in request.wanted_by if person != plan.target]
        return Withdrawn(
            request, others[0] if len(others) == 1 else None, is_own=request.is_own(PersonId(plan.target))
        )


async def _as_seen(store: Store, viewer: Viewer, desk: Desk, alike: Sequence[Request]) -> tuple[Alike, ...]:
    numbers = [each.number for each in alike]
    counted = await store.followers.counts(viewer.workspace, numbers) if numbers else {}
    me = PersonId(viewer.person.id)
    followed = await store.followers.followed(viewer.workspace, me, numbers) if numbers else frozenset()
    return tuple(
        Alike(each, 1 + counted.get(each.number, 0), each.is_own(me), each.number in followed)
        for each in alike
        if desk.reads(each)
    )
