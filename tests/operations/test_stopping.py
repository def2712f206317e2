"""Stopping loses nothing that somebody was told is being done."""

import asyncio
from contextlib import AsyncExitStack

from tests.support.bot import stage

from northstar_bot.domain.company.company import Team
from northstar_bot.services.recognition.deck import DeckService


async def test_a_deck_that_is_being_made_is_handed_over_first(tmp_path, clock, monkeypatch):
    built, begun, may_go_on = DeckService.build, asyncio.Event(), asyncio.Event()

    async def build(*asked):
        begun.set()
        await may_go_on.wait()
        return await built(*asked)

    monkeypatch.setattr(DeckService, "build", build)
    async with AsyncExitStack() as open_stage:
        scene = await open_stage.enter_async_context(stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock))
        await scene.declare(teams=(Team("sales", "Sales"),))
        await scene.bo.types("/northstar deck md", channel=scene.growth)
        await begun.wait()
        stopping = asyncio.create_task(open_stage.aclose())
        await asyncio.wait([stopping], timeout=0.5)
        assert not stopping.done()
        may_go_on.set()
        await stopping
        assert [file.name for message in scene.bo.dm.messages for file in message.files]
