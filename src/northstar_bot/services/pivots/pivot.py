"""Replacing the star: preview, propose, approve by a second person, and what follows for every request."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.company.company import Company, Kind, Star
from northstar_bot.domain.declaration.form import Answers
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, NotAllowed, NotFound
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.people import Role, Viewer, must_be_member, must_hold
from northstar_bot.domain.pivots import form as pivot_form
from northstar_bot.domain.pivots import pivot as rules
from northstar_bot.domain.pivots.company import next_star, succeeded
from northstar_bot.domain.pivots.pivot import Fate, Pivot, Stage, Tally
from northstar_bot.domain.pivots.views import PivotPreview, names_of
from northstar_bot.domain.pivots.wording import dividing
from northstar_bot.domain.requests import weighing
from northstar_bot.domain.requests.moves import Act, move
from northstar_bot.domain.requests.requests import Request, State
from northstar_bot.domain.requests.steps import Step
from northstar_bot.services.numbers.baselines import note_units
from northstar_bot.services.pivots.posts import (
    ANNOUNCED,
    GRACE,
    KEPT,
    NEWS,
    PROMISES,
    REOPENED,
    announced_in,
    asked_to_approve,
    deciding,
    promisers,
)
from northstar_bot.services.pivots.reads import PivotReads, star_of
from northstar_bot.services.ports.store import Store
from northstar_bot.services.requests.appeal_gate import desk_about
from northstar_bot.services.requests.reads import company_of, found
from northstar_bot.services.requests.second_turn import must_not_be_blind
from northstar_bot.services.requests.telling import also_followers

# So many rows of the ledger in one statement: writing a long one keeps everybody else waiting.
_CHUNK = 50


@dataclass(frozen=True, slots=True)
class PivotService(PivotReads):
    """Writes are one transaction each; what is read comes from PivotReads."""

    async def preview(self, viewer: Viewer, answers: Answers) -> PivotPreview:
        """What the answers of the form would do; nothing is written."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            star = star_of(company)
            draft = pivot_form.read(answers, company, star)
            held = await store.pivots.held(viewer.workspace)
        soon = rules.too_soon(star, self._today(company))
        return PivotPreview(
            star, draft, rules.tally(held, draft), soon, names_of(company, draft), dividing(draft, company)
        )

    async def propose(self, viewer: Viewer, answers: Answers) -> Pivot:
        """Keep a proposal until a second person approves it."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            star = star_of(company)
            draft = pivot_form.read(answers, company, star)
            made = await store.pivots.propose(
                viewer.workspace, draft, star.version, viewer.person.id, self.clock.now()
            )
            if made is None:
                raise AlreadyDone(
                    "A pivot is proposed already.", "See /northstar pivot; it has to be cancelled first."
                )
            await store.deliveries.plan(asked_to_approve(made, viewer.workspace, self.owners_of(company)))
        return made

    async def cancel(self, viewer: Viewer, number: int) -> Pivot:
        """Take a proposal back: its proposer, or an owner."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.write() as store:
            proposal = await _proposal(store, viewer, number)
            if viewer.person.id != proposal.proposer:
                must_hold(viewer, Role.OWNER)
            await self._close(store, viewer, proposal, Stage.CANCELLED)
        return proposal

    async def approve(self, viewer: Viewer, number: int) -> tuple[Star, Tally]:
        """Replace the star and do to every request what its state's rule says: all or nothing."""
        must_hold(viewer, Role.OWNER)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            proposal = await _proposal(store, viewer, number)
            await self._close(store, viewer, proposal, Stage.APPROVED)
            company = await company_of(store, viewer)
            zone = OfficeHours.of(viewer.person.zone, company.zone).zone
            rules.must_be_second(proposal, viewer.person.id, self.owners_of(company), now, zone)
            inputs = [metric.key for metric in company.of_kind(Kind.INPUT)]
            rules.must_still_fit(proposal, company.star, inputs)
            star = await self._replace_star(store, company, proposal)
            tally = await self._sort_requests(store, company, proposal, star, now)
            told = announced_in(company) or deciding(
                company, self.configured_owners, besides=viewer.person.id
            )
            await _plan_each(store, company.workspace, ANNOUNCED, told, star, now)
        return star, tally

    async def keep(self, viewer: Viewer, number: int) -> Request:
        """Keep a promise that was made under an older star, without weighing it again."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            request = await found(store, viewer, number)
            weighing.must_be_anothers(request, viewer.person.id)
            await must_not_be_blind(store, company, viewer, number)
            if not (await desk_about(store, company, viewer, request)).decides(request):
                raise NotAllowed(
                    "Only its deciders and the squad that does it can keep this promise.",
                    "Ask a decider or a steward.",
                )
            if not (request.re_weigh and request.state is State.ACCEPTED):
                raise AlreadyDone(
                    f"Request #{number} does not wait for this.", f"See /northstar why {number}."
                )
            kept = await self._settle(
                store, viewer, company, request, move(request.state, Act.KEEP), re_weigh=False
            )
            await self._note(store, viewer, number, Act.KEEP)
            await self._tell(store, company, kept, KEPT)
        return kept

    async def reopen(self, viewer: Viewer, number: int) -> Request:
        """Open a no that was given under an older star, and tell its asker; the no stays in the record."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            star = star_of(company)
            request = await found(store, viewer, number)
            weighing.must_be_anothers(request, viewer.person.id)
            await must_not_be_blind(store, company, viewer, number)
            verdicts = await store.requests.verdicts(viewer.workspace, number)
            if request.state is not State.DECLINED or not verdicts:
                raise AlreadyDone(f"Request #{number} is {request.state}.", f"See /northstar why {number}.")
            if verdicts[-1].star_version >= star.version:
                raise NotAllowed(
                    f"Request #{number} was declined under the star of today.",
                    "Its asker can appeal with new evidence.",
                )
            opened = await self._settle(
                store, viewer, company, request, move(request.state, Act.REOPEN), re_weigh=True
            )
            await self._note(store, viewer, number, Act.REOPEN)
            await self._tell(store, company, opened, REOPENED)
        return opened

    async def _note(self, store: Store, viewer: Viewer, number: int, act: Act) -> None:
        """Keep for ever who did it."""
        await store.steps.add(viewer.workspace, Step(number, act, self.clock.now(), viewer.person.id))

    async def _tell(self, store: Store, company: Company, request: Request, kind: str) -> None:
        """Plan the news for whose request it is and whoever follows it."""
        now = self.clock.now()
        period = f"request-{request.number}-v{star_of(company).version}-{request.moves}"
        details = {"number": str(request.number)}
        plans = [
            Plan(company.workspace, kind, reader, period, now, GRACE, details) for reader in request.wanted_by
        ]
        told = await also_followers(store, company, request, plans, self.configured_owners)
        await store.deliveries.plan(told)

    async def _settle(
        self,
        store: Store,
        viewer: Viewer,
        company: Company,
        request: Request,
        after: State,
        *,
        re_weigh: bool,
    ) -> Request:
        now = self.clock.now()
        moved = await store.requests.move(request, after, now, re_weigh=re_weigh)
        if moved is None:
            raise AlreadyDone(f"Request #{request.number} has changed meanwhile.", "Look at it again.")
        version = star_of(company).version
        await store.pivots.settle(viewer.workspace, version, request.number, viewer.person.id, now)
        return moved

    async def _close(self, store: Store, viewer: Viewer, proposal: Pivot, stage: Stage) -> None:
        now = self.clock.now()
        if await store.pivots.close(viewer.workspace, proposal.id, stage, viewer.person.id, now):
            return
        latest = await store.pivots.find(viewer.workspace, proposal.id) or proposal
        known = await store.people.known(viewer.workspace, [latest.decided_by or latest.proposer])
        who = next(iter(known.values())).name if known else "somebody"
        raise AlreadyDone(f"This proposal was already {latest.stage} by @{who}.", "See /northstar pivot.")

    async def _replace_star(self, store: Store, company: Company, proposal: Pivot) -> Star:
        after = succeeded(company, proposal.draft)
        await store.companies.save(replace(after, star=company.star))
        await note_units(store, company, after, self.clock.now())
        star = replace(next_star(proposal.draft), since=self._today(company))
        return await store.companies.replace_star(company.workspace, star)

    async def _sort_requests(
        self, store: Store, company: Company, proposal: Pivot, star: Star, now: datetime
    ) -> Tally:
        """Every state's rule, and one message per asker and follower."""
        draft = proposal.draft
        held = await store.pivots.held(company.workspace, lock=True)
        tally = rules.tally(held, draft)
        fates = {each: rules.fate(each, draft) for each in held}
        touched = {each: fate for each, fate in fates.items() if fate is not Fate.UNTOUCHED}
        await store.pivots.apply(company.workspace, star.version, touched, now)
        await store.pivots.count(company.workspace, proposal.id, tally)
        askers = await store.pivots.askers(company.workspace, star.version)
        followers = await store.pivots.followers(company.workspace, star.version)
        await _plan_each(store, company.workspace, NEWS, [*askers, *followers], star, now)
        doubted = await store.pivots.doubted(company.workspace, star.version)
        await _plan_each(store, company.workspace, PROMISES, promisers(company, doubted), star, now)
        return tally


async def _plan_each(
    store: Store, workspace: WorkspaceId, kind: str, targets: Sequence[str], star: Star, now: datetime
) -> None:
    """Once per version and place; `grace` is long, because it is worth hearing late."""
    period, details = f"pivot-v{star.version}", {"version": str(star.version)}
    plans = [Plan(workspace, kind, each, period, now, GRACE, details) for each in dict.fromkeys(targets)]
    for start in range(0, len(plans), _CHUNK):
        await store.deliveries.plan(plans[start : start + _CHUNK])


async def _proposal(store: Store, viewer: Viewer, number: int) -> Pivot:
    proposal = await store.pivots.find(viewer.workspace, number)
    if proposal is None:
        raise NotFound("There is no such proposal.", "See /northstar pivot.")
    return proposal
