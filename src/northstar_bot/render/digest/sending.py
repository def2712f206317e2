"""What a steward reads who sent a digest on its way."""

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import Schedule
from northstar_bot.domain.digest.digest import Renewal
from northstar_bot.render import blocks
from northstar_bot.render.message import Message
from northstar_bot.render.words import channel_link, week_name

_GONE = "If that message was deleted, /northstar digest resend anew posts a new one."


def on_its_way(schedule: Schedule, week: Week, renewal: Renewal | None) -> Message:
    """Where it goes, and what becomes of the one that stands there."""
    where = channel_link(schedule.channel)
    said = {
        None: f"The digest of {week_name(week)} goes to {where} now.",
        Renewal.EDITED: f"The digest of {week_name(week)} is renewed where it stands in {where}. {_GONE}",
        Renewal.REPLACES: f"The digest of {week_name(week)} goes to {where} again; it says what it replaces.",
    }[renewal]
    return Message(said, (blocks.section(said),))
