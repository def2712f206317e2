"""The life of a request: no act leads outside the diagram."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.errors import AlreadyDone
from northstar_bot.domain.requests.moves import DIAGRAM, Act, after_verdict, awaits_verdict, can, move
from northstar_bot.domain.requests.requests import Answer, State

ENDS = {State.SHIPPED, State.DROPPED, State.WITHDRAWN}


@given(st.lists(st.sampled_from(list(Act)), max_size=30))
def test_no_series_of_acts_leaves_the_diagram(acts):
    state = State.OPEN
    for act in acts:
        try:
            after = move(state, act)
        except AlreadyDone:
            assert act not in DIAGRAM[state]
            continue
        assert DIAGRAM[state][act] is after
        state = after


def test_every_state_has_its_arrows_and_the_ends_have_none():
    assert set(DIAGRAM) == set(State)
    assert {state for state in State if not DIAGRAM[state]} == ENDS


@pytest.mark.parametrize("state", [state for state in State if state not in {*ENDS}])
def test_whatever_has_not_shipped_can_be_withdrawn(state):
    assert move(state, Act.WITHDRAW) is State.WITHDRAWN


@pytest.mark.parametrize("state", list(State))
@pytest.mark.parametrize("answer", list(Answer))
def test_a_verdict_starts_from_open_or_wakes_what_waits(state, answer):
    if awaits_verdict(state):
        assert after_verdict(state, answer) is DIAGRAM[State.OPEN][Act(answer.value)]
    else:
        with pytest.raises(AlreadyDone):
            after_verdict(state, answer)


def test_a_decided_request_is_not_decided_again():
    assert not awaits_verdict(State.ACCEPTED)
    assert not awaits_verdict(State.DECLINED)
    assert can(State.DECLINED, Act.APPEAL)
