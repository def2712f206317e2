"""Looking back in words: what is seen, and what is not known; never why."""

from northstar_bot.domain.company.company import Direction
from northstar_bot.domain.numbers.look_back import FEWEST_AFTER, Comparison, Point, Seen
from northstar_bot.domain.numbers.numbers import natural_range
from northstar_bot.domain.numbers.process_behaviour import FEWEST
from northstar_bot.domain.requests.shipped import Moved
from northstar_bot.domain.requests.shipped_views import Ground, Looked
from northstar_bot.render.numbers.line_words import amount, name_of
from northstar_bot.render.words import count, people, plain

ANSWERS = {Moved.YES: "Yes, it moved", Moved.NO: "No", Moved.UNCLEAR: "Cannot tell"}
SEEN = {
    Seen.UP: "the readings had gone up",
    Seen.DOWN: "the readings had gone down",
    Seen.BOTH_WAYS: "the readings had gone both ways",
    Seen.ONE_WEEK: "one week alone had stood out",
    Seen.NO_CHANGE: "the readings lay within what was usual before",
    Seen.TOO_FEW_AFTER: "there were too few weeks since",
    Seen.TOO_FEW_BEFORE: "there were too few weeks before",
    Seen.NO_READINGS: "there were no readings",
}
_SHOWN = 8


def ground_words(looked: Looked) -> str:
    """What became of the input and the star, when that is not what it was; else empty."""
    name = name_of(looked.metric) if looked.metric else plain(looked.shipment.input or "", 60)
    match looked.ground:
        case Ground.NOTHING:
            return "It was accepted without an input, so there is no number to look at."
        case Ground.RETIRED:
            since = f" since the star is {plain(looked.star_now, 100)}" if looked.star_now else ""
            rest = "" if looked.metric else " Its readings are not shown any more."
            return f"{name} is not an input any more{since}.{rest}"
        case Ground.INPUT | Ground.STAR if looked.star_now:
            was, now = plain(looked.star_then, 100) or "another one", plain(looked.star_now, 100)
            return f"The star changed meanwhile, from {was} to {now}; {name} is still an input."
    return ""


def seen_words(looked: Looked) -> str:
    """What the readings show, in a sentence or two; empty when there is nothing to compare."""
    found, metric = looked.comparison, looked.metric
    if found is None or metric is None:
        return ""
    name, weeks = name_of(metric), count("closed week", len(found.after))
    usual = f"what was usual before ({_usual(looked)})"
    match found.seen:
        case Seen.NO_READINGS:
            return f"{name} has no readings, so nothing can be compared."
        case Seen.TOO_FEW_BEFORE:
            known = count("week", len(found.before))
            return f"Only {known} known before: at least {FEWEST} are needed to say what was usual."
        case Seen.TOO_FEW_AFTER:
            return f"Only {weeks} known since: at least {FEWEST_AFTER} are needed to see anything."
        case Seen.NO_CHANGE:
            smaller = "A smaller change cannot be told from ordinary variation."
            return f"The {weeks} since lie within {usual}. {smaller}"
        case Seen.ONE_WEEK:
            return f"One week ({_weeks(found)}) lay outside {usual}, the others did not. That is no lasting change."
        case Seen.BOTH_WAYS:
            return f"In the {weeks} since, {name} left {usual} upwards and downwards."
    return _lasting(looked, found, name, usual)


def unknown_words(looked: Looked) -> str:
    """What the readings cannot say."""
    found = looked.comparison
    if found is None or found.seen in (Seen.NO_READINGS, Seen.TOO_FEW_BEFORE, Seen.TOO_FEW_AFTER):
        return ""
    said = [f"Whether #{looked.shipment.request} had a part in it is not known from these numbers."]
    if found.on_the_move:
        said.append("It had begun to move before that day.")
    if found.limits and found.limits.trial:
        said.append(f"What was usual is drawn from only {count('week', found.limits.points)}.")
    if looked.others:
        others = count("other request", looked.others)
        said.append(f"{others} for the same input {'was' if looked.others == 1 else 'were'} shipped since.")
    return " ".join(said)


def readings_words(looked: Looked) -> list[str]:
    """The last weeks before and all since, oldest first."""
    found = looked.comparison
    if found is None or looked.metric is None:
        return []
    lines = {"Before": found.before[-_SHOWN:], "Since": found.after[-2 * _SHOWN :]}
    return [f"{when}: {_points(looked, points)}" for when, points in lines.items() if points]


def _lasting(looked: Looked, found: Comparison, name: str, usual: str) -> str:
    up = found.seen is Seen.UP
    side = "upper" if up else "lower"
    latest = "the latest among them" if found.lasts else "the latest not among them"
    in_weeks = f"in {len(found.weeks)} of the {count('closed week', len(found.after))} since ({latest})"
    good = looked.metric is not None and (looked.metric.direction is Direction.UP) == up
    wanted = "" if good else " That is not the wanted direction."
    return f"{name} went {'up' if up else 'down'}: it lay beyond or near the {side} edge of {usual} {in_weeks}.{wanted}"


def _usual(looked: Looked) -> str:
    found, metric = looked.comparison, looked.metric
    if found is None or found.limits is None or metric is None:
        return ""
    return natural_range(found.limits.lower, found.limits.upper, "", metric.style)


def _weeks(found: Comparison) -> str:
    return people([week.label for week in found.weeks])


def _points(looked: Looked, points: tuple[Point, ...]) -> str:
    if looked.metric is None:
        return ""
    metric = looked.metric
    values = ", ".join(amount(metric, value) for _, value in points)
    return f"{values} ({points[0][0].label} to {points[-1][0].label})"
