"""Who may decide after an appeal: anybody but the one who said no, unless nobody else can."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Standing, Viewer
from northstar_bot.domain.requests.appeals import deciders_of
from northstar_bot.domain.requests.requests import Request, State
from northstar_bot.domain.requests.views import Desk, desk_of
from northstar_bot.services.ports.store import Store
from northstar_bot.services.requests.second_turn import blind_for


async def desk_at(store: Store, company: Company, viewer: Viewer) -> Desk:
    """The desk of `viewer` without the requests whose appeal is about their own no, and what they may not know yet."""
    barred = await store.steps.barred(viewer.workspace, viewer.person.id)
    blind = await blind_for(store, company, viewer.person.id)
    return replace(desk_of(company, viewer), barred=barred, blind=blind)


async def desk_about(store: Store, company: Company, viewer: Viewer, request: Request) -> Desk:
    """The same with `request` on it, when their squad or input promised it under an older star."""
    desk = await desk_at(store, company, viewer)
    if not (request.re_weigh and request.state is State.ACCEPTED and desk.reads(request)):
        return desk
    latest = await store.requests.latest_verdicts(request.workspace, [request.number])
    theirs = desk.crew.ships(latest.get(request.number))
    return replace(desk, promised=frozenset({request.number})) if theirs else desk


async def must_decide(
    store: Store, company: Company, viewer: Viewer, request: Request, owners: Collection[PersonId]
) -> None:
    """Raise NotAllowed unless the verdict is this person's to give, appeals included."""
    desk = await desk_about(store, company, viewer, request)
    if not replace(desk, barred=frozenset()).decides(request):
        raise NotAllowed(
            "Only deciders can weigh this request.",
            "An owner names deciders in /northstar settings. Everyone can weigh words of their own.",
        )
    if desk.decides(request):
        return
    if await others_who_decide(store, company, request, owners, viewer.person.id):
        raise NotAllowed(
            "You said no to this, and its asker appealed: somebody else decides it.",
            "It waits on the other deciders; you need not do anything.",
        )


async def others_who_decide(
    store: Store, company: Company, request: Request, owners: Collection[PersonId], besides: PersonId
) -> Sequence[PersonId]:
    """Who else can decide `request` now; people who have left cannot."""
    named = deciders_of(company, request, owners, besides)
    known = await store.people.known(request.workspace, named)
    gone = {person.id for person in known.values() if person.standing is not Standing.MEMBER}
    return [person for person in named if person not in gone]
