"""Where a metric's past begins anew: confirmed by its owner, or noticed when its source is asked otherwise."""

import asyncio
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Kind, Metric, SourceSpec, Star
from northstar_bot.domain.digest.composition import Occasion
from northstar_bot.domain.errors import AlreadyDone, BadInput, NotAllowed
from northstar_bot.domain.numbers.baselines import Reason, definition_of
from northstar_bot.domain.numbers.process_behaviour import Verdict
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.domain.people import Person, Standing, Viewer
from northstar_bot.plugins import Fetched, Point, Window
from northstar_bot.render.digest.story import small_print
from northstar_bot.render.numbers.line_words import verdict_words
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.numbers.baselines import BaselineService
from northstar_bot.services.numbers.readings import ReadingService
from northstar_bot.services.numbers.week_view import week_of

WEEK = Week.parse("2026-W47")
ACME = Company(
    "acme",
    "Acme",
    star=Star(1, "lessons", "Everybody learns.", "Lessons"),
    metrics=(
        Metric("lessons", "Lessons", Kind.STAR),
        Metric("depth", "Depth", Kind.INPUT, owner="UOWNER"),
    ),
)
OWNER, OTHER = Viewer("acme", Person("UOWNER", "Olga")), Viewer("acme", Person("UBO", "Bo"))


class Asked:
    """A source whose answer depends on its question."""

    kind = "asked"
    summary = "for tests"

    def check(self, options):
        pass

    async def fetch(self, metric, options, window):
        weeks = [window.first.plus(at) for at in range(60) if window.first.plus(at) <= window.last]
        return Fetched(tuple(Point(week, float(options["level"]) + week.start.day % 3) for week in weeks))


@pytest.fixture
async def acme(store, clock):
    await CompanyService(store, clock, {}).apply(ACME)
    low = [20.0 + at % 3 for at in range(24)]
    high = [40.0 + at % 3 for at in range(12)]
    readings = [
        Reading(key, WEEK.plus(at - 35), value, recorded_at=clock.now())
        for key in ("lessons", "depth")
        for at, value in enumerate([*low, *high])
    ]
    async with store.write() as rooms:
        await rooms.readings.add("acme", readings)
    return BaselineService(store, clock)


async def digest_in(store, clock, week=WEEK):
    async with store.read() as rooms:
        company = await rooms.companies.of("acme")
        return await week_of(rooms, company, company.star, week, Occasion(clock.now()))


async def depth_in(store, clock, week=WEEK):
    digest = await digest_in(store, clock, week)
    return next(line for line in digest.inputs if line.metric.key == "depth")


async def test_a_lasting_change_is_news_until_its_owner_says_it_is_normal(acme, store, clock):
    line = await depth_in(store, clock)
    assert (line.judgement.rules, line.run_since) == (("R1", "R2", "R3"), WEEK.plus(-12))
    await acme.confirm(OWNER, "Depth", WEEK.plus(-11))
    calm = await depth_in(store, clock)
    assert (calm.judgement.verdict, calm.earlier, calm.run_since) == (Verdict.TRIAL, 11, None)
    assert calm.anew.since == WEEK.plus(-11)
    assert calm.mean4_before is not None
    before = await depth_in(store, clock, WEEK.plus(-12))
    assert (before.anew, before.judgement.verdict) == (None, Verdict.NOISE)
    await acme.take_back(OWNER, "depth")
    assert (await depth_in(store, clock)).judgement.rules == ("R1", "R2", "R3")


async def test_only_who_may_record_it_says_what_is_normal(acme):
    guest = Viewer("acme", Person("UOWNER", "Olga", standing=Standing.GUEST))
    for viewer in (OTHER, guest):
        with pytest.raises(NotAllowed):
            await acme.confirm(viewer, "depth", WEEK.plus(-11))
        with pytest.raises(NotAllowed):
            await acme.take_back(viewer, "depth")
    assert await acme.all(OTHER) == ()


