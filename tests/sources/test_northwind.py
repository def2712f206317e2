"""A real business through the real sources: every agreed week comes out equal, on both databases."""

import csv
from datetime import datetime
from pathlib import Path

import pytest
from examples.northwind_load import load
from sqlalchemy import DateTime, Text

from northstar_bot.company_file.reading import read
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Limits, Mode
from northstar_bot.domain.digest.composition import Occasion
from northstar_bot.domain.numbers.readings import Series
from northstar_bot.plugins import Window
from northstar_bot.render.digest.digest import message
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.numbers.readings import ReadingService
from northstar_bot.services.numbers.week_view import week_of
from northstar_bot.sources.registry import installed

FILE = Path(__file__).resolve().parents[2] / "examples" / "northwind.yaml"
FIRST, LAST = Week.parse("1996-W27"), Week.parse("1998-W19")
COLUMNS = {
    "on_time_units": "north_star_on_time_units",
    "breadth": "breadth_active_customers",
    "frequency": "frequency_orders_per_customer",
    "depth": "depth_units_per_order",
    "efficiency": "efficiency_on_time_share",
    "late_orders": "guard_late_orders",
    "open_orders": "guard_open_orders",
    "net_revenue": "net_revenue",
}
WAITING = {"on_time_units", "efficiency", "late_orders", "open_orders"}


@pytest.fixture
def agreed(shared):
    with (shared / "cases" / "northwind_weekly.csv").open() as file:
        return {Week.parse(row["week_start"]): row for row in csv.DictReader(file)}


@pytest.fixture
def store(store_beside):
    return store_beside


@pytest.fixture
async def collected(store, clock, database_url, shared, monkeypatch, request):
    """Every week collected from a database whose dates are of the type asked for; series by metric."""
    await load(shared / "data" / "northwind", database_url, **getattr(request, "param", {}))
    monkeypatch.setenv("NORTHWIND_URL", database_url)
    sources, _ = installed()
    await CompanyService(store, clock, sources).apply(read(FILE).company)
    done = await ReadingService(store, clock, sources).collect("northwind", Window(FIRST, LAST))
    assert [each.error for each in done] == [None] * len(COLUMNS)
    async with store.read() as opened:
        company = await opened.companies.of("northwind")
        reaches = await opened.readings.reaches("northwind")
        readings = await opened.readings.latest_of_each("northwind", COLUMNS, FIRST, LAST)
    return {
        key: Series(
            company.metric(key), {each.week: each for each in readings if each.metric == key}, reaches[key]
        )
        for key in COLUMNS
    }


async def test_the_company_is_what_it_says(shared):
    company = read(FILE).company
    assert (company.star.metric, company.limits) == ("on_time_units", Limits.ROLLING)
    assert company.formula.mode is Mode.IDENTITY
    assert company.formula.factors == ("breadth", "frequency", "depth", "efficiency")


@pytest.mark.parametrize(
    "collected",
    [{}, {"dates": Text, "read": str}, {"dates": DateTime, "read": datetime.fromisoformat}],
    ids=["dates", "text", "moments"],
    indirect=True,
)
async def test_every_agreed_week_comes_out_equal(collected, agreed):
    assert len(agreed) == 97
    for week, row in agreed.items():
        for key, column in COLUMNS.items():
            found = collected[key].readings[week]
            assert found.value == pytest.approx(float(row[column]), abs=1e-6), (key, week)
            assert found.provisional == (key in WAITING and int(row["guard_open_orders"]) > 0), (key, week)


async def test_the_weeks_at_both_ends_are_incomplete(collected):
    covered = [week for week in collected["efficiency"].readings if collected["efficiency"].covers(week)]
    assert (min(covered).label, max(covered).label, len(covered)) == ("1996-W28", "1998-W18", 95)


async def test_the_change_of_a_week_comes_out_at_both_levels(collected, store, clock):
    """1998-04-13: the aggregate and the sum of 16 ship countries, of which 11 are empty on one side."""
    async with store.read() as opened:
        company = await opened.companies.of("northwind")
        digest = await week_of(opened, company, company.star, Week.parse("1998-W16"), Occasion(clock.now()))
    total = {key: round(part, 6) for key, part in digest.split.parts.items()}
    assert total == {
        "breadth": -69.466293,
        "frequency": 69.466293,
        "depth": 433.841626,
        "efficiency": 217.158374,
    }
    apart = digest.segmented
    assert {key: round(part, 6) for key, part in apart.parts.items()} == {
        "breadth": -39.828860,
        "frequency": 119.836842,
        "depth": 405.992017,
        "efficiency": 165.0,
    }
    assert (digest.split.level, apart.level, apart.change) == ("total", "each country of 16", 651.0)
    (table,) = message(digest).thread
    assert "The same +651, split in each country of 16 and added up: Units per order +406" in table.text
    first = message(digest).text
    assert "(exact split of the total; for each country of 16 see the full table)" in first
    assert "+406" not in first
