"""What people look up about requests: lists, reasons, news for the asker; private texts stay private."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time
from types import MappingProxyType

from northstar_bot.domain.calendar.periods import Week, instant_of
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.counts import RequestCounts
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import BadInput, NotAllowed, NotFound
from northstar_bot.domain.ids import PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.people import Role, Viewer, must_be_member
from northstar_bot.domain.requests.appeals import is_appealed
from northstar_bot.domain.requests.drops import may_drop
from northstar_bot.domain.requests.moves import Act, awaits_verdict, can, must_take_words
from northstar_bot.domain.requests.precedents import Precedents
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import Answer, Request, Verdict
from northstar_bot.domain.requests.views import (
    Desk,
    Glimpse,
    RequestPage,
    Shelf,
    VerdictNote,
    Why,
    input_names,
    names_then,
    taken_back,
)
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.requests.appeal_gate import desk_about, desk_at
from northstar_bot.services.requests.second_turn import blind_for, may_be_asked_for
from northstar_bot.services.requests.telling import desk_for, followed_after, root_of

PAGE = 10
# Numbers beyond the column's range are nobody's.
NO_SUCH = 2**31


@dataclass(frozen=True, slots=True)
class RequestReads:
    """Reads change nothing and say of a private request no more than its number and state."""

    unit_of_work: UnitOfWork

    async def why(self, viewer: Viewer, number: int) -> Why:
        """A request with its verdicts, each beside the star of its day."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            request = await found(store, viewer, number)
            desk = await desk_about(store, company, viewer, request)
            names = names_then(company)
            version = company.star.version if company.star else None
            if not desk.reads(request):
                return Why(Glimpse(number, desk.as_known(request).state), (), (), names, version)
            verdicts = desk.known_of(number, await store.requests.verdicts(viewer.workspace, number))
            known = desk.as_known(request)
            askable = await may_be_asked_for(store, company, viewer, known, verdicts)
            notes = tuple(await store.requests.notes(viewer.workspace, number))
            alike = await _alike(store, viewer.workspace, verdicts, desk)
            counted = await store.followers.counts(viewer.workspace, [number])
            followed = await store.followers.followed(viewer.workspace, viewer.person.id, [number])
            steps = tuple(await store.steps.of(viewer.workspace, number))
        glimpse = _glimpse(request, desk, {number: verdicts[-1]} if verdicts else {}, counted)
        return Why(
            glimpse,
            verdicts,
            notes,
            names,
            version,
            is_asker=request.is_own(viewer.person.id),
            alike=alike,
            may_ask_second=askable,
            is_follower=number in followed,
            steps=steps,
            may_drop=can(glimpse.state, Act.DROP) and may_drop(desk, request, verdicts),
        )

    async def own(self, viewer: Viewer, number: int) -> Request:
        """A request of the viewer's own, to which something can be added."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            request = await found(store, viewer, number)
        must_be_askers(request, viewer)
        must_take_words(number, request.state)
        return request

    async def list(self, viewer: Viewer, query: Query) -> RequestPage:
        """One page of a list, newest first."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            names = input_names(company)
            _must_be_known(query, company)
            desk = await desk_at(store, company, viewer)
            requests = await store.requests.matching(viewer.workspace, query, desk, PAGE + 1)
            items = await _glimpses(store, viewer, desk, requests[:PAGE])
        older = replace(query, before=items[-1].number) if len(requests) > PAGE else None
        return RequestPage(query, items, older, names, _teams(company), names_then(company))

    async def waiting_on(self, viewer: Viewer, limit: int) -> Shelf:
        """The open requests whose verdict is this person's to give, longest waiting first."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            desk = await desk_at(store, await company_of(store, viewer), viewer)
            requests, total = await store.requests.open_for(viewer.workspace, desk, limit)
            return Shelf(await _glimpses(store, viewer, desk, requests), total)

    async def mine(self, viewer: Viewer, limit: int) -> Shelf:
        """What this person asked for, newest first, each with its latest verdict."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            desk = await desk_at(store, await company_of(store, viewer), viewer)
            requests, total = await store.requests.of_asker(viewer.workspace, desk.person, limit)
            return Shelf(await _glimpses(store, viewer, desk, requests), total)

    async def following(self, viewer: Viewer, limit: int) -> Shelf:
        """What this person joined or follows, newest first, each with its latest verdict."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            desk = await desk_at(store, await company_of(store, viewer), viewer)
            requests, total = await store.requests.of_follower(viewer.workspace, desk.person, limit)
            return Shelf(await _glimpses(store, viewer, desk, requests), total)

    async def recent_decisions(self, viewer: Viewer, limit: int) -> Sequence[Glimpse]:
        """The latest decisions this person may read, newest first."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            desk = await desk_at(store, await company_of(store, viewer), viewer)
            decided = await store.requests.recent_decisions(viewer.workspace, desk, limit)
        return [_glimpse(request, desk, {request.number: verdict}) for request, verdict in decided]

    async def any_to_re_weigh(self, viewer: Viewer) -> bool:
        """Whether the star has changed since anything was weighed, for those who look after it."""
        must_be_member(viewer)
        if not viewer.holds(Role.STEWARD):
            return False
        async with self.unit_of_work.read() as store:
            desk = await desk_at(store, await company_of(store, viewer), viewer)
            return bool(await store.requests.matching(viewer.workspace, Query(Which.RE_WEIGH), desk, 1))

    async def counts_for_week(self, workspace: WorkspaceId, week: Week) -> RequestCounts:
        """What a week of the workspace's own zone came to."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
            zone = company.zone if company else "UTC"
            since, until = (instant_of(each.start, time(0), zone) for each in (week, week.next))
            return await store.requests.counts(workspace, since, until)

    async def compose(self, plan: Plan, now: datetime) -> VerdictNote | None:
        """The news of a verdict for its asker; None when there is nothing to tell."""
        del now
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            request = await store.requests.find(plan.workspace, int(plan.details["number"]))
            verdict = await store.requests.verdict(plan.workspace, int(plan.details["verdict"]))
            steps = await store.steps.of(plan.workspace, int(plan.details["number"]))
            follows = await followed_after(store, request, verdict, PersonId(plan.target))
            if company is None or request is None or verdict is None:
                return None
            reader = PersonId(plan.target)
            desk = Desk(reader, blind=await blind_for(store, company, reader))
            alike = await _alike(store, plan.workspace, [verdict], desk)
            before = taken_back(verdict, await store.requests.verdicts(plan.workspace, request.number))
            repeats = await _repeated(store, company, verdict, reader, desk.blind)
        metric = company.metric(verdict.input) if verdict.input else None
        name = metric.name if metric else ""
        return VerdictNote(
            request,
            verdict,
            name,
            is_asker=request.is_own(PersonId(plan.target)),
            alike=alike[verdict.id],
            appealed=is_appealed(steps, verdict),
            follows=follows,
            repeats=repeats,
            before=before,
        )


async def _alike(
    store: Store, workspace: WorkspaceId, verdicts: Sequence[Verdict], desk: Desk
) -> dict[int, Precedents]:
    numbers = {number for verdict in verdicts for number in verdict.precedents}
    decided = await store.requests.decided_on(workspace, numbers, desk)
    return {verdict.id: Precedents.seen_with(verdict, decided) for verdict in verdicts}


async def _repeated(
    store: Store, company: Company, verdict: Verdict, reader: PersonId, blind: Mapping[int, int]
) -> Glimpse | None:
    """What a duplicate repeats in the end, as far as `reader` may know it: `blind` hides what was decided there."""
    named = verdict.duplicate_of if verdict.answer is Answer.DUPLICATE else None
    found = await store.requests.find(company.workspace, named) if named else None
    if found is None:
        return None
    desk = replace(desk_for(reader, company), blind=blind)
    root = desk.as_known(await root_of(store, found))
    return Glimpse(root.number, root.state, root if desk.reads(root) else None)


async def company_of(store: Store, viewer: Viewer) -> Company:
    """What the viewer's workspace declared, or NotFound."""
    company = await store.companies.of(viewer.workspace)
    if company is None:
        raise NotFound("This workspace is not set up yet.", "An owner starts with /northstar settings.")
    return company


