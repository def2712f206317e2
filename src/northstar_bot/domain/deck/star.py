"""The star as a deck tells it: its last full week in the period, against the week before the period began."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import dropwhile

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Mode, Star
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.deck.deck import Part, Period, StarInDeck, WeekValue
from northstar_bot.domain.digest.composition import Occasion, Readings, compose, star_metric
from northstar_bot.domain.digest.digest import Cause, Digest, Withheld
from northstar_bot.domain.digest.split import split_of
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers import figures
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.process_behaviour import Verdict
from northstar_bot.domain.numbers.split import Split

MOST_WEEKS_BACK = 8
UNEXPLAINED = "Not explained by the inputs"
_REASONS = {
    Cause.WEEK_NOT_OVER: "the week is not over",
    Cause.PART_WEEK: "the data of {name} ends inside the week",
    Cause.BEGINS_INSIDE: "the data of {name} begins inside the week",
    Cause.NO_READING: "there is no reading of {name}",
    Cause.READ_TOO_EARLY: "the data of {name} was last read inside the week",
    Cause.SOURCE_FAILED: "the source of {name} did not answer",
    Cause.FORMER_UNIT: "{name} was then kept in another unit",
}


def star_in_deck(
    company: Company, star: Star, series: Readings, period: Period, occasion: Occasion
) -> StarInDeck:
    """The star at the end of `period`; the last week that can be compared stands for its end."""
    metric = star_metric(company, star)
    plain = StarInDeck(
        name=metric.name or star.name, vision=star.vision, unit=metric.unit, style=metric.style
    )
    weeks = tuple(weeks_of(period, company.closed_week(occasion.now)))
    if not weeks:
        return replace(plain, note="No full week lies in this period yet.")
    newest, *older = weeks[:MOST_WEEKS_BACK]
    against = company.week_of(period.first).previous
    first = compose(company, star, series, newest, occasion)
    if first.withheld is None:
        return _told(plain, company, series, first, against)
    why = _why(first.withheld, newest)
    earlier = (compose(company, star, series, week, occasion) for week in older)
    made = next((digest for digest in earlier if digest.withheld is None), None)
    if made is None:
        return replace(plain, note=why[:1].upper() + why[1:], weeks=_weeks(first.star))
    told = _told(plain, company, series, made, against)
    return replace(told, note=f"{newest.label} is left out: {why}")


def weeks_of(period: Period, last_closed: Week) -> Iterator[Week]:
    """The full and closed weeks inside `period`, latest first."""
    week = min(Week.of(period.last, last_closed.starts), last_closed)
    while week.start >= period.first:
        if week.end <= period.last:
            yield week
        week = week.previous


def _told(plain: StarInDeck, company: Company, series: Readings, made: Digest, against: Week) -> StarInDeck:
    line = replace(made.star, previous=_value(series, made.star.metric.key, against))
    split = split_of(company.formula.mode, line, _factors(company, made, series, against))
    verdict = line.judgement.verdict
    return replace(
        plain,
        value=line.value,
        previous=line.previous,
        week=made.week.label,
        against=against.label,
        parts=_parts(company, split),
        parts_note=_how(split) if split.parts else split.note,
        weeks=_weeks(line),
        natural_range=line.natural_range,
        around=line.judgement.around,
        signal=None if verdict is Verdict.TOO_FEW_POINTS else line.signal,
        provisional=line.provisional,
    )


def _factors(company: Company, made: Digest, series: Readings, against: Week) -> tuple[MetricLine, ...]:
    """The inputs whose product is the star, each with its value in the week it is compared with."""
    rows = {row.metric.key: row for row in made.inputs}
    if company.formula.mode is Mode.HYPOTHESIS or not set(company.formula.factors) <= set(rows):
        return ()
    return tuple(replace(rows[key], previous=_value(series, key, against)) for key in company.formula.factors)


def _value(series: Readings, key: MetricKey, week: Week) -> float | None:
    read = series.get(key)
    found = read.complete(week) if read else None
    return found.value if found else None


def _parts(company: Company, split: Split) -> tuple[Part, ...]:
    return tuple(Part(_name(company, split, key), amount) for key, amount in split.parts.items())


def _name(company: Company, split: Split, key: str) -> str:
    metric = company.metric(key)
    return UNEXPLAINED if key == split.residual_key else metric.name if metric else key


def _how(split: Split) -> str:
    if split.residual_key:
        return f"The inputs do not account for all of it; the rest is “{UNEXPLAINED}”."
    return "An exact split of the change between the two weeks: the parts add up to it."


def _weeks(line: MetricLine) -> tuple[WeekValue, ...]:
    """The line's past, from its first known week."""
    level = line.judgement.around is Around.LEVEL
    normal = (None,) * len(line.history) if level else line.band
    told = (
        WeekValue(week.label, value, limits)
        for (week, value), limits in zip(line.history, normal, strict=True)
    )
    return tuple(dropwhile(lambda week: week.value is None, told))


def _why(held: Withheld, week: Week) -> str:
    reason = _REASONS[held.cause].format(name=held.metric.name)
    reached = f", it reaches to {figures.day(held.day)}" if held.cause is Cause.PART_WEEK and held.day else ""
    return f"{reason} ({week.label}){reached}."
