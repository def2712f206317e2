"""Away and back: by command, on Home, in settings and by form; the report and the word to the cover."""

from datetime import date

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Role, must_hold
from northstar_bot.domain.requests.away import AwayReport, Covering, Leaving
from northstar_bot.render.ids import AWAY_BACK, AWAY_FORM, AWAY_OPEN
from northstar_bot.render.message import Message, View
from northstar_bot.render.requests import away as drawn
from northstar_bot.slack.feature import Call, Command, Feature


async def leave(call: Call) -> Message | None:
    """With a day or a cover at once, alone by form."""
    service = call.services.away
    if not call.text.strip():
        return await open_form(call)
    now = await service.leave(call.viewer, service.asked(call.viewer, call.text))
    await call.screen.refresh_home()
    return drawn.away_kept(now)


async def open_form(call: Call) -> Message | None:
    """The form; only for those who can be away."""
    must_hold(call.viewer, Role.OWNER)
    await call.screen.open(drawn.away_form(await call.services.away.now(call.viewer)))
    return None


async def keep(call: Call) -> View | None:
    """Go, or change what was said."""
    now = await call.services.away.leave(call.viewer, _leaving(call))
    await call.screen.refresh_home()
    return drawn.away_closed(now)


async def back(call: Call) -> Message | None:
    """Come back."""
    absence = await call.services.away.back(call.viewer)
    await call.screen.refresh_home()
    return drawn.returned(absence)


def _leaving(call: Call) -> Leaving:
    until, cover = call.fields.get("until"), call.fields.get("cover")
    try:
        day = date.fromisoformat(until) if until else None
    except ValueError as error:
        raise BadInput("This is not a day.", "Choose one from the calendar.", "until") from error
    return Leaving(day, PersonId(cover) if cover else None)


FEATURE = Feature(
    commands=(
        Command(
            "away",
            "For owners: go away while verdicts go on, with a report on return",
            "away [until date] [cover @person]",
            leave,
            writes=True,
            needs=Role.OWNER,
        ),
        Command(
            "back",
            "For owners: be back, and read what was decided meanwhile",
            "back",
            back,
            writes=True,
            needs=Role.OWNER,
        ),
    ),
    actions={AWAY_OPEN: open_form, AWAY_BACK: back},
    views={AWAY_FORM: keep},
    posts={AwayReport: drawn.report, Covering: drawn.covering},
)
