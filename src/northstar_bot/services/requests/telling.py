"""Who hears what the asker of a request hears: everybody who follows it and may still read it."""

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.domain.requests.requests import Answer, Request, State, Verdict
from northstar_bot.domain.requests.views import Desk, desk_of
from northstar_bot.services.ports.store import Store

WITHDRAWN = "withdrawn"
_GRACE = timedelta(days=30)
_NOBODY: frozenset[PersonId] = frozenset()


async def also_followers(
    store: Store,
    company: Company,
    request: Request,
    plans: Iterable[Plan],
    owners: Collection[PersonId] = _NOBODY,
) -> list[Plan]:
    """The plans, and those for the asker once more for each follower; `owners` come from the environment."""
    planned = list(plans)
    followers = readers_among(
        await store.followers.of(request.workspace, request.number), company, request, owners
    )
    told = {(plan.kind, plan.target) for plan in planned}
    more = [
        replace(plan, target=person)
        for plan in planned
        if plan.target == request.asker
        for person in followers
        if (plan.kind, person) not in told
    ]
    return planned + more


async def tell_of_withdrawal(
    store: Store,
    company: Company,
    request: Request,
    by: PersonId,
    at: datetime,
    owners: Collection[PersonId] = _NOBODY,
) -> None:
    """Plan the message that a request was taken back, for whose it is besides and those who follow it."""
    hearing = [*request.wanted_by, *await store.followers.of(request.workspace, request.number)]
    others = [person for person in dict.fromkeys(hearing) if person != by]
    plans = [
        Plan(
            workspace=request.workspace,
            kind=WITHDRAWN,
            target=person,
            period=f"request-{request.number}-{request.moves}",
            due_at=at,
            grace=_GRACE,
            details={"number": str(request.number)},
        )
        for person in readers_among(others, company, request, owners)
    ]
    await store.deliveries.plan(plans)


def readers_among(
    people: Iterable[PersonId], company: Company, request: Request, owners: Collection[PersonId] = _NOBODY
) -> list[PersonId]:
    """Those of `people` who may read `request` as things stand; somebody may have lost a role since."""
    return [person for person in people if desk_for(person, company, owners).reads(request)]


def desk_for(person: PersonId, company: Company, owners: Collection[PersonId] = _NOBODY) -> Desk:
    """The desk of somebody who is not there to ask; `owners` come from the environment."""
    named = {
        Role.OWNER: {*owners, *company.owners},
        Role.STEWARD: set(company.stewards),
        Role.DECIDER: set(company.deciders),
    }
    roles = frozenset(role for role, people in named.items() if person in people)
    return desk_of(company, Viewer(company.workspace, Person(person, person), roles))


async def root_of(store: Store, request: Request) -> Request:
    """What `request` repeats in the end; itself when it repeats nothing."""
    seen = {request.number}
    while request.state is State.DUPLICATE:
        latest = (await store.requests.latest_verdicts(request.workspace, [request.number])).get(
            request.number
        )
        number = latest.duplicate_of if latest and latest.answer is Answer.DUPLICATE else None
        repeated = await store.requests.find(request.workspace, number) if number else None
        if repeated is None or repeated.number in seen:
            return request
        seen.add(repeated.number)
        request = repeated
    return request


async def followed_after(
    store: Store, request: Request | None, verdict: Verdict | None, person: PersonId
) -> int | None:
    """The number that `person` follows now that this verdict is given: the request's, or that of what it repeats."""
    if request is None or verdict is None:
        return None
    repeats = verdict.answer is Answer.DUPLICATE
    number = (await root_of(store, request)).number if repeats else request.number
    followed = await store.followers.followed(request.workspace, person, [number])
    return number if followed else None


async def must_not_circle(store: Store, request: Request, duplicate_of: int | None) -> None:
    """Raise Invalid when what `request` shall repeat repeats `request` itself in the end."""
    repeated = await store.requests.find(request.workspace, duplicate_of) if duplicate_of else None
    if repeated and (await root_of(store, repeated)).number == request.number:
        raise Invalid({"duplicate_of": f"#{repeated.number} was called a duplicate of this one."})


async def bring_along(
    store: Store,
    company: Company,
    request: Request,
    verdict: Verdict,
    at: datetime,
    owners: Collection[PersonId] = _NOBODY,
) -> None:
    """Let whoever asks for a duplicate follow what it repeats; who may not read that one stays where they are."""
    repeated = await store.requests.find(request.workspace, verdict.duplicate_of or 0)
    if verdict.answer is not Answer.DUPLICATE or repeated is None:
        return
    root = await root_of(store, repeated)
    followers = await store.followers.of(request.workspace, request.number)
    readers = readers_among([*request.wanted_by, *followers], company, root, owners)
    moved = [person for person in readers if not root.is_own(person)]
    await store.followers.add(request.workspace, root.number, moved, at, request.number)
    await store.followers.remove(request.workspace, request.number, readers)
