"""Asking, weighing, deciding, looking back, on both databases: by role, once, never beyond who may read."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from northstar_bot.domain.asking import Draft
from northstar_bot.domain.company import Company, Dimension, Kind, Metric, Star, Team
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, BadInput, Invalid, NotAllowed, NotFound
from northstar_bot.domain.people import Person, Role, Standing, Viewer
from northstar_bot.domain.periods import Week
from northstar_bot.domain.request_query import Query, Which
from northstar_bot.domain.request_views import Seen
from northstar_bot.domain.requests import (
    NO_INPUT,
    Answer,
    Evidence,
    Obligation,
    ReasonCode,
    RequestKind,
    State,
    Visibility,
    WakeOn,
)
from northstar_bot.domain.verdict_form import Proposal
from northstar_bot.services.requests import RequestService

COMPANY = Company(
    "acme",
    "Acme",
    zone="Europe/Berlin",
    metrics=(
        Metric("dau", "Daily users", Kind.STAR),
        Metric("new_users", "New teachers", Kind.INPUT, dimension=Dimension.BREADTH, owner="UOWN"),
        Metric("return_days", "Days a teacher returns", Kind.INPUT, dimension=Dimension.FREQUENCY),
    ),
    teams=(Team("sales", "Sales"),),
)
STAR = Star(0, "dau", "Every classroom learns daily", "Daily users", "users", since=date(2026, 1, 5))


def _viewer(person, *roles, standing=Standing.MEMBER, workspace="acme"):
    return Viewer(workspace, Person(person, person, standing=standing, team="sales"), frozenset(roles))


ASKER, OTHER, OWNER_OF_INPUT = _viewer("UASK"), _viewer("UOTH"), _viewer("UOWN")
DECIDER, SECOND = _viewer("UDEC", Role.DECIDER), _viewer("USEC", Role.STEWARD)
NOTIFICATIONS = Draft(
    "New notifications for teachers",
    "Teachers of Oak School forget to come back after the first lesson.",
    RequestKind.CLIENT,
    Evidence.SEEN,
    "return_days",
)
WORKFLOW = Draft(
    "Fix the assignment workflow",
    "It takes ten clicks to assign a lesson; teachers give up at the fifth.",
    RequestKind.BUG,
    Evidence.MEASURED,
)
YES = Proposal(
    Answer.YES,
    "return_days",
    Evidence.SEEN,
    mechanism="When reminded at eight, teachers open the app on more days.",
)
NO = Proposal(
    Answer.NO,
    NO_INPUT,
    Evidence.MEASURED,
    reason_code=ReasonCode.NO_INPUT,
    reason="Nobody would come on more days because assigning a lesson is quicker.",
    would_be_yes="Two schools whose teachers come back more often with it.",
)
SEEN = Seen(0, 1)


@pytest.fixture
async def requests(store, clock):
    async with store.write() as opened:
        await opened.companies.save(COMPANY)
        await opened.companies.set_first_star("acme", STAR)
        await opened.people.remember("acme", [Person("UDEC", "Grace"), Person("USEC", "Sven")], clock.now())
    return RequestService(store, clock)


async def _asked(requests, draft=NOTIFICATIONS, viewer=ASKER, key="view:V1"):
    return (await requests.ask(viewer, draft, key)).request


async def _planned(requests):
    async with requests.unit_of_work.read() as opened:
        rows = await opened.deliveries._connection.execute(text("SELECT kind, target, period FROM delivery"))
        return sorted(map(tuple, rows))


async def test_new_notifications_are_suggested_a_yes_under_daily_users(requests):
    await _asked(requests)
    question = await requests.weigh(DECIDER, 1)
    assert (question.suggestion.answer, question.suggestion.rule) == (Answer.YES, "R2")
    assert question.star.name == "Daily users"
    assert [each.key for each in question.inputs] == ["new_users", "return_days"]


async def test_fixing_the_assignment_workflow_is_suggested_a_no_under_daily_users(requests):
    await _asked(requests, WORKFLOW)
    assert (await requests.weigh(DECIDER, 1)).suggestion is None
    suggestion = (await requests.weigh(DECIDER, 1, NO_INPUT)).suggestion
    assert (suggestion.answer, suggestion.rule) == (Answer.NO, "R1")


async def test_a_verdict_moves_the_request_and_tells_the_asker_once(requests):
    await _asked(requests, WORKFLOW)
    verdict = await requests.decide(DECIDER, 1, NO, SEEN)
    why = await requests.why(OTHER, 1)
    assert why.glimpse.state is State.DECLINED
    assert why.verdicts == (verdict,)
    assert (verdict.star_version, verdict.star_wording["name"]) == (1, "Daily users")
    assert await _planned(requests) == [("verdict", "UASK", f"request-1-{verdict.id}")]


async def test_the_news_are_composed_from_ids(requests, clock):
    await _asked(requests)
    verdict = await requests.decide(DECIDER, 1, YES, SEEN)
    details = {"number": "1", "verdict": str(verdict.id)}
    plan = Plan("acme", "verdict", "UASK", "p", clock.now(), details=details)
    note = await requests.compose(plan, clock.now())
    assert (note.verdict, note.input_name) == (verdict, "Days a teacher returns")
    assert await requests.compose(replace(plan, details=details | {"verdict": "99"}), clock.now()) is None
    assert await requests.compose(replace(plan, workspace="nowhere"), clock.now()) is None


async def test_an_invalid_verdict_writes_nothing(requests):
    await _asked(requests)
    with pytest.raises(Invalid):
        await requests.decide(DECIDER, 1, replace(NO, reason="no"), SEEN)
    why = await requests.why(OTHER, 1)
    assert (why.glimpse.state, why.verdicts, await _planned(requests)) == (State.OPEN, (), [])


async def test_deciders_who_click_at_once_get_one_verdict_and_one_name(requests):
    await _asked(requests)
    clicks = [requests.decide(_viewer(f"UD{n}", Role.DECIDER), 1, YES, SEEN) for n in range(4)]
    said = await asyncio.gather(*clicks, requests.decide(DECIDER, 1, YES, SEEN), return_exceptions=True)
    verdicts = [each for each in said if not isinstance(each, Exception)]
    late = [each for each in said if isinstance(each, AlreadyDone)]
    assert (len(verdicts), len(late)) == (1, 4)
    winner = "Grace" if verdicts[0].decider == "UDEC" else verdicts[0].decider
    assert {each.sentence for each in late} == {f"Request #1 was already decided by @{winner}: yes."}
    assert (await requests.why(OTHER, 1)).verdicts == (verdicts[0],)
    assert len(await _planned(requests)) == 1


async def test_a_form_older_than_the_request_is_refused(requests):
    await _asked(requests)
    back = Proposal(Answer.ASK_BACK, NO_INPUT, Evidence.SEEN, question="Which of the two screens is it?")
    await requests.decide(DECIDER, 1, back, SEEN)
    with pytest.raises(AlreadyDone, match="already decided by @Grace: ask back"):
        await requests.decide(SECOND, 1, YES, SEEN)
    await requests.reply(ASKER, 1, "It is the second of the two screens.")
    with pytest.raises(AlreadyDone, match="has changed meanwhile: it is open"):
        await requests.decide(SECOND, 1, YES, Seen(1, 1))
    await requests.decide(SECOND, 1, YES, Seen(2, 1))


async def test_a_form_from_another_star_is_refused(requests):
    await _asked(requests)
    with pytest.raises(AlreadyDone, match="The North Star changed"):
        await requests.decide(DECIDER, 1, YES, Seen(0, 2))


async def test_an_answer_opens_the_request_again_and_the_decider_sees_it(requests):
    await _asked(requests)
    parked = Proposal(Answer.PARK, "return_days", Evidence.HUNCH, wake_on=WakeOn.PIVOT)
    await requests.decide(DECIDER, 1, parked, SEEN)
    await requests.reply(ASKER, 1, "Elm School measured it: three days become four.")
    question = await requests.weigh(DECIDER, 1)
    assert [note.text for note in question.notes] == ["Elm School measured it: three days become four."]
    assert question.earlier.answer is Answer.PARK
    assert question.seen.moves == 2


async def test_a_parked_request_can_be_weighed_again_by_those_who_know_more(requests):
    await _asked(requests)
    parked = Proposal(Answer.PARK, "return_days", Evidence.HUNCH, wake_on=WakeOn.PIVOT)
    await requests.decide(DECIDER, 1, parked, SEEN)
    question = await requests.weigh(SECOND, 1)
    await requests.decide(SECOND, 1, YES, question.seen)
    assert (await requests.why(OTHER, 1)).glimpse.state is State.ACCEPTED


@pytest.mark.parametrize(
    ("changes", "field"), [({"duplicate_of": 99}, "duplicate_of"), ({"duplicate_of": 2**40}, "duplicate_of")]
)
async def test_a_duplicate_of_nothing_is_refused(requests, changes, field):
    await _asked(requests)
    with pytest.raises(Invalid) as caught:
        await requests.decide(
            DECIDER, 1, Proposal(Answer.DUPLICATE, NO_INPUT, Evidence.SEEN, **changes), SEEN
        )
    assert set(caught.value.fields) == {field}


async def test_only_the_asker_replies_and_withdraws(requests):
    await _asked(requests)
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
    owner = _viewer("UBOSS", Role.OWNER)
    await _asked(requests, viewer=owner)
    for act in (requests.weigh(owner, 1), requests.decide(owner, 1, YES, SEEN)):
        with pytest.raises(NotAllowed, match="their own request"):
            await act


async def test_a_member_without_a_role_does_not_decide(requests):
    await _asked(requests)
    for act in (requests.weigh(OTHER, 1), requests.decide(OTHER, 1, YES, SEEN)):
        with pytest.raises(NotAllowed, match="Only deciders"):
            await act


async def test_the_owner_of_an_input_decides_inside_it_only(requests):
    await _asked(requests, key="a")
    await _asked(requests, replace(NOTIFICATIONS, input="new_users"), key="b")
    with pytest.raises(NotAllowed):
        await requests.weigh(OWNER_OF_INPUT, 1)
    assert (await requests.weigh(OWNER_OF_INPUT, 2)).request.number == 2
    with pytest.raises(NotAllowed, match="your own input only"):
        await requests.decide(OWNER_OF_INPUT, 2, YES, SEEN)
    await requests.decide(OWNER_OF_INPUT, 2, replace(YES, input="new_users"), SEEN)
    assert (await requests.waiting_on(OWNER_OF_INPUT, 5)).items == ()


@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.MEMBER])
async def test_only_members_come_in_anywhere(requests, standing):
    outsider = _viewer("UOUT", Role.OWNER, standing=standing)
    await _asked(requests)
    acts = [
        requests.form(outsider),
        requests.ask(outsider, NOTIFICATIONS, "k"),
        requests.weigh(outsider, 1),
        requests.decide(outsider, 1, YES, SEEN),
        requests.self_check(outsider, "words"),
        requests.why(outsider, 1),
        requests.reply(outsider, 1, "something new"),
        requests.withdraw(outsider, 1),
        requests.own(outsider, 1),
        requests.list(outsider, Query()),
        requests.waiting_on(outsider, 5),
        requests.mine(outsider, 5),
        requests.recent_decisions(outsider, 5),
    ]
    for act in acts:
        with pytest.raises(NotAllowed, match="Only full members"):
            await act


async def test_the_same_form_sent_twice_is_one_request(requests):
    first, again = await asyncio.gather(*(requests.ask(ASKER, NOTIFICATIONS, "view:V1") for _ in range(2)))
    assert first.request.number == again.request.number == 1
    assert {first.fresh, again.fresh} == {True, False}


async def test_a_private_request_shows_others_its_number_and_state_only(requests):
    await _asked(requests, replace(NOTIFICATIONS, from_private=True))
    why = await requests.why(OTHER, 1)
    assert (why.glimpse.number, why.glimpse.state, why.glimpse.request) == (1, State.OPEN, None)
    (row,) = (await requests.list(OTHER, Query())).items
    assert (row.number, row.state, row.request, row.verdict, row.may_weigh) == (
        1,
        State.OPEN,
        None,
        None,
        False,
    )
    assert (await requests.list(OTHER, Query(input="return_days"))).items == ()
    await requests.decide(DECIDER, 1, YES, SEEN)
    assert await requests.recent_decisions(OTHER, 5) == []
    assert (await requests.why(OTHER, 1)).verdicts == ()
    for reader in (ASKER, DECIDER):
        assert (await requests.why(reader, 1)).glimpse.request.visibility is Visibility.DECIDERS
        assert len(await requests.recent_decisions(reader, 5)) == 1


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
        with pytest.raises(BadInput, match="I can log requests, not weigh them"):
            await act


async def test_before_anything_is_declared_it_says_so(store, clock):
    with pytest.raises(NotFound, match="not set up yet"):
        await RequestService(store, clock).form(ASKER)


@pytest.mark.parametrize("number", [0, 7, -1, 2**31, 10**30])
async def test_a_number_that_is_nobodys_is_answered_politely(requests, number):
    for act in (
        requests.why(ASKER, number),
        requests.weigh(DECIDER, number),
        requests.withdraw(ASKER, number),
    ):
        with pytest.raises(NotFound, match="There is no request"):
            await act


async def test_a_number_of_another_workspace_is_nobodys(requests, store):
    async with store.write() as opened:
        await opened.companies.save(replace(COMPANY, workspace="other"))
    await _asked(requests)
    with pytest.raises(NotFound):
        await requests.why(_viewer("UDEC", Role.OWNER, workspace="other"), 1)


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
    await _asked(requests, draft)
    assert (await requests.weigh(DECIDER, 1)).suggestion.rule == "R5"
    assert (await requests.decide(DECIDER, 1, Proposal(Answer.YES, NO_INPUT, Evidence.HUNCH), SEEN)).exempt


async def test_lists_are_paged_and_say_what_may_be_weighed(requests):
    for number in range(12):
        await _asked(requests, key=f"k{number}")
    page = await requests.list(DECIDER, Query(team="sales"))
    assert [each.number for each in page.items] == list(range(12, 2, -1))
    assert all(each.may_weigh for each in page.items)
    older = await requests.list(DECIDER, page.older)
    assert ([each.number for each in older.items], older.older) == ([2, 1], None)
    assert not any(each.may_weigh for each in (await requests.list(ASKER, Query(Which.MINE))).items)


@pytest.mark.parametrize("query", [Query(team="nobody"), Query(input="gone")])
async def test_an_unknown_team_or_input_is_named(requests, query):
    with pytest.raises(BadInput) as caught:
        await requests.list(ASKER, query)
    assert "Use one of" in caught.value.hint


async def test_home_asks_for_a_few_and_how_many_more(requests):
    for number in range(4):
        await _asked(requests, key=f"k{number}")
    waiting = await requests.waiting_on(DECIDER, 3)
    assert ([each.number for each in waiting.items], waiting.more) == ([1, 2, 3], 1)
    await requests.decide(DECIDER, 4, YES, SEEN)
    mine = await requests.mine(ASKER, 2)
    assert [(each.number, each.verdict and each.verdict.answer) for each in mine.items] == [
        (4, Answer.YES),
        (3, None),
    ]
    assert mine.total == 4
    assert (await requests.waiting_on(OTHER, 3)).total == 0


async def test_a_week_is_counted_in_the_zone_of_the_workspace(requests, clock):
    week = Week.of(date(2026, 11, 23))
    clock.advance(days=-1, hours=15)  # Sunday 23:00 UTC is Monday in Berlin
    await _asked(requests)
    await requests.decide(DECIDER, 1, YES, SEEN)
    counts = await requests.counts_for_week("acme", week)
    assert (counts.asked, counts.accepted, counts.by_input) == (1, 1, {"return_days": 1})
    assert (await requests.counts_for_week("acme", week.previous)).asked == 0
    assert (await requests.counts_for_week("nowhere", week)).asked == 0


async def test_verdicts_keep_the_wording_of_their_day(requests, store):
    await _asked(requests)
    await requests.decide(DECIDER, 1, YES, SEEN)
    async with store.write() as opened:
        await opened.companies.reword_star("acme", replace(STAR, version=1, name="People who learn each day"))
    why = await requests.why(OTHER, 1)
    assert why.verdicts[0].star_wording["name"] == "Daily users"
