"""One way to make a digest, for the schedule, the preview and the command line."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import event
from tests.support.digests import (
    CHURN,
    COMPANY,
    LEARNERS,
    LESSONS,
    METRICS,
    NAMES,
    PER_LEARNER,
    STAR,
    WEEK,
    calm,
    weeks,
)

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Limits, SourceSpec
from northstar_bot.domain.deliveries import Plan, Receipt
from northstar_bot.domain.digest.line import known_weeks, line_of
from northstar_bot.domain.errors import NotAllowed, NotFound
from northstar_bot.domain.ids import ChannelId, PersonId, WorkspaceId
from northstar_bot.domain.numbers.leaks import Leak
from northstar_bot.domain.numbers.process_behaviour import Basis
from northstar_bot.domain.numbers.readings import Reach, Reading, Series
from northstar_bot.domain.numbers.segments import SegmentReading
from northstar_bot.domain.people import Person, Standing, Viewer
from northstar_bot.render.digest.story import marks
from northstar_bot.render.digest.text import text
from northstar_bot.render.words import weekday
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.digest.digest import DigestService
from northstar_bot.services.numbers.segment_view import by_cohort
from northstar_bot.services.star.star import StarService
from northstar_bot.sources.registry import installed

MONDAYS = Schedule("mondays", PostKind.DIGEST, ChannelId("C1"), 0, time(9), "Europe/Berlin")
FRIDAYS = Schedule("fridays", PostKind.DIGEST, ChannelId("C2"), 4, time(16), "America/New_York")
ANA = Viewer(COMPANY.workspace, Person(PersonId("U0ANA"), "Ana"))
GUEST = Viewer(COMPANY.workspace, Person(PersonId("U0GIL"), "Gil", standing=Standing.GUEST))


def readings(key, values, at) -> list[Reading]:
    return [Reading(key, week, value, recorded_at=at) for week, value in weeks(values).items()]


@pytest.fixture
async def acme(store, clock):
    """A declared company with thirty weeks of its star and its learners."""
    company = replace(COMPANY, schedules=(MONDAYS, FRIDAYS))
    await CompanyService(store, clock, installed()[0]).apply(replace(company, star=replace(STAR, version=1)))
    async with store.write() as opened:
        await opened.people.remember(
            company.workspace, [Person(person, name) for person, name in NAMES.items()], clock.now()
        )
        await opened.readings.add(company.workspace, readings(LESSONS, calm(30), clock.now()))
        await opened.readings.add(company.workspace, readings(LEARNERS, calm(30), clock.now()))
        await opened.readings.add(company.workspace, readings(PER_LEARNER, [1.0] * 30, clock.now()))
    return company


async def test_the_last_closed_week_is_the_usual_one(store, clock, acme):
    digest = await DigestService(store, clock).build(acme.workspace)
    assert (digest.week, digest.star.value, digest.star.earlier) == (WEEK, 101, 29)
    assert digest.read_at == clock.now()
    assert digest.zone == "Europe/Berlin"
    assert digest.names[PersonId("U0ANA")] == "Ana"


async def test_without_a_star_there_is_nothing_to_post_and_a_hint_to_read(store, clock):
    service = DigestService(store, clock)
    plan = Plan(COMPANY.workspace, "digest", "C1", WEEK.label, clock.now())
    assert await service.build(WorkspaceId("nobody")) is None
    assert await service.compose(plan, clock.now()) is None
    with pytest.raises(NotFound, match="no North Star yet"):
        await service.preview(ANA)
    assert await StarService(store, clock).card(ANA) is None
    assert await StarService(store, clock).mine(ANA) is None


async def test_a_preview_is_the_same_digest_marked(store, clock, acme):
    service = DigestService(store, clock)
    preview = await service.preview(ANA, WEEK)
    assert preview.preview
    assert replace(preview, preview=False) == await service.build(acme.workspace, WEEK)


async def test_guests_are_refused(store, clock, acme):
    with pytest.raises(NotAllowed):
        await DigestService(store, clock).preview(GUEST)
    with pytest.raises(NotAllowed):
        await StarService(store, clock).card(GUEST)
    with pytest.raises(NotAllowed):
        await StarService(store, clock).mine(GUEST)


@pytest.mark.parametrize(("waited", "late"), [(timedelta(minutes=60), False), (timedelta(minutes=61), True)])
async def test_a_post_says_when_it_is_late_and_when_its_schedule_comes_again(
    store, clock, acme, waited, late
):
    due = clock.now()
    clock.moment += waited
    plan = Plan(acme.workspace, "digest", "C1", WEEK.label, due, details={"schedule": "mondays"})
    digest = await DigestService(store, clock).compose(plan, clock.now())
    assert (digest.week, digest.late, digest.due_at) == (WEEK, late, due)
    assert digest.next_at.isoformat() == "2026-11-30T08:00:00+00:00"


async def test_a_preview_names_the_soonest_of_all_schedules(store, clock, acme):
    digest = await DigestService(store, clock).preview(ANA)
    assert digest.next_at.isoformat() == "2026-11-27T21:00:00+00:00"


async def test_a_failing_source_and_a_number_nobody_typed_show_as_stale(store, clock, acme):
    async with store.write() as opened:
        source = SourceSpec(METRICS[3].key, "csv", {"path": "weeks.csv"})
        await opened.companies.save(replace(await opened.companies.of(acme.workspace), sources=(source,)))
        reach = Reach(METRICS[3].key, None, date(2026, 11, 1), clock.now(), clock.now(), "down")
        await opened.readings.note_collection(acme.workspace, reach)
    digest = await DigestService(store, clock).build(acme.workspace)
    assert [line.stale for line in digest.guardrails] == [True, True]
    assert digest.guardrails[0].failed


async def test_the_card_is_of_the_last_closed_week_with_squads_and_ones_own_inputs(store, clock, acme):
    service = StarService(store, clock)
    card = await service.card(ANA)
    assert (card.digest.week, card.star.version, card.squads) == (WEEK, 1, {LEARNERS: "Growth"})
    _, mine = await service.mine(ANA)
    assert [line.metric.key for line in mine] == [LEARNERS]


@pytest.mark.parametrize("limits", Limits)
async def test_many_years_are_judged_as_if_all_of_them_were_read(store, clock, acme, limits):
    steps = [*calm(30), *(value + 50 for value in calm(270))]
    async with store.write() as opened:
        company = await opened.companies.of(acme.workspace)
        await opened.companies.save(replace(company, limits=limits))
        await opened.readings.add(acme.workspace, readings(CHURN, steps, clock.now()))
    digest = await DigestService(store, clock).build(acme.workspace)
    whole = Series(METRICS[3], {one.week: one for one in readings(CHURN, steps, clock.now())})
    expected = line_of(
        whole, known_weeks(whole, WEEK, COMPANY.zone), WEEK, clock.now(), COMPANY.zone, Basis(limits)
    )
    assert digest.guardrails[0].judgement.limits == expected.judgement.limits
    assert digest.guardrails[0].judgement.rules == expected.judgement.rules
    assert digest.guardrails[0].mean4_year_ago == expected.mean4_year_ago


async def test_a_past_week_is_told_the_same_on_every_day_it_is_looked_at(store, clock, acme):
    """Nothing of the day it is read: no moment, no next digest, and the data to the end of that week."""
    service, past = DigestService(store, clock), WEEK.plus(-3)
    async with store.write() as opened:
        await opened.companies.save(
            replace(
                await opened.companies.of(acme.workspace),
                sources=(SourceSpec(LESSONS, "csv", {"path": "weeks.csv"}),),
            )
        )
        reach = Reach(LESSONS, None, WEEK.end, clock.now(), clock.now())
        await opened.readings.note_collection(acme.workspace, reach)
        await opened.readings.add(
            acme.workspace, [Reading(LESSONS, past.previous, 77.0, recorded_at=clock.now())]
        )
    first = await service.build(acme.workspace, past)
    assert (first.read_at, first.next_at, first.restatements) == (None, None, ())
    assert (
        marks(first)[-1]
        == f"Data to {weekday(past.end)} {past.end.year} · told afterwards, with every correction since"
    )
    clock.advance(days=100)
    assert text(await service.build(acme.workspace, past)) == text(first)
    assert (await service.preview(ANA, past)).read_at is None


async def test_only_looking_back_leaves_out_when_it_was_read(store, clock, acme):
    service = DigestService(store, clock)
    plan = Plan(acme.workspace, "digest", "C1", WEEK.previous.label, clock.now())
    assert (await service.build(acme.workspace, plan=plan)).read_at == clock.now()
    assert (await service.build(acme.workspace, WEEK)).read_at == clock.now()
    assert (await service.build(acme.workspace, WEEK, afterwards=True)).read_at is None


async def posted(store, clock, week, target="C1", again=""):
    """A digest of `week` was posted there just now."""
    plan = Plan(COMPANY.workspace, "digest", target, f"{week.label}{again}", clock.now(), timedelta(hours=1))
    async with store.write() as opened:
        await opened.deliveries.plan([plan])
        (row,) = await opened.deliveries.claim(clock.now(), 1, timedelta(minutes=5))
        await opened.deliveries.mark_sending(row, clock.now(), timedelta(minutes=5))
        await opened.deliveries.settle_sent(row, Receipt(target, f"1.{row.id}"), clock.now())


async def test_restated_is_what_changed_since_the_digest_that_this_channel_had_last(store, clock, acme):
    service, plan = DigestService(store, clock), Plan(acme.workspace, "digest", "C1", WEEK.label, clock.now())
    clock.advance(hours=1)
    await posted(store, clock, WEEK.previous)
    clock.advance(days=20)
    old = WEEK.plus(-12)
    async with store.write() as opened:
        await opened.readings.add(acme.workspace, [Reading(LESSONS, old, 77.0, recorded_at=clock.now())])
    clock.advance(days=20)
    (found,) = (await service.build(acme.workspace, plan=plan)).restatements
    assert (found.week, found.now) == (old, 77.0)
    await posted(store, clock, WEEK.previous, "C2")
    await posted(store, clock, WEEK.previous, again=" edit 1")
    assert len((await service.build(acme.workspace, plan=plan)).restatements) == 1
    assert (await service.build(acme.workspace, WEEK)).restatements == ()
    await posted(store, clock, WEEK.previous, again=" again 1")
    assert (await service.build(acme.workspace, plan=plan)).restatements == ()


@pytest.mark.parametrize(
    ("called", "march", "mix"),
    [
        ("cohort", 0.06, True),
        ("week they came (Cohort)", 0.06, True),
        ("cohort", 0.2, False),
        ("country", 0.06, False),
    ],
)
async def test_a_guardrail_that_is_told_by_cohort_is_read_by_cohort(store, clock, acme, called, march, mix):
    """Two of three cohorts are what they were eight weeks before, or only one of them is."""
    spec = SourceSpec(CHURN, "csv", {"path": "churn.csv", "segment": "cohort", "segments_called": called})
    company, leak = (
        replace(acme, sources=(spec,)),
        Leak(METRICS[3], WEEK, mix=False),
    )
    before, after = (
        {"Jan": 0.05, "Feb": 0.04, "Mar": 0.06},
        {"Jan": 0.09, "Feb": 0.04, "Mar": march, "Nov": 0.3},
    )
    told = [
        SegmentReading(CHURN, week, cohort, value)
        for week, values in ((WEEK.plus(-8), before), (WEEK, after))
        for cohort, value in values.items()
    ]
    async with store.write() as opened:
        await opened.segments.replace(acme.workspace, CHURN, {WEEK, WEEK.plus(-8)}, told)
        (found,) = await by_cohort(opened, company, (leak,))
        assert found.mix is mix
        assert await by_cohort(opened, acme, (leak,)) == (leak,)


async def test_a_digest_asks_the_database_no_more_often_than_it_must(store, clock, acme):
    """Each question costs as much as the arithmetic of a metric; one more has to be worth it."""
    asked: list[str] = []
    engine = store.database.reader.sync_engine

    def note(_connection, _cursor, statement, *_):
        asked.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        assert await DigestService(store, clock).build(acme.workspace)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert len([one for one in asked if one.startswith("SELECT")]) <= 14
