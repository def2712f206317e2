"""The second weighing, on both databases: exact turns, really blind, never changing the outcome."""

import asyncio
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text
from tests.support.requests import ASKER, COMPANY, NO, NOTIFICATIONS, OTHER, SEEN, STAR, YES, viewer_of

from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, BadInput, Invalid, NotAllowed
from northstar_bot.domain.people import Person, Role, Standing
from northstar_bot.domain.requests.decision_pace import Pace
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import Answer, Obligation, State, Visibility, WakeOn
from northstar_bot.domain.requests.shipped import Moved, ShipForm
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.views import Seen
from northstar_bot.services.pivots.pivot import PivotService
from northstar_bot.services.requests.following import FollowingService
from northstar_bot.services.requests.life import RequestLifeService
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.services.requests.second_weighing import SecondWeighingService
from northstar_bot.services.requests.shipping import ShippingService
from northstar_bot.services.rhythm.looking_back import LookingBackService

FIRST, SECOND, BOSS = (
    viewer_of("UDEC", Role.DECIDER),
    viewer_of("USEC", Role.DECIDER),
    viewer_of("UBOSS", Role.OWNER),
)
STEWARD = viewer_of("USTE", Role.STEWARD)
DAY = timedelta(days=1)
PARTS = {"owners": (), "stewards": (), "deciders": ("UDEC", "USEC"), "second_weighing_every": 1}


async def _open(store, clock, **changes):
    declared = replace(COMPANY, **{**PARTS, **changes})
    async with store.write() as opened:
        await opened.companies.save(declared)
        await opened.companies.set_first_star("acme", STAR)
        await opened.people.remember("acme", [Person("USEC", "Sven"), Person("UDEC", "Grace")], clock.now())
    return RequestService(store, clock), SecondWeighingService(store, clock)


@pytest.fixture
async def both(store, clock):
    return await _open(store, clock)


async def _ask(requests, key="a", viewer=ASKER, **changes):
    return (await requests.ask(viewer, replace(NOTIFICATIONS, **changes), key)).request.number


async def _decide(requests, number=1, viewer=FIRST, proposal=YES):
    return await requests.decide(viewer, number, proposal, SEEN)


async def _second(requests, number=1, viewer=SECOND, proposal=YES):
    return await requests.decide(viewer, number, proposal, (await requests.weigh(viewer, number)).seen)


async def _rows(service, question):
    async with service.unit_of_work.read() as opened:
        return list(map(tuple, await opened.deliveries._connection.execute(text(question))))


async def _planned(service, kind):
    return [
        row[0]
        for row in await _rows(service, f"SELECT target FROM delivery WHERE kind = '{kind}' ORDER BY id")
    ]


async def _asked_people(service):
    return [row[0] for row in await _rows(service, "SELECT person FROM second_weighing ORDER BY id")]


NO_HERE = Proposal(
    Answer.NO,
    "return_days",
    NO.evidence,
    reason_code=NO.reason_code,
    reason=NO.reason,
    would_be_yes=NO.would_be_yes,
    difference="The teachers of this school have no phones at school.",
)


async def test_every_fifth_goes_to_somebody_else(store, clock):
    requests, _ = await _open(store, clock, second_weighing_every=5)
    for number in range(1, 13):
        assert await _ask(requests, f"a{number}") == number
        await _decide(requests, number)
    assert await _rows(requests, "SELECT number FROM second_weighing ORDER BY number") == [(5,), (10,)]
    assert await _planned(requests, "second weighing") == ["USEC", "USEC"]


async def test_verdicts_at_the_same_time_are_counted_exactly(store, clock):
    requests, _ = await _open(store, clock, second_weighing_every=3)
    for number in range(1, 11):
        await _ask(requests, f"a{number}")
    await asyncio.gather(*(_decide(requests, number) for number in range(1, 11)))
    assert await _rows(requests, "SELECT count(*) FROM second_weighing") == [(3,)]
    assert await _rows(requests, "SELECT weighed FROM second_weighing_turn") == [(1,)]


async def test_none_is_planned_when_it_is_off_or_obliges_us_or_judges_nothing(store, clock):
    requests, _ = await _open(store, clock, second_weighing_every=0)
    await _ask(requests)
    await _decide(requests)
    async with store.write() as opened:
        company = await opened.companies.of("acme")
        await opened.companies.save(replace(company, second_weighing_every=1))
    await _ask(requests, "b", obligation=Obligation.LEGAL, obligation_link="https://law.example/7")
    await _decide(requests, 2)
    await _ask(requests, "c")
    await _decide(
        requests, 3, proposal=Proposal(Answer.ASK_BACK, "return_days", NO.evidence, question="Which school?")
    )
    assert await _asked_people(requests) == []


