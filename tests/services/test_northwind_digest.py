"""The digest of a real business, from its database through the sql source, on both databases."""

import csv
import json
import math
from itertools import pairwise
from pathlib import Path

import pytest
from examples.northwind_load import load
from jsonschema import Draft202012Validator
from tests.support.json_schemas import DIGEST

from northstar_bot.company_file.reading import read
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.plugins import Window
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.text import text
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.digest.digest import DigestService
from northstar_bot.services.numbers.readings import ReadingService
from northstar_bot.sources.registry import installed

FILE = Path(__file__).resolve().parents[2] / "examples" / "northwind.yaml"
FIRST, LAST = Week.parse("1996-W27"), Week.parse("1998-W19")
ROWS = {
    "breadth": "breadth_active_customers",
    "frequency": "frequency_orders_per_customer",
    "depth": "depth_units_per_order",
    "efficiency": "efficiency_on_time_share",
    "late_orders": "guard_late_orders",
    "open_orders": "guard_open_orders",
}


FACTORS = ("breadth", "frequency", "depth", "efficiency")
# Everything that an order still open may change.
OPEN_ENDED = {"efficiency", "late_orders", "open_orders"}


@pytest.fixture
def agreed(shared):
    with (shared / "cases" / "northwind_weekly.csv").open() as file:
        return {Week.parse(row["week_start"]): row for row in csv.DictReader(file)}


@pytest.fixture
def store(store_beside):
    return store_beside


@pytest.fixture
async def northwind(store, clock, database_url, shared, monkeypatch):
    """The digests of Northwind, with everything collected."""
    await load(shared / "data" / "northwind", database_url)
    monkeypatch.setenv("NORTHWIND_URL", database_url)
    sources, _ = installed()
    await CompanyService(store, clock, sources).apply(read(FILE).company)
    await ReadingService(store, clock, sources).collect("northwind", Window(FIRST, LAST))
    return DigestService(store, clock)


async def test_week_16_is_told_as_agreed(northwind):
    data = as_data(await northwind.build("northwind", Week.parse("1998-W16")))
    star = data["star"]
    assert (star["value"], star["previous"], star["change"], star["mean4"]) == (1502, 851, 651, 1123)
    assert star["change_pct"] == pytest.approx(76.498, abs=0.001)
    assert star["natural_range"] == pytest.approx([271.131594, 1110.535072], abs=1e-6)
    assert (star["verdict"], star["provisional"], data["withheld"]) == ("signal", True, None)
    assert data["split"] == {
        "mode": "identity",
        "method": "LMDI-I",
        "level": "total",
        "parts": {
            "breadth": pytest.approx(-69.466293, abs=1e-6),
            "frequency": pytest.approx(69.466293, abs=1e-6),
            "depth": pytest.approx(433.841626, abs=1e-6),
            "efficiency": pytest.approx(217.158374, abs=1e-6),
        },
    }
    rows = {row["key"]: row for row in data["inputs"]}
    assert list(rows) == ["breadth", "frequency", "depth", "efficiency"]
    assert (rows["breadth"]["verdict"], rows["breadth"]["rules"][:2]) == ("signal", ["R1", "R2"])
    assert (rows["depth"]["verdict"], rows["depth"]["rules"]) == ("noise", [])
    assert [round(limit) for limit in rows["depth"]["natural_range"]] == [20, 97]
    assert [row["provisional"] for row in rows.values()] == [False, False, False, True]
    assert data["headline"].startswith("1,502 units, +651 (+76%) on last week. A real change: above")


async def test_week_16_in_words_praises_no_noise(northwind):
    told = text(await northwind.build("northwind", Week.parse("1998-W16")))
    assert "Where the +651 came from: Units per order +434, On-time share +217" in told
    assert "Active shops are above their normal range (7.5–15.6)" in told
    assert "Units per order 88.6 (+46%): normal (20.1–97.1)" in told
    assert told.index("Inputs:") < told.index("Guardrails:")


async def test_the_last_week_of_three_days_is_withheld(northwind):
    data = as_data(await northwind.build("northwind", LAST))
    assert data["withheld"] == "data reaches Wed 6 May; the week ends Sun 10 May"
    assert data["star"] == {
        "key": "on_time_units",
        "value": 29,
        "previous": None,
        "change": None,
        "change_pct": None,
        "mean4": None,
        "natural_range": None,
        "verdict": "too few points",
        "rules": [],
        "provisional": True,
        "restated_from": None,
    }
    assert (data["split"]["method"], data["split"]["parts"]) == (None, {})
    assert {row["previous"] for row in (*data["inputs"], *data["guardrails"])} == {None}


