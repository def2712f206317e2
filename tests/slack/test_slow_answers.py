"""A write that takes too long is called not saved before Slack gives up, and is not saved."""

from contextlib import asynccontextmanager

from sqlalchemy import text
from tests.support.bot import stage


@asynccontextmanager
async def nobody_else_writes(transactions):
    """Hold what every shout-out has to wait for."""
    async with transactions.write(), transactions.database.writer.connect() as beside:
        if beside.dialect.name == "postgresql":
            await beside.execute(text("LOCK TABLE allowance IN EXCLUSIVE MODE"))
        yield


async def test_what_is_too_slow_is_called_not_saved_and_is_not(ready_database_url, clock):
    async with stage(ready_database_url, clock, patience=0.2) as acme:
        await acme.declare()
        async with nobody_else_writes(acme.bot.house.transactions):
            reply = await acme.bo.types("/northstar thanks @cy for the long walk home", channel=acme.growth)
            assert "That was not saved: it took too long" in reply.text
            assert "/northstar thanks @cy for the long walk home" in reply.text
        await acme.settle()
        assert not acme.growth.messages
