"""What a digest says, sentence by sentence, in rich text parts that become blocks, text and JSON."""

from collections.abc import Iterable, Mapping

from northstar_bot.domain.company.company import Dimension, Direction, Mode
from northstar_bot.domain.digest.digest import Cause, Digest, Withheld
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.numbers.leaks import Leak
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.process_behaviour import FEWEST, Verdict
from northstar_bot.render import blocks
from northstar_bot.render.message import Block
from northstar_bot.render.numbers.leak_words import leaks_to_tell
from northstar_bot.render.numbers.line_words import (
    amount,
    change_words,
    finding,
    name_of,
    name_within,
    owner_part,
    owner_words,
    range_words,
    several,
    whereabouts,
)
from northstar_bot.render.passage import Parts
from northstar_bot.render.words import count, escape, mention, people, weekday

_MOST_ALARMS = 2


_NOBODY: Mapping[PersonId, str] = {}


def spoken(parts: Iterable[Block], names: Mapping[PersonId, str] = _NOBODY) -> str:
    """The parts as plain text, people by their names where these are known."""
    return "".join(_name(part, names) if part["type"] == "user" else part["text"] for part in parts)


def marked(parts: Iterable[Block]) -> str:
    """The parts as mrkdwn: people as live mentions, everything else escaped."""
    return "".join(
        mention(part["user_id"]) if part["type"] == "user" else escape(part["text"]) for part in parts
    )


def reason(digest: Digest) -> str | None:
    """Why the star is not compared: `data reaches Wed 6 May; the week ends Sun 10 May`."""
    held = digest.withheld
    if held is None:
        return None
    ends, begins = weekday(digest.week.end), weekday(digest.week.start)
    day = weekday(held.day, digest.week.end) if held.day else ""
    sentences = {
        Cause.WEEK_NOT_OVER: f"the week is not over; it ends {ends}",
        Cause.PART_WEEK: f"data reaches {day}; the week ends {ends}",
        Cause.BEGINS_INSIDE: f"data begins {day}; the week starts {begins}",
        Cause.NO_READING: "there is no reading for this week" + (f"; the last is to {day}" if day else ""),
        Cause.READ_TOO_EARLY: f"data was last read {day}; the week ends {ends}",
        Cause.TYPED_EARLY: f"the number was typed {day}, before the week ended",
        Cause.FORMER_UNIT: "its number was kept in another unit; its unit was changed since",
        Cause.SOURCE_FAILED: "its source did not answer" + (f"; data reaches {day}" if day else ""),
    }
    return _whose(digest, held) + sentences[held.cause]


def headline(digest: Digest) -> Parts:
    """The fact first: the number, how it moved, and whether that is real."""
    star = digest.star
    if digest.withheld:
        return _withheld(digest)
    parts = [*_turned(digest), blocks.words(amount(star.metric, star.value, unit=True), bold=True)]
    moved = change_words(star)
    if moved == "unchanged":
        parts.append(blocks.words(", unchanged on last week."))
    elif moved:
        parts += [blocks.words(", "), blocks.words(moved, bold=True), blocks.words(" on last week.")]
    else:
        parts.append(blocks.words(". There is no complete week before it to compare with."))
    said = " ".join(sentence for sentence in (_zero(digest), _verdict(star), _open_end(star)) if sentence)
    return [*parts, blocks.words(f" {said}")]


def beside(digest: Digest) -> str:
    """The four-week mean, the four weeks before, and a year ago; empty without four weeks."""
    star = digest.star
    if star.mean4 is None:
        return ""
    past = {"the four before": star.mean4_before, "a year ago": star.mean4_year_ago}
    known = "; ".join(
        f"{when} {amount(star.metric, mean)}" for when, mean in past.items() if mean is not None
    )
    return f"4-week mean {amount(star.metric, star.mean4)}" + (f" ({known})." if known else ".")


def quiet(digest: Digest) -> str:
    """The sentence of a week without a story; it claims nothing of numbers that did not come."""
    if leaks_to_tell(digest):
        return "Nothing left its normal range this week; the last eight weeks are another matter, see below."
    judged = all(line.natural_range is not None for line in digest.lines)
    return (
        "Nothing unusual: everything is within its normal range."
        if judged
        else "Nothing unusual in what is known."
    )


def ask(digest: Digest, line: MetricLine) -> Parts:
    """What is asked of an owner, or of who answers for them: the finding and an open question, never a cause."""
    return [
        *_addressed(digest, line),
        blocks.words(name_of(line.metric), bold=True),
        blocks.words(f" {_is(line)} {finding(line)}. What changed?"),
    ]


def _withheld(digest: Digest) -> Parts:
    said = [blocks.words("Not compared this week:", bold=True), blocks.words(f" {reason(digest)}.")]
    parts = [*_turned(digest), *said]
    star = digest.star
    if star.value is not None:
        parts.append(blocks.words(f" {_so_far(digest)} {amount(star.metric, star.value, unit=True)}."))
    return parts


