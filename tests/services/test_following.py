"""Similar requests, joining, leaving and following a duplicate to what it repeats, on both databases."""

import asyncio
from dataclasses import replace
from datetime import timedelta

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
    STAR,
    WORKFLOW,
    YES,
    asked,
    viewer_of,
)

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, Invalid, NotAllowed, NotFound
from northstar_bot.domain.people import Standing
from northstar_bot.domain.requests.requests import NO_INPUT, Answer, Evidence, State, Visibility, WakeOn
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.views import Asked, Seen
from northstar_bot.render.requests import life as drawn
from northstar_bot.services.requests.calendar import RequestCalendar
from northstar_bot.services.requests.following import FollowingService
from northstar_bot.services.requests.life_posts import LifePosts
from northstar_bot.services.requests.requests import RequestService

TYPED = {"title": NOTIFICATIONS.title}
THIRD = viewer_of("UTHI")


@pytest.fixture
async def requests(store, clock):
    async with store.write() as opened:
        await opened.companies.save(COMPANY)
        await opened.companies.set_first_star("acme", STAR)
    return RequestService(store, clock)


@pytest.fixture
async def following(requests, clock):
    return FollowingService(requests, clock)


async def _consider(following, viewer=OTHER, draft=NOTIFICATIONS, key="view:V9"):
    return await following.consider(viewer, draft, TYPED, "{}", key)


async def _told(requests, kind="verdict"):
    async with requests.unit_of_work.read() as opened:
        question = text("SELECT target FROM delivery WHERE kind = :kind ORDER BY target")
        return list(await opened.deliveries._connection.scalars(question, {"kind": kind}))


async def _followers(requests, number):
    async with requests.unit_of_work.read() as opened:
        return list(await opened.followers.of("acme", number))


async def _duplicate(requests, number, of, decider=DECIDER):
    question = await requests.weigh(decider, number)
    said = Proposal(Answer.DUPLICATE, NO_INPUT, Evidence.SEEN, duplicate_of=of)
    return await requests.decide(decider, number, said, question.seen)


async def test_what_nothing_is_like_is_asked_at_once(following):
    considered = await _consider(following)
    assert (considered.asked.request.number, considered.asked.fresh, considered.alike) == (1, True, ())
    again = await _consider(following)
    assert (again.asked.request.number, again.asked.fresh) == (1, False)


async def test_what_is_like_it_is_shown_first_and_what_was_typed_is_kept(requests, following):
    await asked(requests)
    considered = await _consider(following)
    assert considered.asked is None
    assert [(each.request.number, each.people, each.is_own) for each in considered.alike] == [(1, 1, False)]
    assert (await _consider(following)).alike == considered.alike
    kept = await following.typed(OTHER, "view:V9")
    assert (kept.fields, kept.origin) == (TYPED, "{}")
    with pytest.raises(NotFound):
        await following.typed(THIRD, "view:V9")


async def test_an_invalid_draft_is_refused_before_anything_is_shown(requests, following):
    await asked(requests)
    with pytest.raises(Invalid):
        await _consider(following, draft=replace(NOTIFICATIONS, problem="short"))


async def test_asking_anyway_asks_once_and_drops_what_was_kept(requests, following):
    await asked(requests)
    await _consider(following)
    for fresh in (True, False):
        kept = await requests.ask(OTHER, NOTIFICATIONS, "view:V9")
        assert (kept.request.number, kept.fresh) == (2, fresh)
        async with requests.unit_of_work.read() as opened:
            assert await opened.drafts.find("acme", "view:V9") is None
    assert isinstance(await following.typed(OTHER, "view:V9"), Asked)
    assert (await _consider(following)).asked.fresh is False


async def test_joining_drops_the_draft_and_counts_people_once(requests, following):
    await asked(requests)
    await _consider(following)
    first = await following.join(OTHER, 1, "view:V9")
    assert (first.request.number, first.people, first.fresh) == (1, 2, True)
    again = await following.join(OTHER, 1)
    assert (again.people, again.fresh) == (2, False)
    with pytest.raises(NotFound):
        await following.typed(OTHER, "view:V9")
    assert (await _consider(following, key="view:V10")).alike[0].is_followed


async def test_nobody_takes_anothers_draft_away(requests, following):
    await asked(requests)
    await _consider(following)
    await following.join(THIRD, 1, "view:V9")
    assert (await following.typed(OTHER, "view:V9")).fields == TYPED


async def test_ones_own_request_is_shown_as_such_and_not_joined(requests, following):
    await asked(requests)
    assert (await _consider(following, ASKER)).alike[0].is_own
    with pytest.raises(AlreadyDone, match="You asked for #1 yourself"):
        await following.join(ASKER, 1)


