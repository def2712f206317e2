"""What people type beside a source that fails, or after it was taken away, counts like what it told before."""

import pytest
from tests.support.businesses import Business

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.render.digest.text import text
from northstar_bot.services.numbers.readings import ReadingService
from northstar_bot.sources.registry import installed

LAST = Week.parse("2026-W47")
STEWARD = Viewer("shop", Person("UOWNER", "Olu"), frozenset({Role.OWNER, Role.STEWARD}))
COMPANY = """
workspace: {key: shop, name: Shop, zone: UTC}
star: {metric: units, name: Units, vision: Parts for everybody., style: count, owner: UOWNER SOURCE}
"""
FILE = ", source: {kind: csv, path: FILE}"


@pytest.fixture
def shop(store, clock, tmp_path):
    return Business(store, clock, tmp_path)


def weeks(many, last, value=100):
    return {last.plus(-back): {"units": value + back % 3} for back in range(many)}


async def typed(shop, value, *at):
    readings = ReadingService(shop.store, shop.clock)
    for week in at:
        await readings.record(STEWARD, "units", value, week.label)


async def test_numbers_typed_after_a_source_was_taken_away_are_compared(shop):
    covered = FILE.replace("FILE", "FILE, complete_through: 2026-11-11")
    await shop.declare(COMPANY.replace(" SOURCE", covered))
    await shop.live(weeks(18, LAST.previous))
    await shop.declare(COMPANY.replace(" SOURCE", ""))
    missing = await shop.digest(LAST)
    assert "no check-in (2 weeks)" in text(missing) or "there is no reading for this week" in text(missing)
    assert missing.star.history[-2:] == ((LAST.previous, None), (LAST, None))
    await typed(shop, "104", LAST.previous, LAST)
    digest = await shop.digest(LAST)
    assert (digest.withheld, digest.star.value, digest.star.change) == (None, 104, 0)
    assert digest.star.known_through == LAST.end


async def test_a_number_typed_while_its_source_fails_is_the_weeks_number(shop, clock):
    """The source answered for the last time a week ago."""
    clock.advance(days=-7)
    await shop.declare(COMPANY.replace(" SOURCE", FILE))
    await shop.live(weeks(18, LAST.previous))
    clock.advance(days=7)
    (shop.folder / "weeks.csv").unlink()
    await ReadingService(shop.store, shop.clock, installed()[0]).collect("shop")
    assert "its source did not answer" in text(await shop.digest(LAST))
    await typed(shop, "104", LAST)
    digest = await shop.digest(LAST)
    assert (digest.withheld, digest.star.change) == (None, 4)


async def test_what_a_source_told_of_part_of_a_week_stays_out_when_it_is_gone(shop):
    covered = FILE.replace("FILE", "FILE, complete_through: 2026-11-18")
    await shop.declare(COMPANY.replace(" SOURCE", covered))
    await shop.live(weeks(18, LAST.previous) | {LAST: {"units": 20}})
    await shop.declare(COMPANY.replace(" SOURCE", ""))
    assert (await shop.digest(LAST)).star.value is None


@pytest.mark.parametrize(("first", "since"), [(4, LAST.plus(-3)), (20, None)])
async def test_what_was_typed_before_a_source_told_it_is_counted_otherwise(shop, store, clock, first, since):
    """Only where the source does not tell those weeks itself."""
    await shop.declare(COMPANY.replace(" SOURCE", ""))
    async with store.write() as work:
        known = weeks(16, LAST.plus(-4), 1000)
        found = [Reading("units", week, row["units"], recorded_at=clock.now()) for week, row in known.items()]
        await work.readings.add("shop", found)
    await shop.declare(COMPANY.replace(" SOURCE", FILE))
    await shop.live(weeks(first, LAST))
    star = (await shop.digest(LAST)).star
    assert (star.anew.since if star.anew else None) == since
    assert not star.signal
    assert (await shop.digest(LAST.plus(-3))).star.change == (None if since else -1)
