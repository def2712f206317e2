"""A person who may not give thanks for now; they can still be thanked."""

from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.errors import BadInput, NotAllowed
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.typed import cleaned, one_line

LONGEST_REASON = 200


@dataclass(frozen=True, slots=True)
class SenderLock:
    """Who may not give, why (may be ""), and who said so when."""

    person: PersonId
    reason: str
    by: PersonId
    at: datetime


def reason_of(text: str) -> str:
    """The reason as it is kept, on one line; or BadInput when it is too long."""
    kept = one_line(cleaned(text))
    if len(kept) > LONGEST_REASON:
        raise BadInput(
            f"A reason has at most {LONGEST_REASON} characters; this one has {len(kept):,}.",
            "The person reads it when they try to give thanks. Shorten it and send it again.",
        )
    return kept


def locked_out(lock: SenderLock) -> NotAllowed:
    """What a locked person reads when they try."""
    why = f" The reason given: {lock.reason}" if lock.reason else ""
    return NotAllowed(
        f"A steward has locked your giving of thanks.{why}",
        "You can still be thanked. Ask a steward of Northstar to unlock it.",
    )
