"""Recording a reading: the form, and what was kept."""

from collections.abc import Sequence

from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.record_line import RecordLine
from northstar_bot.domain.numbers.recording import Recorded
from northstar_bot.render import blocks
from northstar_bot.render.ids import RECORD_FORM
from northstar_bot.render.message import Message, View
from northstar_bot.render.words import escape, number, plain, week_name


def record_form(metrics: Sequence[Metric], typed: RecordLine, last_week: str) -> View:
    """Metric, value and week, filled with what was typed."""
    options = {metric.key: blocks.option(plain(metric.name, 75), metric.key) for metric in metrics[:100]}
    picker = blocks.select_field(list(options.values()), initial=options.get(MetricKey(typed.metric)))
    value = blocks.text_field(initial=typed.amount, placeholder="1,234 or 12.5 or 45%")
    week = blocks.text_field(initial=typed.week or last_week)
    return blocks.modal(
        RECORD_FORM,
        "Record a reading",
        [
            blocks.input_block("metric", "Metric", picker),
            blocks.input_block("value", "Value", value),
            blocks.input_block("week", "Week", week, hint="Such as 2026-W47, or any day in it."),
        ],
        submit="Record",
    )


def recorded(kept: Recorded) -> Message:
    """What was kept, and what it replaced."""
    metric, reading = kept.metric, kept.reading
    said = f"{metric.name}: {number(reading.value, metric.unit, metric.style)} for {week_name(reading.week)}."
    if kept.previous is not None:
        said += f" It was {number(kept.previous, metric.unit, metric.style)}; both are kept."
    if kept.collected_from:
        said += f" This metric is collected from {kept.collected_from}: the next collection may restate it."
    return Message(escape(said), (blocks.section(escape(said)),))


def nothing_to_record() -> Message:
    """For somebody who owns no metric."""
    said = "There is no metric you can record. Its owner, their squad, a steward or an owner can."
    return Message(said, (blocks.section_plain(said),))