async def test_the_turn_waits_until_somebody_else_may_decide(store, clock):
    requests, _ = await _open(store, clock, deciders=("UDEC",))
    await _ask(requests)
    await _decide(requests)
    assert await _asked_people(requests) == []
    async with store.write() as opened:
        await opened.companies.save(replace(await opened.companies.of("acme"), deciders=("UDEC", "USEC")))
    await _ask(requests, "b")
    await _decide(requests, 2)
    assert await _rows(requests, "SELECT number, person FROM second_weighing") == [(2, "USEC")]


async def test_nobody_is_asked_who_cannot_or_will_not_or_hears_of_it(store, clock):
    requests, _ = await _open(store, clock, deciders=("UDEC", "UASK", "UGONE", "UOFF", "UFOL", "USEC"))
    async with store.write() as opened:
        gone = Person("UGONE", "Gone", standing=Standing.DEACTIVATED)
        await opened.people.remember("acme", [gone], clock.now())
        await opened.preferences.keep("acme", "UOFF", {Switch.SECOND_WEIGHING}, clock.now())
    await _ask(requests)
    async with store.write() as opened:
        await opened.followers.add("acme", 1, ["UFOL"], clock.now())
    await _decide(requests)
    assert await _asked_people(requests) == ["USEC"]


async def test_the_outcome_stays_and_agreement_is_told_to_nobody(both):
    requests, seconds = both
    await _ask(requests)
    first = await _decide(requests)
    await _second(requests)
    assert (await requests.why(OTHER, 1)).verdicts == (first,)
    assert (await requests.why(SECOND, 1)).glimpse.state is State.ACCEPTED
    assert await _planned(requests, "second clash") == []
    assert await _planned(requests, "verdict") == ["UASK"]
    read = await seconds.consistency(STEWARD)
    assert (read.all.same, read.all.total, read.clashes) == (1, 1, ())


async def test_a_clash_is_told_to_both_with_both_verdicts(both):
    requests, seconds = both
    await _ask(requests)
    first = await _decide(requests)
    second = await _second(requests, proposal=NO_HERE)
    assert await _planned(requests, "second clash") == ["UDEC", "USEC"]
    assert (await requests.why(OTHER, 1)).glimpse.state is State.ACCEPTED
    plan = Plan("acme", "second clash", "UDEC", "x", seconds.clock.now(), details={"second": "1"})
    told = await seconds.compose_clash(plan, seconds.clock.now())
    assert (told.request.number, told.first, told.second.answer) == (1, first, second.answer)
    assert told.second.reason == NO.reason
    (listed,) = (await seconds.consistency(STEWARD)).clashes
    assert (listed.double.first, listed.double.second) == (Answer.YES, Answer.NO)


async def _everything_read(requests, viewer):
    """All that the doors of requests show this person, as words."""
    lists = [await requests.list(viewer, Query(which)) for which in Which]
    narrow = [await requests.list(viewer, Query(which, input="return_days")) for which in Which]
    shown = [*lists, *narrow, await requests.why(viewer, 1)]
    shown += [await requests.waiting_on(viewer, 5), await requests.mine(viewer, 5)]
    shown += [await requests.recent_decisions(viewer, 5), await requests.weigh(viewer, 2)]
    return [*shown, await requests.weigh(viewer, 1)]


@pytest.mark.parametrize(
    "proposal",
    [
        YES,
        NO_HERE,
        Proposal(
            Answer.PARK,
            "return_days",
            NO.evidence,
            reason="It can wait until the spring term.",
            wake_on=WakeOn.PIVOT,
            difference=NO_HERE.difference,
        ),
    ],
    ids=["yes", "no", "park"],
)
@pytest.mark.parametrize("visibility", list(Visibility))
async def test_whatever_the_first_said_the_second_sees_one_and_the_same(both, proposal, visibility):
    requests, _ = both
    await _ask(requests, visibility=visibility)
    await _ask(requests, "b")
    before = await _everything_read(requests, SECOND)
    await _decide(requests, proposal=proposal)
    after = await _everything_read(requests, SECOND)
    assert _without_second(after) == _without_second(before)
    assert (await requests.waiting_on(SECOND, 5)).total == 2
    assert all(each.glimpse.state is State.OPEN for each in [await requests.why(SECOND, 1)])
    question = await requests.weigh(SECOND, 1)
    assert (question.second, question.earlier, question.precedents.total) == (True, None, 0)


