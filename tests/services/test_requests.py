"""Asking, weighing, deciding, looking back, on both databases: by role, once, never beyond who may read."""

import asyncio
from dataclasses import replace

import pytest
from sqlalchemy import text
from tests.support.requests import (
    ASKER,
    COMPANY,
    DECIDER,
    NO,
    NOTIFICATIONS,
    OTHER,
    OWNER_OF_INPUT,
    SECOND,
    SEEN,
    STAR,
    WORKFLOW,
    YES,
    asked,
    viewer_of,
)

from northstar_bot.domain.errors import AlreadyDone, BadInput, Invalid, NotAllowed
from northstar_bot.domain.people import Person, Role
from northstar_bot.domain.requests.query import Query
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    Answer,
    Evidence,
    Obligation,
    State,
    WakeOn,
)
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.views import Seen
from northstar_bot.services.requests.requests import RequestService


@pytest.fixture
async def requests(store, clock):
    async with store.write() as opened:
        await opened.companies.save(COMPANY)
        await opened.companies.set_first_star("acme", STAR)
        await opened.people.remember("acme", [Person("UDEC", "Grace"), Person("USEC", "Sven")], clock.now())
    return RequestService(store, clock)


async def _planned(requests):
    async with requests.unit_of_work.read() as opened:
        rows = await opened.deliveries._connection.execute(text("SELECT kind, target, period FROM delivery"))
        return sorted(map(tuple, rows))


async def test_new_notifications_are_suggested_a_yes_under_daily_users(requests):
    await asked(requests)
    question = await requests.weigh(DECIDER, 1)
    assert (question.suggestion.answer, question.suggestion.rule) == (Answer.YES, "R2")
    assert question.star.name == "Daily users"
    assert [each.key for each in question.inputs] == ["new_users", "return_days"]


async def test_fixing_the_assignment_workflow_is_suggested_a_no_under_daily_users(requests):
    await asked(requests, WORKFLOW)
    assert (await requests.weigh(DECIDER, 1)).suggestion is None
    suggestion = (await requests.weigh(DECIDER, 1, NO_INPUT)).suggestion
    assert (suggestion.answer, suggestion.rule) == (Answer.NO, "R1")


async def test_a_verdict_moves_the_request_and_tells_the_asker_once(requests):
    await asked(requests, WORKFLOW)
    verdict = await requests.decide(DECIDER, 1, NO, SEEN)
    why = await requests.why(OTHER, 1)
    assert why.glimpse.state is State.DECLINED
    assert why.verdicts == (verdict,)
    assert (verdict.star_version, verdict.star_wording["name"]) == (1, "Daily users")
    assert await _planned(requests) == [("verdict", "UASK", f"request-1-{verdict.id}")]


async def test_an_invalid_verdict_writes_nothing(requests):
    await asked(requests)
    with pytest.raises(Invalid):
        await requests.decide(DECIDER, 1, replace(NO, reason="no"), SEEN)
    why = await requests.why(OTHER, 1)
    assert (why.glimpse.state, why.verdicts, await _planned(requests)) == (State.OPEN, (), [])


async def test_deciders_who_click_at_once_get_one_verdict_and_one_name(requests):
    await asked(requests)
    clicks = [requests.decide(viewer_of(f"UD{n}", Role.DECIDER), 1, YES, SEEN) for n in range(4)]
    said = await asyncio.gather(*clicks, requests.decide(DECIDER, 1, YES, SEEN), return_exceptions=True)
    verdicts = [each for each in said if not isinstance(each, Exception)]
    late = [each for each in said if isinstance(each, AlreadyDone)]
    assert (len(verdicts), len(late)) == (1, 4)
    winner = "Grace" if verdicts[0].decider == "UDEC" else verdicts[0].decider
    assert {each.sentence for each in late} == {f"Request #1 was already decided by @{winner}: yes."}
    assert (await requests.why(OTHER, 1)).verdicts == (verdicts[0],)
    assert len(await _planned(requests)) == 1


async def test_a_form_older_than_the_request_is_refused(requests):
    await asked(requests)
    back = Proposal(Answer.ASK_BACK, NO_INPUT, Evidence.SEEN, question="Which of the two screens is it?")
    await requests.decide(DECIDER, 1, back, SEEN)
    with pytest.raises(AlreadyDone, match="already decided by @Grace: ask back"):
        await requests.decide(SECOND, 1, YES, SEEN)
    await requests.reply(ASKER, 1, "It is the second of the two screens.")
    with pytest.raises(AlreadyDone, match="Something was added to request #1 meanwhile"):
        await requests.decide(SECOND, 1, YES, Seen(1, 1))
    await requests.decide(SECOND, 1, YES, Seen(2, 1))


async def test_a_form_from_another_star_is_refused(requests):
    await asked(requests)
    with pytest.raises(AlreadyDone, match="The North Star changed"):
        await requests.decide(DECIDER, 1, YES, Seen(0, 2))


async def test_an_answer_opens_the_request_again_and_the_decider_sees_it(requests):
    await asked(requests)
    parked = Proposal(
        Answer.PARK,
        "return_days",
        Evidence.HUNCH,
        reason="It can wait until the spring term.",
        wake_on=WakeOn.PIVOT,
    )
    await requests.decide(DECIDER, 1, parked, SEEN)
    await requests.reply(ASKER, 1, "Elm School measured it: three days become four.")
    question = await requests.weigh(DECIDER, 1)
    assert [note.text for note in question.notes] == ["Elm School measured it: three days become four."]
    assert question.earlier.answer is Answer.PARK
    assert question.seen.moves == 2


