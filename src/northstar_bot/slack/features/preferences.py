"""Preferences: which messages a person gets, and where they are named, by command and button."""

from northstar_bot.domain.recognition.anniversaries import BEGAN
from northstar_bot.render.company.preferences import began_of, form, kept
from northstar_bot.render.ids import PREFERENCES_FORM, PREFERENCES_OPEN
from northstar_bot.render.message import Message, View
from northstar_bot.slack.feature import Call, Command, Feature


async def show(call: Call) -> Message | None:
    """The form."""
    await call.screen.open(form(await call.services.preferences.mine(call.viewer)))
    return None


async def keep(call: Call) -> View | None:
    """Keep what is ticked and say what is off."""
    wanted, opted_out = call.fields.get("messages") or (), call.fields.get("recognition") or ()
    if BEGAN in call.fields:
        await call.services.preferences.began_on(call.viewer, began_of(call.fields))
    return kept(await call.services.preferences.choose(call.viewer, wanted, opted_out))


FEATURE = Feature(
    commands=(
        Command(
            "preferences",
            "Which messages you get, and where you are named",
            "preferences",
            show,
            aliases=("mute",),
        ),
    ),
    actions={PREFERENCES_OPEN: show},
    views={PREFERENCES_FORM: keep},
)
