"""Whatever comes in through the file, the settings, a person or a source: a sentence, and the digest still goes out."""

from dataclasses import replace

import pytest
from tests.support.businesses import Business

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import SourceSpec
from northstar_bot.domain.declaration.settings import Noun
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.playground.limits import message_problems
from northstar_bot.plugins import Fetched, Point
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.text import text
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.company.settings import SettingsService
from northstar_bot.services.numbers.readings import ReadingService
from northstar_bot.sources.registry import installed

# What is refused is decided above the database.
pytestmark = pytest.mark.parametrize("ready_database_url", ["sqlite"], indirect=True)
LAST = Week.parse("2026-W47")
SUNDAY = 6
COMPANY = """
workspace: {key: shop, name: Shop, zone: Europe/Berlin}
star:
  metric: units
  name: Units
  vision: Everybody has one.
  style: count
  target: 2000
  source: &file {kind: csv, path: FILE}
inputs:
  - {key: buyers, name: Buyers, style: count, dimension: breadth, target: 100, source: *file}
  - {key: each, name: Units each, style: decimal, dimension: depth, source: *file}
guardrails:
  - {key: late, name: Late share, style: share, direction: down, target: 0.05, source: *file}
formula: {mode: identity, factors: [buyers, each]}
"""


def known(many=30):
    """Weeks in which nothing is wrong."""
    return {
        LAST.plus(-back): {
            "units": (100 + back % 3) * 4,
            "buyers": 100 + back % 3,
            "each": 4,
            "late": 0.02 + back % 2 / 100,
        }
        for back in range(many)
    }


@pytest.fixture
async def shop(store, clock, tmp_path):
    business = Business(store, clock, tmp_path)
    await business.declare(COMPANY)
    assert {one.error for one in await business.live(known())} == {None}
    return business


async def digest_goes_out(shop, week=LAST):
    """The digest of `week`, drawn within Slack's limits and told in plain numbers."""
    digest = await shop.digest(week)
    drawn, told = message(digest), text(digest)
    assert message_problems({"channel": "C1", "text": drawn.text, "blocks": list(drawn.blocks)}) == []
    assert len(drawn.blocks) <= 15
    assert not any(word in told.split() for word in ("nan", "inf", "NaN", "Infinity", "None"))
    return as_data(digest), told


def with_week(week=LAST, **values):
    """All weeks, one of them with other values."""
    rows = known()
    return rows | {week: rows[week] | values}


FILE = {
    "a target that is not a number": ("target: 2000", "target: .nan", "The target is not a number."),
    "an endless target": ("target: 2000", "target: .inf", "The target is not a number."),
    "a target in words": ("target: 2000", "target: soon", "“soon” is not a number."),
    "a negative count": ("target: 2000", "target: -5", "A count of -5 cannot be reached."),
    "a share above 1": ("target: 0.05", "target: 45", "A share of 45 cannot be reached."),
    "a metric renamed": ("key: each", "key: units_each", "There is no input “each”."),
    "a factor that is missing": ("[buyers, each]", "[buyers, orders]", "There is no input “orders”."),
    "a tree that turns in a circle": ("[buyers, each]", "[buyers, units]", "“units” is a star."),
    "an input that is its own": ("[buyers, each]", "[each, each]", "A factor is named twice."),
    "a guardrail as a factor": ("[buyers, each]", "[buyers, late]", "“late” is a guardrail."),
    "a key taken twice": ("key: each", "key: buyers", "buyers"),
    "another unit": (
        "name: Units each, style: decimal",
        "name: Units each, style: share",
        "which is not a share.",
    ),
    "a star renamed": ("metric: units", "metric: pieces", "a pivot, a person's act"),
    "a zone that is none": ("zone: Europe/Berlin", "zone: Berlin", "Berlin"),
}


@pytest.mark.parametrize("what", FILE)
async def test_a_company_file_is_refused_in_a_sentence_and_nothing_changes(shop, what):
    before, after, said = FILE[what]
    assert before in COMPANY
    with pytest.raises(BadInput) as refused:
        await shop.declare(COMPANY.replace(before, after))
    assert said in refused.value.words
    assert (await digest_goes_out(shop))[0]["star"]["value"] == 400


