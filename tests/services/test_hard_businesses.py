"""Businesses that are hard to tell of, lived through week by week: mostly empty, leaking, in a wave, in seasons."""

import math
import random
from datetime import UTC, datetime

import pytest
from tests.support.businesses import Business

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.digest.digest import Cause
from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.text import text

LAST = Week.parse("2026-W47")


@pytest.fixture
def shop(store, clock, tmp_path):
    return Business(store, clock, tmp_path)


SPARSE = """
workspace: {key: shop, name: Shop, zone: UTC}
limits: rolling
star:
  metric: units
  name: Units sold
  vision: Every workshop has its part.
  style: count
  source: &file {kind: csv, path: FILE, complete_from: 2025-06-02, complete_through: 2026-11-22}
inputs:
  - {key: buyers, name: Buyers, style: count, dimension: breadth, source: *file}
  - {key: orders_each, name: Orders per buyer, style: decimal, dimension: frequency, source: *file}
  - {key: units_each, name: Units per order, style: decimal, dimension: depth, source: *file}
  - {key: on_time, name: On-time share, style: share, dimension: efficiency, source: *file}
guardrails:
  - {key: churn, name: Churn, style: share, direction: down, definition: Share of buyers who left, source: *file}
  - {key: late, name: Late orders, style: count, direction: down, source: *file}
formula: {mode: identity, factors: [buyers, orders_each, units_each, on_time]}
"""
NOBODY = {"units": 0, "buyers": 0, "orders_each": "", "units_each": "", "on_time": "", "churn": "", "late": 0}


def sparse():
    """77 weeks, nearly half of them empty, and a few in which somebody ordered but nothing came on time."""
    dice = random.Random(7)
    rows = {}
    for back in range(76, -1, -1):
        if dice.random() < 0.45:
            rows[LAST.plus(-back)] = NOBODY
            continue
        buyers = dice.randint(1, 4)
        orders = dice.randint(buyers, 2 * buyers)
        units = dice.randint(orders, 4 * orders)
        on_time = dice.randint(0, units)
        rows[LAST.plus(-back)] = {
            "units": on_time,
            "buyers": buyers,
            "orders_each": orders / buyers,
            "units_each": units / orders,
            "on_time": on_time / units,
            "churn": 0,
            "late": dice.randint(0, 1),
        }
    return rows


async def test_a_sparse_business_is_told_without_alarm(shop):
    rows = sparse()
    await shop.declare(SPARSE)
    assert [one.error for one in await shop.live(rows)] == [None] * 7
    weeks = sorted(rows)
    empty = {week for week in weeks if rows[week] is NOBODY}
    assert len(empty) > 30
    for week, (digest, told) in (await shop.told(weeks)).items():
        assert digest.withheld is None, week
        assert digest.stale == (), week
        assert (told.count("no activity") == 4) == (week in empty), told
        assert ("No activity this week." in told) == (week in empty), told
        assert "Churn is" not in told, told
        assert "Churn are" not in told, told
        for leak in digest.leaks:
            eight = [rows[week.plus(-back)]["units"] for back in range(16) if week.plus(-back) in rows]
            assert sum(eight[:8]) / 8 > sum(eight[8:]) / max(1, len(eight[8:])), (week, leak)
        assert "nan" not in told.lower()
        assert "inf" not in told.lower().replace("information", "")
        parts = as_data(digest)["split"]["parts"]
        if parts:
            assert sum(parts.values()) == pytest.approx(digest.star.change, abs=1e-9), week


async def test_from_nothing_and_to_nothing_is_shared_out_exactly(shop):
    week = LAST.previous
    rows = {week.plus(at): NOBODY for at in range(-12, 2)}
    rows[week] = {
        **NOBODY,
        "units": 6,
        "buyers": 2,
        "orders_each": 1.5,
        "units_each": 2,
        "on_time": 1,
        "churn": 0,
    }
    await shop.declare(SPARSE)
    await shop.live(rows)
    assert as_data(await shop.digest(week))["split"]["parts"]["buyers"] == 6
    assert as_data(await shop.digest(LAST))["split"]["parts"]["buyers"] == -6
    before = as_data(await shop.digest(week.previous))
    assert set(before["split"]["parts"].values()) == {0}


GROWING = """
workspace: {key: shop, name: School, zone: UTC}
limits: rolling
star: {metric: lessons, name: Lessons, vision: Everybody learns., style: count, source: &file {kind: csv, path: FILE}}
inputs:
  - {key: learners, name: Learners, style: count, dimension: breadth, source: *file}
  - {key: each, name: Lessons per learner, style: decimal, dimension: depth, source: *file}
guardrails:
  - key: active
    name: Active share
    style: share
    direction: up
    definition: Share of everybody who ever came that is active.
    source: *file
  - key: repeat
    name: Repeat rate
    style: share
    direction: up
    definition: Of each cohort the share that comes back within eight weeks.
    source: *file
formula: {mode: identity, factors: [learners, each]}
"""