async def test_a_private_request_is_neither_hinted_at_nor_joined(requests, following):
    await asked(requests, replace(NOTIFICATIONS, visibility=Visibility.DECIDERS))
    assert (await _consider(following)).asked.request.number == 2
    with pytest.raises(NotAllowed, match="private"):
        await following.join(THIRD, 1)
    assert (await following.join(DECIDER, 1)).fresh


@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.MEMBER])
async def test_outsiders_neither_consider_join_nor_leave(requests, following, standing):
    await asked(requests)
    outsider = viewer_of("UOUT", standing=standing)
    with pytest.raises(NotAllowed):
        await _consider(following, outsider)
    with pytest.raises(NotAllowed):
        await following.typed(outsider, "view:V9")
    with pytest.raises(NotAllowed):
        await following.join(outsider, 1)
    with pytest.raises(NotAllowed):
        await following.leave(outsider, 1)


async def test_followers_are_told_what_the_asker_is_told_until_they_leave(requests, following):
    await asked(requests, WORKFLOW)
    await following.join(OTHER, 1)
    await following.join(THIRD, 1)
    assert await following.leave(THIRD, 1) is True
    assert await following.leave(THIRD, 1) is False
    await requests.decide(DECIDER, 1, NO, Seen(0, 1))
    assert await _told(requests) == ["UASK", "UOTH"]


async def test_whoever_may_not_read_a_private_request_any_more_is_not_told(requests, following):
    await asked(requests, replace(NOTIFICATIONS, input="new_users", visibility=Visibility.DECIDERS))
    await following.join(OWNER_OF_INPUT, 1)
    async with requests.unit_of_work.write() as opened:
        company = await opened.companies.of("acme")
        metrics = tuple(replace(each, owner="") for each in company.metrics)
        await opened.companies.save(replace(company, metrics=metrics))
    await requests.decide(DECIDER, 1, YES, Seen(0, 1))
    assert await _told(requests) == ["UASK"]


async def test_a_withdrawal_is_told_to_followers_and_not_to_whoever_withdrew(requests, following):
    await asked(requests)
    await following.join(OTHER, 1)
    await requests.withdraw(ASKER, 1)
    assert await _told(requests, "withdrawn") == ["UOTH"]
    with pytest.raises(AlreadyDone, match="#1 is withdrawn"):
        await following.join(THIRD, 1)


async def test_asker_and_followers_of_a_duplicate_follow_what_it_repeats(requests, following):
    await asked(requests, WORKFLOW, viewer_of("UFIRST"), "view:V1")
    await asked(requests, WORKFLOW, ASKER, "view:V2")
    for viewer in (OTHER, viewer_of("UFIRST")):
        await following.join(viewer, 2)
    await _duplicate(requests, 2, 1)
    assert sorted(await _followers(requests, 1)) == ["UASK", "UOTH"]
    assert await _followers(requests, 2) == []
    assert await _told(requests) == ["UASK", "UFIRST", "UOTH"]
    await requests.decide(DECIDER, 1, NO, Seen(0, 1))
    assert await _told(requests) == ["UASK", "UASK", "UFIRST", "UFIRST", "UOTH", "UOTH"]


async def test_a_chain_of_duplicates_is_followed_to_its_root_and_never_round(requests, following):
    for number, who in enumerate(("UA", "UB", "UC", "UD"), 1):
        await asked(requests, WORKFLOW, viewer_of(who), f"view:V{number}")
    await _duplicate(requests, 2, 1)
    await _duplicate(requests, 3, 2)
    assert sorted(await _followers(requests, 1)) == ["UB", "UC"]
    with pytest.raises(Invalid) as caught:
        await _duplicate(requests, 1, 3)
    assert set(caught.value.fields) == {"duplicate_of"}
    joined = await following.join(viewer_of("UE"), 3)
    assert (joined.request.number, joined.asked_for, joined.people) == (1, 3, 4)
    await _duplicate(requests, 1, 4)
    assert sorted(await _followers(requests, 4)) == ["UA", "UB", "UC", "UE"]
    assert (await requests.why(OTHER, 1)).glimpse.state is State.DUPLICATE


@pytest.mark.parametrize(
    ("ended", "says"),
    [
        (
            State.WITHDRAWN,
            "#1 was withdrawn, so nothing is decided there any more. Weigh this one by itself.",
        ),
        (State.DROPPED, "#1 was dropped"),
        (State.DECLINED, "#1 was declined, and a no needs its reason: decide no here"),
    ],
)
async def test_nothing_is_called_a_duplicate_of_what_nothing_will_come_of(requests, following, ended, says):
    for key in ("view:V1", "view:V2", "view:V3"):
        await asked(requests, viewer=THIRD, key=key)
    await _duplicate(requests, 2, 1)
    async with requests.unit_of_work.write() as opened:
        first = await opened.requests.find("acme", 1)
        await opened.requests.move(first, ended, requests.clock.now())
    for named in (1, 2):
        with pytest.raises(Invalid) as wrong:
            await _duplicate(requests, 3, named)
        assert wrong.value.fields["duplicate_of"].startswith(says)
    assert (await requests.why(THIRD, 3)).glimpse.state is State.OPEN


