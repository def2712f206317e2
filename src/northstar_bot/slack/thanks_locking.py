"""`thanks lock @somebody reason`, `thanks unlock @somebody` and `thanks locked`."""

import re

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.slack_text import as_typed
from northstar_bot.render.message import Message
from northstar_bot.render.recognition import sender_locks as drawn
from northstar_bot.slack.feature import Call

_LINE = re.compile(
    r"(?P<verb>lock|unlock)\s+(?:<@(?P<person>[UW][A-Z0-9]+)(?:\|[^>]*)?>|@\S+)\s*(?P<reason>.*)",
    re.IGNORECASE | re.DOTALL,
)
LOCKED = "locked"


async def locking(call: Call, raw: str) -> Message | None:
    """The answer when `raw` is about locks; None when it is thanks."""
    locks = call.services.sender_locks
    if raw.casefold() == LOCKED:
        return drawn.everybody_locked(await locks.locked(call.viewer))
    said = _LINE.fullmatch(raw)
    if said is None:
        return None
    if not said["person"]:
        raise BadInput(
            f"Slack does not know {as_typed(raw.split()[1])} here.", "Pick them from the list behind @."
        )
    person = PersonId(said["person"])
    if said["verb"].casefold() == "lock":
        return drawn.locked(await locks.lock(call.viewer, person, as_typed(said["reason"])))
    await locks.unlock(call.viewer, person)
    return drawn.unlocked(person)
