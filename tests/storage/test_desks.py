"""What waits for somebody and what they may decide are the same, for any company, person and request."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from northstar_bot.domain.company.company import Company, Kind, Metric, Scope, Team
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import Evidence, Request, State, Visibility
from northstar_bot.domain.requests.views import desk_of
from northstar_bot.storage.engine import connect
from northstar_bot.storage.tables import metadata
from northstar_bot.storage.unit_of_work import Transactions

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
PEOPLE, TEAMS, INPUTS = ("U1", "U2", "U3", "U4"), ("sales", "ops", "legal"), ("reach", "depth", "pace")

TWO_TEAMS = [(), ("sales",), ("ops", "legal")]
TWO_INPUTS = [(), ("depth",), ("reach", "pace")]
# One scope for each person, so that most people have something to decide.
scopes = st.tuples(
    *(
        st.builds(Scope, st.just(who), st.sampled_from(TWO_TEAMS), st.sampled_from(TWO_INPUTS))
        for who in PEOPLE
    )
)
companies = st.builds(
    lambda owners, found: Company(
        "acme",
        "Acme",
        metrics=tuple(
            Metric(key, key, Kind.INPUT, owner=owner) for key, owner in zip(INPUTS, owners, strict=True)
        ),
        teams=tuple(Team(key, key) for key in TEAMS),
        scopes=found,
    ),
    st.tuples(*[st.sampled_from((*PEOPLE, None))] * 3),
    scopes,
)
asks = st.builds(
    lambda asker, behalf, team, chosen, state, seen: Request(
        "acme", 0, asker, "other", "t", "p", Evidence.SEEN, NOW, asker_team=team, input=chosen, state=state,
        visibility=seen, on_behalf_of=behalf,
    ),
    st.sampled_from(PEOPLE),
    st.sampled_from((*PEOPLE, None, None, None, None)),
    st.sampled_from((*TEAMS, None)),
    st.sampled_from((*INPUTS, "none", "star", None)),
    st.sampled_from((State.OPEN, State.OPEN, State.PARKED, State.ACCEPTED)),
    st.sampled_from(tuple(Visibility)),
)  # fmt: skip
roles = st.sampled_from(
    [
        frozenset(),
        frozenset(),
        frozenset(),
        frozenset({Role.DECIDER}),
        frozenset({Role.STEWARD}),
        frozenset({Role.OWNER}),
    ]
)


class Undone(Exception):
    """Leaves nothing behind of one example."""


@pytest.fixture
def acme(database_url, clock):
    """Runs coroutines on a store with a workspace, outside of any loop, because hypothesis calls from none."""
    with asyncio.Runner() as runner:
        database = connect(database_url)

        async def begin():
            async with database.writer.begin() as connection:
                await connection.run_sync(metadata.create_all)
            store = Transactions(database, clock)
            async with store.write() as opened:
                await opened.companies.save(Company("acme", "Acme"))
            return store

        store = runner.run(begin())
        yield lambda coroutine: runner.run(coroutine(store))
        runner.run(database.close())


@settings(max_examples=35, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(
    company=companies,
    requests=st.lists(asks, min_size=6, max_size=12),
    who=st.sampled_from(PEOPLE),
    held=roles,
)
def test_the_list_and_the_rule_agree(acme, company, requests, who, held):
    desk = desk_of(company, Viewer("acme", Person(who, who), held))
    kept, listed, shelf, narrowed = acme(lambda store: _seen(store, requests, desk))
    waiting = [each.number for each in kept if each.state is State.OPEN and desk.decides(each)]
    assert sorted(listed) == shelf == waiting
    assert narrowed == [each.number for each in kept if each.input == "depth" and desk.reads(each)]
    assert not any(desk.decides(each) for each in kept if who in {each.asker, each.on_behalf_of})


async def _seen(store, requests, desk):
    """The requests as kept, and the numbers in each list; nothing of it stays."""
    found = []
    with suppress(Undone):
        async with store.write() as opened:
            kept = [(await opened.requests.add(each, f"k{n}"))[0] for n, each in enumerate(requests)]
            waiting = await opened.requests.matching("acme", Query(Which.WAITING), desk, 100)
            shelf, total = await opened.requests.open_for("acme", desk, 100)
            every = [
                await opened.requests.matching("acme", Query(which, input="depth"), desk, 100)
                for which in (Which.OPEN, Which.PARKED, Which.ACCEPTED)
            ]
            assert total == len(shelf)
            narrowed = sorted(each.number for page in every for each in page)
            found = [kept, [each.number for each in waiting], [each.number for each in shelf], narrowed]
            raise Undone
    return found
