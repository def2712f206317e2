"""Ask, weigh, decide and look back: what people do with requests, authorised by role at every step."""

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from northstar_bot.domain.company.company import Company, Kind, Star
from northstar_bot.domain.company.load import MOST_COUNTED, SOFT_CAP, Load, carried_with
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import BadInput, Invalid
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.requests import weighing
from northstar_bot.domain.requests.appeals import appeal_among, is_appealed
from northstar_bot.domain.requests.asking import Draft
from northstar_bot.domain.requests.moves import Act, after_verdict, awaits_verdict, move, must_take_words
from northstar_bot.domain.requests.precedents import Precedents
from northstar_bot.domain.requests.refusals import must_not_blame
from northstar_bot.domain.requests.requests import Answer, Evidence, Note, Request, Verdict
from northstar_bot.domain.requests.shipped import squad_for
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.views import (
    Asked,
    AskForm,
    Desk,
    NotePreview,
    Seen,
    SelfCheck,
    VerdictNote,
    WeighQuestion,
    input_names,
    names_then,
    taken_back,
)
from northstar_bot.domain.typed import cleaned, wrong_length
from northstar_bot.domain.webhooks import Event, event_of
from northstar_bot.services.ports.store import Store
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests import second_turn
from northstar_bot.services.requests.appeal_gate import desk_about, must_decide
from northstar_bot.services.requests.calendar import plan_woken
from northstar_bot.services.requests.meanwhile import late, must_be_as_seen, must_live
from northstar_bot.services.requests.reads import RequestReads, company_of, found, must_be_askers
from northstar_bot.services.requests.second_turn import must_have_been_blind, waiting_for
from northstar_bot.services.requests.telling import (
    also_followers,
    bring_along,
    must_not_circle,
    tell_of_withdrawal,
)
from northstar_bot.services.requests.time_asked import plan_asked, plan_decided, plan_ended
from northstar_bot.services.requests.writing import written

