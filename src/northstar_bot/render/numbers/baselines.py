"""Where a metric's past begins anew: the button under a lasting change, the list, and what was kept."""

from collections.abc import Sequence

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.numbers.baselines import BREAKS, Baseline, Reason
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.render import blocks
from northstar_bot.render.ids import BASELINE_CONFIRM, BASELINE_TAKE_BACK
from northstar_bot.render.message import Block, Message
from northstar_bot.render.words import escape, mention, plain, week_name

_LONGEST_NAME = 40
_MOST_LISTED = 20


def offer_normal(line: MetricLine, since: Week, place: int) -> Block:
    """`Breadth: new normal?`, asked once more before it counts; `place` tells buttons of one message apart."""
    name = plain(line.metric.name, _LONGEST_NAME)
    return blocks.button(
        f"{name}: new normal?",
        f"{BASELINE_CONFIRM}.{place}",
        f"{line.metric.key} {since.label}",
        confirm=blocks.confirmation(
            "A new normal?",
            f"From {week_name(since)} on, what is normal for {name} is drawn anew. Weeks before stay as they "
            "were judged. It can be taken back with /northstar baseline.",
            "It is the new normal",
            "Not yet",
        ),
    )


def anew_words(name: str, baseline: Baseline) -> str:
    """`Depth is counted differently since week 45 (2–8 Nov); weeks before are not compared`."""
    if baseline.reason not in BREAKS:
        return f"{name}: new normal since {week_name(baseline.since)}"
    return f"{name} {counted_words(baseline)}; weeks before are not compared"


def counted_words(baseline: Baseline) -> str:
    """`is counted in another unit since week 45 (2–8 Nov)`."""
    how = "in another unit" if baseline.reason is Reason.UNIT else "differently"
    return f"is counted {how} since {week_name(baseline.since)}"


def kept(metric: Metric, baseline: Baseline) -> Message:
    """A new normal counts from now on."""
    said = f"{metric.name}: what is normal is drawn anew from {week_name(baseline.since)} on. The next digest says so."
    return Message(escape(said), (blocks.section(escape(said)), blocks.actions(_take_back(metric))))


def taken_back(metric: Metric, baseline: Baseline) -> Message:
    """It counts no more."""
    what = "compared with" if baseline.reason in BREAKS else "part of what is normal for"
    said = f"{metric.name}: the weeks before {week_name(baseline.since)} are {what} it again."
    return Message(escape(said), (blocks.section(escape(said)),))


def listing(found: Sequence[tuple[Metric, Baseline]]) -> Message:
    """Every metric whose past begins anew."""
    if not found:
        said = (
            "No metric begins anew anywhere: each is judged by all its weeks. "
            "Say /northstar baseline <metric> <week> when a lasting change is the new normal."
        )
        return Message(escape(said), (blocks.section_plain(said),))
    shown = found[-_MOST_LISTED:]
    items = [_row(metric, baseline) for metric, baseline in shown]
    text = "\n".join(
        f"{escape(anew_words(metric.name, one))}{_who(one, one.told_by or '')}" for metric, one in shown
    )
    usage = "Take the latest of one back with /northstar baseline <metric> clear."
    return Message(
        f"{text}\n{escape(usage)}", (blocks.rich(blocks.bullets(items)), blocks.context_plain(usage))
    )


def _row(metric: Metric, baseline: Baseline) -> list[Block]:
    by = baseline.told_by
    parts = [blocks.words(anew_words(metric.name, baseline))]
    if by:
        said = blocks.person(by) if mention(by) == f"<@{by}>" else blocks.words(by)
        parts += [blocks.words(", said by "), said]
    return parts


def _who(baseline: Baseline, by: str) -> str:
    return f", said by {mention(by)}" if baseline.told_by else ""


def _take_back(metric: Metric) -> Block:
    return blocks.button("Take back", BASELINE_TAKE_BACK, metric.key)
