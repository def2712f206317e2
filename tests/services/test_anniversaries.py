"""Years here are told in the weekly roundup of who typed their day, in the week before it, and of nobody else."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.support.recognition import ANA, BOB, COMPANY, CY, DEA, recognised

from northstar_bot.bootstrap.no_slack import NoSlack
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.preferences import MESSAGES, OPT_OUTS
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.services.preferences import PreferenceService
from northstar_bot.services.privacy.privacy import PrivacyService
from northstar_bot.services.recognition.roundup import RoundupService

# The roundup of Monday the 23rd tells of this week; its week to come is that of the 23rd to the 29th.
TOLD = Week(date(2026, 11, 16))


@pytest.fixture
async def thanks(store, clock):
    clock.moment = datetime(2026, 11, 18, 9, tzinfo=UTC)
    return await recognised(store, clock)


def preferences(thanks):
    return PreferenceService(thanks.store, thanks.clock)


async def began(thanks, person, day):
    await preferences(thanks).began_on(thanks.viewer(person), day)


async def told(thanks, week=TOLD):
    found = await RoundupService(thanks.store, thanks.clock).roundup("acme", week)
    return [(one.person, one.years, one.day) for one in found.years] if found else None


async def test_nobody_who_did_not_type_a_day_is_named(thanks):
    await thanks.service.give(thanks.viewer(), Wish((BOB.id,), (), (), "for the whole night"), "1")
    assert await told(thanks) == []


async def test_whole_years_of_the_week_to_come_are_told_in_order_also_when_nobody_was_thanked(thanks):
    assert await told(thanks) is None
    await began(thanks, BOB, date(2023, 11, 26))
    await began(thanks, CY, date(2021, 11, 23))
    await began(thanks, ANA, date(2020, 11, 30))
    assert await told(thanks) == [(CY.id, 5, date(2026, 11, 23)), (BOB.id, 3, date(2026, 11, 26))]
    assert await told(thanks, TOLD.next) == [(ANA.id, 6, date(2026, 11, 30))]
    assert await told(thanks, Week(date(2026, 11, 9))) is None


async def test_the_first_year_is_not_told_before_it_is_whole_and_leap_days_have_a_day(thanks):
    thanks.clock.moment = datetime(2027, 2, 20, tzinfo=UTC)
    await began(thanks, BOB, date(2027, 2, 20))
    await began(thanks, CY, date(2024, 2, 29))
    assert await told(thanks, Week(date(2027, 2, 15))) == [(CY.id, 3, date(2027, 2, 28))]


async def test_a_week_over_new_year_counts_from_the_right_year(thanks):
    await began(thanks, BOB, date(2024, 1, 1))
    await began(thanks, CY, date(2024, 12, 31))
    found = await told(thanks, Week(date(2026, 12, 21)))
    assert found == [(CY.id, 2, date(2026, 12, 31)), (BOB.id, 3, date(2027, 1, 1))]


async def test_who_is_not_to_be_named_is_not_and_who_left_is_not(thanks):
    await began(thanks, BOB, date(2023, 11, 26))
    await preferences(thanks).choose(thanks.viewer(BOB), list(MESSAGES), list(OPT_OUTS))
    async with thanks.store.write() as store:
        await store.beginnings.keep("acme", DEA.id, date(2023, 11, 26))
    assert await told(thanks) is None


async def test_a_company_may_switch_it_off_and_days_of_a_daily_roundup_tell_nothing(thanks):
    await began(thanks, BOB, date(2023, 11, 26))
    days = Period(date(2026, 11, 25), date(2026, 11, 25))
    assert await told(thanks, days) is None
    recognition = replace(COMPANY.recognition, anniversaries=False)
    async with thanks.store.write() as store:
        company = await store.companies.of("acme")
        await store.companies.save(replace(company, recognition=recognition))
    assert await told(thanks) is None
    assert not (await preferences(thanks).mine(thanks.viewer(BOB))).anniversaries


async def test_a_day_can_be_changed_and_taken_back_and_is_ones_own(thanks):
    await began(thanks, BOB, date(2023, 11, 26))
    await began(thanks, BOB, date(2022, 11, 27))
    assert (await preferences(thanks).mine(thanks.viewer(BOB))).began == date(2022, 11, 27)
    assert (await preferences(thanks).mine(thanks.viewer(CY))).began is None
    await began(thanks, BOB, None)
    assert await told(thanks) is None


@pytest.mark.parametrize("day", [date(2026, 12, 1), date(1940, 1, 1), date(1, 1, 1)])
async def test_a_day_that_cannot_be_is_refused(thanks, day):
    with pytest.raises(BadInput) as refused:
        await began(thanks, BOB, day)
    assert refused.value.field == "began"


async def test_it_is_handed_out_with_ones_data_and_goes_with_oneself(thanks):
    await began(thanks, BOB, date(2023, 11, 26))
    privacy = PrivacyService(thanks.store, thanks.clock, NoSlack(), lambda: "gone-0123abcd")
    assert "2023-11-26" in (await privacy.data_of("acme", BOB.id)).data.decode()
    await privacy.erase("acme", BOB.id, (BOB.name,))
    assert await told(thanks) is None
    async with thanks.store.read() as store:
        assert await store.beginnings.all_here("acme") == []
