"""Precedents on both databases: which requests count as similar, and that going against most of them asks why."""

from dataclasses import replace

import pytest
from tests.support.requests import (
    COMPANY,
    DECIDER,
    NO,
    NOTIFICATIONS,
    OTHER,
    OWNER_OF_INPUT,
    SEEN,
    STAR,
    WORKFLOW,
    YES,
    asked,
)

from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.requests.requests import NO_INPUT, Answer, Obligation, Visibility
from northstar_bot.domain.requests.views import Desk
from northstar_bot.services.requests.requests import RequestService

DIFFERENT = "These teachers never had a reminder, unlike those of the others."


@pytest.fixture
async def requests(store, clock):
    async with store.write() as opened:
        await opened.companies.save(COMPANY)
        await opened.companies.set_first_star("acme", STAR)
    return RequestService(store, clock)


async def decided(requests, proposal, number, draft=WORKFLOW):
    await asked(requests, draft, key=f"view:{number}")
    await requests.decide(DECIDER, number, proposal, SEEN)


async def three_noes(requests):
    for number in (1, 2, 3):
        await decided(requests, NO, number)
    await asked(requests, WORKFLOW, key="view:4")


async def found_by(store, requests, number, chosen=NO_INPUT, star=1, desk=None):
    async with store.read() as opened:
        request = await opened.requests.find("acme", number)
        everything = Desk("UDEC", all_inputs=True)
        return await opened.requests.precedents(request, chosen, star, desk or everything)


async def test_the_form_shows_what_was_said_to_the_same_kind_on_the_chosen_input(requests):
    await three_noes(requests)
    await decided(requests, replace(NO, difference=""), 5, replace(NOTIFICATIONS, input=None))
    question = await requests.weigh(DECIDER, 4, NO_INPUT)
    assert question.precedents.counts == {Answer.NO: 3}
    assert [each.number for each in question.precedents.latest] == [3, 2, 1]
    assert question.precedents.latest[0].title == WORKFLOW.title
    assert (await requests.weigh(DECIDER, 4, "new_users")).precedents.total == 0
    assert (await requests.weigh(DECIDER, 4)).precedents.total == 0


async def test_going_against_three_alike_needs_a_difference_and_keeps_what_was_shown(requests):
    await three_noes(requests)
    against = replace(YES, input=NO_INPUT)
    with pytest.raises(Invalid) as caught:
        await requests.decide(DECIDER, 4, against, SEEN)
    assert set(caught.value.fields) == {"difference"}
    await requests.decide(DECIDER, 4, replace(against, difference=DIFFERENT), SEEN)
    (kept,) = (await requests.why(DECIDER, 4)).verdicts
    assert (kept.difference, kept.precedents) == (DIFFERENT, (3, 2, 1))


async def test_custom_alone_is_enough_to_ask(requests, store):
    parked = replace(YES, answer=Answer.NO, reason_code=NO.reason_code, reason=NO.reason,
                     would_be_yes=NO.would_be_yes, difference=DIFFERENT)  # fmt: skip
    for number in (1, 2, 3):
        await decided(requests, parked, number, NOTIFICATIONS)
    await asked(requests, key="view:4")
    with pytest.raises(Invalid) as caught:
        await requests.decide(DECIDER, 4, YES, SEEN)
    assert set(caught.value.fields) == {"difference"}
    assert (await found_by(store, requests, 4, "return_days")).majority is Answer.NO


async def test_only_the_latest_verdict_on_a_request_counts_and_never_its_own(requests, store):
    await decided(requests, NO, 1)
    await asked(requests, WORKFLOW, key="view:2")
    async with store.write() as opened:
        (first,) = await opened.requests.verdicts("acme", 1)
        await opened.requests.add_verdict("acme", replace(first, answer=Answer.YES))
        await opened.requests.add_verdict("acme", replace(first, answer=Answer.ASK_BACK))
    assert (await found_by(store, requests, 2)).counts == {Answer.YES: 1}
    assert (await found_by(store, requests, 1)).total == 0


async def test_an_obligation_an_earlier_star_and_another_workspace_are_no_precedent(requests, store):
    bound = replace(WORKFLOW, obligation=Obligation.LEGAL, obligation_link="https://law.example/7")
    await decided(requests, replace(YES, input=NO_INPUT), 1, bound)
    await decided(requests, NO, 2)
    await asked(requests, WORKFLOW, key="view:3")
    assert (await found_by(store, requests, 3)).counts == {Answer.NO: 1}
    assert (await found_by(store, requests, 3, star=2)).total == 0
    async with store.read() as opened:
        stranger = replace(await opened.requests.find("acme", 3), workspace="other")
        assert (await opened.requests.precedents(stranger, NO_INPUT, 1, Desk("UDEC", True))).total == 0


async def test_a_private_request_is_no_precedent_for_who_may_not_read_it(requests, store):
    await decided(requests, NO, 1, replace(WORKFLOW, visibility=Visibility.DECIDERS))
    await asked(requests, WORKFLOW, key="view:2")
    assert (await found_by(store, requests, 2)).total == 1
    desk = Desk(OWNER_OF_INPUT.person.id, own_inputs=frozenset({"new_users"}))
    assert (await found_by(store, requests, 2, desk=desk)).total == 0


async def test_a_record_says_which_were_alike_to_those_who_may_read_them(requests, store):
    for number in (1, 2):
        await decided(requests, NO, number)
    await decided(requests, NO, 3, replace(WORKFLOW, visibility=Visibility.DECIDERS))
    await decided(requests, replace(NO, difference=""), 4)
    (verdict,) = (await requests.why(DECIDER, 4)).verdicts
    seen = (await requests.why(DECIDER, 4)).alike[verdict.id]
    assert (seen.counts, [each.number for each in seen.latest]) == ({Answer.NO: 3}, [3, 2, 1])
    public = (await requests.why(OTHER, 4)).alike[verdict.id]
    assert [each.number for each in public.latest] == [2, 1]
    (first,) = (await requests.why(OTHER, 1)).verdicts
    assert (await requests.why(OTHER, 1)).alike[first.id].total == 0
