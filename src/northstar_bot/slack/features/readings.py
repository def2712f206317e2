"""Readings typed by people, in one line or in a form."""

from northstar_bot.domain.numbers.record_line import read_record
from northstar_bot.render.errors import notice
from northstar_bot.render.ids import RECORD_FORM
from northstar_bot.render.message import Message, View
from northstar_bot.render.numbers import readings as drawn
from northstar_bot.slack.feature import Call, Command, Feature


async def record(call: Call) -> Message | None:
    """Keep a reading; with words missing, a form opens with the ones that were typed."""
    line = read_record(call.text)
    if line.metric and line.amount:
        kept = await call.services.readings.record(call.viewer, line.metric, line.amount, line.week or None)
        return drawn.recorded(kept)
    metrics, last_week = await call.services.readings.recordable(call.viewer)
    if not metrics:
        return drawn.nothing_to_record()
    await call.screen.open(drawn.record_form(metrics, line, last_week.label))
    return None


async def keep(call: Call) -> View | None:
    """The form, kept or sent back with what is wrong under its field."""
    said = call.fields
    kept = await call.services.readings.record(
        call.viewer, said.get("metric") or "", said.get("value") or "", said.get("week")
    )
    return notice("Recorded", drawn.recorded(kept))


FEATURE = Feature(
    commands=(
        Command(
            "record",
            "Type in a reading of a metric you own",
            "record <metric> <value> [week]",
            record,
            writes=True,
        ),
    ),
    views={RECORD_FORM: keep},
)