def _so_far(digest: Digest) -> str:
    """A number that waits for another one is not itself unfinished."""
    held = digest.withheld
    whole = held and held.cause is not Cause.WEEK_NOT_OVER and held.metric.key != digest.star.metric.key
    return "The number itself:" if whole else "So far"


def _whose(digest: Digest, held: Withheld) -> str:
    return "" if held.metric.key == digest.star.metric.key else f"{name_of(held.metric)}: "


def _turned(digest: Digest) -> Parts:
    """`Up, but late orders are above their normal range. `: a guardrail is said before the star."""
    told = [*(_alarm(line) for line in digest.alarms), *(_leak(digest, leak) for leak in digest.leaking)]
    if not told:
        return []
    rest = len(told) - _MOST_ALARMS
    told = [*told[:_MOST_ALARMS], *([f"{count('more guardrail', rest)} left normal"] if rest > 0 else [])]
    move = _move(digest.star) if digest.alarms else _growth(digest.star)
    return [blocks.words(f"{move} {people(told)}. ", bold=True)]


def _alarm(line: MetricLine) -> str:
    return f"{name_within(line.metric)} {_is(line)} {whereabouts(line)}"


def _leak(digest: Digest, leak: Leak) -> str:
    weeks = (digest.week.start - leak.week.start).days // 7
    when = f"{count('week', weeks)} ago" if weeks > 1 else "last week"
    return f"{name_within(leak.guardrail)} left normal {when}"


def _growth(star: MetricLine) -> str:
    """The growth that leaks, over eight weeks where this one did not add to it."""
    side = "Up" if star.metric.direction is Direction.UP else "Down"
    good = star.change and (star.change > 0) == (side == "Up")
    return f"{side}, but" if good else f"{side} over eight weeks, but"


def _move(star: MetricLine) -> str:
    if not star.change:
        return "Flat, but" if star.change == 0 else "Careful:"
    good = (star.change > 0) == (star.metric.direction is Direction.UP)
    return f"{'Up' if star.change > 0 else 'Down'}, {'but' if good else 'and'}"


def _zero(digest: Digest) -> str:
    """Zero is no activity, unless the breadth that the star is made of says that somebody was there."""
    made = digest.split.mode is not Mode.HYPOTHESIS
    there = any(line.value for line in digest.inputs if line.metric.dimension is Dimension.BREADTH)
    return "No activity this week." if digest.star.value == 0 and not (made and there) else ""


def _open_end(star: MetricLine) -> str:
    return "The number may still change." if star.provisional else ""


def _verdict(star: MetricLine) -> str:
    spread = (
        f"{range_words(star)}, drawn from only {count('week', _points(star))}"
        if star.trial
        else range_words(star)
    )
    match star.judgement.verdict:
        case Verdict.TOO_FEW_POINTS:
            return f"Too early to say what is normal: {star.earlier} of {FEWEST} weeks known."
        case Verdict.TRIAL | Verdict.NOISE:
            return f"Within the normal range ({spread})."
    side = "above" if star.judgement.direction is Direction.UP else "below"
    if "R1" in star.judgement.rules and _on_its_way_back(star):
        step = "lower" if side == "above" else "higher"
        return f"{side.capitalize()} the normal range ({spread}), though {step} than last week."
    if "R1" in star.judgement.rules:
        return f"A real change: {side} the normal range ({spread})."
    if "R2" in star.judgement.rules:
        weeks = count("week", star.judgement.run_length)
        return f"A lasting change: {side} its average for {weeks} in a row (normal range {spread})."
    edge = "top" if side == "above" else "bottom"
    return f"Likely a real change: near the {edge} of the normal range ({spread}) in three of four weeks."


def _on_its_way_back(line: MetricLine) -> bool:
    """The week's own step goes the other way: what is real is where the number stands, not this step."""
    step = line.change or 0.0
    return step != 0 and (step > 0) != (line.judgement.direction is Direction.UP)


def _points(line: MetricLine) -> int:
    return line.judgement.limits.points if line.judgement.limits else line.earlier


def _is(line: MetricLine) -> str:
    return "are" if several(line.metric) else "is"


def _addressed(digest: Digest, line: MetricLine) -> Parts:
    """The owner; somebody away is named and not pinged, in brackets where another answers."""
    owner = line.metric.owner
    if owner is None or owner not in digest.away:
        found = owner_part(line)
        return [*found, blocks.words(": ")] if found else []
    name, other = owner_words(line, digest.names), digest.away[owner]
    if other is None:
        return [blocks.words(f"{name} (away): ")]
    return [blocks.person(other), blocks.words(f" (for {name}, who is away): ")]


def _name(part: Block, names: Mapping[PersonId, str]) -> str:
    person = PersonId(part["user_id"])
    return names.get(person, person)