STEWARD = Viewer("shop", Person("UOWNER", "Olu"), frozenset({Role.OWNER, Role.STEWARD}))
METRIC = {"name": "Units each", "kind": "input", "style": "decimal", "direction": "up"}
SETTINGS = {
    "a target that is not a number": (Noun.METRIC, METRIC | {"target": "NaN"}, "“NaN”"),
    "an endless target": (Noun.METRIC, METRIC | {"target": "∞"}, "“∞”"),
    "a share above 1": (Noun.METRIC, METRIC | {"style": "share", "target": "450%"}, "share"),
    "another unit": (Noun.METRIC, METRIC | {"style": "share"}, "which is not a share."),
    "a lag without end": (Noun.METRIC, METRIC | {"lag_days": "1e9"}, "whole number"),
    "a formula that names the star": (
        Noun.FORMULA,
        {"mode": "identity", "factors": ["units", "each"]},
        "star",
    ),
    "a formula that names nothing": (
        Noun.FORMULA,
        {"mode": "identity", "factors": ["gone", "each"]},
        "“gone”",
    ),
    "a formula without factors": (Noun.FORMULA, {"mode": "identity"}, "at least two inputs"),
    "a source without its file": (Noun.SOURCE, {"kind": "csv", "options": "week: day"}, "path"),
    "a source of no kind": (Noun.SOURCE, {"kind": "telepathy"}, "telepathy"),
    "a secret in a source": (Noun.SOURCE, {"kind": "http", "options": "url: https://a:b@c/d"}, "password"),
}


@pytest.mark.parametrize("what", SETTINGS)
async def test_a_settings_form_is_refused_in_a_sentence_and_nothing_changes(shop, what):
    noun, answers, said = SETTINGS[what]
    kinds = installed()[0]
    settings = SettingsService(CompanyService(shop.store, shop.clock, kinds), tuple(kinds))
    with pytest.raises(BadInput) as refused:
        await settings.change(STEWARD, noun, None if noun is Noun.FORMULA else "each", answers)
    assert said in refused.value.words
    assert (await digest_goes_out(shop))[0]["star"]["value"] == 400


@pytest.mark.parametrize("typed", ["NaN", "inf", "-1", "1e999", "12 or so", "4,5", "", "9" * 40])
async def test_a_number_typed_by_a_person_is_refused_in_a_sentence(shop, typed):
    service = ReadingService(shop.store, shop.clock, installed()[0])
    with pytest.raises(BadInput) as refused:
        await service.record(STEWARD, "units", typed)
    assert refused.value.hint
    assert (await digest_goes_out(shop))[0]["star"]["value"] == 400


WEEK = LAST.label
SOURCE = {
    "NaN": ("units", "nan", f"“nan” for {WEEK} is not a number."),
    "infinity": ("units", "1e999", f"The value for {WEEK} is not a finite number."),
    "a negative count": ("units", "-3", f"-3 for {WEEK} is below zero"),
    "a share above 1": ("late", "45", f"45 for {WEEK} is not a share."),
    "a count with a fraction": ("units", "0.4", f"0.4 for {WEEK} has a fraction, and Units is a count."),
    "words": ("each", "many", f"“many” for {WEEK} is not a number."),
}


@pytest.mark.parametrize("what", SOURCE)
async def test_what_a_source_says_wrong_is_a_sentence_and_the_rest_is_told(shop, what):
    metric, cell, said = SOURCE[what]
    collected = await shop.live(with_week(**{metric: cell}))
    assert {one.metric for one in collected if one.error} == {metric}
    assert said in next(one.error for one in collected if one.error)
    data, _ = await digest_goes_out(shop)
    assert data["star"]["value"] == 400
    assert [row["value"] for row in data["inputs"]] == [100, 4]


async def test_a_week_with_two_values_is_refused_and_the_earlier_readings_stay(shop):
    path = shop.folder / "weeks.csv"
    path.write_text(path.read_text() + f"{LAST.end},999,999,999,0.9\n")
    again = await ReadingService(shop.store, shop.clock, installed()[0]).collect("shop")
    assert {one.error.partition(".")[0] for one in again} == {f"It has two values for {WEEK}"}
    assert (await digest_goes_out(shop))[0]["star"]["value"] == 400


