"""What is kept of thanks is found again by week, period, team, person and card, in its own workspace only."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import event

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.recognition.shoutouts import Given, LeftOut, Receiver, Shoutout, Why
from northstar_bot.domain.requests.requests import Evidence, Request
from northstar_bot.services.ports.shoutouts import Between, Ration
from northstar_bot.storage.recognition import shoutout_rows

AT = datetime(2026, 11, 18, 9, tzinfo=UTC)
WEEK = Week.of(AT.date())


def made(key, **changes):
    basis = Shoutout(0, "acme", "U1", "sales", (Receiver("U2", "design"),), (), "it", AT, key)
    return replace(basis, **changes)


async def keep(store, *several, week=WEEK):
    async with store.write() as opened:
        return [await opened.shoutouts.add(Given(one, (), 4), week, AT.date()) for one in several]


@pytest.fixture
async def kept(store):
    """A week of four, one of them elsewhere."""
    async with store.write() as opened:
        await opened.companies.save(Company("acme", "Acme"))
        await opened.companies.save(Company("other", "Other"))
    await keep(
        store,
        made("a"),
        made(
            "b",
            given_at=AT + timedelta(hours=1),
            teams=("design", "legal"),
            receivers=(Receiver("U2", "design"), Receiver("U3")),
        ),
        made("c", given_at=AT + timedelta(days=7), giver="U2", giver_team="design", text=""),
        made("a", workspace="other"),
    )
    return store


async def test_a_key_is_kept_once_and_found_as_it_was_told(kept):
    told = Given(made("z"), (LeftOut("U1", Why.GIVER),), 3)
    async with kept.write() as opened:
        assert await opened.shoutouts.add(told, WEEK, AT.date()) is not None
        assert await opened.shoutouts.add(told, WEEK, AT.date()) is None
        found = await opened.shoutouts.by_source("acme", "z")
    assert (found.left_out, found.remaining) == (told.left_out, 3)
    assert replace(found.shoutout, id=0) == told.shoutout


async def test_counts_and_teams(kept):
    async with kept.read() as opened:
        counts = await opened.shoutouts.counts_for_week("acme", WEEK)
        assert (counts.given, counts.cross_team, counts.people_thanked, counts.givers) == (3, 2, 2, 2)
        assert await opened.shoutouts.teams_reached("acme", WEEK) == {"design", "legal"}
        assert (await opened.shoutouts.counts_for_week("other", WEEK)).given == 1
        assert (await opened.shoutouts.counts_for_week("acme", WEEK.next)).given == 0
        two = await opened.shoutouts.counts_between("acme", AT, AT + timedelta(days=1))
        assert (two.given, two.givers) == (2, 1)


async def test_thanks_across_teams_are_counted_by_the_input_they_are_for(kept):
    async with kept.write() as opened:
        asked = Request("acme", 0, "U1", "bug fix", "t", "p", Evidence.SEEN, AT, input="breadth")
        request, _ = await opened.requests.add(asked, "r")
    await keep(
        kept,
        made("d", input="depth"),
        made("e", input="depth", request=request.number),
        made("f", request=request.number),
        made("g", request=request.number + 1),
        made("h", input="depth", receivers=(Receiver("U4", "sales"),)),
        made("i", input="depth", private=True),
    )
    async with kept.read() as opened:
        counts = await opened.shoutouts.counts_for_week("acme", WEEK)
    assert counts.by_input == {"breadth": 1, "depth": 2}


async def test_lists_by_time_and_person(kept):
    async with kept.read() as opened:
        shoutouts = opened.shoutouts
        between = await shoutouts.given_between("acme", AT, AT + timedelta(days=7))
        assert [one.source_key for one in between] == ["a", "b"]
        assert len(await shoutouts.given_between("acme", AT, AT + timedelta(days=8), limit=1)) == 1
        assert [one.source_key for one in await shoutouts.latest("acme", 2)] == ["c", "b"]
        assert [one.source_key for one in await shoutouts.given_by("acme", "U1", 5)] == ["b", "a"]
        assert [one.source_key for one in await shoutouts.received_by("acme", "U2", 5)] == ["c", "b", "a"]
        assert [one.person for one in between[1].receivers] == ["U2", "U3"]
        assert between[1].teams == ("design", "legal")


async def test_stories_are_the_best_of_each_team_and_have_words(kept):
    more = [made(f"m{number}", given_at=AT + timedelta(minutes=number)) for number in range(4)]
    await keep(kept, *more)
    async with kept.read() as opened:
        found = await opened.shoutouts.stories("acme", WEEK, 2)
    assert [one.source_key for one in found] == ["m3", "b"]


async def test_taking_back_and_restoring(kept):
    async with kept.write() as opened:
        shoutouts = opened.shoutouts
        number = (await shoutouts.latest("acme", 1))[0].id
        ration = Ration("U2", AT.date(), 2)
        assert [await shoutouts.take("acme", ration) for _ in range(3)] == [1, 0, None]
        assert await shoutouts.take_back("acme", number, AT)
        assert not await shoutouts.take_back("acme", number, AT)
        assert not await shoutouts.take_back("other", number, AT)
        assert await shoutouts.take("acme", ration) == 0
        assert (await shoutouts.get("acme", number)).undone
        assert len(await shoutouts.latest("acme", 5)) == 2
        assert await shoutouts.restore("acme", number)
        assert not await shoutouts.restore("acme", number)
        assert await shoutouts.allowance_day("acme", number) == AT.date()
        assert await shoutouts.take("acme", Ration("U2", date(2026, 11, 19), 0)) is None


async def test_cards(kept):
    async with kept.write() as opened:
        shoutouts = opened.shoutouts
        number = (await shoutouts.latest("acme", 1))[0].id
        assert await shoutouts.card_of("acme", number) is None
        await shoutouts.remember_card("acme", number, Receipt("C1", "1.5"), "link")
        assert await shoutouts.card_of("acme", number) == Receipt("C1", "1.5")
        assert (await shoutouts.on_card("acme", "C1", "1.5")).card_link == "link"
        assert await shoutouts.on_card("other", "C1", "1.5") is None
        assert await shoutouts.get("other", number) is None


async def test_a_long_list_is_read_in_pieces(kept, monkeypatch):
    monkeypatch.setattr(shoutout_rows, "PIECE", 20)
    await keep(kept, *(made(f"n{number}", given_at=AT + timedelta(days=30)) for number in range(52)))
    async with kept.read() as opened:
        found = await opened.shoutouts.given_between("acme", AT + timedelta(days=30), AT + timedelta(days=31))
    assert len(found) == 52
    assert all(one.receivers for one in found)


async def test_no_question_reads_all_of_history(kept):
    """Every plan names the week, the period, the person or the row; SQLite shows its plans plainly."""
    if not kept.database.is_sqlite:
        pytest.skip("Postgres chooses by statistics, and scans a table of four rows")
    asked = []

    @event.listens_for(kept.database.reader.sync_engine, "before_cursor_execute")
    def _note(_connection, _cursor, statement, parameters, *_):
        asked.append((statement, parameters))

    async with kept.read() as opened:
        shoutouts = opened.shoutouts
        await shoutouts.counts_for_week("acme", WEEK)
        await shoutouts.counts_between("acme", AT, AT)
        await shoutouts.teams_reached("acme", WEEK)
        await shoutouts.stories("acme", WEEK, 5)
        await shoutouts.teams_reached("acme", Between(AT, AT))
        await shoutouts.stories("acme", Between(AT, AT), 5)
        await shoutouts.given_between("acme", AT, AT)
        await shoutouts.given_by("acme", "U1", 5)
        await shoutouts.received_by("acme", "U2", 5)
        await shoutouts.by_source("acme", "a")
        await shoutouts.on_card("acme", "C1", "1.5")
        await shoutouts.last_card_in("acme", "C1")
    async with kept.database.reader.begin() as connection:
        for statement, parameters in asked[:]:
            plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)
            for step in plan:
                assert not step.detail.endswith("(workspace_id=?)"), (step.detail, statement)
                assert not re.search(r"SCAN (shoutout|boost)", step.detail), (step.detail, statement)
