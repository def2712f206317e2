"""The words that all pictures of a request share: labels, states, and the star as it was called."""

from collections.abc import Mapping

from northstar_bot.domain.company.company import Star
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    STAR_ONLY,
    Answer,
    Evidence,
    Obligation,
    ReasonCode,
    Request,
    State,
    Verdict,
    WakeOn,
)
from northstar_bot.render.words import day, plain

EVIDENCE = {
    Evidence.MEASURED: "Measured",
    Evidence.SEEN: "Seen with customers",
    Evidence.ASKED: "Asked for",
    Evidence.HUNCH: "Our hunch",
}
OBLIGATION = {
    Obligation.NONE: "None",
    Obligation.LEGAL: "Legal",
    Obligation.SECURITY: "Security",
    Obligation.OUTAGE: "Outage",
    Obligation.CONTRACT: "Signed contract",
}
REASONS = {
    ReasonCode.NO_INPUT: "Moves no input of the star",
    ReasonCode.NOT_NOW: "Not now",
    ReasonCode.NOT_THIS_WAY: "Not this way",
    ReasonCode.COVERED: "Already covered by something else",
    ReasonCode.NO_EVIDENCE: "Evidence is missing",
    ReasonCode.OTHER_CUSTOMER: "We exist for another customer",
}
ANSWERS = {
    Answer.YES: "Yes",
    Answer.NO: "No",
    Answer.PARK: "Park",
    Answer.ASK_BACK: "Ask back",
    Answer.DUPLICATE: "Duplicate",
}
STATES = {
    State.OPEN: "open",
    State.NEEDS_INFO: "waits for an answer from the asker",
    State.ACCEPTED: "accepted",
    State.PARKED: "parked",
    State.DECLINED: "declined",
    State.DUPLICATE: "a duplicate",
    State.WITHDRAWN: "withdrawn",
    State.SHIPPED: "shipped",
    State.DROPPED: "dropped",
}
# What a verdict says of the rule that stood beside it.
RULES = {
    "R1": "moves no input of the star",
    "R2": "moves an input, with evidence",
    "R3": "plausible, unproven",
    "R4": "too broad, pick an input",
    "R5": "an obligation, exempt",
}


def title_of(request: Request) -> str:
    """`#12 Fix the assignment workflow`."""
    return f"#{request.number} {plain(request.title, 120)}"


def input_name(key: MetricKey | None, names: Mapping[MetricKey, str]) -> str:
    """What people call the input that was chosen; one that nobody knows keeps its key."""
    if key is None:
        return "not sure"
    if key == NO_INPUT:
        return "no input"
    if key == STAR_ONLY:
        return "the star as a whole"
    return plain(names.get(key, key), 60)


def star_line(star: Star) -> str:
    """`★ Daily users · version 1`."""
    return f"★ {plain(star.name, 100)} · version {star.version}"


def star_of(verdict: Verdict) -> str:
    """The star of a verdict's day, as it was called then."""
    name = plain(verdict.star_wording.get("name") or verdict.star_wording.get("metric") or "North Star", 100)
    return f"★ {name}, version {verdict.star_version}"


def return_of(verdict: Verdict) -> str:
    """When a parked request comes back."""
    if verdict.wake_on is WakeOn.DATE and verdict.wake_at:
        return f"It comes back on {day(verdict.wake_at)}."
    if verdict.wake_on is WakeOn.EVIDENCE:
        return "It comes back when there is evidence."
    return "It comes back when the North Star changes."
