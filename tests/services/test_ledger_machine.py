"""Any order of planning, posting, faults, deaths and clock steps keeps the two promises of the ledger."""

import asyncio
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from tests.conftest import SettableClock
from tests.support.databases import ready_sqlite
from tests.support.posting import ACME, MONDAY_NINE, NOT_INVITED, Channel, Killed, Worker, busy, declare, rows

from northstar_bot.domain.deliveries import OPEN_STATES, State
from northstar_bot.storage.engine import connect
from northstar_bot.storage.unit_of_work import Transactions

LOST = ["lost on the way", "lost on the way back", "die before", "die after"]
FATES = st.sampled_from([*LOST, NOT_INVITED, busy(20)])
CUTS = st.tuples(st.sampled_from(["before", "after"]), st.integers(1, 4))


class LedgerMachine(RuleBasedStateMachine):
    """One SQLite database, one channel, and workers that come and go."""

    def __init__(self):
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = SettableClock(datetime(2026, 11, 22, 12, tzinfo=UTC))
        self.channel = Channel(self.clock)

    def run_now(self, coroutine):
        return self.runner.run(coroutine)

    @initialize(readable=st.booleans())
    def begin(self, readable):
        self.channel.readable = readable
        self.run_now(self._begin())

    async def _begin(self):
        self.database = connect(await ready_sqlite(Path(self.folder.name) / "northstar.db"))
        self.store = Transactions(self.database, self.clock)
        await declare(self.store, MONDAY_NINE)
        await Worker(self.store, self.clock, self.channel).plan()

    def _worker(self, cut=None):
        return Worker(self.store, self.clock, self.channel, cut=cut)

    def _risky(self, work):
        try:
            self.run_now(work)
        except Killed:
            self.channel.script.clear()

    @rule()
    def plan(self):
        self._risky(self._worker().plan())

    @rule(fate=FATES)
    def post_badly(self, fate):
        self.channel.script = [fate]
        self._risky(self._worker().pump())

    @rule()
    def post(self):
        self._risky(self._worker().pump())

    @rule(cut=CUTS, planning=st.booleans())
    def die(self, cut, planning):
        worker = self._worker(cut)
        self._risky(worker.plan() if planning else worker.pump())

    @rule(step=st.sampled_from([1, 31, 61, 600, 3600, 86_400, 5 * 86_400]))
    def advance(self, step):
        self.clock.advance(seconds=step)

    @rule(step=st.sampled_from([1, 61, 3600]))
    def step_back(self, step):
        self.clock.advance(seconds=-step)

    @rule()
    def resume(self):
        async def wake():
            async with self.store.write() as store:
                await store.deliveries.resume(ACME, MONDAY_NINE.key, self.clock.now())

        self.run_now(wake())

    @invariant()
    def nobody_sees_a_post_twice(self):
        keys = [key for key, _, _ in self.channel.messages]
        assert len(keys) == len(set(keys))

    def teardown(self):
        if hasattr(self, "store"):
            self.run_now(self._settle())
            self.run_now(self.database.close())
        self.runner.close()
        self.folder.cleanup()

    async def _settle(self):
        """With time and no more faults every row ends, and the ledger says what people see."""
        self.channel.script = []
        await self._worker().work(rounds=6, step=timedelta(hours=12))
        seen = [key for key, _, _ in self.channel.messages]
        assert len(seen) == len(set(seen))
        for row in await rows(self.store):
            assert row.state not in OPEN_STATES
            if row.state is State.SENT:
                assert row.key in seen
            elif row.state is not State.UNKNOWN:
                assert row.key not in seen


TestLedger = LedgerMachine.TestCase
TestLedger.settings = settings(
    max_examples=25,
    stateful_step_count=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
