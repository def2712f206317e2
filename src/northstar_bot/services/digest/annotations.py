"""Notes on a metric's week: written, corrected and removed by the people concerned, listed for everybody."""

from dataclasses import dataclass, replace

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.errors import BadInput, NotFound
from northstar_bot.domain.numbers.annotation_views import NoteAsked, NoteForm, NotePage
from northstar_bot.domain.numbers.annotations import (
    Annotation,
    must_be_author,
    must_be_noted_by,
    must_be_removable,
    must_not_know_already,
    text_of,
    week_of_note,
)
from northstar_bot.domain.numbers.happened import Noted
from northstar_bot.domain.numbers.recording import may_record, metric_named
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.services.numbers.digest_standing import redraw
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock
from northstar_bot.services.requests.happenings import named
from northstar_bot.services.requests.reads import company_of

LISTED = 10
# Numbers beyond the column's range are nobody's.
_NO_SUCH = 2**31


@dataclass(frozen=True, slots=True)
class AnnotationService:
    """Append-only underneath: what is corrected or removed stays in the database.

    Every act is followed by the digests of that week, which are edited where they stand.
    """

    unit_of_work: UnitOfWork
    clock: Clock

    async def form(self, viewer: Viewer) -> NoteForm:
        """What the form offers."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
        metrics = tuple(metric for metric in company.metrics if may_record(viewer, company, metric))
        if not metrics:
            raise BadInput(
                "No metric is yours to write notes on.", "Its owner, its squad and stewards write them."
            )
        return NoteForm(metrics, company.closed_week(self.clock.now()))

    async def add(self, viewer: Viewer, metric: str, text: str, week: str | None = None) -> Noted:
        """Keep a note on one week, the last closed one unless another is named."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            meant = metric_named(company, metric)
            must_be_noted_by(viewer, company, meant)
            now = self.clock.now()
            at = week_of_note(week, company.closed_week(now))
            note = Annotation(meant.key, at, viewer.person.id, text_of(text), now)
            return await self._kept(store, company, note)

    async def asked(self, viewer: Viewer, metric: str, week: str) -> NoteAsked:
        """Which number of which week somebody is about to write on, when it is theirs to."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
        meant = metric_named(company, metric)
        must_be_noted_by(viewer, company, meant)
        return NoteAsked(meant, week_of_note(week, company.closed_week(self.clock.now())))

    async def not_known(self, viewer: Viewer, metric: str, week: str) -> Noted:
        """Keep that somebody was asked and does not know yet; the same said twice is kept once."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            meant = metric_named(company, metric)
            must_be_noted_by(viewer, company, meant)
            now = self.clock.now()
            at = week_of_note(week, company.closed_week(now))
            said = [
                one
                for one in await store.annotations.between(viewer.workspace, at, at)
                if (one.metric, one.author) == (meant.key, viewer.person.id)
            ]
            must_not_know_already(said)
            if said:
                return await _named(store, company, said[0])
            note = Annotation(meant.key, at, viewer.person.id, "", now, unknown=True)
            return await self._kept(store, company, note)

    async def correct(self, viewer: Viewer, number: int, text: str) -> Noted:
        """Its author says it better; the earlier words are kept."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            company = await company_of(store, viewer)
            note = await _found(store, viewer, number)
            must_be_author(viewer, note)
            changed = replace(note, text=text_of(text), unknown=False, at=self.clock.now())
            return await self._kept(store, company, changed)

    async def remove(self, viewer: Viewer, number: int) -> Annotation:
        """Its author or a steward takes it back; nobody sees it any more."""
        must_be_member(viewer)
        async with self.unit_of_work.write() as store:
            note = await _found(store, viewer, number)
            must_be_removable(viewer, note)
            gone = replace(note, at=self.clock.now())
            await redraw(store, viewer.workspace, note.week, gone.at)
            return await store.annotations.add(viewer.workspace, gone, removed=True)

    async def find(self, viewer: Viewer, number: int) -> Annotation:
        """One note of the viewer's own, to be corrected."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            note = await _found(store, viewer, number)
        must_be_author(viewer, note)
        return note

    async def page(self, viewer: Viewer, metric: str = "") -> NotePage:
        """The latest notes, on one metric or on all."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = await company_of(store, viewer)
            meant = metric_named(company, metric) if metric.strip() else None
            key = meant.key if meant else None
            latest = await store.annotations.latest(viewer.workspace, key, LISTED)
            notes = await named(store, company, list(reversed(latest)))
        return NotePage(tuple(notes), viewer.person.id, meant)

    @staticmethod
    async def _kept(store: Store, company: Company, note: Annotation) -> Noted:
        """Keep it, and show it in the digests of its week that stand already."""
        kept = await store.annotations.add(company.workspace, note)
        await redraw(store, company.workspace, note.week, note.at)
        return await _named(store, company, kept)


async def _found(store: Store, viewer: Viewer, number: int) -> Annotation:
    note = await store.annotations.find(viewer.workspace, number) if 0 < number < _NO_SUCH else None
    if note is None:
        raise NotFound("There is no such note any more.", "See /northstar notes.")
    return note


async def _named(store: Store, company: Company, note: Annotation) -> Noted:
    return (await named(store, company, [note]))[0]
