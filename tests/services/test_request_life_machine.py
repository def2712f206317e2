"""Whatever anybody does in any order: no state outside the diagram, no verdict lost, no private word told."""

import asyncio
import contextlib
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from tests.conftest import SettableClock
from tests.support.request_life import DRAFTS, PROPOSALS, ROLES, SECRET, Company

from northstar_bot.domain.errors import NorthstarError
from northstar_bot.domain.requests.shipped import Moved
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate
from northstar_bot.storage.unit_of_work import Transactions

ANYBODY = st.sampled_from(sorted(ROLES))
ASKERS = st.sampled_from(["UASK", "UASK2", "UDEC", "UGST", "UOWN"])
DECIDERS = st.sampled_from(["UDEC", "USTE", "UANA", "UOWN"])
NUMBER = st.integers(1, 4)
VERDICTS = st.sampled_from(sorted(PROPOSALS))
WORDS = st.sampled_from([f"{SECRET} has measured it twice since then.", "too short"])
REASON = "The school that asked for it has left us."
_NAMES = count(1)


class LifeMachine(RuleBasedStateMachine):
    """One workspace of its own in a database that many examples share."""

    def __init__(self, runner, database):
        super().__init__()
        self.runner, self.database = runner, database
        self.clock = SettableClock(datetime(2026, 11, 23, 8, tzinfo=UTC))

    def does(self, act):
        """An act of a person or of the calendar; a polite refusal is an answer."""
        with contextlib.suppress(NorthstarError):
            self.runner.run(act)

    @initialize(kinds=st.lists(st.sampled_from(sorted(DRAFTS)), min_size=2, max_size=3))
    def begin(self, kinds):
        self.here = Company(Transactions(self.database, self.clock), self.clock, f"life{next(_NAMES)}")
        self.runner.run(self.here.found())
        for kind in kinds:
            self.does(self.here.ask("UASK", kind))
        # Not far from the end of a life, where most of the doors are.
        for number, kind in enumerate(("yes", "no"), 1):
            self.does(self.here.decide("UDEC", number, kind))

    @rule(who=ASKERS, kind=st.sampled_from(sorted(DRAFTS)))
    def ask(self, who, kind):
        if self.here.asked < 4:
            self.does(self.here.ask(who, kind))

    @rule(who=DECIDERS, number=NUMBER, kind=VERDICTS)
    def decide(self, who, number, kind):
        self.does(self.here.decide(who, number, kind))

    @rule(who=DECIDERS, number=NUMBER)
    def decline(self, who, number):
        self.does(self.here.decide(who, number, "no"))

    @rule(who=ANYBODY, number=NUMBER, kind=VERDICTS, behind=st.integers(0, 1))
    def decide_without_right(self, who, number, kind, behind):
        self.does(self.here.decide(who, number, kind, behind))

    @rule(number=NUMBER, text=WORDS)
    def appeal(self, number, text):
        self.does(self.here.life.appeal(self.here.viewer("UASK"), number, text))

    @rule(who=ANYBODY, number=NUMBER, text=WORDS)
    def reply(self, who, number, text):
        self.does(self.here.requests.reply(self.here.viewer(who), number, text))

    @rule(number=NUMBER)
    def ship(self, number):
        self.does(self.here.ship("USTE", number))

    @rule(who=ANYBODY, number=NUMBER, act=st.sampled_from(["withdraw", "appeal", "drop", "ship"]))
    def act(self, who, number, act):
        viewer = self.here.viewer(who)
        acts = {
            "withdraw": lambda: self.here.requests.withdraw(viewer, number),
            "appeal": lambda: self.here.life.appeal(viewer, number, f"{REASON} And another one."),
            "drop": lambda: self.here.life.drop(viewer, number, REASON),
            "ship": lambda: self.here.ship(who, number),
        }
        self.does(acts[act]())

    @rule(days=st.sampled_from([1, 4, 15]))
    def time_passes(self, days):
        self.clock.advance(days=days)
        for chore in self.here.calendar.chores():
            self.runner.run(chore.run(self.here.workspace, self.clock.now()))

    @rule()
    def star_is_replaced(self):
        self.does(self.here.replace_star())

    @rule(who=ANYBODY, number=NUMBER, keep=st.booleans())
    def second_look(self, who, number, keep):
        pivot = self.here.pivot
        self.does((pivot.keep if keep else pivot.reopen)(self.here.viewer(who), number))

    @rule(who=ANYBODY, number=NUMBER, stay=st.booleans())
    def follow(self, who, number, stay):
        following = self.here.following
        self.does((following.join if stay else following.leave)(self.here.viewer(who), number))

    @rule(who=DECIDERS, number=NUMBER, moved=st.sampled_from(sorted(Moved)))
    def look_back(self, who, number, moved):
        self.does(self.here.looking.answer(self.here.viewer(who), number, moved))

    @rule()
    def somebody_looks_around(self):
        self.runner.run(self.here.look_around())

    @invariant()
    def all_holds(self):
        if hasattr(self, "here"):
            self.runner.run(self.here.look())

    def teardown(self):
        if hasattr(self, "here"):
            self.runner.run(self.here.look_around())


def _run(url, examples, steps):
    with asyncio.Runner() as runner:
        runner.run(migrate(url))
        database = connect(url)
        try:
            run_state_machine_as_test(
                lambda: LifeMachine(runner, database),
                settings=settings(
                    max_examples=examples,
                    stateful_step_count=steps,
                    deadline=None,
                    suppress_health_check=list(HealthCheck),
                ),
            )
        finally:
            runner.run(database.close())


def test_on_sqlite(tmp_path):
    _run(f"sqlite:///{tmp_path / 'northstar.db'}", examples=10, steps=26)


@pytest.mark.postgres
def test_on_postgres(postgres_server):
    _run(postgres_server, examples=3, steps=15)