async def test_whose_request_is_a_duplicate_reads_what_it_repeats_as_far_as_they_may(
    requests, following, clock
):
    private = replace(NOTIFICATIONS, visibility=Visibility.DECIDERS)
    for key, draft in (("view:V1", NOTIFICATIONS), ("view:V2", private), ("view:V3", NOTIFICATIONS)):
        await asked(requests, draft, THIRD if key == "view:V3" else ASKER, key)
    await asked(requests, viewer=THIRD, key="view:V4")
    told = {}
    for number, of in ((3, 1), (4, 2)):
        verdict = await _duplicate(requests, number, of)
        details = {"number": str(number), "verdict": str(verdict.id)}
        told[of] = (
            await requests.compose(
                Plan("acme", "verdict", "UTHI", "p", clock.now(), details=details), clock.now()
            )
        ).repeats
    assert (told[1].number, told[1].state, told[1].request.title) == (1, State.OPEN, NOTIFICATIONS.title)
    assert (told[2].number, told[2].state, told[2].request) == (2, State.OPEN, None)


async def test_nobody_joins_what_they_may_not_read_by_way_of_its_public_duplicate(requests, following):
    await asked(requests, replace(NOTIFICATIONS, visibility=Visibility.DECIDERS))
    await asked(requests, viewer=THIRD, key="view:V2")
    await _duplicate(requests, 2, 1)
    with pytest.raises(NotAllowed, match="#1 is private"):
        await following.join(OTHER, 2)
    assert await _followers(requests, 1) == []
    assert await _followers(requests, 2) == []


async def test_who_may_not_read_what_a_duplicate_repeats_stays_where_they_are(requests, following):
    await asked(requests, replace(WORKFLOW, visibility=Visibility.DECIDERS), viewer_of("UA"), "view:V1")
    await asked(requests, WORKFLOW, ASKER, "view:V2")
    for viewer in (OTHER, SECOND):
        await following.join(viewer, 2)
    async with requests.unit_of_work.write() as opened:
        company = await opened.companies.of("acme")
        await opened.companies.save(replace(company, stewards=("USEC",), deciders=("UDEC",)))
    await _duplicate(requests, 2, 1)
    assert await _followers(requests, 1) == ["USEC"]
    assert await _followers(requests, 2) == ["UOTH"]


async def test_many_who_join_at_once_are_each_counted_once(requests, following):
    await asked(requests)
    joined = await asyncio.gather(*(following.join(viewer_of(f"UJ{n % 5}"), 1) for n in range(20)))
    assert sum(each.fresh for each in joined) == 5
    assert len(await _followers(requests, 1)) == 5


async def test_drafts_that_nobody_came_back_to_are_forgotten_after_a_day(requests, following, clock):
    await asked(requests)
    await _consider(following)
    clock.advance(hours=23)
    assert await following.sweep("acme", clock.now()) == 0
    clock.advance(hours=2)
    assert await following.sweep("acme", clock.now()) == 1
    with pytest.raises(NotFound):
        await following.typed(OTHER, "view:V9")


async def test_followers_hear_that_a_question_waited_too_long_and_that_a_day_has_come(
    requests, following, clock
):
    calendar = RequestCalendar(requests.unit_of_work)
    await asked(requests)
    await following.join(OTHER, 1)
    back = Proposal(Answer.ASK_BACK, NO_INPUT, Evidence.SEEN, question="Which of the two screens is it?")
    await requests.decide(DECIDER, 1, back, Seen(0, 1))
    clock.advance(days=21)
    await calendar.lapse("acme", clock.now())
    assert await _told(requests, "lapsed") == ["UASK", "UOTH"]
    question = await requests.weigh(DECIDER, 1)
    day = clock.now().date() + timedelta(days=2)
    parked = Proposal(
        Answer.PARK,
        "return_days",
        Evidence.HUNCH,
        reason="It can wait until the spring term.",
        wake_on=WakeOn.DATE,
        wake_at=day,
    )
    await requests.decide(
        DECIDER, 1, replace(parked, difference="The screens are drawn anew until then."), question.seen
    )
    clock.advance(days=3)
    await calendar.wake("acme", clock.now())
    assert await _told(requests, "woken") == ["UASK", "UOTH"]
    posts = LifePosts(requests.unit_of_work)
    for person, asked_for_it in (("UASK", True), ("UOTH", False)):
        plan = Plan("acme", "woken", person, "x", clock.now(), details={"number": "1"})
        woken = await posts.woken(plan, clock.now())
        assert woken.is_asker is asked_for_it
        assert ("need not do anything" in drawn.woken(woken).text) is asked_for_it
        assert ("you follow it" in drawn.woken(woken).text) is not asked_for_it
