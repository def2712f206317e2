"""What a lunch-and-learn plans in the ledger: its announcement, the words to its host and guests, its last word."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.recognition.learning import Learning, Word
from northstar_bot.services.posts.notices import ASKED_BY

CARD, COUNTS, NOTE, LAST_WORD = "learn", "learn counts", "learn note", "learn last word"
FILE = "learn calendar file"
_DAY, _HOUR = timedelta(days=1), timedelta(hours=1)
_GRACE = {Word.DAY: timedelta(hours=6), Word.HOUR: timedelta(minutes=45)}
_USUAL_GRACE = timedelta(days=3)


def announcement(one: Learning, now: datetime) -> Plan:
    """The card in the channel, good until it begins; who chose the channel hears when it cannot stand there."""
    return Plan(
        workspace=one.workspace,
        kind=CARD,
        target=one.channel,
        period=f"learn-{one.id}",
        due_at=now,
        grace=max(one.starts_at - now, _HOUR),
        details={"learning": str(one.id), ASKED_BY: one.proposer},
    )


def renewed(one: Learning, now: datetime, why: str) -> list[Plan]:
    """The card brought up to date where it stands; nothing while it does not."""
    if one.card is None:
        return []
    return [
        Plan(
            workspace=one.workspace,
            kind=COUNTS,
            target=one.channel,
            period=f"learn-{one.id} {why}"[:64],
            due_at=now,
            details={"learning": str(one.id), "edits": one.card.place},
        )
    ]


def last_word(one: Learning, now: datetime) -> Plan:
    """What was learned, in the thread of the announcement, or in the channel when there is none."""
    under = {"under": one.card.place} if one.card else {}
    return Plan(
        workspace=one.workspace,
        kind=LAST_WORD,
        target=one.channel,
        period=f"learn-{one.id}",
        due_at=now,
        details={"learning": str(one.id), **under},
    )


def note(one: Learning, word: Word, person: PersonId, due_at: datetime) -> Plan:
    """A word to one person, once."""
    return Plan(
        workspace=one.workspace,
        kind=NOTE,
        target=person,
        period=f"learn-{one.id} {word}{_dated(one)}",
        due_at=due_at,
        grace=_GRACE.get(word, _USUAL_GRACE),
        details={"learning": str(one.id), "word": word.value, "sequence": str(one.sequence)},
    )


def calendar_file(one: Learning, word: Word, person: PersonId, now: datetime) -> Plan:
    """The calendar file, once for each date however often somebody changes their answer; once more when called off."""
    off = " cancelled" if word is Word.CANCELLED else ""
    return Plan(
        workspace=one.workspace,
        kind=FILE,
        target=person,
        period=f"learn-{one.id}{off}{_dated(one)}",
        due_at=now,
        grace=_DAY,
        details={"learning": str(one.id), "word": word.value, "sequence": str(one.sequence)},
    )


def calendar_files(one: Learning, word: Word, people: Iterable[PersonId], now: datetime) -> list[Plan]:
    """The same file for several."""
    return [calendar_file(one, word, person, now) for person in people]


def notes(one: Learning, word: Word, people: Iterable[PersonId], now: datetime) -> list[Plan]:
    """The same word to several."""
    return [note(one, word, person, now) for person in people]


def _dated(one: Learning) -> str:
    """What is planned for another date is another post."""
    return f" {one.sequence}" if one.sequence else ""


def reminders(one: Learning, person: PersonId, hours: OfficeHours, now: datetime) -> list[Plan]:
    """A day before, in their office hours, and an hour before; what would come too late is left out."""
    hour = one.starts_at - _HOUR
    day = hours.next_moment(one.starts_at - _DAY)
    plans = [note(one, Word.DAY, person, day)] if now < day < hour else []
    return [*plans, *([note(one, Word.HOUR, person, hour)] if now < hour else [])]
