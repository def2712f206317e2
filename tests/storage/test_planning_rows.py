"""A post is planned once, whoever plans it and however often."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from sqlalchemy import insert

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.storage.tables.company import workspace

DUE = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
PLAN = Plan(WorkspaceId("acme"), "digest", "C1", "2026-W47", DUE)


@pytest.fixture
async def ledger(store, clock):
    async with store.write() as opened:
        row = {"name": "Acme", "zone": "UTC", "declared": {}, "revision": 0, "created_at": clock.now()}
        for name in ("acme", "globex"):
            await opened.deliveries._connection.execute(insert(workspace).values(id=name, **row))
    return store


async def test_a_second_planning_adds_nothing(ledger):
    async with ledger.write() as store:
        assert await store.deliveries.plan([PLAN]) == 1
        assert await store.deliveries.plan([PLAN, replace(PLAN, target="C2")]) == 1


async def test_nothing_planned_is_nothing_written(ledger):
    async with ledger.write() as store:
        assert await store.deliveries.plan([]) == 0


async def test_every_part_of_the_key_makes_another_post(ledger):
    others = [
        replace(PLAN, workspace=WorkspaceId("globex")),
        replace(PLAN, kind="roundup"),
        replace(PLAN, target="C2"),
        replace(PLAN, period="2026-W48"),
    ]
    async with ledger.write() as store:
        assert await store.deliveries.plan([PLAN, *others]) == 5
