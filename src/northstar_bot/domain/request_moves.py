"""The life of a request as data: which act leads from which state to which, and nothing else."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from northstar_bot.domain.errors import AlreadyDone
from northstar_bot.domain.requests import Answer, State


class Act(StrEnum):
    """What can happen to a request."""

    YES = "yes"
    NO = "no"
    PARK = "park"
    ASK_BACK = "ask back"
    DUPLICATE = "duplicate"
    REPLY = "reply"
    WAKE = "wake"
    LAPSE = "lapse"
    APPEAL = "appeal"
    SHIP = "ship"
    DROP = "drop"
    WITHDRAW = "withdraw"


DIAGRAM: Mapping[State, Mapping[Act, State]] = MappingProxyType(
    {
        State.OPEN: {
            Act.YES: State.ACCEPTED,
            Act.NO: State.DECLINED,
            Act.PARK: State.PARKED,
            Act.ASK_BACK: State.NEEDS_INFO,
            Act.DUPLICATE: State.DUPLICATE,
            Act.WITHDRAW: State.WITHDRAWN,
        },
        State.NEEDS_INFO: {
            Act.REPLY: State.OPEN,
            Act.WAKE: State.OPEN,
            Act.LAPSE: State.PARKED,
            Act.WITHDRAW: State.WITHDRAWN,
        },
        State.PARKED: {Act.REPLY: State.OPEN, Act.WAKE: State.OPEN, Act.WITHDRAW: State.WITHDRAWN},
        State.DECLINED: {Act.APPEAL: State.OPEN, Act.WITHDRAW: State.WITHDRAWN},
        State.ACCEPTED: {Act.SHIP: State.SHIPPED, Act.DROP: State.DROPPED, Act.WITHDRAW: State.WITHDRAWN},
        State.DUPLICATE: {Act.WITHDRAW: State.WITHDRAWN},
        State.SHIPPED: {},
        State.DROPPED: {},
        State.WITHDRAWN: {},
    }
)


def move(state: State, act: Act) -> State:
    """Where `act` leads from `state`; AlreadyDone when the diagram has no such arrow."""
    if (after := DIAGRAM[state].get(act)) is None:
        raise AlreadyDone(f"This request is {state.value}.", "Nothing was changed.")
    return after


def can(state: State, act: Act) -> bool:
    """Whether the diagram has an arrow for `act`."""
    return act in DIAGRAM[state]


def awaits_verdict(state: State) -> bool:
    """Whether a verdict may be given: open, or waiting for something a decider may already know."""
    return state is State.OPEN or can(state, Act.WAKE)


def after_verdict(state: State, answer: Answer) -> State:
    """Where a verdict leads; one on a waiting request wakes it first."""
    ready = move(state, Act.WAKE) if can(state, Act.WAKE) else state
    return move(ready, Act(answer.value))
