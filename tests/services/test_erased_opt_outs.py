"""Who did not want to be named and is erased later: reports of the past leave out what they left out before."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.support.recognition import ANA, BOB, COMPANY, CY, DI, recognised

from northstar_bot.bootstrap.no_slack import NoSlack
from northstar_bot.domain.company.company import Recognition
from northstar_bot.domain.company.preferences import MESSAGES, OPT_OUTS
from northstar_bot.domain.deck.deck import CoverageSlide
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.exports.registry import installed
from northstar_bot.services.preferences import PreferenceService
from northstar_bot.services.privacy.privacy import PrivacyService
from northstar_bot.services.recognition.balance import BalanceService
from northstar_bot.services.recognition.deck import DeckService
from northstar_bot.services.recognition.roundup import RoundupService

STAND_IN = "gone-0123abcd"
# Ana is alone in Sales: six of her thanks reach Design through Bob only, five through others.
GIVEN = (*[(ANA, (BOB,))] * 6, *[(ANA, (CY,))] * 4, (ANA, (BOB, DI)), (BOB, (CY,)), (BOB, (ANA,)))


@pytest.fixture
async def thanks(store, clock):
    clock.moment = datetime(2026, 11, 10, 9, tzinfo=UTC)
    made = await recognised(
        store, clock, replace(COMPANY, recognition=Recognition(feed="C0FEED", allowance=50))
    )
    for number, (giver, people) in enumerate(GIVEN):
        wish = Wish(tuple(one.id for one in people), (), (), "for a whole night of testing")
        await made.service.give(made.viewer(giver), wish, str(number))
    return made


async def _reports(thanks):
    store, clock = thanks.store, thanks.clock
    exporters = tuple(installed()[0].values())
    deck = await DeckService(store, clock, exporters, NoSlack(), NoSlack()).build(
        "acme", date(2026, 11, 1), date(2026, 11, 30)
    )
    balance = await BalanceService(store, clock).view(thanks.viewer(CY), "30d")
    week = COMPANY.closed_week(clock.now()).next
    roundup = await RoundupService(store, clock).roundup("acme", week)
    return (
        (balance.cells, balance.coverage, balance.bridges),
        ([one.rows for one in deck.slides if isinstance(one, CoverageSlide)], deck.untold, len(deck.stories)),
        (roundup.counts, roundup.coverage),
    )


async def _opts_out(thanks, person, *, messages_too=False):
    wanted = [] if messages_too else list(MESSAGES)
    await PreferenceService(thanks.store, thanks.clock).choose(thanks.viewer(person), wanted, list(OPT_OUTS))


async def _erase(thanks, person):
    service = PrivacyService(thanks.store, thanks.clock, NoSlack(), lambda: STAND_IN)
    await service.erase("acme", person.id, (person.name,))


async def test_reports_leave_out_the_same_after_somebody_who_opted_out_is_erased(thanks):
    with_bob = await _reports(thanks)
    await _opts_out(thanks, BOB)
    before = await _reports(thanks)
    assert before[0] != with_bob[0], "the opt-out is felt in the balance"
    assert before[1] != with_bob[1], "and in the deck"
    await _erase(thanks, BOB)
    assert await _reports(thanks) == before


async def test_erasing_somebody_who_did_not_opt_out_changes_no_count(thanks):
    before = await _reports(thanks)
    await _erase(thanks, BOB)
    assert await _reports(thanks) == before


async def test_of_their_preferences_nothing_else_stays(thanks):
    await _opts_out(thanks, BOB, messages_too=True)
    await _erase(thanks, BOB)
    async with thanks.store.read() as store:
        assert await store.preferences.of("acme", BOB.id) == frozenset()
        assert await store.preferences.of("acme", STAND_IN) == frozenset(OPT_OUTS)