@pytest.mark.parametrize("week", [WEEK.plus(-35), WEEK.plus(-60), WEEK.plus(1)])
async def test_it_begins_inside_what_is_known(acme, week):
    with pytest.raises(BadInput) as refused:
        await acme.confirm(OWNER, "depth", week)
    assert refused.value.field == "week"


async def test_two_people_at_once_confirm_it_once(acme):
    told = await asyncio.gather(
        *(acme.confirm(OWNER, "depth", WEEK.plus(-11)) for _ in range(4)), return_exceptions=True
    )
    assert sorted(type(one).__name__ for one in told) == ["AlreadyDone", "AlreadyDone", "AlreadyDone", "Anew"]
    await acme.take_back(OWNER, "depth")
    with pytest.raises(AlreadyDone):
        await acme.take_back(OWNER, "depth")
    await acme.confirm(OWNER, "depth", WEEK.plus(-11))
    assert [one.baseline.since for one in await acme.all(OTHER)] == [WEEK.plus(-11)]


async def ask(store, clock, level, first, **options):
    """Collect depth from `first` on by a question that gives `level`."""
    spec = SourceSpec("depth", "asked", {"level": level, **options})
    companies = CompanyService(store, clock, {"asked": Asked()})
    await companies.apply(replace(ACME, sources=(spec,)))
    service = ReadingService(store, clock, {"asked": Asked()})
    await service.collect("acme", Window(first, WEEK))


async def breaks(store):
    async with store.read() as rooms:
        standing = await rooms.baselines.standing("acme")
    return [one.since for one in standing.get("depth", ()) if one.reason is Reason.DEFINITION]


async def test_another_question_breaks_the_line_and_the_whole_past_mends_it(acme, store, clock):
    await ask(store, clock, 20, WEEK.plus(-35))
    assert await breaks(store) == []
    await ask(store, clock, 90, WEEK.plus(-3))
    assert await breaks(store) == [WEEK.plus(-3)]
    await ask(store, clock, 90, WEEK.plus(-3))
    await ask(store, clock, 90, WEEK.plus(-1))
    assert await breaks(store) == [WEEK.plus(-3)]
    line = await depth_in(store, clock)
    assert (line.judgement.verdict, line.earlier, line.mean4_before) == (Verdict.TOO_FEW_POINTS, 3, None)
    at_the_break = await depth_in(store, clock, WEEK.plus(-3))
    assert (at_the_break.previous, at_the_break.change) == (None, None)
    assert all(value is None for week, value in line.history if week < WEEK.plus(-3))
    await ask(store, clock, 90, WEEK.plus(-20))
    assert await breaks(store) == [WEEK.plus(-20)]
    await ask(store, clock, 90, WEEK.plus(-35))
    assert await breaks(store) == []


async def restated(store, clock):
    """The weeks that a digest calls restated, its own among them."""
    digest = await digest_in(store, clock)
    (depth,) = digest.inputs
    own = [] if depth.restated_from is None else [WEEK]
    return own + [one.week for one in digest.restatements]


async def test_what_another_question_answers_is_not_called_restated(acme, store, clock):
    await ask(store, clock, 20, WEEK.plus(-35))
    clock.advance(days=8)
    await ask(store, clock, 90, WEEK.plus(-35))
    assert await breaks(store) == []
    assert await restated(store, clock) == []
    clock.advance(hours=1)
    async with store.write() as rooms:
        later = Reading("depth", WEEK.plus(-30), 95.0, recorded_at=clock.now(), source="asked")
        await rooms.readings.add("acme", [later])
    assert await restated(store, clock) == []
    clock.advance(days=6, hours=23, minutes=30)
    assert await restated(store, clock) == [WEEK.plus(-30)]


async def test_a_question_that_is_only_rewritten_breaks_nothing(acme, store, clock):
    await ask(store, clock, 20, WEEK.plus(-35), counted_as="lessons a learner")
    await ask(store, clock, 21, WEEK.plus(-3), counted_as="lessons a learner")
    assert await breaks(store) == []
    await ask(store, clock, 90, WEEK.plus(-3))
    assert await breaks(store) == [WEEK.plus(-3)]
    taken = await acme.take_back(OWNER, "depth")
    assert taken.baseline.reason is Reason.DEFINITION
    await ask(store, clock, 90, WEEK.plus(-2))
    assert await breaks(store) == []


