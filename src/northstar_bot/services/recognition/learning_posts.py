"""What is posted about lunch-and-learns, as things stand when it goes out."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan, Receipt
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.recognition.learning import (
    Answers,
    Invitation,
    Learned,
    Learning,
    LearningCard,
    LearningNote,
    Stage,
    Word,
)
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import File, Files, NotGranted
from northstar_bot.services.preferences import may_tell
from northstar_bot.services.recognition.learning_plans import CARD, COUNTS, FILE, LAST_WORD, NOTE


@dataclass(frozen=True, slots=True)
class LearningPosts:
    """Composers of all kinds; `invite` draws the calendar file."""

    unit_of_work: UnitOfWork
    files: Files
    invite: Callable[[LearningNote, datetime], Invitation]

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {
            CARD: Composer(self.card, self.card_stands),
            COUNTS: Composer(self.card_now),
            NOTE: Composer(self.note),
            FILE: Composer(self.file),
            LAST_WORD: Composer(self.last_word),
        }

    async def card(self, plan: Plan, now: datetime) -> LearningCard | None:
        """The announcement, unless it was called off meanwhile."""
        found = await self.card_now(plan, now)
        return found if found and found.learning.stage is Stage.PLANNED else None

    async def card_now(self, plan: Plan, now: datetime) -> LearningCard | None:
        """The announcement as it should read now."""
        del now
        async with self.unit_of_work.read() as store:
            one, said, zone = await _read(store, plan)
        return LearningCard(one, len(said.coming), len(said.not_coming), zone) if one else None

    async def card_stands(self, plan: Plan, receipt: Receipt) -> None:
        """Keep where the announcement stands."""
        async with self.unit_of_work.write() as store:
            await store.learnings.remember_card(plan.workspace, int(plan.details["learning"]), receipt)

    async def note(self, plan: Plan, now: datetime) -> LearningNote | None:
        """A word to one person, while it holds and they want to hear it."""
        del now
        person, word = PersonId(plan.target), Word(plan.details["word"])
        async with self.unit_of_work.read() as store:
            one, said, zone = await _read(store, plan)
            wanted = await may_tell(store, plan.workspace, person, Switch.SPOTLIGHT)
        if one is None or not wanted or _is_stale(plan, one) or not _holds(one, word, person, said):
            return None
        return LearningNote(word, one, zone, said if person == one.host else None)

    async def file(self, plan: Plan, now: datetime) -> LearningNote | None:
        """Hand over the calendar file; without the scope for files a message says when and where."""
        person, word = PersonId(plan.target), Word(plan.details.get("word", Word.COMING))
        async with self.unit_of_work.read() as store:
            one, said, zone = await _read(store, plan)
        if one is None or _is_stale(plan, one) or not _holds(one, word, person, said):
            return None
        note = LearningNote(word, one, zone)
        made = self.invite(note, now)
        try:
            file = File(made.name, made.media_type, made.data)
            await self.files.deliver(plan.workspace, person, [file], made.words)
        except NotGranted:
            return note
        return None

    async def last_word(self, plan: Plan, now: datetime) -> Learned | None:
        """What was learned."""
        del now
        async with self.unit_of_work.read() as store:
            one, _, _ = await _read(store, plan)
        return Learned(one) if one and one.learned else None


def _is_stale(plan: Plan, one: Learning) -> bool:
    """Whether it speaks of a date that has been changed since."""
    return int(plan.details.get("sequence", "0")) != one.sequence


def _holds(one: Learning, word: Word, person: PersonId, said: Answers) -> bool:
    match word:
        case Word.ASK_HOST:
            return one.stage is Stage.ASKED
        case Word.DECLINED:
            return one.stage is Stage.DECLINED
        case Word.CANCELLED:
            return one.stage is Stage.CANCELLED
        case Word.AFTER:
            return one.stage is Stage.PLANNED and not one.learned
    return one.stage is Stage.PLANNED and (person == one.host or person in said.coming)


async def _read(store: Store, plan: Plan) -> tuple[Learning | None, Answers, str]:
    number = int(plan.details["learning"])
    one = await store.learnings.get(plan.workspace, number)
    company = await store.companies.of(plan.workspace)
    said = await store.learnings.answers(plan.workspace, [number])
    return one, said.get(number, Answers()), company.zone if company else "UTC"
