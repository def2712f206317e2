"""The roundup, weekly or daily: posted by a schedule, and previewed by a command through the same code."""

from northstar_bot.domain.calendar.periods import MONDAY
from northstar_bot.domain.calendar.schedules import Cadence
from northstar_bot.domain.recognition.roundup import Roundup, days_of
from northstar_bot.render.message import Message
from northstar_bot.render.recognition import roundup as drawn
from northstar_bot.slack.feature import Call, Command, Feature


async def preview(call: Call) -> Message | None:
    """What would be posted about the last closed week, about the week that is named, or today by a daily one."""
    words = call.text.split()
    rest = words[1:] if words and words[0].casefold() == "preview" else words
    service, workspace, named = call.services.roundup, call.viewer.workspace, " ".join(rest)
    if named.casefold() == Cadence.DAILY:
        days, starts = await service.latest_days(workspace), MONDAY
    else:
        asked = call.services.company.week(workspace, named) if named else service.closed_week(workspace)
        week = await asked
        days, starts = days_of(week), week.starts
    found = await service.preview(call.viewer, days)
    return drawn.roundup(found) if found else drawn.nothing(days, starts)


FEATURE = Feature(
    commands=(
        Command(
            name="roundup",
            summary="Look at the roundup of thanks before everybody does",
            usage="roundup preview [week, such as 2026-W47, or daily]",
            run=preview,
        ),
    ),
    posts={Roundup: drawn.roundup},
)
