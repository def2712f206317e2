"""Second weighings in both databases: counted exactly, one for each verdict, answered once, ended by what happens."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.requests.decision_pace import Pace
from northstar_bot.domain.requests.requests import Answer, Evidence, Request, State, Verdict
from northstar_bot.domain.requests.second_weighing import Double, SecondWeighing, Stage
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
DAY = timedelta(days=1)
REQUEST = Request("acme", 0, "U1", "other", "Something", "They said so.", Evidence.SEEN, NOW)
NO = Verdict(1, Answer.NO, Answer.NO, "R1", "U9", NOW, 1, {"name": "Daily users"}, reason="Not this way.")


@pytest.fixture
async def acme(store):
    async with store.write() as opened:
        for key in ("acme", "other"):
            await opened.companies.save(Company(key, key.title()))
    return store


async def _decided(store, answer=Answer.NO, *, key="a", decider="U9", took=DAY, at=NOW, workspace="acme"):
    asked = replace(REQUEST, workspace=workspace, asked_at=at - took)
    async with store.write() as opened:
        request, _ = await opened.requests.add(asked, key)
        moved = await opened.requests.move(request, State.DECLINED, at)
        verdict = replace(NO, request=request.number, answer=answer, decider=decider, decided_at=at)
        return moved, await opened.requests.add_verdict(workspace, verdict)


async def _planned(store, request, verdict, person="U5", **changes):
    second = SecondWeighing(
        request.workspace, request.number, verdict.id, "U9", person, NOW, NOW + 14 * DAY, request.moves, 1
    )
    async with store.write() as opened:
        return await opened.second_weighings.plan(replace(second, **changes))


async def _waiting(store, person="U5", version=1):
    async with store.read() as opened:
        return await opened.second_weighings.waiting_for("acme", person, version)


async def _count(store, every=5):
    async with store.write() as opened:
        due = await opened.second_weighings.count_weighed("acme") >= every
        if due:
            await opened.second_weighings.start_over("acme")
        return due


async def test_at_the_same_time_they_are_counted_exactly(acme):
    turns = await asyncio.gather(*(_count(acme) for _ in range(23)))
    assert sum(turns) == 4
    async with acme.write() as opened:
        assert await opened.second_weighings.count_weighed("acme") == 4
        assert await opened.second_weighings.count_weighed("other") == 1


async def _fail_after_counting(store):
    async with store.write() as opened:
        await opened.second_weighings.count_weighed("acme")
        raise RuntimeError


async def test_what_was_not_kept_was_not_counted(acme):
    with pytest.raises(RuntimeError):
        await _fail_after_counting(acme)
    async with acme.write() as opened:
        assert await opened.second_weighings.count_weighed("acme") == 1


async def test_a_verdict_has_one_second_weighing(acme):
    request, verdict = await _decided(acme)
    kept = await asyncio.gather(*(_planned(acme, request, verdict, person) for person in ("U5", "U6")))
    (only,) = [each for each in kept if each]
    async with acme.read() as opened:
        assert await opened.second_weighings.of_verdict("acme", verdict.id) == only
        assert await opened.second_weighings.get("acme", only.id) == only
        assert await opened.second_weighings.get("other", only.id) is None
        assert await opened.second_weighings.assigned("acme") == {only.person: 1}
        assert await opened.second_weighings.assigned("other") == {}


async def test_it_waits_for_its_person_while_the_request_and_the_star_stay(acme):
    request, verdict = await _decided(acme)
    second = await _planned(acme, request, verdict)
    assert await _waiting(acme) == [second]
    assert await _waiting(acme, "U6") == []
    assert await _waiting(acme, version=2) == []
    async with acme.write() as opened:
        shipped = await opened.requests.move(request, State.SHIPPED, NOW)
    assert await _waiting(acme) == [second]
    async with acme.write() as opened:
        await opened.requests.move(shipped, State.SHIPPED, NOW)
    assert await _waiting(acme) == []


@pytest.mark.parametrize("after", [State.WITHDRAWN, State.OPEN])
async def test_it_waits_no_longer_when_the_request_moves(acme, after):
    request, verdict = await _decided(acme)
    await _planned(acme, request, verdict)
    async with acme.write() as opened:
        await opened.requests.move(request, after, NOW)
    assert await _waiting(acme) == []


async def test_it_waits_no_longer_under_the_flag_of_a_pivot(acme):
    request, verdict = await _decided(acme)
    async with acme.write() as opened:
        flagged = await opened.requests.move(request, State.ACCEPTED, NOW, re_weigh=True)
    await _planned(acme, flagged, verdict)
    assert await _waiting(acme) == []


async def test_late_ones_lapse_and_are_not_answered(acme):
    request, verdict = await _decided(acme)
    second = await _planned(acme, request, verdict)
    async with acme.write() as opened:
        assert await opened.second_weighings.lapse("acme", NOW + 13 * DAY) == 0
        assert await opened.second_weighings.lapse("other", NOW + 15 * DAY) == 0
        assert await opened.second_weighings.lapse("acme", NOW + 14 * DAY) == 1
        assert not await opened.second_weighings.answer(second, NO)
        assert (await opened.second_weighings.get("acme", second.id)).stage is Stage.LAPSED
    assert await _waiting(acme) == []


async def _answer(store, second, verdict):
    async with store.write() as opened:
        return await opened.second_weighings.answer(second, verdict)


async def test_of_two_answers_at_once_one_is_kept_as_it_was_given(acme):
    request, verdict = await _decided(acme)
    second = await _planned(acme, request, verdict, across=True, asked_by="U7")
    said = replace(
        NO,
        answer=Answer.PARK,
        decider="U5",
        input="depth",
        evidence=Evidence.SEEN,
        precedents=(3,),
        id=second.id,
    )
    answers = await asyncio.gather(*(_answer(acme, second, said) for _ in range(3)))
    assert sorted(answers) == [False, False, True]
    assert await _waiting(acme) == []
    async with acme.read() as opened:
        assert await opened.second_weighings.verdict("acme", second.id) == said
        assert await opened.second_weighings.verdict("other", second.id) is None
        assert await opened.second_weighings.doubles("other") == []
        (double,) = await opened.second_weighings.doubles("acme")
        assert await opened.requests.verdicts("acme", 1) == [verdict]
    assert double == Double(1, Answer.NO, Answer.PARK, across=True, id=second.id)


async def _pace(store, since=NOW - 30 * DAY, until=NOW + 30 * DAY, owners=("U9",), workspace="acme"):
    async with store.read() as opened:
        return await opened.second_weighings.pace(workspace, since, until, owners)


async def test_the_first_decision_on_each_counts_and_the_one_in_the_middle_is_told(acme):
    assert await _pace(acme) == Pace()
    first, _ = await _decided(acme, key="a", took=DAY)
    async with acme.write() as opened:
        await opened.requests.add_verdict("acme", replace(NO, decider="U2", decided_at=NOW + DAY))
        await opened.requests.add_verdict("acme", replace(NO, answer=Answer.ASK_BACK))
    assert first.number == 1
    await _decided(acme, Answer.YES, key="b", decider="U2", took=6 * DAY)
    assert await _pace(acme) == Pace(2, 1, timedelta(days=3, hours=12))
    await _decided(acme, Answer.PARK, key="c", decider="U3", took=2 * DAY)
    await _decided(acme, Answer.ASK_BACK, key="d", took=40 * DAY)
    await _decided(acme, key="e", workspace="other", took=9 * DAY)
    assert await _pace(acme) == Pace(3, 2, 2 * DAY)
    assert await _pace(acme, owners=()) == Pace(3, 3, 2 * DAY)
    assert await _pace(acme, since=NOW + timedelta(seconds=1)) == Pace()
    assert await _pace(acme, until=NOW) == Pace()


@pytest.mark.parametrize(
    "change", ["UPDATE second_verdict SET reason = 'else'", "DELETE FROM second_verdict"]
)
async def test_the_database_keeps_what_was_said_and_lets_it_go_with_the_workspace(
    database_url, clock, change
):
    from northstar_bot.storage.unit_of_work import Transactions

    await migrate(database_url)
    database = connect(database_url)
    acme = Transactions(database, clock)
    async with acme.write() as opened:
        await opened.companies.save(Company("acme", "Acme"))
    request, verdict = await _decided(acme)
    second = await _planned(acme, request, verdict)
    assert await _answer(acme, second, NO)
    with pytest.raises(DBAPIError, match="never changed"):
        async with database.writer.begin() as connection:
            await connection.execute(text(change))
    async with database.writer.begin() as connection:
        await connection.execute(text("DELETE FROM workspace WHERE id = 'acme'"))
    async with database.writer.begin() as connection:
        assert (await connection.execute(text("SELECT count(*) FROM second_verdict"))).scalar() == 0
    await database.close()