def growing(*, leak):
    """A calm year, then fifteen weeks in which learners come in a wave; with a leak, they also stay less."""
    dice = random.Random(3)
    rows = {}
    for at in range(60):
        since = max(0, at - 45)
        learners = round((1000 + dice.randint(-25, 25)) * 1.08**since)
        each = round(3 + dice.uniform(-0.06, 0.06), 3)
        rows[LAST.plus(at - 59)] = {
            "learners": learners,
            "each": each,
            "lessons": round(learners * each),
            "active": round(max(0.05, 0.6 + dice.uniform(-0.02, 0.02) - 0.04 * since), 4),
            "repeat": round(0.24 + dice.uniform(-0.015, 0.015) - (0.012 * since if leak else 0), 4),
        }
    return rows


async def test_a_wave_of_newcomers_claims_no_churn(shop):
    rows = growing(leak=False)
    await shop.declare(GROWING)
    await shop.live(rows)
    told = await shop.told(sorted(rows))
    leaks = [(leak, words) for digest, words in told.values() for leak in digest.leaks]
    assert leaks
    assert {(leak.guardrail.key, leak.mix) for leak, _ in leaks} == {("active", True)}
    for _, words in leaks:
        assert "Growth with a leak?" in words
        assert "before calling it churn" in words


async def test_growth_with_a_leak_in_the_cohorts_is_said_plainly(shop):
    rows = growing(leak=True)
    await shop.declare(GROWING)
    await shop.live(rows)
    digest, words = (await shop.told([LAST]))[LAST]
    assert ("repeat", False) in {(leak.guardrail.key, leak.mix) for leak in digest.leaks}
    assert words.splitlines()[4].startswith("Up, but ")
    assert "repeat rate" in words
    assert not (await shop.digest(LAST.plus(-20))).leaks


SEASONAL = """
workspace: {key: shop, name: Ices, zone: Europe/Berlin}
star: {metric: ices, name: Ices, vision: Everybody has one., style: count, source: {kind: csv, path: FILE}}
"""


def seasonal():
    """Two years with a summer each, the second a tenth above the first."""
    dice = random.Random(5)
    rows = {}
    for at in range(112):
        week = LAST.plus(at - 111)
        summer = 1 - 0.5 * math.cos(2 * math.pi * week.start.timetuple().tm_yday / 365)
        rows[week] = {"ices": round(1000 * summer * (1.1 if at >= 60 else 1) + dice.randint(-20, 20))}
    return rows


async def test_a_season_is_held_against_the_same_weeks_a_year_ago(shop):
    rows = seasonal()
    await shop.declare(SEASONAL)
    await shop.live(rows)
    for back in range(40):
        week = LAST.plus(-back)
        line = (await shop.digest(week)).star
        four = [rows[week.plus(-at)]["ices"] for at in range(4)]
        year_ago = [rows[week.plus(-52 - at)]["ices"] for at in range(4)]
        assert line.mean4 == pytest.approx(sum(four) / 4)
        assert line.mean4_year_ago == pytest.approx(sum(year_ago) / 4)
        assert line.mean4 / line.mean4_year_ago == pytest.approx(1.1, abs=0.06), week
    assert "a year ago" in text(await shop.digest(LAST))
    assert (await shop.digest(LAST.plus(-70))).star.mean4_year_ago is None


PLAIN = """
workspace: {key: shop, name: Shop, zone: ZONE}
star: {metric: units, name: Units, vision: Everybody has one., style: count, source: {kind: csv, path: FILE}}
"""


@pytest.mark.parametrize(
    ("zone", "moment", "closed"),
    [
        ("America/Los_Angeles", datetime(2026, 11, 23, 7, 59, tzinfo=UTC), "2026-W46"),
        ("America/Los_Angeles", datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "2026-W47"),
        ("Asia/Tokyo", datetime(2026, 11, 22, 14, 59, tzinfo=UTC), "2026-W46"),
        ("Asia/Tokyo", datetime(2026, 11, 22, 15, 0, tzinfo=UTC), "2026-W47"),
    ],
)
async def test_a_week_ends_where_the_company_is(shop, clock, zone, moment, closed):
    clock.moment = moment
    rows = {LAST.plus(-back): {"units": 10 + back % 3} for back in range(20, -1, -1)}
    await shop.declare(PLAIN.replace("ZONE", zone))
    await shop.live(rows)
    assert (await shop.digest(None)).week.label == closed
    assert ((await shop.digest(LAST)).withheld is None) == (closed == LAST.label)


async def test_a_first_week_that_began_inside_is_shown_and_never_compared(shop):
    first = LAST.plus(-9)
    begins = first.start.replace(day=first.start.day + 3)
    reach = f"complete_from: {begins}, complete_through: {LAST.end}"
    await shop.declare(PLAIN.replace("ZONE", "UTC").replace("path: FILE", f"path: FILE, {reach}"))
    await shop.live({first.plus(at): {"units": 3 if at == 0 else 100 + at % 3} for at in range(10)})
    part, after, later = [await shop.digest(first.plus(at)) for at in range(3)]
    assert part.withheld.cause is Cause.BEGINS_INSIDE
    assert (part.star.value, part.star.change, part.star.mean4) == (3, None, None)
    assert (after.withheld, after.star.change) == (None, None)
    assert "There is no complete week before it" in text(after)
    assert later.star.change == 1
    assert (await shop.digest(LAST)).star.earlier == 8
