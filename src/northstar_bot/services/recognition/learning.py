"""Lunch-and-learns: who could host, propose one, say whether one comes, and say what was learned."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.errors import AlreadyDone, BadInput, NotAllowed, NotFound
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Role, Standing, Viewer, must_be_member
from northstar_bot.domain.recognition.learning import (
    DAY,
    HOST,
    Answers,
    Entry,
    Learning,
    LearningCard,
    Overview,
    Proposal,
    Stage,
    Word,
    checked,
    must_come,
    suggestions,
    worth_telling,
)
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock, Directory, Files
from northstar_bot.services.preferences import may_tell
from northstar_bot.services.recognition.learning_plans import (
    announcement,
    calendar_file,
    calendar_files,
    last_word,
    note,
    notes,
    renewed,
)
from northstar_bot.services.recognition.learning_reminders import reminders_of
from northstar_bot.services.recognition.retelling import unnamed
from northstar_bot.services.requests.reads import company_of

LATELY = timedelta(days=90)
_MOST_READ = 300
_NOBODY = Answers()


@dataclass(frozen=True, slots=True)
class LearningService:
    """What people do with lunch-and-learns; `files` is where calendar files go."""

    unit_of_work: UnitOfWork
    clock: Clock
    directory: Directory
    files: Files

    async def overview(self, viewer: Viewer) -> Overview:
        """What is coming up, with names for its host, and who could host."""
        must_be_member(viewer)
        now, here = self.clock.now(), viewer.workspace
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            coming = await store.learnings.coming(here, now)
            said = await store.learnings.answers(here, [one.id for one in coming])
            silent = await unnamed(store, here)
            given = await store.learnings.across_teams(here, now - LATELY, _MOST_READ)
            hosted = await store.learnings.hosted(here)
        seen = [one for one in coming if one.stage is Stage.PLANNED or viewer.person.id in one.parties]
        return Overview(
            tuple(_entry(viewer, one, said.get(one.id, _NOBODY)) for one in seen),
            suggestions(given, hosted, silent),
            {team.key: team.name for team in company.teams},
            company.zone,
        )

    async def propose(self, viewer: Viewer, proposal: Proposal, source_key: str) -> Learning:
        """Announce one's own; somebody else is asked whether they host, and nothing is announced before."""
        must_be_member(viewer)
        now = self.clock.now()
        wanted = checked(proposal, now)
        host = await self.directory.person(viewer.workspace, wanted.host)
        if host is None or host.standing is not Standing.MEMBER:
            raise BadInput("They cannot host here.", "Choose a full member of this workspace.", HOST)
        own = host.id == viewer.person.id
        async with self.unit_of_work.write() as store:
            if not own and not await may_tell(store, viewer.workspace, host.id, Switch.SPOTLIGHT):
                raise BadInput(
                    "They take no questions about lunch-and-learns from Northstar.",
                    "Ask them yourself; they can propose it.",
                    HOST,
                )
            draft = Learning(
                id=0,
                workspace=viewer.workspace,
                topic=wanted.topic,
                host=host.id,
                proposer=viewer.person.id,
                starts_at=wanted.starts_at,
                minutes=wanted.minutes,
                place=wanted.place,
                channel=wanted.channel,
                stage=Stage.PLANNED if own else Stage.ASKED,
            )
            kept = await store.learnings.add(draft, source_key, now)
            if own:
                await self._announce(store, kept, now)
            else:
                await store.deliveries.plan([note(kept, Word.ASK_HOST, host.id, now)])
        return kept

    async def agree(self, viewer: Viewer, number: int, *, hosts: bool) -> Learning:
        """The host who was asked says yes, and it is announced, or no, and the proposer is told."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            one = await _found(store, viewer, number)
            if viewer.person.id != one.host:
                raise NotAllowed("Only who was asked to host can answer this.", "Ask them.")
            if one.starts_at <= now:
                raise AlreadyDone("Its time has passed.", "Propose it anew: /northstar learn propose.")
            stage = Stage.PLANNED if hosts else Stage.DECLINED
            if one.stage is not Stage.ASKED or not await store.learnings.move(one, stage):
                raise AlreadyDone("This was answered before.", "See /northstar learn.")
            if hosts:
                await self._announce(store, one, now)
            else:
                await store.deliveries.plan([note(one, Word.DECLINED, one.proposer, now)])
            return await _found(store, viewer, number)

    async def answer(self, viewer: Viewer, number: int, *, coming: bool) -> LearningCard:
        """Say whether one comes; saying something else takes the place of what was said."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            one = await _found(store, viewer, number)
            _must_stand(one, now)
            await store.learnings.answer(viewer.workspace, number, viewer.person.id, now, coming=coming)
            if coming:
                file = calendar_file(one, Word.COMING, viewer.person.id, now)
                await store.deliveries.plan([file, *await reminders_of(store, one, [viewer.person.id], now)])
            await store.deliveries.plan(renewed(one, now, f"{viewer.person.id} {now:%y%m%d%H%M%S%f}"))
            said = (await store.learnings.answers(viewer.workspace, [number])).get(number, _NOBODY)
        return LearningCard(one, len(said.coming), len(said.not_coming), company.zone)

    async def cancel(self, viewer: Viewer, number: int) -> Learning:
        """Call it off; who said they come is told, and so is everybody's calendar."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            one = await _found(store, viewer, number)
            if viewer.person.id not in one.parties and not viewer.holds(Role.STEWARD):
                raise NotAllowed("Only its host, who proposed it, or a steward can call it off.", "Ask them.")
            if one.stage not in {Stage.ASKED, Stage.PLANNED} or one.ends_at <= now:
                raise AlreadyDone("There is nothing to call off any more.", "See /northstar learn.")
            if not await store.learnings.move(one, Stage.CANCELLED):
                raise AlreadyDone("Somebody changed it just now.", "See /northstar learn.")
            said = (await store.learnings.answers(viewer.workspace, [number])).get(number, _NOBODY)
            calendars = _calendars(one, said) if one.stage is Stage.PLANNED else ()
            told = [each for each in sorted(one.parties) if each not in (*calendars, viewer.person.id)]
            await store.deliveries.plan(
                [
                    *calendar_files(one, Word.CANCELLED, calendars, now),
                    *notes(one, Word.CANCELLED, told, now),
                    *renewed(one, now, "cancelled"),
                ]
            )
            return await _found(store, viewer, number)

    async def to_move(self, viewer: Viewer, number: int) -> Learning:
        """One whose date the viewer may change."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            return await _movable(store, viewer, number, self.clock.now())

    async def move(self, viewer: Viewer, number: int, starts_at: datetime) -> Learning:
        """Give it another date; the host and who said they come get the file anew, with reminders of that date."""
        must_be_member(viewer)
        now = self.clock.now()
        must_come(starts_at, now)
        async with self.unit_of_work.write() as store:
            seen = await _movable(store, viewer, number, now)
            if seen.starts_at == starts_at:
                raise BadInput("It is at that time already.", "Choose another day or time.", DAY)
            if not await store.learnings.postpone(seen, starts_at):
                raise AlreadyDone("Somebody changed it just now.", "See /northstar learn.")
            one = await _found(store, viewer, number)
            said = (await store.learnings.answers(viewer.workspace, [number])).get(number, _NOBODY)
            calendars = _calendars(one, said)
            await store.deliveries.plan(
                [
                    *calendar_files(one, Word.MOVED, calendars, now),
                    *await reminders_of(store, one, calendars, now),
                    *renewed(one, now, f"moved {one.sequence}"),
                ]
            )
            return one

    async def tell(self, viewer: Viewer, number: int, text: str) -> Learning:
        """The host says what was learned, once; it is posted under the announcement."""
        must_be_member(viewer)
        words, now = worth_telling(text), self.clock.now()
        async with self.unit_of_work.write() as store:
            one = await _found(store, viewer, number)
            if viewer.person.id != one.host:
                raise NotAllowed("Only its host says what was learned.", "Answer in the thread instead.")
            if one.stage is not Stage.PLANNED or one.ends_at > now:
                raise BadInput("It is not over yet.", "Say it afterwards.")
            if not await store.learnings.learn(viewer.workspace, number, words):
                raise AlreadyDone("What was learned is told already.", "Add to it in the thread.")
            await store.deliveries.plan([last_word(one, now)])
            return await _found(store, viewer, number)

    async def _announce(self, store: Store, one: Learning, now: datetime) -> None:
        await store.deliveries.plan(
            [
                announcement(one, now),
                calendar_file(one, Word.HOSTING, one.host, now),
                *await reminders_of(store, one, [one.host], now),
            ]
        )


