"""Record readings typed by people, and collect the others from their sources, each on its own."""

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from northstar_bot.domain.amounts import parse_amount
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Metric, SourceSpec, Style
from northstar_bot.domain.errors import NorthstarError, NotFound
from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.numbers.baselines import without_name
from northstar_bot.domain.numbers.readings import MANUAL, Reach, Reading
from northstar_bot.domain.numbers.recording import (
    Recorded,
    may_be_negative,
    may_record,
    metric_named,
    must_be_countable,
    must_own,
    week_to_record,
)
from northstar_bot.domain.numbers.segments import SegmentReading, must_be_few
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.plugins import Fetched, Source, Window
from northstar_bot.services.isolation import Broken, isolated
from northstar_bot.services.numbers.baselines import note_definition, note_typed
from northstar_bot.services.numbers.soundness import begun_as_asked, sound
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock

AT_ONCE = 4
# Long enough for every lag and for corrections at the source; a metric never collected gets its past.
RECENT_WEEKS = 13
FIRST_WEEKS = 104


@dataclass(frozen=True, slots=True)
class Collected:
    """How the collection of one metric went: how many readings were new or restated, or why it failed."""

    metric: MetricKey
    new: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class ReadingService:
    """`sources` are the kinds of source installed here, by name."""

    unit_of_work: UnitOfWork
    clock: Clock
    sources: Mapping[str, Source] = field(default_factory=dict)

    async def record(self, viewer: Viewer, metric: str, amount: str, week: str | None = None) -> Recorded:
        """Keep what a person typed; a value that was there before is kept as history."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = _declared(await store.companies.of(viewer.workspace))
            found = metric_named(company, metric)
            must_own(viewer, company, found)
            at = week_to_record(week, company.closed_week(now))
            value = amount_of(found, amount)
            before = await store.readings.latest_of_each(viewer.workspace, [found.key], at, at)
            reading = Reading(
                found.key, at, value, recorded_at=now, recorded_by=viewer.person.id, source=MANUAL
            )
            await store.readings.add(viewer.workspace, [reading])
            await note_typed(store, company, found, at, now)
        spec = company.source(found.key)
        collected_from = spec.kind if spec and spec.kind != MANUAL else None
        previous = next((each.value for each in before if each.value != value), None)
        return Recorded(found, reading, previous, collected_from)

    async def recordable(self, viewer: Viewer) -> tuple[tuple[Metric, ...], Week]:
        """The metrics this person may record, and the week one usually records."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = _declared(await store.companies.of(viewer.workspace))
        mine = tuple(metric for metric in company.metrics if may_record(viewer, company, metric))
        return mine, company.closed_week(self.clock.now())

    async def collect(
        self,
        workspace: WorkspaceId,
        window: Window | None = None,
        progress: Callable[[Collected], None] = lambda _: None,
    ) -> tuple[Collected, ...]:
        """Fetch every sourced metric; one that fails keeps its readings, says why, and stops no other.

        Without a window: the recent weeks, or the past of a metric that was never collected. `progress` hears
        of each metric when it is done.
        """
        async with self.unit_of_work.read() as store:
            company = _declared(await store.companies.of(workspace))
            reaches = await store.readings.reaches(workspace)
        turn = asyncio.Semaphore(AT_ONCE)

        async def one(spec: SourceSpec) -> Collected:
            async with turn:
                asked = window or self._usual(company, reaches.get(spec.metric))
                done = await self._collect_one(company, spec, asked)
            progress(done)
            return done

        specs = [spec for spec in company.sources if spec.kind != MANUAL and company.metric(spec.metric)]
        return tuple(await asyncio.gather(*(one(spec) for spec in specs)))

    def _usual(self, company: Company, reach: Reach | None) -> Window:
        last = company.closed_week(self.clock.now())
        known = reach is not None and reach.succeeded_at is not None
        return Window(last.plus(1 - (RECENT_WEEKS if known else FIRST_WEEKS)), last)

    async def _collect_one(self, company: Company, spec: SourceSpec, window: Window) -> Collected:
        answer = await isolated(
            f"collect {company.workspace}/{spec.metric}", self._asked(company, spec, window)
        )
        now = self.clock.now()
        reach = Reach(spec.metric, attempted_at=now)
        if isinstance(answer, Fetched):
            reach = replace(reach, first=answer.first, through=answer.through, succeeded_at=now)
        else:
            failed = answer if isinstance(answer, str) else "The source broke; the log says where."
            reach = replace(reach, error=failed)
        async with self.unit_of_work.write() as store:
            found = self._readings(spec, answer)
            new = await store.readings.add(company.workspace, found)
            await self._keep_segments(store, company, spec, answer)
            anew = await note_definition(store, company, spec, [each.week for each in found], now)
            kept = replace(reach, asked_anew_at=now if anew else None)
            await store.readings.note_collection(company.workspace, kept)
        return Collected(spec.metric, new, reach.error)

    async def _keep_segments(
        self, store: Store, company: Company, spec: SourceSpec, answer: Fetched | str | Broken
    ) -> None:
        if not isinstance(answer, Fetched) or not answer.segments:
            return
        told = [SegmentReading(spec.metric, one.week, one.segment, one.value) for one in answer.segments]
        weeks = {point.week for point in answer.points} | {one.week for one in told}
        await store.segments.replace(company.workspace, spec.metric, weeks, told)

    async def _asked(self, company: Company, spec: SourceSpec, window: Window) -> Fetched | str:
        """What the source answers, or in words why it does not; nothing else about a failure leaves this room."""
        source, metric = self.sources.get(spec.kind), company.metric(spec.metric)
        if source is None or metric is None:
            return f"There is no source “{spec.kind}” here."
        try:
            found = await source.fetch(metric, without_name(spec.options), window)
            must_be_few(found.segments)
            return begun_as_asked(sound(metric, found), window)
        except NorthstarError as error:
            return error.words

    def _readings(self, spec: SourceSpec, answer: Fetched | str | Broken) -> list[Reading]:
        """Readings of weeks that are over or begun; what lies in the future is no reading."""
        if not isinstance(answer, Fetched):
            return []
        now = self.clock.now()
        return [
            Reading(spec.metric, point.week, point.value, point.provisional, now, None, spec.kind)
            for point in answer.points
            if point.week.start <= now.date()
        ]


def _declared(company: Company | None) -> Company:
    if company is None:
        raise NotFound(
            "This workspace has nothing declared yet.", "Run northstar-bot apply company.yaml once."
        )
    return company


def amount_of(metric: Metric, written: str) -> float:
    """The value somebody typed, or BadInput with what is wrong with it."""
    value = parse_amount(
        written, share=metric.style is Style.SHARE, allow_negative=may_be_negative(metric), field="value"
    )
    must_be_countable(metric, value, written)
    return value
