"""What happens to a second weighing inside the transaction of a verdict: counted, planned, answered."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, NotAllowed
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.people import Role, Viewer
from northstar_bot.domain.requests.away import away
from northstar_bot.domain.requests.requests import Request, State, Verdict
from northstar_bot.domain.requests.second_weighing import (
    SecondWeighing,
    able_to_decide,
    is_comparable,
    lapses_at,
    standing,
    whose_turn,
)
from northstar_bot.domain.requests.views import Desk, Seen
from northstar_bot.services.ports.store import Store
from northstar_bot.services.preferences import who_may_be_told

ASKED, CLASH = "second weighing", "second clash"
_GRACE = timedelta(days=30)


async def count(
    store: Store,
    request: Request,
    verdict: Verdict,
    now: datetime,
    configured_owners: frozenset[PersonId],
    told: Collection[str] = (),
) -> None:
    """Count a verdict that was just kept, and when it is its turn, plan a second one.

    `told` are people who hear of the verdict. While nobody else may decide, the turn waits for the next request that
    somebody else may decide.
    """
    company = await store.companies.of(request.workspace)
    if company is None or not company.second_weighing_every or not is_comparable(verdict):
        return
    weighed = await store.second_weighings.count_weighed(request.workspace)
    if weighed < company.second_weighing_every:
        return
    owners = configured_owners.union(company.owners)
    if await planned(store, company, request, verdict, now, owners, told=told):
        await store.second_weighings.start_over(request.workspace)


async def planned(
    store: Store,
    company: Company,
    request: Request,
    verdict: Verdict,
    now: datetime,
    owners: Collection[PersonId],
    *,
    told: Collection[str] = (),
    asked_by: PersonId | None = None,
) -> SecondWeighing | None:
    """Choose somebody who does not know the verdict, and plan the message to them; None when there is nobody."""
    gone = away(await store.absences.open(request.workspace))
    without = {*told, *gone, *([asked_by] if asked_by else [])}
    person = await _chosen(store, company, request, verdict, owners, without)
    if person is None:
        return None
    second = SecondWeighing(
        workspace=request.workspace,
        number=request.number,
        verdict=verdict.id,
        first=verdict.decider,
        person=person,
        planned_at=now,
        until=lapses_at(now, company.zone),
        moves=request.moves,
        star_version=verdict.star_version,
        across=(person in owners) is not (verdict.decider in owners),
        asked_by=asked_by,
    )
    kept = await store.second_weighings.plan(second)
    if kept is None:
        raise AlreadyDone(f"#{request.number} is weighed a second time already.", "Nothing was changed.")
    known = await store.people.known(request.workspace, [person])
    hours = OfficeHours.of(known[person].zone if person in known else "", company.zone)
    await store.deliveries.plan([_told(ASKED, kept, person, hours.next_moment(now))])
    return kept


async def blind_for(store: Store, company: Company, person: PersonId) -> Mapping[int, int]:
    """What `person` is to weigh a second time: the requests, each with the verdict that they may not know yet."""
    return {each.number: each.verdict for each in await _waiting(store, company, person)}


async def waiting_for(store: Store, company: Company, person: PersonId, number: int) -> SecondWeighing | None:
    """The second weighing of one request that waits for `person`."""
    waiting = await _waiting(store, company, person)
    return next((second for second in waiting if second.number == number), None)


async def may_be_asked_for(
    store: Store, company: Company, viewer: Viewer, request: Request, verdicts: Sequence[Verdict]
) -> bool:
    """Whether the viewer, an owner, may send a request that stands decided to a second person."""
    version = company.star.version if company.star else None
    verdict = standing(request, verdicts, version) if viewer.holds(Role.OWNER) else None
    if verdict is None:
        return False
    return await store.second_weighings.of_verdict(request.workspace, verdict.id) is None


async def must_not_be_blind(store: Store, company: Company, viewer: Viewer, number: int) -> None:
    """NotAllowed while the viewer is to weigh this request blind: any other answer would tell how it stands."""
    if await waiting_for(store, company, viewer.person.id, number):
        raise NotAllowed(
            f"You are asked to weigh #{number} without knowing what was decided.",
            f"Answer with /northstar weigh {number} first.",
        )


async def carried(
    store: Store, workspace: WorkspaceId, desk: Desk, inputs: Collection[MetricKey] | None
) -> int:
    """How many of the hidden verdicts count in the load of `inputs`, or at all, which would give them away."""
    found = [await store.requests.find(workspace, number) for number in desk.blind]
    taken = [desk.blind[each.number] for each in found if each and each.state is State.ACCEPTED]
    hidden = [await store.requests.verdict(workspace, verdict) for verdict in taken]
    return sum(each is not None and (inputs is None or each.input in inputs) for each in hidden)


def must_have_been_blind(second: SecondWeighing, seen: Seen) -> None:
    """AlreadyDone when the form was opened to decide, before somebody else did; not even now is told what they said."""
    if seen.moves < second.moves:
        raise AlreadyDone(
            f"Somebody decided #{second.number} meanwhile, and you are asked to weigh it a second time, blind.",
            f"Copy what you typed and open /northstar weigh {second.number} again. Nothing was saved.",
        )


async def answer(store: Store, second: SecondWeighing, verdict: Verdict, now: datetime) -> Verdict:
    """Keep what the second person said; the request stays as it is. Both are told where they differ."""
    if now >= second.until or not await store.second_weighings.answer(second, verdict):
        raise AlreadyDone(
            f"#{second.number} no longer waits for a second weighing.", f"See /northstar why {second.number}."
        )
    first = await store.requests.verdict(second.workspace, second.verdict)
    if first is not None and first.answer is not verdict.answer:
        both = (second.first, second.person)
        await store.deliveries.plan([_told(CLASH, second, person, now) for person in both])
    return verdict


async def _waiting(store: Store, company: Company, person: PersonId) -> Sequence[SecondWeighing]:
    if company.star is None:
        return ()
    return await store.second_weighings.waiting_for(company.workspace, person, company.star.version)


async def _chosen(
    store: Store,
    company: Company,
    request: Request,
    verdict: Verdict,
    owners: Collection[PersonId],
    without: Collection[str],
) -> PersonId | None:
    """Whoever is told of a verdict, or gave one on this request before, does not come fresh to it."""
    decided = {each.decider for each in await store.requests.verdicts(request.workspace, request.number)}
    followers = await store.followers.of(request.workspace, request.number)
    unfit = frozenset(PersonId(each) for each in (*decided, *followers, *without, request.whose_time or ""))
    able = able_to_decide(company, request, owners, unfit)
    willing = await who_may_be_told(store, request.workspace, able, Switch.SECOND_WEIGHING)
    assigned = await store.second_weighings.assigned(request.workspace)
    return whose_turn(willing, assigned, owners, verdict.decider)


def _told(kind: str, second: SecondWeighing, person: PersonId, at: datetime) -> Plan:
    return Plan(
        workspace=second.workspace,
        kind=kind,
        target=person,
        period=f"request-{second.number}-{second.verdict}",
        due_at=at,
        grace=_GRACE,
        details={"second": str(second.id)},
    )
