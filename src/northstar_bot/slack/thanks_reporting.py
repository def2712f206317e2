"""`thanks report [@person] [30d | 90d | quarter]`, read into a plain question."""

import re

from northstar_bot.domain.ids import PersonId
from northstar_bot.render.message import Message
from northstar_bot.render.recognition import thanks_report as drawn
from northstar_bot.slack.feature import Call

_ASKED = re.compile(
    r"report(?:\s+<@(?P<person>[UW][A-Z0-9]+)(?:\|[^>]*)?>)?(?:\s+(?P<when>\w+))?", re.IGNORECASE
)


async def reporting(call: Call, raw: str) -> Message | None:
    """The report, or None when something else was typed."""
    asked = _ASKED.fullmatch(raw.strip())
    if asked is None:
        return None
    person = PersonId(asked["person"]) if asked["person"] else None
    return drawn.report(await call.services.thanks_report.report(call.viewer, person, asked["when"] or ""))