def _without_second(shown):
    """Moves and the mark of a second weighing are the only things that may differ."""
    return re.sub(r"second=\w+|moves=\d", "", repr(shown))


async def test_a_form_from_before_the_first_verdict_is_refused_without_a_word_of_it(both):
    requests, _ = both
    await _ask(requests)
    old = (await requests.weigh(SECOND, 1)).seen
    await _decide(requests, proposal=NO_HERE)
    with pytest.raises(AlreadyDone) as refused:
        await requests.decide(SECOND, 1, YES, old)
    for word in ("decided by", "Grace", "UDEC", "declined", ": no", "yes"):
        assert word not in refused.value.words
    assert await _rows(requests, "SELECT count(*) FROM second_verdict") == [(0,)]


async def test_a_parked_request_is_weighed_a_second_time_not_anew(both):
    requests, _ = both
    await _ask(requests)
    await _decide(
        requests,
        proposal=replace(
            NO_HERE, answer=Answer.PARK, reason="It can wait until the spring term.", wake_on=WakeOn.PIVOT
        ),
    )
    await _second(requests)
    assert (await requests.why(OTHER, 1)).glimpse.state is State.PARKED
    assert len((await requests.why(OTHER, 1)).verdicts) == 1


async def test_answered_once_and_open_to_the_eye_again(both):
    requests, _ = both
    await _ask(requests)
    await _decide(requests)
    seen = (await requests.weigh(SECOND, 1)).seen
    answers = await asyncio.gather(
        *(requests.decide(SECOND, 1, YES, seen) for _ in range(3)), return_exceptions=True
    )
    assert sum(isinstance(each, AlreadyDone) for each in answers) == 2
    assert await _rows(requests, "SELECT count(*) FROM second_verdict") == [(1,)]


async def test_it_lapses_when_taken_back_and_when_nobody_answers(both, clock):
    requests, seconds = both
    for key in ("a", "b"):
        await _ask(requests, key)
    await _decide(requests, 1)
    await _decide(requests, 2)
    plan = Plan("acme", "second weighing", "USEC", "x", clock.now(), details={"second": "1"})
    assert (await seconds.compose_asked(plan, clock.now())).request.number == 1
    await requests.withdraw(ASKER, 1)
    assert await seconds.compose_asked(plan, clock.now()) is None
    assert (await requests.why(SECOND, 1)).glimpse.state is State.WITHDRAWN
    clock.advance(days=15)
    with pytest.raises(AlreadyDone, match="no longer waits"):
        await _second(requests, 2)
    assert await seconds.lapse("acme", clock.now()) == 2
    assert await seconds.lapse("acme", clock.now()) == 0
    assert (await requests.why(SECOND, 2)).glimpse.state is State.ACCEPTED


async def test_an_owner_sends_a_decided_one_to_somebody_else_once(store, clock):
    requests, seconds = await _open(store, clock, owners=("UBOSS",), second_weighing_every=0)
    await _ask(requests)
    with pytest.raises(BadInput, match="no verdict to compare"):
        await seconds.ask(BOSS, 1)
    await _decide(requests)
    assert (await requests.why(BOSS, 1)).may_ask_second
    with pytest.raises(NotAllowed):
        await seconds.ask(STEWARD, 1)
    assert (await seconds.ask(BOSS, 1)).person == "USEC"
    with pytest.raises(AlreadyDone):
        await seconds.ask(BOSS, 1)
    assert not (await requests.why(BOSS, 1)).may_ask_second


async def test_an_owner_who_has_nobody_to_send_it_to_is_told(store, clock):
    requests, seconds = await _open(
        store, clock, owners=("UBOSS",), deciders=("UDEC",), second_weighing_every=0
    )
    await _ask(requests)
    await _decide(requests)
    with pytest.raises(BadInput, match="Nobody else may decide"):
        await seconds.ask(BOSS, 1)


