"""What a reminder says, as things stand when it is sent: nothing about what has moved since it was planned."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.company.company import Company, Squad
from northstar_bot.domain.declaration.rituals import held_picks
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Person, Standing
from northstar_bot.domain.requests.reminders import (
    Deciders,
    Item,
    Reminder,
    StillWaiting,
    Unanswered,
    Wait,
    Waiting,
)
from northstar_bot.domain.requests.requests import Request, State
from northstar_bot.domain.requests.views import names_then
from northstar_bot.domain.star.sprints import SquadsToPick, SquadsWithout, squads_without_input
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Directory
from northstar_bot.services.requests.reminder_people import deciders_now
from northstar_bot.services.requests.telling import readers_among


@dataclass(frozen=True, slots=True)
class Scene:
    """What a reminder is composed from: the company, who decides in it, and the requests that did not move."""

    company: Company
    deciders: Deciders
    requests: Sequence[Request]


@dataclass(frozen=True, slots=True)
class ReminderPosts:
    """Composes them; None when nothing is left to say, or nobody is there to hear it."""

    unit_of_work: UnitOfWork
    directory: Directory
    owners: frozenset[PersonId] = field(default_factory=frozenset)

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {
            Reminder.WAITING.value: Composer(self.waiting),
            Reminder.UNANSWERED.value: Composer(self.unanswered),
            Reminder.STILL_WAITING.value: Composer(self.still_waiting),
            Reminder.SQUADS.value: Composer(self.squads),
            Reminder.SQUAD_PICK.value: Composer(self.squad_pick),
        }

    async def waiting(self, plan: Plan, now: datetime) -> Waiting | None:
        """What a decider may decide of what waited for them."""
        scene = await self._scene(plan, now)
        if scene is None:
            return None
        person = PersonId(plan.target)
        theirs = tuple(request for request in scene.requests if scene.deciders.may_decide(person, request))
        if not theirs:
            return None
        weighable = scene.company.star is not None
        return Waiting(theirs, _more(plan), names_then(scene.company), weighable=weighable)

    async def unanswered(self, plan: Plan, now: datetime) -> Unanswered | None:
        """What nobody answered, each with whom it waits, for somebody who may read it."""
        scene = await self._scene(plan, now)
        desk = scene.deciders.desk(PersonId(plan.target)) if scene else None
        if scene is None or desk is None:
            return None
        seen = [request for request in scene.requests if desk.reads(request)]
        found = tuple((request, scene.deciders.awaited(request)) for request in seen)
        return Unanswered(found, _more(plan)) if found else None

    async def still_waiting(self, plan: Plan, now: datetime) -> StillWaiting | None:
        """Since when nothing happened to each request, and with whom it waits."""
        scene = await self._scene(plan, now)
        if scene is None:
            return None
        person, since = PersonId(plan.target), _since(plan)
        waits = tuple(
            Wait(request, since[request.number], scene.deciders.awaited(request), request.asker == person)
            for request in scene.requests
            if readers_among([person], scene.company, request, self.owners)
        )
        return StillWaiting(waits, _more(plan)) if waits else None

    async def squads(self, plan: Plan, now: datetime) -> SquadsWithout | None:
        """The squads that move no input now."""
        scene = await self._scene(plan, now)
        names = tuple(squad.name for squad in await self._without(scene)) if scene else ()
        return SquadsWithout(names) if names else None

    async def squad_pick(self, plan: Plan, now: datetime) -> SquadsToPick | None:
        """The reader's own squads among them, and what they may pick."""
        scene = await self._scene(plan, now)
        if scene is None:
            return None
        theirs = tuple(squad for squad in await self._without(scene) if plan.target in squad.people)
        return SquadsToPick(scene.company, theirs) if theirs else None

    async def _without(self, scene: Scene) -> Sequence[Squad]:
        async with self.unit_of_work.read() as store:
            picks = await store.rituals.picks(scene.company.workspace)
        return squads_without_input(scene.company, held_picks(scene.company, picks))

    async def _scene(self, plan: Plan, now: datetime) -> Scene | None:
        """As things stand; None for somebody who left, or where it is no hour to remind them."""
        person = await self.directory.person(plan.workspace, PersonId(plan.target))
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
            if company is None or person is None or not _hears(person, company, now):
                return None
            known = await store.people.known(plan.workspace, Deciders.of(company, self.owners).people)
            deciders = await deciders_now(store, company, self.owners, _with(known, person))
            return Scene(company, deciders, await _unmoved(store, plan))


def _with(known: Mapping[PersonId, Person], person: Person) -> Mapping[PersonId, Person]:
    return {**known, person.id: person}


def _hears(person: Person, company: Company, now: datetime) -> bool:
    return person.standing is Standing.MEMBER and OfficeHours.of(person.zone, company.zone).are_now(now)


async def _unmoved(store: Store, plan: Plan) -> list[Request]:
    """The requests of the plan that still wait as they did."""
    found = []
    for item in Item.several(plan.details.get("items", "")):
        request = await store.requests.find(plan.workspace, item.number)
        if request and item.is_still(request) and request.state is State.OPEN:
            found.append(request)
    return found


def _since(plan: Plan) -> Mapping[int, date]:
    """The day of the last news of each item."""
    days = map(date.fromisoformat, plan.details["since"].split(","))
    items = Item.several(plan.details["items"])
    return dict(zip((item.number for item in items), days, strict=True))


def _more(plan: Plan) -> int:
    return int(plan.details.get("more", "0"))
