"""Check-ins: the question in a direct message, and the form behind its button."""

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.numbers.check_ins import CheckIn
from northstar_bot.render.digest import check_ins as drawn
from northstar_bot.render.digest.check_ins import WHOLE
from northstar_bot.render.errors import notice
from northstar_bot.render.ids import CHECK_IN_CONFIRM, CHECK_IN_FORM, CHECK_IN_OPEN
from northstar_bot.render.message import Message, View
from northstar_bot.render.numbers.readings import recorded
from northstar_bot.slack.feature import Call, Feature


async def open_form(call: Call) -> Message | None:
    """Where the number is typed."""
    week, metric = _about(call.value)
    await call.screen.open(drawn.check_in_form(await call.services.check_ins.form(call.viewer, metric, week)))
    return None


async def keep(call: Call) -> View | None:
    """Keep number and note, or say under the field what is wrong with it."""
    week, metric = _about(call.metadata)
    said = call.fields
    kept = await call.services.check_ins.answer(
        call.viewer,
        metric,
        week,
        said.get("value") or "",
        said.get("text") or "",
        whole=said.get("whole") == WHOLE,
    )
    return notice("Recorded", recorded(kept))


async def confirm(call: Call) -> Message | None:
    """The number so far was the whole week's."""
    week, metric = _about(call.value)
    kept = await call.services.check_ins.confirm(call.viewer, metric, week)
    await call.screen.replace(drawn.confirmed(kept))
    return None


def _about(text: str) -> tuple[str, str]:
    week, _, metric = text.partition(" ")
    if not metric:
        raise BadInput("Which number?", "Use the button of the question again, or /northstar record.")
    return week, metric


FEATURE = Feature(
    actions={CHECK_IN_OPEN: open_form, CHECK_IN_CONFIRM: confirm},
    views={CHECK_IN_FORM: keep},
    posts={CheckIn: drawn.question},
)
