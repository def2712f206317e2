"""Requests in both databases: no gaps in numbers, one winner, private texts out of sight, counts by week."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    Answer,
    Evidence,
    Note,
    Obligation,
    Request,
    State,
    Verdict,
    Visibility,
    WakeOn,
)
from northstar_bot.domain.requests.views import Desk

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
HOSTILE = "<!channel> *x* `y` '); DROP TABLE request;-- مرحبا 👩‍👩‍👧"
REQUEST = Request(
    "acme", 0, "U1", "bug fix", HOSTILE, HOSTILE, Evidence.SEEN, NOW, input="depth", asker_team="sales"
)
DECIDER = Desk("U9", all_inputs=True)
MEMBER = Desk("U5")


@pytest.fixture
async def acme(store):
    async with store.write() as opened:
        for key in ("acme", "other"):
            await opened.companies.save(Company(key, key.title()))
    return store


async def _add(store, key, **changes):
    async with store.write() as opened:
        request, _ = await opened.requests.add(replace(REQUEST, **changes), key)
        return request


async def _fail_after_adding(store):
    async with store.write() as opened:
        await opened.requests.add(REQUEST, "lost")
        raise RuntimeError


async def _decide(store, request, answer=Answer.YES, at=NOW, **more):
    verdict = Verdict(request.number, answer, answer, "R2", "U9", at, 1, {"name": "Daily users"}, **more)
    async with store.write() as opened:
        await opened.requests.move(request, State.ACCEPTED, at)
        return await opened.requests.add_verdict(request.workspace, verdict)


async def test_a_request_comes_back_as_it_was_kept(acme):
    kept = await _add(
        acme, "a", needed_by=NOW.date(), needed_why="fair", obligation=Obligation.LEGAL, obligation_link="https://x",
        visibility=Visibility.DECIDERS, channel="C1", permalink="https://p",
    )  # fmt: skip
    async with acme.read() as opened:
        assert await opened.requests.find("acme", 1) == kept
        assert await opened.requests.find("other", 1) is None
        assert await opened.requests.find("acme", 2) is None
    assert kept.title == HOSTILE


async def test_numbers_run_per_workspace_and_a_lost_transaction_leaves_no_gap(acme):
    await _add(acme, "a")
    with pytest.raises(RuntimeError):
        await _fail_after_adding(acme)
    assert (await _add(acme, "b")).number == 2
    assert (await _add(acme, "a", workspace="other")).number == 1


async def test_the_same_source_key_is_one_request(acme):
    first = await _add(acme, "view:V1")
    async with acme.write() as opened:
        again = await opened.requests.add(replace(REQUEST, title="another title"), "view:V1")
    assert again == (first, False)
    assert (await _add(acme, "view:V2")).number == 2


async def test_thirty_asking_at_once_get_thirty_numbers(acme):
    asked = await asyncio.gather(*(_add(acme, f"k{n % 20}") for n in range(30)))
    assert sorted({request.number for request in asked}) == list(range(1, 21))


async def test_of_two_moves_at_once_one_wins(acme):
    request = await _add(acme, "a")

    async def click(after):
        async with acme.write() as opened:
            seen = await opened.requests.find("acme", 1)
            await asyncio.sleep(0)
            assert seen is not None
            return await opened.requests.move(request, after, NOW)

    moved = await asyncio.gather(
        *(click(State.ACCEPTED) for _ in range(4)), *(click(State.PARKED) for _ in range(4))
    )
    winners = [each for each in moved if each]
    assert len(winners) == 1
    assert winners[0].moves == 1
    async with acme.read() as opened:
        assert await opened.requests.find("acme", 1) == winners[0]


async def test_a_request_that_came_back_to_the_same_state_is_not_the_one_that_was_read(acme):
    read = await _add(acme, "a")
    async with acme.write() as opened:
        parked = await opened.requests.move(read, State.PARKED, NOW)
        woken = await opened.requests.move(parked, State.OPEN, NOW)
        assert (woken.state, woken.moves) == (State.OPEN, 2)
        assert await opened.requests.move(read, State.ACCEPTED, NOW) is None


async def test_verdicts_come_back_oldest_first_and_complete(acme):
    request = await _add(acme, "a")
    first = await _decide(
        acme, request, Answer.PARK, input="depth", evidence=Evidence.HUNCH, reason="r", would_be_yes="w",
        wake_on=WakeOn.DATE, wake_at=NOW.date(), difference=HOSTILE, stops="s", mechanism="m",
        reason_code="c",
    )  # fmt: skip
    second = await _decide(acme, request, Answer.YES, exempt=True, duplicate_of=4)
    async with acme.read() as opened:
        assert await opened.requests.verdicts("acme", 1) == [first, second]
        assert await opened.requests.verdict("acme", first.id) == first
        assert await opened.requests.verdict("other", first.id) is None
        assert await opened.requests.latest_verdicts("acme", [1, 7]) == {1: second}
        assert await opened.requests.latest_verdicts("acme", []) == {}


async def test_notes_are_kept_in_order(acme):
    await _add(acme, "a")
    notes = [Note("U1", HOSTILE, NOW), Note("U1", "two", NOW)]
    async with acme.write() as opened:
        for note in notes:
            await opened.requests.add_note("acme", 1, note)
        assert await opened.requests.notes("acme", 1) == notes
        assert await opened.requests.notes("other", 1) == []


async def _numbers(store, query, desk, limit=10):
    async with store.read() as opened:
        return [each.number for each in await opened.requests.matching("acme", query, desk, limit)]


async def test_lists_are_filtered_newest_first_and_paged(acme):
    for number in range(1, 6):
        await _add(
            acme, f"k{number}", asker="U1" if number % 2 else "U2", asker_team="sales" if number < 3 else None
        )
    assert await _numbers(acme, Query(), MEMBER) == [5, 4, 3, 2, 1]
    assert await _numbers(acme, Query(before=4), MEMBER, 2) == [3, 2]
    assert await _numbers(acme, Query(team="sales"), MEMBER) == [2, 1]
    assert await _numbers(acme, Query(input="breadth"), MEMBER) == []
    assert await _numbers(acme, Query(Which.MINE), Desk("U2")) == [4, 2]
    assert await _numbers(acme, Query(Which.ACCEPTED), MEMBER) == []
    assert await _numbers(acme, Query(Which.WAITING), MEMBER) == []
    assert await _numbers(acme, Query(Which.WAITING), Desk("U1", all_inputs=True)) == [4, 2]
    assert await _numbers(acme, Query(Which.WAITING), Desk("U2", own_inputs=frozenset({"depth"}))) == [
        5,
        3,
        1,
    ]


async def test_narrowing_a_list_does_not_tell_about_private_requests(acme):
    await _add(acme, "a", visibility=Visibility.DECIDERS)
    assert await _numbers(acme, Query(), MEMBER) == [1]
    assert await _numbers(acme, Query(input="depth"), MEMBER) == []
    assert await _numbers(acme, Query(team="sales"), MEMBER) == []
    for desk in (DECIDER, Desk("U1"), Desk("U7", own_inputs=frozenset({"depth"}))):
        assert await _numbers(acme, Query(input="depth"), desk) == [1]


async def test_shelves_say_how_many_there_are(acme):
    for number in range(1, 5):
        await _add(acme, f"k{number}")
    async with acme.read() as opened:
        waiting, total = await opened.requests.open_for("acme", DECIDER, 2)
        assert ([each.number for each in waiting], total) == ([1, 2], 4)
        mine, total = await opened.requests.of_asker("acme", "U1", 3)
        assert ([each.number for each in mine], total) == ([4, 3, 2], 4)
        assert await opened.requests.of_asker("other", "U1", 3) == ([], 0)


async def test_recent_decisions_leave_out_what_may_not_be_read(acme):
    public, private = await _add(acme, "a"), await _add(acme, "b", visibility=Visibility.DECIDERS)
    asked_back = await _add(acme, "c")
    await _decide(acme, public, Answer.NO)
    await _decide(acme, private, Answer.YES)
    for answer in (Answer.NO, Answer.ASK_BACK):
        await _decide(acme, asked_back, answer)
    async with acme.read() as opened:
        for desk, expected in ((MEMBER, [(1, Answer.NO)]), (DECIDER, [(2, Answer.YES), (1, Answer.NO)])):
            found = await opened.requests.recent_decisions("acme", desk, 5)
            assert [(request.number, verdict.answer) for request, verdict in found] == expected
        assert await opened.requests.recent_decisions("other", DECIDER, 5) == []


async def test_a_week_is_counted_from_its_first_to_before_its_last_instant(acme):
    end = NOW + timedelta(days=7)
    first = await _add(acme, "a")
    await _add(acme, "b", input=NO_INPUT, asked_at=end - timedelta(microseconds=1))
    await _add(acme, "c", input=None)
    await _add(acme, "late", asked_at=end)
    await _add(acme, "early", asked_at=NOW - timedelta(microseconds=1))
    for answer in (Answer.YES, Answer.NO, Answer.NO, Answer.PARK, Answer.ASK_BACK):
        await _decide(acme, first, answer)
    await _decide(acme, first, Answer.NO, at=end)
    async with acme.read() as opened:
        counts = await opened.requests.counts("acme", NOW, end)
        nothing = await opened.requests.counts("other", NOW, end)
    assert (counts.asked, counts.accepted, counts.declined, counts.parked) == (3, 1, 2, 1)
    assert counts.by_input == {"depth": 1}
    assert (nothing.asked, nothing.accepted, nothing.by_input) == (0, 0, {})


async def _listed(store, desk, chosen):
    async with store.read() as opened:
        found = await opened.requests.matching("acme", Query(Which.ALL, input=chosen), desk, 10)
        return [each.number for each in found]


async def test_a_request_is_listed_under_the_input_that_was_decided(acme):
    request = await _add(acme, "decided elsewhere", input="depth")
    assert await _listed(acme, DECIDER, "depth") == [request.number]
    for answer, chosen in ((Answer.YES, "breadth"), (Answer.ASK_BACK, "depth"), (Answer.PARK, None)):
        await _decide(acme, request, answer, input=chosen)
        assert await _listed(acme, DECIDER, "breadth") == [request.number]
        assert await _listed(acme, DECIDER, "depth") == []
    async with acme.read() as opened:
        found = await opened.requests.find("acme", request.number)
    assert (found.input, found.counts_for) == ("depth", "breadth")


async def test_whoever_weighs_it_blind_finds_it_under_the_asker_s_input_only(acme):
    request = await _add(acme, "blind", input="depth")
    verdict = await _decide(acme, request, input="breadth")
    desk = replace(DECIDER, blind={request.number: verdict.id})
    assert await _listed(acme, desk, "depth") == [request.number]
    assert await _listed(acme, desk, "breadth") == []
    async with acme.read() as opened:
        found = await opened.requests.find("acme", request.number)
    assert desk.as_known(found).counts_for == "depth"
