"""Whatever people do with reactions, and however Slack tells of it: what stands counts, everywhere alike."""

import asyncio
from datetime import UTC, datetime
from itertools import count

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from tests.conftest import SettableClock
from tests.support.reacting import BUSY, MEMBERS, PEOPLE, TALK, TEAMS, Talking
from tests.support.recognition import ANA, BOB, CY
from tests.support.thanks_account import MEANING, THANKS

from northstar_bot.domain.recognition.thanks_form import Where
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate
from northstar_bot.storage.unit_of_work import Transactions

PERSON = st.sampled_from([one.id for one in MEMBERS])
ANYBODY = st.sampled_from(sorted(PEOPLE))
THUMB = st.sampled_from([spelling for spelling, meaning in MEANING.items() if meaning == THANKS])
ANY = st.integers(0, 1000)
_NAMES = count(1)


class ReactionMachine(RuleBasedStateMachine):
    """One workspace of its own in a database that many examples share."""

    def __init__(self, runner, database):
        super().__init__()
        self.runner, self.database = runner, database
        self.clock = SettableClock(datetime(2026, 11, 23, 8, tzinfo=UTC))

    @initialize(ration=st.sampled_from([2, 10]))
    def begin(self, ration):
        store = Transactions(self.database, self.clock)
        self.here = Talking(store, self.clock, f"talk{next(_NAMES)}", ration)
        self.runner.run(self.here.found())

    @rule(person=st.sampled_from([ANA.id, CY.id]), ts=st.sampled_from(BUSY), spelling=THUMB)
    def react_and_be_heard(self, person, ts, spelling):
        if ts not in self.here.wall.gone:
            self.here.react(person, (TALK, ts), spelling)
            self.runner.run(self.here.hear(len(self.here.news) - 1))

    @rule(person=ANYBODY, place=ANY, spelling=st.sampled_from(sorted(MEANING)))
    def react(self, person, place, spelling):
        """Anybody to anything, and we are not told yet."""
        known = (*self.here.messages, *self.here.account.cards)
        left = [place for place in known if place[1] not in self.here.wall.gone]
        self.here.react(person, left[place % len(left)], spelling)

    @rule(place=ANY, spelling=st.sampled_from(["raised_hands", "raised_hands::skin-tone-5"]), person=PERSON)
    @precondition(lambda self: self.here.account.cards)
    def boost(self, person, place, spelling):
        cards = list(self.here.account.cards)
        self.here.react(person, cards[place % len(cards)], spelling)
        self.runner.run(self.here.hear(len(self.here.news) - 1))

    @rule(numbers=st.lists(ANY, min_size=1, max_size=3))
    @precondition(lambda self: self.here.news)
    def hear_something(self, numbers):
        """Late, out of order, or again."""
        for number in numbers:
            self.runner.run(self.here.hear(number % len(self.here.news)))

    @rule(
        giver=PERSON,
        receivers=st.lists(PERSON, min_size=1, max_size=2, unique=True),
        where=st.sampled_from(Where),
    )
    def thank_in_words(self, giver, receivers, where):
        reached = [one for one in receivers if one != giver and one in self.here.account.members]
        if reached and giver in self.here.account.members:
            self.runner.run(self.here.thank(giver, reached, where))

    @rule(number=ANY)
    def undo(self, number):
        self.runner.run(self.here.undo(number))

    @rule(person=PERSON, team=st.sampled_from([*TEAMS, None]))
    def move_to_another_team(self, person, team):
        self.runner.run(self.here.move(person, team))

    @rule(person=PERSON)
    def lock_or_unlock(self, person):
        self.runner.run(self.here.lock(person))

    @rule(person=st.sampled_from([BOB.id, CY.id]))
    def leave_or_come_back(self, person):
        self.here.leave(person)

    @rule(ts=st.sampled_from(BUSY))
    def delete_the_message(self, ts):
        """What stands is for what somebody did; its message may go."""
        self.here.wall.gone.add(ts)

    @rule(hours=st.sampled_from([1, 24, 24 * 6]))
    def time_passes(self, hours):
        self.clock.advance(hours=hours)

    @rule(backwards=st.booleans())
    def hear_all_that_is_left(self, backwards):
        left = [number for number in range(len(self.here.news)) if number not in self.here.heard]
        for number in reversed(left) if backwards else left:
            self.runner.run(self.here.hear(number))
        self.here.as_slack_has_it()
        self.runner.run(self.here.numbers())

    @invariant()
    def each_act_stands_or_not(self):
        if hasattr(self, "here"):
            self.runner.run(self.here.states())

    def teardown(self):
        if hasattr(self, "here"):
            self.hear_all_that_is_left(backwards=True)


def _run(url, examples, steps):
    with asyncio.Runner() as runner:
        runner.run(migrate(url))
        database = connect(url)
        try:
            run_state_machine_as_test(
                lambda: ReactionMachine(runner, database),
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
    _run(f"sqlite:///{tmp_path / 'northstar.db'}", examples=12, steps=25)


@pytest.mark.postgres
def test_on_postgres(postgres_server):
    _run(postgres_server, examples=4, steps=20)
