"""Whoever a request was made for hears every end of it, as whoever made it does, and may speak for it."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.pivots import FORM, OWNER, SECOND_OWNER, STEWARD, founded
from tests.support.requests import ASKER, DECIDER, NO, NOTIFICATIONS, OTHER, SEEN, YES, asked, viewer_of

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.requests.requests import NO_INPUT, Answer, Evidence, State, WakeOn
from northstar_bot.domain.requests.shipped import ShipForm
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.views import Seen
from northstar_bot.services.pivots.pivot import PivotService
from northstar_bot.services.pivots.posts import PivotPosts
from northstar_bot.services.requests.calendar import RequestCalendar
from northstar_bot.services.requests.life import RequestLifeService
from northstar_bot.services.requests.life_posts import LifePosts
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.services.requests.shipping import ShippingService

BOTH = ["UASK", "UFOR"]
FOR = viewer_of("UFOR")
BACK = Proposal(Answer.ASK_BACK, NO_INPUT, Evidence.SEEN, question="Which of the two screens is it?")
PARK = Proposal(
    Answer.PARK, "return_days", Evidence.HUNCH,
    reason="It can wait until the spring term.", wake_on=WakeOn.DATE, wake_at=date(2026, 12, 2),
    difference="Oak School decides about it in December, not before.",
)  # fmt: skip


@pytest.fixture
async def requests(store, clock):
    await founded(store, clock)
    service = RequestService(store, clock)
    await asked(service, replace(NOTIFICATIONS, on_behalf_of="UFOR"))
    return service


async def _hear(store, kind):
    async with store.read() as opened:
        recent = [row.plan for row in await opened.deliveries.recent("acme", 100)]
    return sorted(plan.target for plan in recent if plan.kind == kind)


async def _replace_star(store, clock):
    pivots = PivotService(store, clock)
    proposal = await pivots.propose(STEWARD, FORM)
    await pivots.approve(SECOND_OWNER, proposal.id)
    return pivots


async def test_of_a_drop(requests, store, clock):
    await requests.decide(DECIDER, 1, YES, SEEN)
    await RequestLifeService(store, clock).drop(OWNER, 1, "Elm School has left, so nobody waits for it.")
    assert await _hear(store, "dropped") == BOTH
    plan = Plan("acme", "dropped", "UFOR", "x", clock.now(), details={"number": "1"})
    assert (await LifePosts(store).dropped(plan, clock.now())).is_asker


async def test_of_what_it_repeats_when_it_is_a_duplicate(requests, store):
    await asked(requests, viewer=OTHER, key="view:V2")
    repeats = Proposal(Answer.DUPLICATE, None, Evidence.SEEN, duplicate_of=2)
    await requests.decide(DECIDER, 1, repeats, SEEN)
    async with store.read() as opened:
        assert sorted(await opened.followers.of("acme", 2)) == sorted(BOTH)


async def test_of_what_shipped(requests, store, clock):
    await requests.decide(DECIDER, 1, YES, SEEN)
    await ShippingService(store, clock).ship(STEWARD, 1, ShipForm())
    assert await _hear(store, "shipped") == BOTH


async def test_of_a_day_that_came_and_of_a_question_that_waited(requests, store, clock):
    await requests.decide(DECIDER, 1, PARK, SEEN)
    clock.advance(days=10)
    calendar = RequestCalendar(store)
    assert await calendar.wake("acme", clock.now()) == 1
    assert await _hear(store, "woken") == BOTH
    question = await requests.weigh(DECIDER, 1)
    await requests.decide(DECIDER, 1, BACK, question.seen)
    clock.advance(days=30)
    assert await calendar.lapse("acme", clock.now()) == 1
    assert await _hear(store, "lapsed") == BOTH


@pytest.mark.parametrize(("who", "other"), [(ASKER, "UFOR"), (FOR, "UASK")])
async def test_when_one_takes_it_back_the_other_hears(requests, store, who, other):
    assert (await requests.withdraw(who, 1)).state is State.WITHDRAWN
    assert await _hear(store, "withdrawn") == [other]


async def test_of_a_promise_that_is_kept_under_a_new_star(requests, store, clock):
    await requests.decide(DECIDER, 1, YES, SEEN)
    pivots = await _replace_star(store, clock)
    assert await _hear(store, "pivot news") == BOTH
    plan = Plan("acme", "pivot news", "UFOR", "x", clock.now(), details={"version": "2"})
    news = await PivotPosts(store).news(plan, clock.now())
    assert ([request.number for request, _ in news.items], news.followed) == ([1], set())
    await pivots.keep(DECIDER, 1)
    assert await _hear(store, "promise kept") == BOTH
    told = await PivotPosts(store).kept(replace(plan, details={"number": "1"}), clock.now())
    assert (told.by, told.is_asker, told.star.version) == ("UDEC", True, 2)
    assert [step.act.value for step in (await requests.why(ASKER, 1)).steps] == ["keep"]


async def test_a_promise_is_not_said_to_stand_when_it_has_ended_since(requests, store, clock):
    await requests.decide(DECIDER, 1, YES, SEEN)
    pivots = await _replace_star(store, clock)
    await pivots.keep(DECIDER, 1)
    await requests.withdraw(ASKER, 1)
    plan = Plan("acme", "promise kept", "UASK", "x", clock.now(), details={"number": "1"})
    assert await PivotPosts(store).kept(plan, clock.now()) is None


async def test_of_a_no_that_is_opened_again(requests, store, clock):
    await requests.decide(DECIDER, 1, NO, SEEN)
    pivots = await _replace_star(store, clock)
    await pivots.reopen(STEWARD, 1)
    assert await _hear(store, "reopened") == BOTH


async def test_they_may_answer_and_appeal_and_nobody_else_may(requests, store, clock):
    await requests.decide(DECIDER, 1, BACK, SEEN)
    with pytest.raises(NotAllowed):
        await requests.reply(OTHER, 1, "It is the second of the two.")
    assert (await requests.reply(FOR, 1, "It is the second of the two.")).state is State.OPEN
    question = await requests.weigh(DECIDER, 1)
    await requests.decide(DECIDER, 1, NO, Seen(question.seen.moves, 1))
    life = RequestLifeService(store, clock)
    with pytest.raises(NotAllowed):
        await life.appeal(OTHER, 1, "Three schools wrote this week that they leave because of it.")
    await life.appeal(FOR, 1, "Three schools wrote this week that they leave because of it.")
    assert (await requests.why(ASKER, 1)).glimpse.state is State.OPEN
