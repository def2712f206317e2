"""Chores are called for every workspace, and one that fails does not stop the next."""

import logging

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.chores import Chore, Chores


async def test_a_chore_that_fails_stops_no_other(store, clock, caplog):
    for name in ("acme", "globex"):
        async with store.write() as rooms:
            await rooms.companies.save(Company(workspace=WorkspaceId(name), name=name))
    done = []

    async def breaks(workspace, now):
        raise ValueError(workspace, now)

    async def works(workspace, now):
        done.append((workspace, now))

    with caplog.at_level(logging.ERROR):
        await Chores(store, (Chore("first", breaks), Chore("second", works))).run_due(clock.now())

    assert sorted(done) == [("acme", clock.now()), ("globex", clock.now())]
    assert caplog.text.count("error=ValueError") == 2
