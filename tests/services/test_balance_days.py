"""The days of a balance and of a report are those of the company: in the far east tomorrow is today already."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.support.recognition import ANA, BOB, COMPANY, CY, recognised

from northstar_bot.domain.company.company import Recognition
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.services.recognition.balance import BalanceService
from northstar_bot.services.recognition.thanks_report import ThanksReportService

# 12:30 on the first of November in Auckland, thirteen hours ahead.
LATE = datetime(2026, 10, 31, 23, 30, tzinfo=UTC)


@pytest.fixture
async def thanks(store, clock):
    clock.moment = LATE
    company = replace(COMPANY, zone="Pacific/Auckland", recognition=Recognition(feed="C0FEED", allowance=50))
    return await recognised(store, clock, company)


async def give(thanks, at, giver, person, key):
    thanks.clock.moment = at
    await thanks.service.give(
        thanks.viewer(giver), Wish((person.id,), (), (), "for a whole night of testing"), key
    )


async def balance(thanks, asked):
    thanks.clock.moment = LATE
    return await BalanceService(thanks.store, thanks.clock).view(thanks.viewer(CY), asked)


async def test_a_balance_ends_with_the_day_it_is_at_the_company(thanks):
    assert (await balance(thanks, "30d")).span.last == date(2026, 11, 1)


async def test_a_balance_begins_at_the_companys_midnight(thanks):
    # Thirty days back is the third of October there, which begins at 11:00 UTC on the second.
    before, after = datetime(2026, 10, 2, 10, 59, tzinfo=UTC), datetime(2026, 10, 2, 11, 1, tzinfo=UTC)
    for number in range(3):
        await give(thanks, before, ANA, BOB, f"before{number}")
    for number in range(5):
        await give(thanks, after, ANA, BOB, f"after{number}")
    found = await balance(thanks, "30d")
    assert found.span.first == date(2026, 10, 3)
    assert found.cells == {("sales", "design"): 5}


async def test_a_quarter_that_has_begun_there_is_the_quarter(thanks):
    new_year = datetime(2026, 12, 31, 11, 30, tzinfo=UTC)
    thanks.clock.moment = new_year
    found = await BalanceService(thanks.store, thanks.clock).view(thanks.viewer(CY), "quarter")
    assert (found.span.first, found.span.last) == (date(2027, 1, 1), date(2027, 1, 1))


async def test_a_report_on_one_person_has_the_same_days(thanks):
    await give(thanks, datetime(2026, 10, 2, 10, 59, tzinfo=UTC), ANA, BOB, "before")
    await give(thanks, datetime(2026, 10, 2, 11, 1, tzinfo=UTC), CY, BOB, "after")
    thanks.clock.moment = LATE
    report = await ThanksReportService(thanks.store, thanks.clock).report(thanks.viewer(BOB), asked="30d")
    assert (report.span.first, report.span.last) == (date(2026, 10, 3), date(2026, 11, 1))
    assert [one.giver for _, told in report.stories for one in told] == [CY.id]