async def in_unit(store, clock, unit, **more):
    """Depth is declared in `unit`."""
    lessons, depth = ACME.metrics
    wanted = replace(ACME, metrics=(lessons, replace(depth, unit=unit, **more)))
    await CompanyService(store, clock, {}).apply(wanted)


async def test_another_unit_ends_comparisons_and_the_digest_says_so(acme, store, clock):
    await in_unit(store, clock, "hours")
    await in_unit(store, clock, "hr", name="Depth of learning", definition="Time on task.")
    assert (await depth_in(store, clock)).anew is None
    await in_unit(store, clock, "minutes")
    held = await depth_in(store, clock)
    assert (held.value, held.complete, verdict_words(held)) == (None, False, "kept in another unit")
    await ReadingService(store, clock).record(OWNER, "depth", "2460", WEEK.label)
    line = await depth_in(store, clock)
    assert (line.value, line.previous, line.change, line.mean4_before) == (2460, None, None, None)
    assert (line.judgement.verdict, line.earlier) == (Verdict.TOO_FEW_POINTS, 0)
    assert [value for _, value in line.history if value is not None] == [2460]
    (anew,) = await acme.all(OTHER)
    assert anew.baseline.reason is Reason.UNIT
    said = small_print(await digest_in(store, clock))
    assert any("Depth is counted in another unit since week 47 (16–22 Nov" in one for one in said)
    await acme.take_back(OWNER, "depth")
    assert (await depth_in(store, clock)).earlier == 35


async def test_what_was_typed_before_the_change_is_in_the_new_unit_once_typed_again(acme, store, clock):
    await in_unit(store, clock, "hours")
    await in_unit(store, clock, "minutes")
    readings = ReadingService(store, clock)
    for week in (WEEK, WEEK.plus(-1)):
        await readings.record(OWNER, "depth", "2460", week.label)
    assert (await depth_in(store, clock)).previous == 2460
    await readings.record(OWNER, "depth", "40", WEEK.plus(-5).label)
    assert [one.baseline.since for one in await acme.all(OTHER)] == [WEEK.plus(-1)]


async def test_a_collected_past_in_the_new_unit_mends_the_line(acme, store, clock):
    await ask(store, clock, 20, WEEK.plus(-35))
    spec = SourceSpec("depth", "asked", {"level": 20})
    for unit in ("hours", "minutes"):
        metrics = (ACME.metrics[0], replace(ACME.metrics[1], unit=unit))
        await CompanyService(store, clock, {"asked": Asked()}).apply(
            replace(ACME, metrics=metrics, sources=(spec,))
        )
    service = ReadingService(store, clock, {"asked": Asked()})
    await service.collect("acme", Window(WEEK.plus(-3), WEEK))
    assert [(one.baseline.since, one.baseline.reason) for one in await acme.all(OTHER)] == [
        (WEEK.plus(-3), Reason.UNIT)
    ]
    await service.collect("acme", Window(WEEK.plus(-35), WEEK))
    assert await acme.all(OTHER) == ()


def test_what_segments_are_called_is_no_definition():
    asked = {"query": "SELECT 1", "segments_called": "country"}
    assert definition_of(SourceSpec("depth", "sql", asked)) == definition_of(
        SourceSpec("depth", "sql", asked | {"segments_called": "market"})
    )


@given(st.dictionaries(st.text(max_size=5), st.integers() | st.text(max_size=5), max_size=5))
def test_the_order_of_options_is_no_definition(options):
    other = dict(reversed(options.items()))
    assert definition_of(SourceSpec("depth", "sql", options)) == definition_of(
        SourceSpec("depth", "sql", other)
    )
    assert definition_of(SourceSpec("depth", "sql", options)) != definition_of(
        SourceSpec("depth", "csv", options)
    )
