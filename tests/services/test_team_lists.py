"""A list of teams is taken over in one step or not at all, and moves keep their history, on both databases."""

from dataclasses import replace

import pytest
from sqlalchemy import select
from tests.support.recognition import ANA, BOB, COMPANY, CY, DESIGN, DI, Known, recognised

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.errors import NotFound
from northstar_bot.services.company.people import PeopleService
from northstar_bot.services.company.team_lists import TeamListService
from northstar_bot.storage.tables.people import membership

LIST = b"team;person;lead;what we bring\r\nSales;Bob;yes;Trust\r\nLegal;U0CY;;\r\nGrowth;@di;;\r\n"


@pytest.fixture
async def lists(store, clock):
    await recognised(store, clock)
    return TeamListService(store, clock)


async def state(lists):
    async with lists.unit_of_work.read() as store:
        return await store.companies.of("acme"), dict(await store.people.current_homes("acme"))


async def past(lists, person):
    wanted = select(membership).where(membership.c.person == person.id).order_by(membership.c.id)
    async with lists.unit_of_work.database.reader.begin() as connection:
        return [(row.team, row.until) for row in await connection.execute(wanted)]


async def test_a_look_changes_nothing_and_doing_it_changes_all(lists):
    before = await state(lists)
    looked = await lists.preview("acme", LIST)
    assert await state(lists) == before
    lists.clock.advance(hours=1)
    done = await lists.take_over("acme", LIST)
    assert done.moves == looked.moves
    company, homes = await state(lists)
    assert (company.team("sales").lead, company.team("sales").brings) == (BOB.id, "Trust")
    assert (homes[BOB.id], homes[CY.id], homes[DI.id]) == ("sales", "legal", "growth")
    assert await past(lists, BOB) == [("design", lists.clock.now()), ("sales", None)]


async def test_a_second_time_nothing_happens(lists):
    await lists.take_over("acme", LIST)
    before = await state(lists)
    again = await lists.take_over("acme", LIST)
    assert (again.changes_something, again.stay) == (False, 3)
    assert await state(lists) == before


async def test_one_wrong_row_and_nothing_is_done(lists):
    before = await state(lists)
    found = await lists.take_over("acme", LIST + b"Sales;Zed;;\r\n")
    assert [wrong.row for wrong in found.wrong] == [5]
    assert await state(lists) == before


async def test_a_failure_between_the_two_writes_leaves_neither(lists, monkeypatch):
    before = await state(lists)

    async def broken(*_):
        raise RuntimeError

    async with lists.unit_of_work.read() as store:
        kind = type(store.people)
    with monkeypatch.context() as patched:
        patched.setattr(kind, "settle", broken)
        with pytest.raises(RuntimeError):
            await lists.take_over("acme", LIST)
    assert await state(lists) == before


async def test_the_next_look_at_the_groups_agrees(lists):
    await lists.take_over("acme", LIST)
    before = await state(lists)
    people = PeopleService(lists.unit_of_work, lists.clock)
    slack = Known()
    slack.groups_known[DESIGN.id] = replace(DESIGN, members=(ANA.id, BOB.id, CY.id, "U0DEA"))
    await people.settle_teams("acme", slack)
    assert (await state(lists))[1] == before[1] | {ANA.id: "sales"}


async def test_another_workspace_has_its_own_people(lists):
    found = await lists.preview("other", b"team,person\nSales,Bob\n")
    assert found.wrong
    with pytest.raises(NotFound):
        await lists.preview("nowhere", LIST)


async def test_who_is_handed_out_is_who_is_at_home(lists):
    rows = await lists.listed("acme")
    assert [(row.team, row.name) for row in rows] == [
        ("Sales", "Ana"),
        ("Design", "Bob"),
        ("Design", "Cy"),
        ("Design", "Di"),
        ("Legal", ""),
    ]


async def test_a_thousand_people_are_one_step(store, clock):
    await recognised(store, clock, replace(COMPANY, teams=(Team("sales", "Sales"),)))
    lists = TeamListService(store, clock)
    async with store.write() as opened:
        people = [replace(DI, id=f"U1{number:05d}", name=f"P{number}") for number in range(1000)]
        await opened.people.remember("acme", people, clock.now())
    rows = "\n".join(f"Team {number % 20},P{number}" for number in range(1000))
    done = await lists.take_over("acme", f"team,person\n{rows}\n".encode())
    assert (len(done.moves), len(done.new_teams), done.wrong) == (1000, 20, ())
    company, homes = await state(lists)
    assert sum(len(team.people) for team in company.teams) == 1000
    assert homes["U100021"] == "team-1"
