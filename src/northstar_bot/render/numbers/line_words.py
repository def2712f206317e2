"""One metric's week in words: its number, how it moved, and whether that is more than noise."""

import re
from collections.abc import Mapping

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Direction, Metric, Style
from northstar_bot.domain.company.surroundings import BESIDE
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.process_behaviour import FEWEST, Verdict
from northstar_bot.render import blocks
from northstar_bot.render.message import Block
from northstar_bot.render.words import (
    count,
    mention,
    natural_range,
    number,
    percent_change,
    plain,
    signed,
    weekday,
)

LONGEST_NAME, LONGEST_UNIT = 60, 24
MAY_CHANGE = "*"
_HEAD = re.compile(r" (?:per|of|in|with|for|by|to|on|at|from) |[,(:]")
_SINGULAR_ENDS = ("ss", "us", "is")
_UNMOVED = {"0", "0%", "0 points"}


def name_of(metric: Metric) -> str:
    """The metric's name, or its key when it has none."""
    return plain(metric.name, LONGEST_NAME).strip() or metric.key


def name_within(metric: Metric) -> str:
    """The name inside a sentence: `late orders`, `NPS`, `On-time units` at the front only."""
    name = name_of(metric)
    return name[:1].lower() + name[1:] if name[1:2].islower() else name


def several(metric: Metric) -> bool:
    """Whether the name speaks of many (`late orders`, `orders per customer`) or of one (`churn`)."""
    head = _HEAD.split(name_of(metric))[0].lower().strip()
    return head.endswith("s") and not head.endswith(_SINGULAR_ENDS)


def amount(metric: Metric, value: float | None, *, unit: bool = False) -> str:
    """`1,502 units`; a dash for what is not known."""
    if value is None:
        return "–"
    return number(value, plain(metric.unit, LONGEST_UNIT).strip() if unit else "", metric.style)


def now_words(line: MetricLine, *, unit: bool = False) -> str:
    """The value, marked when it may still change."""
    return amount(line.metric, line.value, unit=unit) + (MAY_CHANGE if line.provisional else "")


def change_words(line: MetricLine) -> str:
    """`+651 (+76%)`, `+3` from zero, `unchanged`; empty without a week before."""
    if line.change is None:
        return ""
    moved = signed(line.change, style=line.metric.style)
    if moved in _UNMOVED:
        return "unchanged"
    return moved if line.change_pct is None else f"{moved} ({percent_change(line.change_pct / 100)})"


def range_words(line: MetricLine) -> str:
    """`271–1,111`, `271–1,111, around its trend`; empty while nothing is known to be normal."""
    if line.natural_range is None:
        return ""
    low, high = line.natural_range
    spread = natural_range(low, high, style=line.metric.style, value=line.value)
    return f"{spread}{BESIDE[line.judgement.around]}"


def verdict_words(line: MetricLine) -> str:
    """The verdict in a few plain words: `normal`, `above normal`, `high for 8 weeks`, `no data`."""
    if line.undefined:
        return "no activity"
    if line.stale:
        return _missing_words(line)
    if not line.complete:
        return f"typed {weekday(line.typed_on)}, before the week ended" if line.typed_on else "part of a week"
    match line.judgement.verdict:
        case Verdict.TOO_FEW_POINTS:
            return f"too early to say ({line.earlier} of {FEWEST} weeks)"
        case Verdict.TRIAL:
            return "normal so far"
        case Verdict.NOISE:
            return "normal"
    return _signal_words(line) + (" so far" if line.unfinished else "")


def _missing_words(line: MetricLine) -> str:
    """Of a number that its owner types: for how many weeks nobody did."""
    if line.former_unit:
        return "kept in another unit"
    if line.by_hand and line.known_through is None:
        return "no check-in yet"
    if line.known_through is None:
        return "no data"
    if line.by_hand:
        weeks = (line.week.start - Week.of(line.known_through, line.week.starts).start).days // 7
        return f"no check-in ({count('week', weeks)})"
    return f"no data since {weekday(line.known_through, line.week.end)}"


def judged_words(line: MetricLine) -> str:
    """The verdict with what is normal behind it: `normal (20–97)`, `normal so far (trial range 20–97)`."""
    spread = range_words(line)
    if not spread:
        return verdict_words(line)
    trial = "trial range " if line.trial else ""
    return f"{verdict_words(line)} ({trial}{spread})"


def finding(line: MetricLine) -> str:
    """A signal as what was found: `above its normal range (7.5–15.6) and above its average for 8 weeks`."""
    own = "their" if several(line.metric) else "its"
    kind = "trial range" if line.trial else "normal range"
    weeks = count("week", line.judgement.run_length)
    found = {
        "R1": f"{_side(line)} {own} {kind} ({range_words(line)})",
        "R2": f"{_side(line)} {own} average for {weeks} in a row",
        "R3": f"near the {_edge(line)} of {own} {kind} ({range_words(line)}) in three of four weeks",
    }
    rules = [rule for rule in line.judgement.rules if rule != "R3" or line.judgement.rules == ("R3",)]
    return " and ".join(found[rule] for rule in rules)


def whereabouts(line: MetricLine) -> str:
    """A signal in short: `above their normal range`, `high for 8 weeks`."""
    own = "their" if several(line.metric) else "its"
    if "R1" in line.judgement.rules:
        return f"{_side(line)} {own} normal range"
    if "R2" in line.judgement.rules:
        return _signal_words(line)
    return f"near the {_edge(line)} of {own} normal range"


def owner_part(line: MetricLine) -> list[Block]:
    """The owner, as a live mention when it is a person in Slack; nothing without one."""
    owner = line.metric.owner
    if not owner:
        return []
    if mention(owner) == f"<@{owner}>":
        return [blocks.person(owner)]
    name = plain(owner, LONGEST_NAME).strip()
    return [blocks.words(name)] if name else []


def row_change(line: MetricLine) -> str:
    """How a row moved, short: per cent, points for a share, the difference itself from zero."""
    if line.change is None:
        return ""
    moved = signed(line.change, style=line.metric.style)
    if line.metric.style is not Style.SHARE and line.change_pct is not None:
        moved = percent_change(line.change_pct / 100)
    return "unchanged" if moved in _UNMOVED else moved


def owner_words(line: MetricLine, names: Mapping[PersonId, str]) -> str:
    """The owner's name, never a mention: nobody is pinged by a table."""
    owner = line.metric.owner
    return plain(names.get(owner, owner), LONGEST_NAME).strip() if owner else ""


def _signal_words(line: MetricLine) -> str:
    if "R1" in line.judgement.rules:
        return f"{_side(line)} normal"
    if "R2" in line.judgement.rules:
        high = "high" if line.judgement.direction is Direction.UP else "low"
        return f"{high} for {count('week', line.judgement.run_length)}"
    return f"near the {_edge(line)} of normal"


def _side(line: MetricLine) -> str:
    return "above" if line.judgement.direction is Direction.UP else "below"


def _edge(line: MetricLine) -> str:
    return "top" if line.judgement.direction is Direction.UP else "bottom"