async def test_every_week_is_told_with_the_agreed_numbers(northwind, agreed):
    signals = 0
    for week, row in agreed.items():
        digest = await northwind.build("northwind", week)
        data = as_data(digest)
        Draft202012Validator(DIGEST).validate(json.loads(json.dumps(data, allow_nan=False)))
        assert len(message(digest).blocks) <= 15
        assert data["star"]["value"] == float(row["north_star_on_time_units"]), week
        for told in (*data["inputs"], *data["guardrails"]):
            assert told["value"] == pytest.approx(float(row[ROWS[told["key"]]]), abs=1e-6), (
                week,
                told["key"],
            )
        assert (data["withheld"] is None) == (int(row["days_covered"]) == 7), week
        assert data["star"]["provisional"] == (int(row["guard_open_orders"]) > 0), week
        parts = data["split"]["parts"]
        if parts:
            assert sum(parts.values()) == pytest.approx(data["star"]["change"], abs=1e-6), week
        signals += "R1" in data["star"]["rules"] and digest.star.earlier >= 24
    assert signals == 5


def number(row, key):
    return float(row[ROWS.get(key, "north_star_on_time_units")])


def limits_before(values):
    """The natural limits of the 24 weeks before, by the textbook."""
    moves = [abs(one - other) for one, other in pairwise(values)]
    middle, reach = sum(values) / len(values), 2.66 * sum(moves) / len(moves)
    return max(0, middle - reach), middle + reach


def shares_of(before, after):
    """The exact split between two weeks of the table, by logarithms."""
    old, new = number(before, "star"), number(after, "star")
    weight = old if math.isclose(old, new) else (new - old) / math.log(new / old)
    return {key: weight * math.log(number(after, key) / number(before, key)) for key in FACTORS}


@pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)
async def test_every_week_is_judged_split_and_marked_by_the_textbook(northwind, agreed, shared):
    told = {week: as_data(await northwind.build("northwind", week)) for week in agreed}
    whole = [week for week, row in agreed.items() if row["days_covered"] == "7"]
    assert len(whole) - 24 == 71
    outside = {key: judged_right(told, agreed, whole, key) for key in (None, *FACTORS)}
    assert outside == {None: 5, "breadth": 17, "frequency": 2, "depth": 0, "efficiency": 4}
    assert split_right(told, agreed) == 94
    marked_right(told, agreed)
    pairs = json.loads((shared / "cases" / "decomposition.json").read_text())
    assert pairs_right(told, [pair for pair in pairs if pair["case"].startswith("NW ")]) == 3


def judged_right(told, agreed, whole, key):
    """How many weeks lie outside the limits of the 24 before them, each told so."""
    outside = 0
    for place, week in enumerate(whole):
        rows = {row["key"]: row for row in told[week]["inputs"]}
        line = rows[key] if key else told[week]["star"]
        if place < 6:
            assert (line["verdict"], line["natural_range"]) == ("too few points", None), (week, key)
        if place < 24:
            continue
        low, high = limits_before([number(agreed[one], key) for one in whole[place - 24 : place]])
        high = min(high, 1) if key == "efficiency" else high
        value = number(agreed[week], key)
        assert line["natural_range"] == pytest.approx([low, high], abs=1e-6), (week, key)
        assert ("R1" in line["rules"]) == (not low <= value <= high), (week, key)
        outside += not low <= value <= high
    return outside


def split_right(told, agreed):
    """How many pairs of weeks are split, each as by hand; a pair with a part week is not."""
    split = 0
    for before, week in pairwise(agreed):
        if {agreed[before]["days_covered"], agreed[week]["days_covered"]} != {"7"}:
            assert (told[week]["split"]["parts"], told[week]["star"]["change"]) == ({}, None), week
            continue
        assert told[week]["split"]["method"] == "LMDI-I", week
        by_hand = shares_of(agreed[before], agreed[week])
        assert told[week]["split"]["parts"] == pytest.approx(by_hand, abs=1e-6), week
        split += 1
    return split


def marked_right(told, agreed):
    """Whatever an open order may still change is marked in its week, and nothing else."""
    for week, row in agreed.items():
        still_open = int(row["guard_open_orders"]) > 0
        rows = (*told[week]["inputs"], *told[week]["guardrails"])
        marked = {line["key"] for line in rows if line["provisional"]}
        assert marked == (OPEN_ENDED if still_open else set()), week
        assert told[week]["star"]["provisional"] == still_open, week


def pairs_right(told, pairs):
    """How many agreed pairs come out through the whole bot."""
    letters = dict(zip("BFDE", FACTORS, strict=True))
    for pair in pairs:
        parts = told[Week.parse(pair["case"].rpartition(">")[2])]["split"]["parts"]
        assert parts == pytest.approx({letters[key]: part for key, part in pair["lmdi"].items()}, abs=1e-6)
    return len(pairs)
