"""Appeals, drops and what time does to requests, on both databases: once, from the state seen, never silently."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError
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

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, Invalid, NotAllowed
from northstar_bot.domain.people import Person, Role, Standing
from northstar_bot.domain.requests.life_views import Dropped, Lapsed, Woken, WokenBatch
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import NO_INPUT, Answer, Evidence, Obligation, State, WakeOn
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.views import Desk, Seen
from northstar_bot.services.requests.calendar import RequestCalendar, came_back
from northstar_bot.services.requests.life import RequestLifeService
from northstar_bot.services.requests.life_posts import LifePosts
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate
from northstar_bot.storage.tables.deliveries import delivery as rows
from northstar_bot.storage.unit_of_work import Transactions

OWNER = viewer_of("UANA", Role.OWNER)
NEW = "Three schools wrote this week that they leave because of it."
NAMED = replace(COMPANY, owners=("UANA",), stewards=("USEC",), deciders=("UDEC",))
WHY = "Elm School has left, so nobody waits for it any more."
PARK = Proposal(
    Answer.PARK, "return_days", Evidence.HUNCH,
    reason="It can wait until the spring term.", wake_on=WakeOn.DATE, wake_at=date(2026, 12, 2),
    difference="Oak School decides about it in December, not before.",
)  # fmt: skip
BACK = Proposal(Answer.ASK_BACK, NO_INPUT, Evidence.SEEN, question="Which of the two screens is it?")


@pytest.fixture
async def requests(store, clock):
    await _declared(store, clock, NAMED)
    return RequestService(store, clock)


@pytest.fixture
def life(store, clock):
    return RequestLifeService(store, clock)


@pytest.fixture
def calendar(store):
    return RequestCalendar(store)


async def _declared(store, clock, company):
    async with store.write() as opened:
        await opened.companies.save(company)
        await opened.companies.set_first_star("acme", STAR)
        people = [Person("UDEC", "Grace"), Person("USEC", "Sven", "America/New_York")]
        await opened.people.remember("acme", people, clock.now())


async def _plans(store, kind):
    async with store.read() as opened:
        rows = await opened.deliveries._connection.execute(
            text("SELECT target, period FROM delivery WHERE kind = :kind ORDER BY 1, 2"), {"kind": kind}
        )
        return [tuple(row) for row in rows]


async def _declined(requests):
    await asked(requests, WORKFLOW)
    return await requests.decide(DECIDER, 1, NO, SEEN)


async def test_an_appeal_opens_the_request_for_somebody_else_than_who_said_no(requests, life):
    no = await _declined(requests)
    form = await life.appeal(ASKER, 1, NEW)
    assert (form.no.id, form.request.state) == (no.id, State.OPEN)
    with pytest.raises(NotAllowed, match="You said no to this"):
        await requests.weigh(DECIDER, 1)
    with pytest.raises(NotAllowed, match="You said no to this"):
        await requests.decide(DECIDER, 1, YES, Seen(2, 1))
    question = await requests.weigh(SECOND, 1)
    assert (question.appeal.text, question.appeal.no.id, question.appeal.alone) == (NEW, no.id, False)
    why = await requests.why(OTHER, 1)
    assert [step.text for step in why.steps] == [NEW]
    assert why.verdicts[0].id == no.id


async def test_what_was_appealed_waits_on_the_others_only(requests, life):
    await _declined(requests)
    await life.appeal(ASKER, 1, NEW)
    assert (await requests.waiting_on(DECIDER, 5)).total == 0
    assert (await requests.waiting_on(SECOND, 5)).total == 1
    (seen,) = (await requests.list(DECIDER, Query())).items
    assert not seen.may_weigh


async def test_what_was_added_before_the_no_is_nothing_new(requests, life):
    await asked(requests, WORKFLOW)
    await requests.reply(ASKER, 1, "Three schools measured it for a month.")
    await requests.decide(DECIDER, 1, NO, (await requests.weigh(DECIDER, 1)).seen)
    with pytest.raises(Invalid, match="said before"):
        await life.appeal(ASKER, 1, "three schools measured it, for a month")


async def test_what_comes_back_after_an_appeal_is_not_listed_for_who_said_no(
    requests, life, calendar, store, clock
):
    await _declined(requests)
    await life.appeal(ASKER, 1, NEW)
    question = await requests.weigh(SECOND, 1)
    await requests.decide(SECOND, 1, replace(PARK, input=NO_INPUT), question.seen)
    clock.moment = clock.moment.replace(month=12, day=2, hour=9)
    assert await calendar.wake("acme", clock.now()) == 1
    async with store.read() as opened:
        due = clock.now() + timedelta(days=2)
        for person, listed in (("UDEC", []), ("USEC", [1])):
            desk = Desk(person, all_inputs=True)
            assert [each.number for each in await came_back(opened, "acme", desk, due)] == listed


async def test_the_second_no_is_final(requests, life):
    await _declined(requests)
    await life.appeal(ASKER, 1, NEW)
    assert (await requests.why(ASKER, 1)).may_appeal is False
    await requests.decide(SECOND, 1, NO, Seen(2, 1))
    why = await requests.why(ASKER, 1)
    assert (why.glimpse.state, why.may_appeal, len(why.verdicts)) == (State.DECLINED, False, 2)
    with pytest.raises(AlreadyDone, match="the second no is final"):
        await life.appeal(ASKER, 1, "And now two more schools have left because of it.")
    assert [one.may_appeal for one in (await requests.mine(ASKER, 5)).items] == [False]


async def test_the_database_itself_refuses_a_second_appeal_and_any_change(database_url, clock):
    await migrate(database_url)
    database = connect(database_url)
    store = Transactions(database, clock)
    await _declared(store, clock, NAMED)
    requests = RequestService(store, clock)
    await _declined(requests)
    await RequestLifeService(store, clock).appeal(ASKER, 1, NEW)
    second = (
        "INSERT INTO request_step (workspace_id, number, act, text, at) "
        "VALUES ('acme', 1, 'appeal', '', '2026-11-23 00:00:00')"
    )
    for statement in (second, "UPDATE request_step SET text = ''", "DELETE FROM request_step"):
        with pytest.raises(DBAPIError):
            async with store.write() as opened:
                await opened.deliveries._connection.execute(text(statement))
    await database.close()


@pytest.mark.parametrize("said", ["Please, please!", WORKFLOW.problem, "TEACHERS give up, at the FIFTH!"])
async def test_an_appeal_needs_something_new(requests, life, said):
    await _declined(requests)
    with pytest.raises(Invalid) as refused:
        await life.appeal(ASKER, 1, said)
    assert set(refused.value.fields) == {"text"}
    assert (await requests.why(ASKER, 1)).glimpse.state is State.DECLINED


@pytest.mark.parametrize("who", [DECIDER, OTHER, OWNER])
async def test_only_the_asker_appeals(requests, life, who):
    await _declined(requests)
    with pytest.raises(NotAllowed, match="Only the person who asked"):
        await life.appeal(who, 1, NEW)


async def test_only_a_no_can_be_appealed(requests, life):
    await asked(requests)
    with pytest.raises(AlreadyDone, match="Only a no can be appealed"):
        await life.appeal_form(ASKER, 1)


@pytest.mark.parametrize("gone", [False, True])
async def test_where_nobody_else_can_decide_the_owner_does(store, clock, life, gone):
    alone = replace(COMPANY, owners=("UANA",), metrics=(COMPANY.metrics[0], COMPANY.metrics[2]))
    await _declared(store, clock, replace(alone, deciders=("ULEFT",)) if gone else alone)
    async with store.write() as opened:
        left = Person("ULEFT", "Lee", standing=Standing.DEACTIVATED)
        await opened.people.remember("acme", [left], clock.now())
    requests = RequestService(store, clock)
    await asked(requests, WORKFLOW)
    await requests.decide(OWNER, 1, NO, SEEN)
    assert (await life.appeal_form(ASKER, 1)).others == 0
    assert (await life.appeal(ASKER, 1, NEW)).others == 0
    assert (await requests.weigh(OWNER, 1)).appeal.alone
    await requests.decide(OWNER, 1, NO, Seen(2, 1))


async def test_who_was_barred_may_decide_when_the_others_have_left(requests, life, store):
    await _declined(requests)
    await life.appeal(ASKER, 1, NEW)
    async with store.write() as opened:
        await opened.companies.save(
            replace(COMPANY, deciders=("UDEC",), metrics=COMPANY.metrics[:1], revision=1)
        )
    await requests.weigh(DECIDER, 1)


async def test_a_parked_request_wakes_on_the_morning_of_its_day(requests, calendar, store, clock):
    await asked(requests)
    await requests.decide(DECIDER, 1, PARK, SEEN)
    clock.moment = clock.moment.replace(month=12, day=2, hour=6, minute=59)
    assert await calendar.wake("acme", clock.now()) == 0
    clock.advance(minutes=1)  # 8:00 in Berlin
    assert await calendar.wake("acme", clock.now()) == 1
    assert await calendar.wake("acme", clock.now()) == 0
    why = await requests.why(ASKER, 1)
    assert (why.glimpse.state, [step.act.value for step in why.steps]) == (State.OPEN, ["wake"])
    assert await _plans(store, "woken") == [("UASK", "request-1-2")]


async def test_deciders_hear_of_all_that_woke_once_a_week(requests, calendar, store, clock):
    for number in (1, 2):
        await asked(requests, key=f"view:{number}")
        wake_at = date(2026, 12, 1 + number)
        await requests.decide(DECIDER, number, replace(PARK, wake_at=wake_at), SEEN)
    for _ in range(20):
        clock.advance(hours=12)
        await calendar.wake("acme", clock.now())
    plans = await _plans(store, "woken-weekly")
    assert plans == [(person, "2026-W50") for person in ("UANA", "UDEC", "USEC")]
    batch = await _composed(store, "woken-weekly", "UDEC")
    assert isinstance(batch, WokenBatch)
    assert [request.number for request in batch.requests] == [1, 2]


async def _composed(store, kind, target):
    """The one post of this kind to this person, composed when it is due."""
    async with store.read() as opened:
        which = (rows.c.kind == kind, rows.c.target == target)
        row = (await opened.deliveries._connection.execute(select(rows).where(*which))).mappings().one()
    plan = Plan("acme", kind, target, row["period"], row["due_at"], details=row["details"])
    return await LifePosts(store).composers()[kind].compose(plan, plan.due_at)


async def test_new_evidence_brings_a_parked_request_into_the_weekly_list_too(requests, store):
    await asked(requests)
    await requests.decide(
        DECIDER, 1, replace(PARK, reason="It can wait until the spring term.", wake_on=WakeOn.PIVOT), SEEN
    )
    await requests.reply(ASKER, 1, "Two more schools measured it.")
    assert ("UDEC", "2026-W48") in await _plans(store, "woken-weekly")
    assert (await requests.why(ASKER, 1)).glimpse.state is State.OPEN


async def test_a_question_without_answer_lapses_after_ten_working_days_and_an_answer_opens_it(
    requests, calendar, store, clock
):
    await asked(requests)
    await requests.decide(DECIDER, 1, BACK, SEEN)
    clock.moment = clock.moment.replace(month=12, day=6, hour=23)
    assert await calendar.lapse("acme", clock.now()) == 0
    clock.advance(hours=8)  # Monday, two weeks after
    assert await calendar.lapse("acme", clock.now()) == 1
    assert await calendar.lapse("acme", clock.now()) == 0
    told = await _composed(store, "lapsed", "UASK")
    assert isinstance(told, Lapsed)
    assert told.verdict.reason == BACK.question
    await requests.reply(ASKER, 1, "It is the second of the two screens.")
    assert (await requests.why(ASKER, 1)).glimpse.state is State.OPEN


async def test_an_answer_in_time_does_not_lapse(requests, calendar, clock):
    await asked(requests)
    await requests.decide(DECIDER, 1, BACK, SEEN)
    await requests.reply(ASKER, 1, "It is the second of the two screens.")
    clock.advance(days=40)
    assert await calendar.lapse("acme", clock.now()) == 0


@pytest.mark.parametrize("who", [DECIDER, SECOND, OWNER, OWNER_OF_INPUT])
async def test_those_who_decide_it_drop_what_was_accepted_and_its_asker_reads_why(requests, life, store, who):
    await asked(requests, replace(NOTIFICATIONS, input="new_users"))
    await requests.decide(DECIDER, 1, YES, SEEN)
    assert (await requests.why(who, 1)).may_drop
    assert (await life.drop(who, 1, WHY)).state is State.DROPPED
    told = await _composed(store, "dropped", "UASK")
    assert isinstance(told, Dropped)
    assert (told.by, told.reason) == (who.person.id, WHY)
    assert (await requests.why(ASKER, 1)).steps[-1].text == WHY


async def test_the_owner_of_the_input_it_was_accepted_for_may_drop_it(requests, life):
    await asked(requests)
    await requests.decide(DECIDER, 1, replace(YES, input="new_users"), SEEN)
    assert (await life.drop(OWNER_OF_INPUT, 1, WHY)).state is State.DROPPED


@pytest.mark.parametrize("who", [ASKER, OTHER])
async def test_nobody_else_drops(requests, life, who):
    await asked(requests)
    await requests.decide(DECIDER, 1, YES, SEEN)
    assert not (await requests.why(who, 1)).may_drop
    with pytest.raises(NotAllowed):
        await life.drop(who, 1, WHY)


@pytest.mark.parametrize(
    "reason", ["No.", "It is simply not a priority.", "Engineering is always late, sorry."]
)
async def test_a_drop_is_never_silent_nor_unkind(requests, life, reason):
    await asked(requests)
    await requests.decide(DECIDER, 1, YES, SEEN)
    with pytest.raises(Invalid):
        await life.drop(DECIDER, 1, reason)


async def test_only_what_is_accepted_is_dropped(requests, life):
    await asked(requests)
    with pytest.raises(AlreadyDone, match="Only what is accepted"):
        await life.drop(DECIDER, 1, WHY)


async def test_the_exempt_share_counts_obligations_apart(requests, life, clock):
    duty = replace(
        NOTIFICATIONS, obligation=Obligation.LEGAL, obligation_link="https://law.example/7", input=None
    )
    exempt = replace(YES, input=NO_INPUT)
    for number, (draft, proposal) in enumerate([(duty, exempt), (WORKFLOW, NO), (NOTIFICATIONS, YES)], 1):
        await asked(requests, draft, key=f"view:{number}")
        await requests.decide(DECIDER, number, proposal, SEEN)
    day = timedelta(days=1)
    share = await life.exempt_share(SECOND, clock.now() - day, clock.now() + day)
    assert (share.exempt, share.decided, share.percent) == (1, 3, 33)
    assert (await life.exempt_share(SECOND, clock.now() + day, clock.now() + 2 * day)).percent is None
    assert (await life.exempt_lately(SECOND)).exempt == 1
    assert await life.exempt_lately(OTHER) is None
    with pytest.raises(NotAllowed):
        await life.exempt_share(OTHER, clock.now() - day, clock.now())


async def test_a_woken_request_that_was_decided_meanwhile_is_not_announced(requests, calendar, store, clock):
    await asked(requests)
    await requests.decide(DECIDER, 1, PARK, SEEN)
    clock.moment = clock.moment.replace(month=12, day=2, hour=9)
    await calendar.wake("acme", clock.now())
    assert isinstance(await _composed(store, "woken", "UASK"), Woken)
    await requests.decide(DECIDER, 1, YES, Seen(2, 1))
    (listed,) = (await requests.list(OTHER, Query(Which.ACCEPTED))).items
    assert listed.number == 1