async def test_a_unit_that_changes_at_the_source_leaves_a_residual_and_no_credit(shop):
    await shop.live(with_week(units=400_000))
    data, _ = await digest_goes_out(shop)
    assert data["split"]["mode"] == "identity with residual"
    assert abs(data["split"]["parts"]["residual"]) > 100 * max(
        abs(part) for name, part in data["split"]["parts"].items() if name != "residual"
    )
    assert data["star"]["verdict"] == "signal"


class Elsewhere:
    """A source that lives where weeks begin on Sunday, a day ahead of the company's."""

    kind, summary = "elsewhere", "for tests"

    def check(self, options):
        pass

    async def fetch(self, metric, options, window):
        return Fetched((Point(window.last.beginning(SUNDAY), 0.9),))


async def test_a_source_in_another_place_whose_weeks_hold_other_days_is_refused(shop):
    kinds = {**installed()[0], "elsewhere": Elsewhere()}
    async with shop.store.read() as store:
        company = await store.companies.of("shop")
    sources = (*(one for one in company.sources if one.metric != "late"), SourceSpec("late", "elsewhere", {}))
    await CompanyService(shop.store, shop.clock, kinds).apply(replace(company, sources=sources))
    told = {
        one.metric: one.error for one in await ReadingService(shop.store, shop.clock, kinds).collect("shop")
    }
    assert "Its weeks begin on Sunday, here they begin on Monday." in told["late"]
    data, _ = await digest_goes_out(shop)
    assert (data["star"]["value"], data["guardrails"][0]["value"]) == (400, 0.02)


async def test_a_question_that_is_asked_otherwise_breaks_the_line(shop):
    file = str(shop.folder / "weeks.csv")
    await shop.declare(COMPANY.replace("path: FILE}", "path: FILE, complete_from: 2026-01-01}", 1))
    shop.clock.advance(days=7)
    rows = {LAST.next: {"units": 412_000, "buyers": 103, "each": 4, "late": 0.02}}
    await shop.live(rows)
    assert file in (shop.folder / "company.yaml").read_text()
    data, _ = await digest_goes_out(shop, LAST.next)
    assert (data["star"]["value"], data["star"]["change"]) == (412_000, None)


async def test_an_input_renamed_with_its_formula_is_named_as_missing(shop):
    renamed = COMPANY.replace("key: each", "key: per_buyer").replace("[buyers, each]", "[buyers, per_buyer]")
    await shop.declare(renamed)
    data, told = await digest_goes_out(shop)
    assert data["withheld"]
    assert "Units each: there is no reading for this week" in told
    assert data["star"]["change"] is None


async def test_sixty_inputs_are_told_on_one_screen(shop):
    more = "".join(
        f"  - {{key: in{at}, name: Input {at} of the many that were wanted, style: count, source: *file}}\n"
        for at in range(58)
    )
    await shop.declare(COMPANY.replace("guardrails:", f"{more}guardrails:"))
    rows = known()
    await shop.live(
        {week: row | {f"in{at}": at + week.start.day % 7 for at in range(58)} for week, row in rows.items()}
    )
    data, told = await digest_goes_out(shop)
    assert len(data["inputs"]) == 60
    assert "Input 57 of the many" in told


async def test_twenty_years_of_weeks_are_kept_and_told(shop):
    await shop.live(known(1040))
    data, _ = await digest_goes_out(shop)
    assert (data["star"]["value"], data["star"]["verdict"]) == (400, "noise")
    early, _ = await digest_goes_out(shop, LAST.plus(-1030))
    assert early["star"]["value"] == 404


@pytest.mark.parametrize(
    ("until", "said"),
    [
        ("2025-12-31", "Units: its weeks are over since 31 Dec 2025, and nothing is known of them."),
        ("2026-10-31", "by 31 Oct"),
    ],
)
async def test_a_target_in_the_past_is_said_to_be_over(shop, until, said):
    await shop.declare(COMPANY.replace("target: 2000", f"target: 2000\n  target_for: {until}"))
    _, told = await digest_goes_out(shop)
    assert said in told
    assert "Needs" not in told
