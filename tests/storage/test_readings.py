"""Readings are kept for ever: a restated value is a new row, and the latest says what it replaced."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.support.digests import METRICS

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.numbers.readings import Reach, Reading, Series

W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")
AT = datetime(2026, 11, 23, 8, tzinfo=UTC)
LATER = datetime(2026, 11, 24, 8, tzinfo=UTC)


def said(value, *, metric="lessons", week=W47, provisional=False):
    return Reading(metric, week, value, provisional, AT, None, "sql")


@pytest.fixture
async def kept(store):
    async with store.write() as opened:
        for workspace in ("acme", "other"):
            await opened.companies.save(Company(workspace, workspace))
        await opened.readings.add("other", [said(999.0)])
    return store


async def add(store, *readings):
    async with store.write() as opened:
        return await opened.readings.add("acme", readings)


async def latest(store, metrics=("lessons",), first=W46, last=W47):
    async with store.read() as opened:
        return await opened.readings.latest_of_each("acme", metrics, first, last)


def replaced(found):
    return Series(METRICS[0], {found.week: found}).replaced(found.week)


async def test_a_reading_comes_back_whole(kept):
    typed = Reading("lessons", W47, 12.5, provisional=True, recorded_at=AT, recorded_by="U1", source="manual")
    assert await add(kept, typed) == 1
    assert await latest(kept) == [typed]


async def test_the_same_word_twice_is_kept_once(kept):
    assert await add(kept, said(10.0), said(5.0, week=W46)) == 2
    assert await add(kept, said(10.0), said(5.0, week=W46)) == 0
    assert await add(kept, said(10.0, provisional=True)) == 1
    assert await add(kept) == 0


@pytest.mark.parametrize(
    ("values", "restated_from"),
    [([10.0], None), ([10.0, 12.0], 10.0), ([10.0, 12.0, 10.0], 12.0), ([10.0, 11.0, 12.0], 11.0)],
)
async def test_the_latest_says_what_it_was_restated_from(kept, values, restated_from):
    for value in values:
        await add(kept, said(value))
    (found,) = await latest(kept)
    assert (found.value, replaced(found)) == (values[-1], restated_from)


async def test_becoming_final_is_not_a_restatement_but_remembers_one(kept):
    await add(kept, said(10.0, provisional=True))
    await add(kept, said(10.0))
    assert [(found.provisional, replaced(found)) for found in await latest(kept)] == [(False, None)]
    await add(kept, said(12.0, provisional=True))
    await add(kept, said(12.0))
    assert [(found.provisional, replaced(found)) for found in await latest(kept)] == [(False, 10.0)]


async def test_the_latest_knows_what_it_was_and_when_and_forgets_what_was_only_a_number_so_far(kept):
    for minutes, value, provisional in ((0, 9.0, True), (1, 9.0, False), (2, 12.0, False), (3, 11.0, False)):
        at = AT + timedelta(minutes=minutes)
        await add(kept, Reading("lessons", W47, value, provisional, at, None, "sql"))
    (found,) = await latest(kept)
    times = [(at - AT).seconds // 60 for at, _ in found.course]
    assert list(zip(times, (value for _, value in found.course), strict=True)) == [
        (0, 9.0),
        (2, 12.0),
        (3, 11.0),
    ]
    typed = Reading("lessons", W46, 5.0, provisional=True, recorded_at=AT, recorded_by="U1")
    await add(kept, typed)
    await add(kept, replace(typed, value=7.0, provisional=False))
    assert [one.course for one in await latest(kept, last=W46)] == [()]


async def test_when_a_source_was_asked_anew_stands_until_it_is_again(kept):
    async with kept.write() as opened:
        await opened.readings.note_collection("acme", Reach("lessons", None, None, AT, AT, asked_anew_at=AT))
        await opened.readings.note_collection("acme", Reach("lessons", None, None, LATER, LATER))
        assert (await opened.readings.reaches("acme"))["lessons"].asked_anew_at == AT


async def test_only_the_metrics_and_weeks_asked_for_come_back_in_order(kept):
    await add(kept, said(2.0, metric="pace"), said(1.0), said(0.0, week=W46), said(9.0, week=W46.previous))
    await add(kept, said(7.0, metric="unasked"))
    found = await latest(kept, ("pace", "lessons"))
    assert [(each.metric, each.week, each.value) for each in found] == [
        ("lessons", W46, 0.0),
        ("lessons", W47, 1.0),
        ("pace", W47, 2.0),
    ]
    assert await latest(kept, ()) == []


async def test_nothing_is_ever_overwritten(kept):
    for value in (10.0, 12.0, 11.0):
        await add(kept, said(value))
    async with kept.read() as opened:
        assert [each.value for each in await opened.readings.history("acme", "lessons", W47)] == [
            10.0,
            12.0,
            11.0,
        ]
        assert [each.value for each in await opened.readings.history("other", "lessons", W47)] == [999.0]


async def test_a_failed_collection_keeps_how_far_the_data_went(kept):
    good = Reach("lessons", date(2026, 1, 1), date(2026, 11, 22), AT, AT)
    failed = Reach("lessons", attempted_at=LATER, error="It did not answer.")
    async with kept.write() as opened:
        await opened.readings.note_collection("acme", good)
        await opened.readings.note_collection("acme", failed)
        assert await opened.readings.reaches("acme") == {
            "lessons": Reach("lessons", good.first, good.through, LATER, AT, "It did not answer.")
        }
        await opened.readings.note_collection("acme", Reach("lessons", None, None, LATER, LATER))
        assert await opened.readings.reaches("acme") == {
            "lessons": Reach("lessons", None, None, LATER, LATER)
        }
        assert await opened.readings.reaches("other") == {}


async def test_the_first_weeks_of_each_metric_are_its_own(kept):
    await add(kept, *(said(float(back), week=W47.plus(-back)) for back in range(20)))
    await add(kept, said(99.0, week=W47.plus(-19)), said(7.0, metric="late", week=W47.plus(-1)))
    async with kept.read() as opened:
        found = await opened.readings.first_of_each("acme", ["lessons", "late", "never"], 3, W47)
        few = await opened.readings.first_of_each("acme", ["lessons", "late"], 3, W47.plus(-18))
        none = await opened.readings.first_of_each("acme", [], 3, W47)
    early = [(W47.plus(-19), 99.0, 19.0), (W47.plus(-18), 18.0, None), (W47.plus(-17), 17.0, None)]
    told = {
        metric: [(one.week, one.value, replaced(one)) for one in found if one.metric == metric]
        for metric in ("lessons", "late")
    }
    assert told == {"lessons": early, "late": [(W47.previous, 7.0, None)]}
    assert [(one.week, one.value) for one in few] == [(W47.plus(-19), 99.0)]
    assert none == []


async def test_weeks_that_begin_on_another_day_are_kept_and_told_among_themselves(kept):
    sundays = [Week.parse(f"2026-W{number}", 6) for number in (45, 46, 47)]
    await add(kept, said(1.0), *(said(10.0 + at, week=week) for at, week in enumerate(sundays)))
    async with kept.read() as opened:
        told = await opened.readings.latest_of_each("acme", ["lessons"], sundays[0], sundays[-1])
        first = await opened.readings.first_of_each("acme", ["lessons"], 2, sundays[-1].next)
        begins = [await opened.baselines.first_reading("acme", "lessons", starts) for starts in (0, 6, 3)]
    assert [(one.week, one.value) for one in told] == list(zip(sundays, (10.0, 11.0, 12.0), strict=True))
    assert [one.week for one in first] == sundays[:2]
    assert [one.value for one in await latest(kept)] == [1.0]
    assert begins == [W47, sundays[0], None]
