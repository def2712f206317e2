"""What people look up about requests, on both databases: lists, reasons, news, and never a private text."""

from dataclasses import replace
from datetime import date

import pytest
from tests.support.requests import (
    ASKER,
    COMPANY,
    DECIDER,
    NOTIFICATIONS,
    OTHER,
    SEEN,
    STAR,
    YES,
    asked,
    viewer_of,
)

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import BadInput, NotAllowed, NotFound
from northstar_bot.domain.people import Person, Role, Standing
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import (
    Answer,
    State,
    Visibility,
)
from northstar_bot.services.requests.requests import RequestService


@pytest.fixture
async def requests(store, clock):
    async with store.write() as opened:
        await opened.companies.save(COMPANY)
        await opened.companies.set_first_star("acme", STAR)
        await opened.people.remember("acme", [Person("UDEC", "Grace"), Person("USEC", "Sven")], clock.now())
    return RequestService(store, clock)


async def test_the_news_are_composed_from_ids(requests, clock):
    await asked(requests)
    verdict = await requests.decide(DECIDER, 1, YES, SEEN)
    details = {"number": "1", "verdict": str(verdict.id)}
    plan = Plan("acme", "verdict", "UASK", "p", clock.now(), details=details)
    note = await requests.compose(plan, clock.now())
    assert (note.verdict, note.input_name) == (verdict, "Days a teacher returns")
    assert await requests.compose(replace(plan, details=details | {"verdict": "99"}), clock.now()) is None
    assert await requests.compose(replace(plan, workspace="nowhere"), clock.now()) is None


@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.MEMBER])
async def test_only_members_come_in_anywhere(requests, standing):
    outsider = viewer_of("UOUT", Role.OWNER, standing=standing)
    await asked(requests)
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


async def test_a_private_request_shows_others_its_number_and_state_only(requests):
    await asked(requests, replace(NOTIFICATIONS, from_private=True))
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
    await asked(requests)
    with pytest.raises(NotFound):
        await requests.why(viewer_of("UDEC", Role.OWNER, workspace="other"), 1)


async def test_lists_are_paged_and_say_what_may_be_weighed(requests):
    for number in range(12):
        await asked(requests, key=f"k{number}")
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
        await asked(requests, key=f"k{number}")
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
    await asked(requests)
    await requests.decide(DECIDER, 1, YES, SEEN)
    counts = await requests.counts_for_week("acme", week)
    assert (counts.asked, counts.accepted, counts.by_input) == (1, 1, {"return_days": 1})
    assert (await requests.counts_for_week("acme", week.previous)).asked == 0
    assert (await requests.counts_for_week("nowhere", week)).asked == 0


async def test_verdicts_keep_the_wording_of_their_day(requests, store):
    await asked(requests)
    await requests.decide(DECIDER, 1, YES, SEEN)
    async with store.write() as opened:
        await opened.companies.reword_star("acme", replace(STAR, version=1, name="People who learn each day"))
    why = await requests.why(OTHER, 1)
    assert why.verdicts[0].star_wording["name"] == "Daily users"
