"""The life of a request as data: which act leads from which state to which, and nothing else."""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from northstar_bot.domain.errors import AlreadyDone
from northstar_bot.domain.requests.requests import Answer, State


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
    REOPEN = "reopen"
    KEEP = "keep"
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
            Act.REPLY: State.OPEN,
            Act.WITHDRAW: State.WITHDRAWN,
        },
        State.NEEDS_INFO: {
            Act.REPLY: State.OPEN,
            Act.WAKE: State.OPEN,
            Act.LAPSE: State.PARKED,
            Act.WITHDRAW: State.WITHDRAWN,
        },
        State.PARKED: {Act.REPLY: State.OPEN, Act.WAKE: State.OPEN, Act.WITHDRAW: State.WITHDRAWN},
        State.DECLINED: {Act.APPEAL: State.OPEN, Act.REOPEN: State.OPEN, Act.WITHDRAW: State.WITHDRAWN},
        State.ACCEPTED: {
            Act.SHIP: State.SHIPPED,
            Act.DROP: State.DROPPED,
            Act.KEEP: State.ACCEPTED,
            Act.REOPEN: State.OPEN,
            Act.WITHDRAW: State.WITHDRAWN,
        },
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


def must_take_words(number: int, state: State) -> None:
    """Raise AlreadyDone, with what to do instead, where nothing can be added to a request any more."""
    if can(state, Act.REPLY):
        return
    instead = {
        State.DECLINED: f"Appeal once, with what is new: the button is in /northstar why {number}.",
        State.DUPLICATE: f"Say it where the request it repeats is weighed; /northstar why {number} names it.",
    }
    raise AlreadyDone(
        f"#{number} is {state.value}, so nothing can be added to it.",
        instead.get(state, f"Ask anew with /northstar ask, and name #{number}."),
    )


# Where the flag of a pivot can stand: in every state that a later star may still change.
FLAGGABLE = frozenset({State.OPEN, State.NEEDS_INFO, State.ACCEPTED, State.PARKED})


def awaits_verdict(state: State, *, re_weigh: bool = False) -> bool:
    """Whether a verdict may be given: open, waiting for what a decider may know, or accepted under an older star."""
    return state is State.OPEN or can(state, Act.WAKE) or _weighed_again(state, re_weigh=re_weigh)


def after_verdict(state: State, answer: Answer, *, re_weigh: bool = False) -> State:
    """Where a verdict leads; one on a waiting or flagged request opens it first."""
    if can(state, Act.WAKE):
        return move(move(state, Act.WAKE), Act(answer.value))
    ready = move(state, Act.REOPEN) if _weighed_again(state, re_weigh=re_weigh) else state
    return move(ready, Act(answer.value))


def _weighed_again(state: State, *, re_weigh: bool) -> bool:
    return re_weigh and state is State.ACCEPTED
