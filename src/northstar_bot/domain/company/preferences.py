"""What a person may switch off: kinds of message to them, and being named where thanks are retold."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from northstar_bot.domain.ids import PersonId


class Switch(StrEnum):
    """One thing that can be switched off. A verdict on one's own request is not among them: it always arrives."""

    WAITING = "waiting"
    STILL_WAITING = "still-waiting"
    WAKE_UPS = "wake-ups"
    LOOK_BACK = "look-back"
    SECOND_WEIGHING = "second-weighing"
    CHECK_INS = "check-ins"
    THANKED = "thanked"
    LEAD_NOTES = "lead-notes"
    SPOTLIGHT = "spotlight"
    NAMED_IN_ROUNDUPS = "named-in-roundups"
    SHOWN_IN_DECKS = "shown-in-decks"


# Not a message to anybody, so that only the person concerned has a say.
OF_RECOGNITION = frozenset({Switch.NAMED_IN_ROUNDUPS, Switch.SHOWN_IN_DECKS})
OF_MESSAGES = tuple(switch for switch in Switch if switch not in OF_RECOGNITION)

MESSAGES: Mapping[Switch, str] = {
    Switch.WAITING: "Requests that wait for my verdict, once a day",
    Switch.STILL_WAITING: "A request of mine has had no news for a week",
    Switch.WAKE_UPS: "Parked requests that come back",
    Switch.LOOK_BACK: "Did the input move? Some time after shipping",
    Switch.SECOND_WEIGHING: "Requests to weigh a second time",
    Switch.CHECK_INS: "Questions for my numbers and my squad's input; sources that fail",
    Switch.THANKED: "Somebody thanked me",
    Switch.LEAD_NOTES: "Notes for leads and stewards",
    Switch.SPOTLIGHT: "Team spotlight and lunch-and-learn",
}
OPT_OUTS: Mapping[Switch, str] = {
    Switch.NAMED_IN_ROUNDUPS: "Do not name me in roundups",
    Switch.SHOWN_IN_DECKS: "Do not show me in decks",
}


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a person has switched off, and what is quiet for everybody here.

    `began`: the day they began here, if they typed it; `anniversaries`: whether this company tells of it.
    """

    off: frozenset[Switch]
    quiet: tuple[Switch, ...]
    began: date | None = None
    anniversaries: bool = True


def off_by(wanted: Iterable[str], opted_out: Iterable[str]) -> frozenset[Switch]:
    """What is off after a person ticked the messages they want and the opt-outs they take."""
    ticked, out = set(wanted), set(opted_out)
    unwanted = (switch for switch in OF_MESSAGES if switch not in ticked)
    return frozenset((*unwanted, *(switch for switch in OF_RECOGNITION if switch in out)))


def still_told(
    people: Iterable[PersonId], kind: Switch, quiet: Collection[Switch], off: Collection[PersonId]
) -> tuple[PersonId, ...]:
    """Those of `people` who get messages of `kind`, each once: it is neither quiet for all nor off for them."""
    if kind in quiet:
        return ()
    return tuple(dict.fromkeys(person for person in people if person not in off))