async def found(store: Store, viewer: Viewer, number: int) -> Request:
    """The request with this number, or NotFound."""
    request = await store.requests.find(viewer.workspace, number) if 0 < number < NO_SUCH else None
    if request is None:
        raise NotFound(f"There is no request #{number}.", "See /northstar requests for those there are.")
    return request


def must_be_askers(request: Request, viewer: Viewer) -> None:
    """Raise NotAllowed unless the viewer asked for it, or somebody did on their behalf."""
    if not request.is_own(viewer.person.id):
        raise NotAllowed("Only the person who asked can do this.", "Ask them, or make your own request.")


async def _glimpses(
    store: Store, viewer: Viewer, desk: Desk, requests: Sequence[Request]
) -> tuple[Glimpse, ...]:
    numbers = [request.number for request in requests]
    verdicts = await store.requests.latest_verdicts(viewer.workspace, numbers)
    counted = await store.followers.counts(viewer.workspace, numbers) if numbers else {}
    noes = [each.number for each in requests if each.is_own(desk.person) and can(each.state, Act.APPEAL)]
    fresh = set(noes) - await store.steps.appealed(viewer.workspace, noes)
    return tuple(
        replace(_glimpse(request, desk, verdicts, counted), may_appeal=request.number in fresh)
        for request in requests
    )


def _glimpse(
    request: Request,
    desk: Desk,
    verdicts: Mapping[int, Verdict],
    counted: Mapping[int, int] = MappingProxyType({}),
) -> Glimpse:
    request = desk.as_known(request)
    if not desk.reads(request):
        return Glimpse(request.number, request.state)
    may_weigh = desk.decides(request) and awaits_verdict(request.state, re_weigh=request.re_weigh)
    people = 1 + counted.get(request.number, 0)
    latest = verdicts.get(request.number)
    verdict = next(iter(desk.known_of(request.number, [latest] if latest else [])), None)
    second = request.number in desk.blind
    may_ship = can(request.state, Act.SHIP) and not second and desk.crew.ships(verdict)
    return Glimpse(
        request.number,
        request.state,
        request,
        verdict,
        may_weigh,
        may_ship=may_ship,
        people=people,
        second=second,
    )


def _teams(company: Company) -> Mapping[TeamKey, str]:
    return {team.key: team.name for team in company.teams}


def _must_be_known(query: Query, company: Company) -> None:
    teams = [team.key for team in company.teams]
    if query.team and query.team.startswith("@"):
        raise BadInput(
            f"from: takes a team, not {query.team[:40]}.",
            _one_of(teams),
        )
    if query.team and query.team not in teams:
        raise BadInput(f"There is no team “{query.team[:40]}”.", _one_of(teams))
    names = input_names(company)
    if query.input and query.input not in names:
        raise BadInput(f"There is no input “{query.input[:40]}”.", _one_of(names))


def _one_of(known: Collection[str]) -> str:
    if not known:
        return "None is declared yet; an owner adds them in /northstar settings."
    return f"Use one of: {', '.join(known)}."
