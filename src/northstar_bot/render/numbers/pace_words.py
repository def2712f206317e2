"""How targets stand, in sentences: what is needed, what is likely, and how far to believe the range."""

from northstar_bot.domain.calendar.target_span import QUARTER
from northstar_bot.domain.company.company import Direction
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.pace import Pace, PaceVerdict
from northstar_bot.render import blocks
from northstar_bot.render.numbers.line_words import amount, name_of
from northstar_bot.render.passage import Parts, Passage
from northstar_bot.render.words import count, day, natural_range


def pace_passage(digest: Digest, most: int) -> Passage:
    """Every target for a span, the star's first; what does not fit is counted."""
    lines = [pace_parts(pace) for pace in digest.paces[:most]]
    rest = len(digest.paces) - len(lines)
    lines += [[blocks.words(f"and {count('more target', rest)}")]] if rest else []
    return Passage(tuple(lines), "Pace", listed=True)


def pace_parts(pace: Pace) -> Parts:
    """`On-time units: 4,120 of 9,000 this quarter. Needs 1,220 a week for 4 weeks (recently 1,123). …`."""
    verdict = f" {_capital(pace.verdict)}." if pace.verdict else ""
    return [
        blocks.words(name_of(pace.metric), bold=True),
        blocks.words(f": {' '.join(_sentences(pace))}"),
        *([blocks.words(verdict, bold=pace.verdict is not PaceVerdict.ON_PACE)] if verdict else []),
    ]


def _sentences(pace: Pace) -> list[str]:
    found = [_standing(pace)]
    if pace.missing:
        gap = "counted as nothing" if pace.total else "left out of the mean"
        found.append(f"{_capital(count('week', pace.missing))} without a reading, {gap}.")
    if pace.left:
        found += [_needed(pace), _likely(pace)]
    return found


def _standing(pace: Pace) -> str:
    if pace.so_far is None and not pace.left:
        return f"its weeks are over since {day(pace.span.until)}, and nothing is known of them. Set another target."
    so_far = "nothing known yet" if pace.so_far is None else amount(pace.metric, pace.so_far)
    when = "this quarter" if pace.metric.target_for == QUARTER else f"by {day(pace.span.until)}"
    if pace.total:
        return f"{so_far} of {amount(pace.metric, pace.target, unit=True)} {when}."
    mean = so_far if pace.so_far is None else f"{so_far} on average"
    return f"{mean}, target {amount(pace.metric, pace.target, unit=True)} {when}."


def _needed(pace: Pace) -> str:
    weeks = count("week", pace.left)
    if pace.required is None or pace.out_of_reach:
        return f"The {weeks} left cannot bring it any more."
    up = pace.metric.direction is Direction.UP
    if pace.total and pace.required <= 0:
        return f"Already {'there' if up else 'used up'}, with {weeks} left."
    recent = f" (recently {amount(pace.metric, pace.recent4)})" if pace.recent4 is not None else ""
    return f"{'Needs' if up else 'At most'} {amount(pace.metric, pace.required)} a week for {weeks}{recent}."


def _likely(pace: Pace) -> str:
    forecast = pace.forecast
    if forecast is None:
        return f"Not enough history for a range (needs {count('more week', pace.more_needed)})."
    told = natural_range(*forecast.most, style=pace.metric.style)
    tested = (
        f"ranges like this were right {forecast.right:,} of {forecast.tested:,} times"
        if forecast.tested
        else "not yet tested on the past"
    )
    return f"Likely {told} ({tested})."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
