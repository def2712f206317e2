"""The owner's word: a note, or that they do not know yet, from the buttons under what a digest asks."""

from northstar_bot.domain.errors import BadInput
from northstar_bot.render.digest import notes as drawn
from northstar_bot.render.errors import notice
from northstar_bot.render.ids import WORD_FORM, WORD_NOT_KNOWN, WORD_OPEN
from northstar_bot.render.message import Message, View
from northstar_bot.slack.feature import Call, Feature


async def open_form(call: Call) -> Message | None:
    """Where the note is written; only for the people of that number."""
    week, metric = _about(call.value)
    await call.screen.open(drawn.word_form(await call.services.annotations.asked(call.viewer, metric, week)))
    return None


async def keep(call: Call) -> View | None:
    """Keep the note, or say under its field what is wrong with it."""
    week, metric = _about(call.metadata)
    kept = await call.services.annotations.add(call.viewer, metric, call.fields.get("text") or "", week)
    return notice("Noted", drawn.kept(kept))


async def not_known(call: Call) -> Message | None:
    """Keep that they do not know yet."""
    week, metric = _about(call.value)
    kept = await call.services.annotations.not_known(call.viewer, metric, week)
    await call.screen.whisper(drawn.not_known(kept))
    return None


def _about(text: str) -> tuple[str, str]:
    week, _, metric = text.partition(" ")
    if not metric:
        raise BadInput("Which number?", "Use the button of the digest again.")
    return week, metric


FEATURE = Feature(
    actions={WORD_OPEN: open_form, WORD_NOT_KNOWN: not_known},
    views={WORD_FORM: keep},
)