async def test_a_parked_request_can_be_weighed_again_by_those_who_know_more(requests):
    await asked(requests)
    parked = Proposal(
        Answer.PARK,
        "return_days",
        Evidence.HUNCH,
        reason="It can wait until the spring term.",
        wake_on=WakeOn.PIVOT,
    )
    await requests.decide(DECIDER, 1, parked, SEEN)
    question = await requests.weigh(SECOND, 1)
    await requests.decide(SECOND, 1, YES, question.seen)
    assert (await requests.why(OTHER, 1)).glimpse.state is State.ACCEPTED


@pytest.mark.parametrize(
    ("changes", "field"), [({"duplicate_of": 99}, "duplicate_of"), ({"duplicate_of": 2**40}, "duplicate_of")]
)
async def test_a_duplicate_of_nothing_is_refused(requests, changes, field):
    await asked(requests)
    with pytest.raises(Invalid) as caught:
        await requests.decide(
            DECIDER, 1, Proposal(Answer.DUPLICATE, NO_INPUT, Evidence.SEEN, **changes), SEEN
        )
    assert set(caught.value.fields) == {field}


async def test_only_the_asker_replies_and_withdraws(requests):
    await asked(requests)
    for act in (
        requests.reply(OTHER, 1, "something new here"),
        requests.withdraw(DECIDER, 1),
        requests.own(OTHER, 1),
    ):
        with pytest.raises(NotAllowed):
            await act
    with pytest.raises(Invalid):
        await requests.reply(ASKER, 1, "short")
    assert (await requests.own(ASKER, 1)).number == 1
    assert (await requests.withdraw(ASKER, 1)).state is State.WITHDRAWN
    for act in (
        requests.withdraw(ASKER, 1),
        requests.weigh(DECIDER, 1),
        requests.reply(ASKER, 1, "something new"),
    ):
        with pytest.raises(AlreadyDone):
            await act


async def test_nobody_decides_their_own_not_even_an_owner(requests):
    owner = viewer_of("UBOSS", Role.OWNER)
    await asked(requests, viewer=owner)
    for act in (requests.weigh(owner, 1), requests.decide(owner, 1, YES, SEEN)):
        with pytest.raises(NotAllowed, match="their own request"):
            await act


async def test_a_member_without_a_role_does_not_decide(requests):
    await asked(requests)
    for act in (requests.weigh(OTHER, 1), requests.decide(OTHER, 1, YES, SEEN)):
        with pytest.raises(NotAllowed, match="Only deciders"):
            await act


async def test_the_owner_of_an_input_decides_inside_it_only(requests):
    await asked(requests, key="a")
    await asked(requests, replace(NOTIFICATIONS, input="new_users"), key="b")
    with pytest.raises(NotAllowed):
        await requests.weigh(OWNER_OF_INPUT, 1)
    assert (await requests.weigh(OWNER_OF_INPUT, 2)).request.number == 2
    with pytest.raises(NotAllowed, match="your own input only"):
        await requests.decide(OWNER_OF_INPUT, 2, YES, SEEN)
    await requests.decide(OWNER_OF_INPUT, 2, replace(YES, input="new_users"), SEEN)
    assert (await requests.waiting_on(OWNER_OF_INPUT, 5)).items == ()


async def test_the_same_form_sent_twice_is_one_request(requests):
    first, again = await asyncio.gather(*(requests.ask(ASKER, NOTIFICATIONS, "view:V1") for _ in range(2)))
    assert first.request.number == again.request.number == 1
    assert {first.fresh, again.fresh} == {True, False}


async def test_without_a_star_requests_are_logged_and_not_weighed(store, clock):
    async with store.write() as opened:
        await opened.companies.save(COMPANY)
    requests = RequestService(store, clock)
    kept = await requests.ask(ASKER, NOTIFICATIONS, "k")
    assert (kept.request.number, kept.weighable) == (1, False)
    for act in (
        requests.weigh(DECIDER, 1),
        requests.decide(DECIDER, 1, YES, SEEN),
        requests.self_check(ASKER, "x"),
    ):
        with pytest.raises(BadInput, match="Requests are kept and wait for it"):
            await act


async def test_a_self_check_keeps_nothing(requests):
    check = await requests.self_check(
        ASKER, "Confetti <!channel> when a lesson ends", "return_days", Evidence.HUNCH
    )
    assert (check.suggestion.rule, check.text) == ("R3", "Confetti <!channel> when a lesson ends")
    assert (await requests.self_check(ASKER, "Confetti")).suggestion is None
    assert (await requests.list(ASKER, Query())).items == ()
    with pytest.raises(BadInput, match="no words"):
        await requests.self_check(ASKER, "\u200b \u2060")


async def test_an_obligation_is_exempt(requests):
    draft = replace(WORKFLOW, obligation=Obligation.LEGAL, obligation_link="https://law.example")
    await asked(requests, draft)
    assert (await requests.weigh(DECIDER, 1)).suggestion.rule == "R5"
    assert (await requests.decide(DECIDER, 1, Proposal(Answer.YES, NO_INPUT, Evidence.HUNCH), SEEN)).exempt
