"""People are remembered as last seen, and a move between teams keeps the old membership."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.people import Person, Standing
from northstar_bot.storage.tables.people import membership

AT = datetime(2026, 11, 2, tzinfo=UTC)
LATER = datetime(2026, 11, 9, tzinfo=UTC)
ANA, BO = Person("U1", "Ana", "Europe/Lisbon"), Person("U2", "Bo", standing=Standing.GUEST)


@pytest.fixture
async def met(store):
    async with store.write() as opened:
        for workspace in ("acme", "other"):
            await opened.companies.save(Company(workspace, workspace))
        await opened.people.remember("acme", [ANA, BO], AT)
        await opened.people.settle("acme", {"U1": "sales", "U2": "design"}, AT)
        await opened.people.remember("other", [Person("U1", "Somebody else")], AT)
        await opened.people.settle("other", {"U1": "legal"}, AT)
    return store


async def test_people_are_known_with_their_team_in_their_own_workspace_only(met):
    async with met.read() as opened:
        found = await opened.people.known("acme", ["U1", "U2", "U3"])
        assert {who: (person.name, person.standing, person.team) for who, person in found.items()} == {
            "U1": ("Ana", Standing.MEMBER, "sales"),
            "U2": ("Bo", Standing.GUEST, "design"),
        }
        assert (await opened.people.known("other", ["U1"]))["U1"].team == "legal"
        assert await opened.people.members_of("acme", "sales") == ["U1"]
        assert await opened.people.members_of("acme", "legal") == []


async def test_the_last_seen_name_wins(met):
    async with met.write() as opened:
        await opened.people.remember("acme", [Person("U1", "Ana B.", standing=Standing.DEACTIVATED)], LATER)
        await opened.people.remember("acme", [], LATER)
    async with met.read() as opened:
        found = (await opened.people.known("acme", ["U1"]))["U1"]
    assert (found.name, found.standing) == ("Ana B.", Standing.DEACTIVATED)


async def test_a_move_keeps_the_old_membership_and_touches_nobody_else(met):
    async with met.write() as opened:
        assert await opened.people.settle("acme", {"U1": "design", "U2": "design"}, LATER) == 1
        assert await opened.people.settle("acme", {"U1": "design"}, LATER) == 0
        assert await opened.people.teams_of("acme", ["U1", "U2"]) == {"U1": "design", "U2": "design"}
        rows = await opened.people._connection.execute(
            select(membership.c.team, membership.c.since, membership.c.until)
            .where(membership.c.workspace_id == "acme", membership.c.person == "U1")
            .order_by(membership.c.id)
        )
        assert [tuple(row) for row in rows] == [("sales", AT, LATER), ("design", LATER, None)]
        assert await opened.people.teams_of("other", ["U1"]) == {"U1": "legal"}


async def test_somebody_may_leave_every_team(met):
    async with met.write() as opened:
        assert await opened.people.settle("acme", {"U1": None, "U9": None}, LATER) == 1
        assert await opened.people.teams_of("acme", ["U1", "U2"]) == {"U2": "design"}