async def test_consistency_is_for_stewards_and_tells_owners_from_deciders(store, clock):
    requests, seconds = await _open(store, clock, owners=("UBOSS",), stewards=("USTE",), deciders=("UDEC",))
    for number in range(1, 7):
        await _ask(requests, f"a{number}")
        await _decide(requests, number)
    asked = await _asked_people(requests)
    assert asked == ["UBOSS", "USTE", "USTE", "UBOSS", "USTE", "USTE"]
    with pytest.raises(NotAllowed):
        await seconds.consistency(FIRST)
    assert await seconds.summary(FIRST) is None
    assert await seconds.summary(STEWARD) is None
    await _second(requests, 1, BOSS)
    assert (await seconds.summary(STEWARD)).total == 1
    read = await seconds.consistency(STEWARD)
    assert read.across is None
    assert read.this_quarter == Pace(6, 6, timedelta(0))
    assert read.last_quarter == Pace()
    assert await seconds.decided_without_owner("acme", clock.now(), clock.now() + DAY) == Pace(
        6, 6, timedelta(0)
    )
    assert await seconds.decided_without_owner("nowhere", clock.now(), clock.now() + DAY) == Pace()


async def test_seen_by_others_nothing_is_hidden(both):
    requests, _ = both
    await _ask(requests)
    await _decide(requests)
    assert (await requests.why(FIRST, 1)).glimpse.state is State.ACCEPTED
    assert [each.number for each in await requests.recent_decisions(OTHER, 5)] == [1]
    assert await requests.recent_decisions(SECOND, 5) == []
    with pytest.raises(AlreadyDone, match="already decided"):
        await requests.decide(BOSS, 1, YES, Seen(1, 1))


async def _refusals(requests, clock):
    """What the second person hears at every door that acts on a request by its number."""
    store = requests.unit_of_work
    life, shipping = RequestLifeService(store, clock), ShippingService(store, clock)
    pivot, following = PivotService(store, clock), FollowingService(requests, clock)
    back = LookingBackService(store, clock)
    steward = replace(SECOND, roles=frozenset({Role.STEWARD, Role.DECIDER}))
    acts = [
        life.drop_form(steward, 1),
        life.drop(steward, 1, "The school that asked for it has left us."),
        shipping.question(steward, 1),
        shipping.ship(steward, 1, ShipForm()),
        pivot.keep(steward, 1),
        pivot.reopen(steward, 1),
        following.join(steward, 1),
        back.answer(steward, 1, Moved.YES),
    ]
    assert await shipping.record(steward, 1) is None
    heard = []
    for act in acts:
        with pytest.raises(NotAllowed) as refused:
            await act
        heard.append(refused.value.words)
    return heard


@pytest.mark.parametrize("proposal", [YES, NO_HERE], ids=["yes", "no"])
async def test_no_door_that_acts_gives_it_away(both, clock, proposal):
    requests, _ = both
    await _ask(requests)
    await _decide(requests, proposal=proposal)
    heard = set(await _refusals(requests, clock))
    assert heard == {
        "You are asked to weigh #1 without knowing what was decided. Answer with /northstar weigh 1 first."
    }
    draft = replace(NOTIFICATIONS, title="New notifications for all teachers")
    considered = await FollowingService(requests, clock).consider(SECOND, draft, {}, "", "b")
    assert considered.alike == ()


@pytest.mark.parametrize("proposal", [YES, NO_HERE], ids=["yes", "no"])
async def test_a_duplicate_does_not_tell_how_that_stands_which_its_asker_is_to_weigh_blind(
    both, clock, proposal
):
    requests, _ = both
    await _ask(requests)
    await _decide(requests, proposal=YES)
    await _ask(requests, "b", SECOND)
    repeats = Proposal(Answer.DUPLICATE, None, YES.evidence, duplicate_of=1)
    verdict = await requests.decide(FIRST, 2, repeats, SEEN)
    plan = Plan(
        "acme", "verdict", "USEC", "p", clock.now(), details={"number": "2", "verdict": str(verdict.id)}
    )
    note = await requests.compose(plan, clock.now())
    assert (note.repeats.state, note.repeats.request.state) == (State.OPEN, State.OPEN)
    await _second(requests, proposal=proposal)
    assert (await requests.compose(plan, clock.now())).repeats.state is State.ACCEPTED


async def test_calling_something_a_duplicate_does_not_tell_that_the_other_was_declined(both):
    requests, _ = both
    await _ask(requests)
    await _decide(requests, proposal=NO_HERE)
    await _ask(requests, "b")
    repeats = Proposal(Answer.DUPLICATE, None, YES.evidence, duplicate_of=1)
    with pytest.raises(Invalid, match="was declined"):
        await requests.preview(FIRST, 2, repeats, SEEN)
    await requests.preview(SECOND, 2, repeats, SEEN)
