"""Asking the people thanked whether it may be told at the all-hands, and keeping what they say."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deck.asked import checked
from northstar_bot.domain.deck.deck import Period, Story
from northstar_bot.domain.deck.shape import USUAL, Section, Shape
from northstar_bot.domain.deck.spotlight import MOST_TOLD
from northstar_bot.domain.deck.stories import choose_stories
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import BadInput, NotFound
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.recognition.consent import (
    Asking,
    Consent,
    ConsentQuestion,
    Standing,
    named_in,
    shared_out,
)
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.services.composers import Composer
from northstar_bot.services.declared import declared
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.preferences import who_may_be_told
from northstar_bot.services.recognition.candidates import candidates
from northstar_bot.services.recognition.deck_spotlight import light_of, spotlight_of
from northstar_bot.services.recognition.retelling import Retelling, leads_of, retelling_of, unnamed

KIND = "consent"
# Not everybody answers: more are asked than there is room for.
SPARE = 2
SHOWN = 10
LONGEST_AHEAD = timedelta(days=60)
_GRACE = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class ConsentService:
    """Nobody is asked twice about the same thanks, and silence means no."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def ask(
        self, viewer: Viewer, period: Period, shape: Shape = USUAL, on: date | None = None
    ) -> Asking:
        """Ask those whose thanks would be told, now or `on` a day, each within their working hours."""
        must_be_member(viewer)
        checked(period)
        now, workspace = self.clock.now(), viewer.workspace
        async with self.unit_of_work.read() as store:
            company = await declared(store, workspace)
            light = await light_of(store, company, period)
            more = await candidates(store, company, period, light)
            retelling = await retelling_of(store, company, period, more)
            lit = await spotlight_of(store, company, light, retelling) if light else None
        beside = lit.stories if lit and Section.SPOTLIGHT in shape.sections else ()
        begins = _beginning(company, on, now)
        async with self.unit_of_work.write() as store:
            pairs = await self._wanted(store, workspace, retelling, shape.stories * SPARE, beside)
            asked = [pair for pair in pairs if await store.consents.ask(workspace, *pair, now)]
            hours = await _hours(store, company, [person for _, person in asked])
            await store.deliveries.plan(
                [_question(workspace, pair, hours[pair[1]].next_moment(begins)) for pair in asked]
            )
        ready = sum(1 for story in retelling.stories if story.untold is None and story.text.strip())
        stories, people = ({pair[at] for pair in asked} for at in (0, 1))
        return Asking(period, len(stories), len(people), ready, on)

    async def _wanted(
        self,
        store: Store,
        workspace: WorkspaceId,
        retelling: Retelling,
        most: int,
        beside: Sequence[Story],
    ) -> tuple[tuple[int, PersonId], ...]:
        """Whom to ask about which shout-out: the best beside the spotlight, then by the rule of the deck's stories."""
        by_story = {id(story): one for story, one in zip(retelling.stories, retelling.given, strict=True)}
        open_to = [
            story
            for story, one in zip(retelling.stories, retelling.given, strict=True)
            if story.text.strip() and (story.untold is None or retelling.standing.to_ask(one))
        ]
        first = [story for story in beside if any(story is other for other in open_to)][: MOST_TOLD * SPARE]
        wished = {id(story): story for story in (*first, *choose_stories(open_to, most))}
        chosen = [by_story[key] for key in wished]
        wanted = [(one.id, retelling.standing.to_ask(one)) for one in chosen]
        everybody = {person for _, people in wanted for person in people}
        told = set(await who_may_be_told(store, workspace, sorted(everybody), Switch.THANKED))
        named = {one.id: set(named_in(one)) for one in chosen}
        # Who answers for a team may be another; whoever is named has to be asked.
        return shared_out(
            [
                (number, [one for one in people if one in told])
                for number, people in wanted
                if named[number].intersection(people) <= told
            ]
        )

    async def answer(self, viewer: Viewer, shoutout_id: int, said: Consent) -> ConsentQuestion:
        """Keep what the viewer says about thanks to them; it may be changed at any time."""
        must_be_member(viewer)
        workspace, person = viewer.workspace, viewer.person.id
        async with self.unit_of_work.write() as store:
            kept = await store.consents.answer(workspace, shoutout_id, person, said, self.clock.now())
            given = await store.shoutouts.get(workspace, shoutout_id) if kept else None
            company = await declared(store, workspace)
            standing = await self._standing(store, company)
        if given is None or given.undone:
            raise NotFound(
                "These thanks were taken back, or you were never asked.", "There is nothing to do."
            )
        return _question_to(company, standing, given, person, said)

    async def mine(self, viewer: Viewer) -> tuple[ConsentQuestion, ...]:
        """What the viewer was asked, newest first, to look at and change."""
        must_be_member(viewer)
        workspace, person = viewer.workspace, viewer.person.id
        async with self.unit_of_work.read() as store:
            company = await declared(store, workspace)
            standing = await self._standing(store, company)
            asked = await store.consents.asked(workspace, person, SHOWN)
            found = [(await store.shoutouts.get(workspace, number), said) for number, said in asked]
        return tuple(
            _question_to(company, standing, given, person, said)
            for given, said in found
            if given is not None and not given.undone
        )

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {KIND: Composer(self.compose)}

    async def compose(self, plan: Plan, now: datetime) -> ConsentQuestion | None:
        """The question and what was said to it; nothing when the thanks are gone or the person opted out."""
        del now
        person, number = PersonId(plan.target), int(plan.details["shoutout"])
        async with self.unit_of_work.read() as store:
            given = await store.shoutouts.get(plan.workspace, number)
            company = await store.companies.of(plan.workspace)
            off = await store.preferences.of(plan.workspace, person)
            answers = await store.consents.of(plan.workspace, [number])
            standing = await self._standing(store, company) if company else Standing()
        if given is None or given.undone or not given.text or company is None:
            return None
        said = answers.get(number, {}).get(person)
        if said is None and Switch.SHOWN_IN_DECKS in off:
            return None
        return _question_to(company, standing, given, person, said)

    async def _standing(self, store: Store, company: Company) -> Standing:
        """Who leads, for the words of a question."""
        off = await unnamed(store, company.workspace, Switch.SHOWN_IN_DECKS)
        return Standing(opted_out=off, leads=await leads_of(store, company, off))


def _beginning(company: Company, on: date | None, now: datetime) -> datetime:
    """The moment from which people are asked."""
    if on is None:
        return now
    begins = instant_of(on, time(), company.zone)
    if not now - timedelta(days=1) <= begins <= now + LONGEST_AHEAD:
        raise BadInput("That day cannot be asked on.", "Choose today or a day of the next two months.", "on")
    return max(begins, now)


async def _hours(store: Store, company: Company, people: Iterable[PersonId]) -> dict[PersonId, OfficeHours]:
    known = await store.people.known(company.workspace, set(people))
    return {one: OfficeHours.of(known[one].zone if one in known else "", company.zone) for one in people}


def _question(workspace: WorkspaceId, asked: tuple[int, PersonId], due_at: datetime) -> Plan:
    number, person = asked
    details = {"shoutout": str(number)}
    return Plan(workspace, KIND, person, f"shoutout-{number}", due_at, _GRACE, details)


def _question_to(
    company: Company, standing: Standing, given: Shoutout, person: PersonId, said: Consent | None
) -> ConsentQuestion:
    return ConsentQuestion(given, person, _teams(company, given), said, standing.voice(given, person))


def _teams(company: Company, given: Shoutout) -> tuple[str, ...]:
    named: Iterable[str] = (team.name if (team := company.team(key)) else key for key in given.teams)
    return tuple(named)