NOTE = (10, 1500)
# An answer is worth hearing late; the ledger still gives up some day.
_GRACE = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class RequestService(RequestReads):
    """Writes are one transaction each; what is read comes from RequestReads."""

    clock: Clock
    soft_cap: int = SOFT_CAP
    configured_owners: frozenset[PersonId] = frozenset()

    async def form(self, viewer: Viewer) -> AskForm:
        """What the form of a new request offers."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
        return AskForm(company.star, company.of_kind(Kind.INPUT))

    async def ask(self, viewer: Viewer, draft: Draft, source_key: str) -> Asked:
        """Keep a request; the same form sent twice is one request."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            kept, fresh = await store.requests.add(written(company, viewer, draft, now), source_key)
            await store.drafts.drop(viewer.workspace, source_key)
            await store.deliveries.plan(plan_asked(kept, now))
        return Asked(kept, fresh, weighable=company.star is not None)

    async def weigh(
        self,
        viewer: Viewer,
        number: int,
        chosen: MetricKey | None = None,
        evidence: Evidence | None = None,
    ) -> WeighQuestion:
        """Everything the weigh form needs; `chosen` and `evidence` replace what the asker said."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            asked = await self._to_decide(store, viewer, company, number)
            desk = await desk_about(store, company, viewer, asked)
            request = desk.as_known(asked)
            notes = await store.requests.notes(viewer.workspace, number)
            verdicts = desk.known_of(number, await store.requests.verdicts(viewer.workspace, number))
            steps = await store.steps.of(viewer.workspace, number)
            counted = await store.followers.counts(viewer.workspace, [number])
            star, names = weighing.must_be_weighable(company.star), input_names(company)
            marked = chosen or (request.input if request.input in names else None)
            precedents = await _precedents(store, desk, request, marked, star)
            load = await self._load(store, company, desk, marked if marked in names else None)
        sure, oblige = evidence or request.evidence, (request.obligation, request.obligation_link)
        return WeighQuestion(
            request,
            star,
            company.of_kind(Kind.INPUT),
            marked,
            sure,
            weighing.suggest(marked, sure, *oblige, names=names),
            tuple(notes),
            verdicts[-1] if verdicts else None,
            precedents,
            load,
            appeal_among(steps, verdicts),
            squads=company.squads,
            people=1 + counted.get(number, 0),
            second=number in desk.blind,
            names_then=names_then(company),
        )

    async def decide(self, viewer: Viewer, number: int, proposal: Proposal, seen: Seen) -> Verdict:
        """Keep a verdict, move the request and plan the message to the asker: all or nothing."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            second = await waiting_for(store, company, viewer.person.id, number)
            if second:
                must_have_been_blind(second, seen)
            request, verdict = await self._judged(store, viewer, number, proposal, seen)
            if second:
                return await second_turn.answer(store, second, verdict, now)
            after = after_verdict(request.state, verdict.answer, re_weigh=request.re_weigh)
            moved = await store.requests.move(request, after, now, re_weigh=False)
            if moved is None:
                raise await late(store, request)
            kept = await store.requests.add_verdict(viewer.workspace, verdict)
            plans = [*_news(request, kept, now), *plan_decided(request, kept, now)]
            told = await also_followers(store, company, request, plans, self.configured_owners)
            await store.deliveries.plan(told)
            await store.hooks.tell(event_of(viewer.workspace, Event.VERDICT, kept.id, now))
            await bring_along(store, company, request, kept, now, self.configured_owners)
            hearing = {plan.target for plan in told}
            await second_turn.count(store, moved, kept, now, self.configured_owners, hearing)
        return kept

    async def preview(self, viewer: Viewer, number: int, proposal: Proposal, seen: Seen) -> NotePreview:
        """What the asker would read, with everything checked that keeping it checks; nothing is kept."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            request, verdict = await self._judged(store, viewer, number, proposal, seen)
            company = await company_of(store, viewer)
            steps = await store.steps.of(viewer.workspace, number)
            desk = await desk_about(store, company, viewer, request)
            known_to = desk.known_of(number, await store.requests.verdicts(viewer.workspace, number))
            before = taken_back(verdict, known_to)
            known = await store.people.known(viewer.workspace, [request.asker])
        name = known[request.asker].name if request.asker in known else "the asker"
        metric = company.metric(verdict.input) if verdict.input else None
        note = VerdictNote(
            request,
            verdict,
            metric.name if metric else "",
            appealed=is_appealed(steps, verdict),
            before=before,
        )
        return NotePreview(note, name)

    async def _judged(
        self, store: Store, viewer: Viewer, number: int, proposal: Proposal, seen: Seen
    ) -> tuple[Request, Verdict]:
        now = self.clock.now()
        company = await company_of(store, viewer)
        request = await self._to_decide(store, viewer, company, number)
        await must_be_as_seen(store, request, company, seen)
        names, star = input_names(company), weighing.must_be_weighable(company.star)
        desk = await desk_about(store, company, viewer, request)
        desk.must_keep_to_own(request, proposal.input, names)
        verdict = weighing.decide(
            request,
            proposal,
            star=star,
            names=names,
            decider=viewer.person.id,
            at=now,
            today=_today(company, now),
            precedents=await _precedents(store, desk, request, proposal.input, star),
        )
        if verdict.answer is Answer.YES:
            # Kept by name: an input may lose its squad, a promise does not.
            verdict = replace(verdict, squad=squad_for(company, verdict.squad, verdict.input))
        must_not_blame(verdict, company)
        await must_live(store, viewer.workspace, verdict.duplicate_of, desk.blind)
        await must_not_circle(store, request, verdict.duplicate_of)
        return request, verdict

    async def self_check(
        self,
        viewer: Viewer,
        text: str,
        chosen: MetricKey | None = None,
        evidence: Evidence = Evidence.HUNCH,
    ) -> SelfCheck:
        """What the rules would say to `text`; nothing of it is kept."""
        must_be_member(viewer)
        if not (words := cleaned(text)):
            raise BadInput("There are no words to weigh.", "Write what you think of asking for.")
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
        star = weighing.must_be_weighable(company.star)
        suggestion = weighing.suggest(chosen, evidence, names=input_names(company))
        inputs = company.of_kind(Kind.INPUT)
        return SelfCheck(words, star, inputs, chosen, evidence, suggestion)

    async def reply(self, viewer: Viewer, number: int, text: str) -> Request:
        """The asker answers a question or adds evidence; one that waited or was parked is open again."""
        must_be_member(viewer)
        if wrong := wrong_length("text", text, NOTE, "say what is new"):
            raise Invalid(wrong)
        note = Note(viewer.person.id, cleaned(text), self.clock.now())
        async with self.unit_of_work.write() as store:
            before = await found(store, viewer, number)
            must_be_askers(before, viewer)
            must_take_words(number, before.state)
            moved = await self._own_move(store, viewer, number, Act.REPLY)
            await store.requests.add_note(viewer.workspace, number, note)
            await plan_woken(store, before, note, self.configured_owners)
        return moved

    async def withdraw(self, viewer: Viewer, number: int) -> Request:
        """The asker takes their request back."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            moved = await self._own_move(store, viewer, number, Act.WITHDRAW)
            company = await company_of(store, viewer)
            me, now = viewer.person.id, self.clock.now()
            await tell_of_withdrawal(store, company, moved, me, now, self.configured_owners)
            await store.deliveries.plan(plan_ended(moved, now))
        return moved

    async def _own_move(self, store: Store, viewer: Viewer, number: int, act: Act) -> Request:
        request = await found(store, viewer, number)
        must_be_askers(request, viewer)
        moved = await store.requests.move(request, move(request.state, act), self.clock.now())
        if moved is None:
            raise await late(store, request)
        return moved

    async def _to_decide(self, store: Store, viewer: Viewer, company: Company, number: int) -> Request:
        request = await found(store, viewer, number)
        weighing.must_be_anothers(request, viewer.person.id)
        await must_decide(store, company, viewer, request, self.configured_owners)
        second = await waiting_for(store, company, viewer.person.id, number)
        if second is None and not awaits_verdict(request.state, re_weigh=request.re_weigh):
            raise await late(store, request)
        return request

    async def _load(self, store: Store, company: Company, desk: Desk, chosen: MetricKey | None) -> Load:
        whose, inputs = carried_with(company, chosen) if chosen else ("", None)
        accepted = await store.requests.load(company.workspace, inputs, MOST_COUNTED)
        accepted -= await second_turn.carried(store, company.workspace, desk, inputs)
        return Load(whose, accepted, self.soft_cap if chosen else None)


async def _precedents(
    store: Store, desk: Desk, request: Request, chosen: MetricKey | None, star: Star
) -> Precedents:
    return await store.requests.precedents(request, chosen, star.version, desk) if chosen else Precedents()


def _today(company: Company, now: datetime) -> date:
    return now.astimezone(ZoneInfo(company.zone)).date()


def _news(request: Request, verdict: Verdict, now: datetime) -> list[Plan]:
    """The message to the asker, and to whom they asked for, once per verdict."""
    return [
        Plan(
            workspace=request.workspace,
            kind="verdict",
            target=reader,
            period=f"request-{request.number}-{verdict.id}",
            due_at=now,
            grace=_GRACE,
            details={"number": str(request.number), "verdict": str(verdict.id)},
        )
        for reader in request.wanted_by
    ]
