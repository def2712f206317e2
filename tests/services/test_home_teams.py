"""Who is at home in which team, while answers of Slack overtake each other, on both databases."""

import asyncio
from dataclasses import dataclass, field, replace

import pytest
from tests.support.recognition import BOB, COMPANY, CY, DEA, DESIGN, DI, Known, recognised

from northstar_bot.services.company.people import PeopleService


@dataclass
class Slow(Known):
    """Its first answer about a group is known at once and comes late."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)
    asked: asyncio.Event = field(default_factory=asyncio.Event)

    async def group(self, workspace, group):
        found = self.groups_known.get(group)
        if not self.asked.is_set():
            self.asked.set()
            await self.gate.wait()
        return found


@pytest.fixture
async def people(store, clock):
    await recognised(store, clock, COMPANY)
    return PeopleService(store, clock)


async def homes(people):
    async with people.unit_of_work.read() as store:
        return dict(await store.people.current_homes("acme"))


async def test_an_older_answer_never_lands_on_a_newer_one(people):
    slack = Slow()
    first = asyncio.create_task(people.settle_group("acme", slack, DESIGN.id))
    await slack.asked.wait()
    slack.groups_known[DESIGN.id] = replace(DESIGN, members=(CY.id,))
    second = asyncio.create_task(people.settle_group("acme", slack, DESIGN.id))
    await asyncio.wait({second}, timeout=0.2)  # time for the second to overtake, if it could
    slack.gate.set()
    await asyncio.gather(first, second)
    assert [one for one, team in (await homes(people)).items() if team == "design"] == [CY.id]


async def test_one_group_moves_nobody_else(people):
    slack = Known()
    slack.groups_known[DESIGN.id] = replace(DESIGN, members=(BOB.id, CY.id, DI.id, DEA.id))
    await people.settle_group("acme", slack, DESIGN.id)
    assert "U0ANA" not in await homes(people)  # named by hand, and none of Design's
    await people.settle_teams("acme", slack)
    assert (await homes(people))["U0ANA"] == "sales"


async def test_a_group_nobody_declared_and_a_workspace_without_company_move_nobody(people):
    before = await homes(people)
    assert await people.settle_group("acme", Known(), "S0FLOW") == 0
    assert await people.settle_group("nowhere", Known(), DESIGN.id) == 0
    assert await homes(people) == before
