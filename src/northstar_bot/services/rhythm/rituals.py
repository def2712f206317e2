"""Rituals begin with the star: its card, the roadmap's poll, and each squad's one input."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from northstar_bot.domain.company.company import Company, Kind, Squad
from northstar_bot.domain.company.declared_fields import nearest
from northstar_bot.domain.declaration.rituals import (
    Answer,
    KickoffCard,
    Pick,
    Ritual,
    SquadCard,
    SquadPart,
    held_picks,
    inputs_of_squad,
    squads_named,
    squads_of,
)
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.digest.composition import Occasion
from northstar_bot.domain.digest.star_card import StarCard, card_of
from northstar_bot.domain.errors import BadInput, NotAllowed, NotFound
from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.people import Role, Viewer, must_be_member
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.services.declared import declared
from northstar_bot.services.numbers.week_view import numbers_of
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests.requests import RequestService

LONGEST_KEY = 128


@dataclass(frozen=True, slots=True)
class RitualService:
    """What a meeting or a squad begins with."""

    unit_of_work: UnitOfWork
    clock: Clock
    requests: RequestService

    async def kickoff(self, viewer: Viewer, ritual: Ritual, place: str) -> KickoffCard:
        """The card of a ritual, asked for at `place`; each is a card of its own."""
        must_be_member(viewer)
        key = f"{ritual} {place} {self.clock.now():%Y-%m-%dT%H:%M:%S}"
        return await self._card(viewer.workspace, ritual, key[:LONGEST_KEY])

    async def say(self, viewer: Viewer, answer: Answer, key: str) -> KickoffCard:
        """Count one voice on a roadmap card; saying something else takes the place of what was said."""
        must_be_member(viewer)
        if not key or len(key) > LONGEST_KEY:
            raise BadInput("This card takes no answers.", "Begin a new one: /northstar kickoff roadmap.")
        async with self.unit_of_work.write() as store:
            await store.rituals.say(viewer.workspace, key, viewer.person.id, answer, self.clock.now())
        return await self._card(viewer.workspace, Ritual.ROADMAP, key)

    async def compose(self, plan: Plan, now: datetime) -> KickoffCard | None:
        """The card of a schedule; None while there is no star."""
        del now
        _, _, word = plan.kind.partition(" ")
        try:
            return await self._card(plan.workspace, Ritual(word), f"{word} {plan.target} {plan.period}")
        except NotFound:
            return None

    async def pick(self, viewer: Viewer, metric: str, squad: str = "") -> tuple[Company, Pick, Pick | None]:
        """Claim an input for a squad; the pick that held before comes with it."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            company = await declared(store, viewer.workspace)
            chosen = _own_squad(company, viewer, squad)
            inputs = {each.key: each for each in company.of_kind(Kind.INPUT)}
            found = inputs.get(MetricKey(metric.lower()))
            if found is None:
                raise BadInput(f"There is no input “{metric[:40]}”.", nearest(metric, inputs))
            before = held_picks(company, await store.rituals.picks(viewer.workspace)).get(chosen.key)
            today = self.clock.now().astimezone(ZoneInfo(company.zone)).date()
            made = Pick(chosen.key, found.key, viewer.person.id, today)
            if before is None or before.metric != made.metric:
                await store.rituals.pick(viewer.workspace, made)
                return company, made, before
            return company, before, before

    async def choices(self, viewer: Viewer) -> tuple[Company, Squad]:
        """The squad of this person, and the company whose inputs it may pick."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await declared(store, viewer.workspace)
        return company, _own_squad(company, viewer, "")

    async def squad_card(self, viewer: Viewer, named: str = "") -> SquadCard:
        """The card of one's own squads, of a squad, or of all squads of a team."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await declared(store, viewer.workspace)
            star = await self._star(store, company)
            picks = held_picks(company, await store.rituals.picks(viewer.workspace))
        squads = squads_named(company, named) if named else squads_of(company, viewer.person.id)
        if not squads:
            raise NotFound(
                "You are in no squad.",
                "Name one: /northstar squad card growth. Settings say who is in which.",
            )
        parts = [await self._part(viewer, company, star, squad, picks.get(squad.key)) for squad in squads]
        return SquadCard(star, tuple(parts))

    async def _part(
        self, viewer: Viewer, company: Company, star: StarCard, squad: Squad, pick: Pick | None
    ) -> SquadPart:
        """What is promised is read as this person may read it."""
        keys = [metric.key for metric in inputs_of_squad(company, squad, pick)]
        lines = tuple(line for line in star.digest.inputs if line.metric.key in keys)
        promised = {
            line.metric.key: await self.requests.list(viewer, Query(Which.ACCEPTED, input=line.metric.key))
            for line in lines
        }
        return SquadPart(squad, pick, lines, promised)

    async def _card(self, workspace: WorkspaceId, ritual: Ritual, key: str) -> KickoffCard:
        async with self.unit_of_work.read() as store:
            star = await self._star(store, await declared(store, workspace))
            voices = await store.rituals.voices(workspace, key) if ritual is Ritual.ROADMAP else {}
        return KickoffCard(ritual, star, key, voices)

    async def _star(self, store: Store, company: Company) -> StarCard:
        if company.star is None:
            raise NotFound(
                "There is no North Star yet, so there is nothing to begin with.",
                "An owner can set one in /northstar settings.",
            )
        now = self.clock.now()
        week = company.closed_week(now)
        digest = await numbers_of(store, company, company.star, week, Occasion(now))
        return card_of(company, company.star, replace(digest, paces=()))


def _own_squad(company: Company, viewer: Viewer, named: str) -> Squad:
    """The squad that is meant: one's own, or for a steward any that is named."""
    own = squads_of(company, viewer.person.id)
    if not named:
        if len(own) == 1:
            return own[0]
        hint = "Name yours: /northstar squad pick depth growth." if own else "Settings say who is in which."
        raise BadInput("You are in several squads." if own else "You are in no squad.", hint)
    found = squads_named(company, named)
    if len(found) > 1:
        raise BadInput("One squad at a time.", f"Say which: {', '.join(squad.key for squad in found)}.")
    if found[0] not in own and not viewer.holds(Role.STEWARD):
        raise NotAllowed(
            f"Only {found[0].name} picks its input.", "Somebody of that squad, or a steward, can."
        )
    return found[0]
