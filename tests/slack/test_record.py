"""A reading typed in Slack is kept, restated, or refused in a sentence with what was typed."""

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric, Style
from northstar_bot.domain.ids import MetricKey, PersonId


@pytest.fixture
async def declared(on_stage):
    await on_stage.declare(
        metrics=(
            Metric(
                MetricKey("classes"),
                "Active classes",
                Kind.INPUT,
                style=Style.COUNT,
                owner=PersonId(on_stage.bo.id),
            ),
            Metric(MetricKey("finished"), "Share finished", Kind.INPUT, style=Style.SHARE),
        )
    )
    return on_stage


async def _kept(stage, metric: str) -> list[float]:
    async with stage.bot.house.transactions.read() as store:
        found = await store.readings.history(stage.bot.workspace, metric, Week.parse("2026-W47"))
    return [one.value for one in found]


async def test_the_owner_records_and_restates(declared):
    first = await declared.bo.types("/northstar record classes 1,234", channel=declared.growth)
    assert "1,234" in first.text
    again = await declared.bo.types("/northstar record classes 1.3k 2026-W47", channel=declared.growth)
    assert "It was 1,234" in again.text
    assert await _kept(declared, "classes") == [1234, 1300]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("classes twelve", "“twelve”"),
        ("clases 12", "classes"),
        ("classes 1.234", "1.2 or 1,234? A count has no fraction: write 1234."),
        ("classes 12,5", "12 or 13? A count has no fraction: write 12 or 13."),
        ("classes 0.5", "0 or 1? A count has no fraction: write 0 or 1."),
        ("classes 1.2345k", "1,234 or 1,235? A count has no fraction: write 1234 or 1235."),
        ("classes 12 2026-W60", "2026-W60"),
        ("classes 12 2026-W50", "not over"),
        ("finished 45", "45%"),
    ],
)
async def test_what_cannot_be_kept_is_said_and_handed_back(declared, typed, said):
    reply = await declared.ana.types(f"/northstar record {typed}", channel=declared.growth)
    assert said in reply.text
    assert f"/northstar record {typed}" in reply.text
    assert await _kept(declared, "classes") == []


async def test_others_may_not_record(declared):
    reply = await declared.cy.types("/northstar record classes 12", channel=declared.growth)
    assert "is recorded by" in reply.text
    assert await _kept(declared, "classes") == []


async def test_missing_words_open_a_form_and_errors_stand_under_their_field(declared):
    await declared.bo.types("/northstar record classes", channel=declared.growth)
    refused = await declared.bo.submits(
        declared.bo.view, {"metric": "classes", "value": "abc", "week": "2026-W47"}
    )
    assert "abc" in refused.errors["value"]
    kept = await declared.bo.submits(
        declared.bo.view, {"metric": "classes", "value": "12", "week": "2026-W47"}
    )
    assert kept.errors == {}
    assert await _kept(declared, "classes") == [12]


@pytest.mark.parametrize(
    ("typed", "value"), [("12,5k", 12500), ("1,234", 1234), ("1.234k", 1234), ("12.0", 12)]
)
async def test_a_count_keeps_whole_numbers_however_they_are_written(declared, typed, value):
    await declared.bo.types(f"/northstar record classes {typed}", channel=declared.growth)
    assert await _kept(declared, "classes") == [value]


async def test_a_share_keeps_its_fraction(declared):
    await declared.ana.types("/northstar record finished 0.125", channel=declared.growth)
    assert await _kept(declared, "finished") == [0.125]
