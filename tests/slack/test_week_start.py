"""Weeks that begin on another day than Monday, from the source to the posted digest, and changing the day later."""

import sqlite3
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from tests.support.digests import LESSONS, STAR
from tests.support.teaching import mondays, parents

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric, SourceSpec, Style, Team
from northstar_bot.domain.declaration.settings import Noun
from northstar_bot.domain.numbers.annotations import Annotation
from northstar_bot.domain.numbers.baselines import Baseline, Reason
from northstar_bot.domain.people import Person, Role, Viewer

MONDAY, SATURDAY, SUNDAY = 0, 5, 6
# The weeks whose middle lies in ISO week 47.
W47 = {SUNDAY: "week 47 (15–21 Nov 2026)", SATURDAY: "week 47 (14–20 Nov 2026)"}
FIRST = {MONDAY: date(2026, 11, 16), SUNDAY: date(2026, 11, 15), SATURDAY: date(2026, 11, 14)}
QUERY = "SELECT COUNT(*) FROM lesson WHERE day >= :start AND day < :end"


@pytest.fixture
def lessons(tmp_path, monkeypatch):
    """Lessons day by day: on the nth day of a year so many that no two weeks come to the same."""
    path = tmp_path / "lessons.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE lesson (day TEXT)")
        every = [(day.isoformat(),) for day in _days() for _ in range(amount(day))]
        database.executemany("INSERT INTO lesson VALUES (?)", every)
    database.close()
    monkeypatch.setenv("LESSONS_URL", f"sqlite:///{path}")


def _days():
    return [date(2026, 1, 1) + timedelta(days=after) for after in range(340)]


def amount(day: date) -> int:
    return day.timetuple().tm_yday % 11 + (3 if day.weekday() == MONDAY else 0)


def week_of(starts: int, week: date | None = None) -> int:
    first = week or FIRST[starts]
    return sum(amount(first + timedelta(days=after)) for after in range(7))


async def declared(stage, starts, *schedules, **more):
    spec = SourceSpec(LESSONS, "sql", {"url_env": "LESSONS_URL", "query": QUERY, "per": "week"})
    return await stage.declare(
        zone="Europe/Berlin",
        week_start=starts,
        star=replace(STAR, version=1),
        metrics=(Metric(LESSONS, STAR.name, Kind.STAR, unit="lessons", style=Style.COUNT),),
        sources=(spec,),
        schedules=schedules or (mondays(stage),),
        **more,
    )


@pytest.mark.parametrize("starts", [SUNDAY, SATURDAY])
async def test_a_digest_is_of_the_week_that_is_over_where_weeks_begin_so(on_stage, clock, lessons, starts):
    clock.moment = datetime(2026, 11, 22, 23, 5, tzinfo=UTC)
    await declared(on_stage, starts)
    await on_stage.bot.house.services.readings.collect(on_stage.bot.workspace)
    await on_stage.settle()
    clock.moment = datetime(2026, 11, 23, 8, 1, tzinfo=UTC)
    await on_stage.settle()
    (posted,) = parents(on_stage.growth)
    assert W47[starts] in posted.text
    assert f"{week_of(starts)} lessons" in posted.text
    built = await on_stage.bot.house.services.digest.build(on_stage.bot.workspace)
    assert (built.week.start, built.withheld) == (FIRST[starts], None)
    assert built.star.previous == week_of(starts, FIRST[starts] - timedelta(days=7))
    assert built.star.known_through == FIRST[starts] + timedelta(days=6)
    preview = await on_stage.ana.types("/northstar digest preview 2026-11-15", channel=on_stage.growth)
    assert W47[starts] in preview.text


async def test_on_the_first_day_of_a_week_the_digest_tells_the_one_that_ended_at_midnight(
    on_stage, clock, lessons
):
    sundays = mondays(on_stage, weekday=SUNDAY, at=time(9))
    clock.moment = datetime(2026, 11, 21, 23, 30, tzinfo=UTC)
    await declared(on_stage, SUNDAY, sundays)
    await on_stage.bot.house.services.readings.collect(on_stage.bot.workspace)
    await on_stage.settle()
    clock.moment = datetime(2026, 11, 22, 8, 1, tzinfo=UTC)
    await on_stage.settle()
    (posted,) = parents(on_stage.growth)
    assert W47[SUNDAY] in posted.text
    assert f"{week_of(SUNDAY)} lessons" in posted.text


async def test_a_later_change_lets_numbers_begin_anew_and_keeps_what_is_said_of_weeks(
    on_stage, clock, lessons
):
    stage, house = on_stage, on_stage.bot.house
    clock.moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    before = await declared(stage, MONDAY, teams=(Team("sales", "Sales", people=(stage.bo.id,)),))
    await house.services.readings.collect(stage.bot.workspace)
    await stage.ana.types("/northstar thanks @Bo for the sign-up fix", channel=stage.growth)
    week = Week.parse("2026-W47")
    async with house.transactions.write() as store:
        await store.annotations.add(
            stage.bot.workspace, Annotation(LESSONS, week, stage.bo.id, "Holidays", clock.now())
        )
        new = Baseline(LESSONS, Week.parse("2026-W40"), Reason.NEW_NORMAL, clock.now())
        assert await store.baselines.add(stage.bot.workspace, new)

    await house.services.company.apply(replace(before, week_start=SUNDAY))
    moved = Week.parse("2026-W47", SUNDAY)
    untold = await house.services.digest.build(stage.bot.workspace)
    assert (untold.week, untold.star.value) == (moved, None)
    async with house.transactions.read() as store:
        assert await store.readings.reaches(stage.bot.workspace) == {}
        (note,) = await store.annotations.between(stage.bot.workspace, moved, moved)
        ((again,),) = (await store.baselines.standing(stage.bot.workspace)).values()
        first = await store.baselines.first_reading(stage.bot.workspace, LESSONS, SUNDAY)
        thanked = await store.shoutouts.counts_for_week(stage.bot.workspace, moved.next)
    assert (note.week, again.since.label, again.since.starts) == (moved, "2026-W40", SUNDAY)
    assert (first, thanked.given) == (None, 1)

    await house.services.readings.collect(stage.bot.workspace)
    told = await house.services.digest.build(stage.bot.workspace)
    assert told.star.value == week_of(SUNDAY)
    assert told.star.previous == week_of(SUNDAY, date(2026, 11, 8))
    assert {at.starts for at, value in told.star.history if value is not None} == {SUNDAY}

    now = await house.services.company.of(stage.bot.workspace)
    await house.services.company.apply(replace(now, week_start=MONDAY))
    back = await house.services.digest.build(stage.bot.workspace)
    assert (back.star.value, back.star.previous) == (week_of(MONDAY), week_of(MONDAY, date(2026, 11, 9)))


async def test_an_owner_chooses_the_day_in_the_settings(on_stage, clock):
    await on_stage.declare(zone="Europe/Berlin")
    services = on_stage.bot.house.services
    listed = await on_stage.ana.types("/northstar settings", channel=on_stage.growth)
    assert listed
    answers = {"name": "Acme", "zone": "Europe/Berlin", "limits": "locked", "week_start": str(SUNDAY)}
    owner = Viewer(on_stage.bot.workspace, Person(on_stage.ana.id, "Ana"), frozenset({Role.OWNER}))
    changes = await services.settings.change(owner, Noun.COMPANY, None, answers)
    assert [change.line for change in changes] == ["~ workspace.week_start: monday → sunday"]
    assert (await services.company.of(on_stage.bot.workspace)).week_start == SUNDAY
