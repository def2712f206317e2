"""Events are kept once, listed until they are done, and forgotten after a while."""

from datetime import timedelta

import pytest
from tests.support.posting import ACME, declare

from northstar_bot.domain.ids import WorkspaceId


@pytest.fixture
async def keep(store, clock):
    await declare(store)
    await declare(store, workspace=WorkspaceId("globex"))

    async def act(event_id, workspace=ACME):
        async with store.write() as opened:
            return await opened.inbox.keep(
                workspace, event_id, "reaction_added", {"id": event_id}, clock.now()
            )

    return act


async def _unfinished(store, before, workspace=ACME):
    async with store.read() as opened:
        return [payload["id"] for payload in await opened.inbox.unfinished(workspace, before)]


async def test_a_redelivered_event_is_not_new(keep):
    assert await keep("Ev1")
    assert not await keep("Ev1")
    assert await keep("Ev1", WorkspaceId("globex"))


async def test_what_nobody_finished_is_listed_after_a_minute(keep, store, clock):
    await keep("Ev1")
    await keep("Ev2")
    async with store.write() as opened:
        await opened.inbox.done(ACME, "Ev1", clock.now())
    assert await _unfinished(store, clock.now() - timedelta(seconds=60)) == []
    clock.advance(seconds=61)
    assert await _unfinished(store, clock.now() - timedelta(seconds=60)) == ["Ev2"]
    assert await _unfinished(store, clock.now(), WorkspaceId("globex")) == []


async def test_old_events_are_forgotten(keep, store, clock):
    await keep("Ev1")
    clock.advance(days=8)
    await keep("Ev2")
    async with store.write() as opened:
        assert await opened.inbox.forget(clock.now() - timedelta(days=7)) == 1
    assert await keep("Ev1")
