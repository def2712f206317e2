"""The load on both databases: what a squad has accepted and not shipped, said beside the cap, blocking nothing."""

from dataclasses import replace

import pytest
from tests.support.requests import COMPANY, DECIDER, NOTIFICATIONS, SEEN, STAR, YES, asked

from northstar_bot.domain.company.company import Squad
from northstar_bot.domain.company.load import Load
from northstar_bot.domain.requests.requests import NO_INPUT, Answer, State
from northstar_bot.services.requests.requests import RequestService

SQUAD = replace(
    COMPANY,
    squads=(Squad("growth", "Growth"),),
    metrics=tuple(replace(each, squad="growth") if each.key != "dau" else each for each in COMPANY.metrics),
)


async def declared(store, clock, company, **settings):
    async with store.write() as opened:
        await opened.companies.save(company)
        await opened.companies.set_first_star("acme", STAR)
    return RequestService(store, clock, **settings)


async def accepted(requests, number, chosen="return_days"):
    await asked(requests, replace(NOTIFICATIONS, input=chosen), key=f"view:{number}")
    await requests.decide(DECIDER, number, replace(YES, input=chosen), SEEN)


async def load_of(requests, number, chosen="return_days"):
    return (await requests.weigh(DECIDER, number, chosen)).load


async def test_an_input_without_a_squad_carries_its_own(store, clock):
    requests = await declared(store, clock, COMPANY)
    await accepted(requests, 1)
    await accepted(requests, 2, "new_users")
    await asked(requests, key="view:3")
    assert await load_of(requests, 3) == Load("Days a teacher returns", 1, 10)


async def test_a_squad_carries_all_its_inputs_at_once(store, clock):
    requests = await declared(store, clock, SQUAD, soft_cap=2)
    await accepted(requests, 1)
    await accepted(requests, 2, "new_users")
    await asked(requests, key="view:3")
    load = await load_of(requests, 3)
    assert load == Load("Growth", 2, 2)
    assert load.is_over
    await requests.decide(DECIDER, 3, YES, SEEN)


async def test_what_is_shipped_is_carried_no_longer(store, clock):
    requests = await declared(store, clock, COMPANY)
    await accepted(requests, 1)
    await asked(requests, key="view:2")
    async with store.write() as opened:
        await opened.requests.move(await opened.requests.find("acme", 1), State.SHIPPED, clock.now())
    assert (await load_of(requests, 2)).accepted == 0


async def test_only_the_latest_yes_says_which_input_carries_it(store, clock):
    requests = await declared(store, clock, COMPANY)
    await accepted(requests, 1)
    await asked(requests, key="view:2")
    async with store.write() as opened:
        (first,) = await opened.requests.verdicts("acme", 1)
        await opened.requests.add_verdict("acme", replace(first, input="new_users"))
        await opened.requests.add_verdict("acme", replace(first, answer=Answer.ASK_BACK))
    assert (await load_of(requests, 2)).accepted == 0
    assert (await load_of(requests, 2, "new_users")).accepted == 1


async def test_counting_stops_where_nobody_reads_on_and_stays_in_the_workspace(store, clock):
    requests = await declared(store, clock, COMPANY)
    for number in (1, 2, 3):
        await accepted(requests, number)
    async with store.read() as opened:
        assert await opened.requests.load("acme", ["return_days"], 2) == 2
        assert await opened.requests.load("other", ["return_days"], 2) == 0


@pytest.mark.parametrize("chosen", [None, NO_INPUT, "star"])
async def test_without_a_single_input_all_that_is_accepted_is_told_and_no_cap(store, clock, chosen):
    requests = await declared(store, clock, SQUAD, soft_cap=1)
    await accepted(requests, 1)
    await accepted(requests, 2, "new_users")
    await asked(requests, replace(NOTIFICATIONS, input=None), key="view:3")
    load = await load_of(requests, 3, chosen)
    assert load == Load("", 2, None)
    assert not load.is_over
    async with store.read() as opened:
        assert await opened.requests.load("acme", None, 1) == 1
        assert await opened.requests.load("other", None, 5) == 0