def _calendars(one: Learning, said: Answers) -> tuple[PersonId, ...]:
    """Whose calendars know of it: the host's and those of who comes."""
    return tuple(dict.fromkeys((one.host, *said.coming)))


async def _movable(store: Store, viewer: Viewer, number: int, now: datetime) -> Learning:
    one = await _found(store, viewer, number)
    if not _may_move(viewer, one):
        raise NotAllowed("Only its host or a steward can change the date.", "Ask them.")
    _must_stand(one, now)
    return one


def _may_move(viewer: Viewer, one: Learning) -> bool:
    return viewer.person.id == one.host or viewer.holds(Role.STEWARD)


def _must_stand(one: Learning, now: datetime) -> None:
    if one.stage is not Stage.PLANNED:
        raise AlreadyDone("This one was called off, or is not announced.", "See /northstar learn.")
    if one.ends_at <= now:
        raise AlreadyDone("This one is over.", "See /northstar learn for what comes.")


async def _found(store: Store, viewer: Viewer, number: int) -> Learning:
    one = await store.learnings.get(viewer.workspace, number)
    if one is None:
        raise NotFound("There is no such lunch-and-learn.", "See /northstar learn.")
    return one


def _entry(viewer: Viewer, one: Learning, said: Answers) -> Entry:
    person: PersonId = viewer.person.id
    mine = True if person in said.coming else False if person in said.not_coming else None
    may_cancel = person in one.parties or viewer.holds(Role.STEWARD)
    may_move = one.stage is Stage.PLANNED and _may_move(viewer, one)
    return Entry(one, said, mine, person == one.host, may_cancel, may_move)
