"""How a digest is made: declarations and readings in, rows compared, the star split or held back."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from northstar_bot.domain.calendar.periods import Week, closes_at
from northstar_bot.domain.company.company import Company, Kind, Metric, Mode, Star, Style
from northstar_bot.domain.counts import RequestCounts, ShoutoutCounts
from northstar_bot.domain.digest.audience import narrowed
from northstar_bot.domain.digest.digest import (
    NO_REQUESTS,
    NO_SHOUTOUTS,
    WHOLE,
    Digest,
    Renewal,
    Restatement,
    Withheld,
)
from northstar_bot.domain.digest.leaks import leaks_of
from northstar_bot.domain.digest.line import Known, known_weeks, line_of
from northstar_bot.domain.digest.split import gap_of, split_of
from northstar_bot.domain.digest.withholding import held_back, why_withheld
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.check_ins import typed_by_hand
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.domain.numbers.pace import Pace, pace_of
from northstar_bot.domain.numbers.process_behaviour import Basis
from northstar_bot.domain.numbers.readings import Series

_SINCE_LAST = timedelta(days=7)

Readings = Mapping[MetricKey, Series]


@dataclass(frozen=True, slots=True)
class Occasion:
    """The moment a digest is made for and for whom, whose clocks it goes by, when it was due and the next one is.

    `channel`: where it is posted, None for anywhere. `told_at`: when a digest was last posted there before; when none
    is known, it is taken to have been a week ago.
    `afterwards`: it looks back on a week whose own digest is past; nothing in it depends on the day it is read.
    """

    now: datetime
    zone: str = "UTC"
    due_at: datetime | None = None
    next_at: datetime | None = None
    late: bool = False
    preview: bool = False
    names: Mapping[PersonId, str] = field(default_factory=dict)
    audience: str = WHOLE
    renewal: Renewal | None = None
    channel: str | None = None
    told_at: datetime | None = None
    afterwards: bool = False


def compose(
    company: Company,
    star: Star,
    series: Readings,
    week: Week,
    occasion: Occasion,
    *,
    requests: RequestCounts = NO_REQUESTS,
    shoutouts: ShoutoutCounts = NO_SHOUTOUTS,
) -> Digest:
    """The digest of `week` as known at the moment of `occasion`."""
    chosen = star_metric(company, star)
    past = {key: known_weeks(read, week, occasion.zone) for key, read in series.items()}
    line, inputs, guardrails = _rows(company, chosen, series, past, week, occasion)
    factors = _factors(company, inputs)
    over = closes_at(week, occasion.zone) <= occasion.now
    withheld, shown = _shown(line, factors, series, week, over=over)
    whole = Digest(
        week=week,
        vision=star.vision,
        star=shown,
        withheld=withheld,
        split=split_of(company.formula.mode, shown, factors),
        gap=gap_of(company.formula.mode, shown, factors),
        inputs=inputs,
        guardrails=guardrails,
        requests=requests,
        shoutouts=shoutouts,
        restatements=_restated(company, chosen, series, week, occasion),
        paces=tuple(_paces((line, *inputs, *guardrails), past, week, over=over)),
        leaks=() if withheld else leaks_of(company, chosen, series, past, week),
    )
    return narrowed(_made_on(occasion, whole), occasion.audience, series, over=over)


def _made_on(occasion: Occasion, digest: Digest) -> Digest:
    return replace(
        digest,
        read_at=None if occasion.afterwards else occasion.now,
        afterwards=occasion.afterwards,
        zone=occasion.zone,
        next_at=occasion.next_at,
        due_at=occasion.due_at,
        late=occasion.late,
        preview=occasion.preview,
        names=occasion.names,
        renewal=occasion.renewal,
    )


def _restated(
    company: Company, chosen: Metric, series: Readings, week: Week, occasion: Occasion
) -> tuple[Restatement, ...]:
    """None when looking back: which weeks had changed by then is no longer known."""
    if occasion.afterwards:
        return ()
    since = occasion.told_at or occasion.now - _SINCE_LAST
    return tuple(_restatements((chosen, *company.metrics), series, week, since))


def _shown(
    line: MetricLine, factors: tuple[MetricLine, ...], series: Readings, week: Week, *, over: bool
) -> tuple[Withheld | None, MetricLine]:
    """Why the star is not compared, and its row: the number alone when it is not."""
    withheld = why_withheld(line, factors, series, week, over=over)
    return withheld, held_back(line) if withheld else line


def star_metric(company: Company, star: Star) -> Metric:
    """The metric the star counts, or what the star itself says of it."""
    declared = company.metric(star.metric)
    plain = Metric(star.metric, star.name, Kind.STAR, unit=star.unit, definition=star.definition)
    return declared or plain


def _rows(
    company: Company, chosen: Metric, series: Readings, past: Known, week: Week, occasion: Occasion
) -> tuple[MetricLine, tuple[MetricLine, ...], tuple[MetricLine, ...]]:
    def row(metric: Metric) -> MetricLine:
        read = series.get(metric.key) or Series(metric)
        known = past.get(metric.key, {})
        line = line_of(replace(read, metric=metric), known, week, occasion.now, occasion.zone, basis)
        return replace(line, by_hand=read.reach is None and typed_by_hand(company, metric))

    basis = Basis(company.limits, centre=company.centre)
    line = row(chosen)
    known = [row(metric) for metric in company.of_kind(Kind.INPUT)]
    nobody = any(one.complete and one.value == 0 for one in known)
    inputs = tuple(_undefined(line, one, series, nobody=nobody) for one in known)
    guardrails = (row(metric) for metric in company.of_kind(Kind.GUARDRAIL))
    return line, inputs, tuple(_rate_of_nothing(line, one, series) for one in guardrails)


def _rate_of_nothing(star: MetricLine, row: MetricLine, series: Readings) -> MetricLine:
    """A guardrail that is a rate, such as a share of customers who left; a count would be zero and is missing."""
    return row if row.metric.style is Style.COUNT else _undefined(star, row, series)


def _undefined(star: MetricLine, row: MetricLine, series: Readings, *, nobody: bool = False) -> MetricLine:
    """A rate of nothing is no gap: the star is known to be zero, and the input's data covers the week.

    Typed numbers cover no week; there, too, nobody types a rate where another input says that there was `nobody`.
    """
    read = series.get(row.metric.key)
    if row.value is not None or not star.complete or star.value != 0 or read is None or row.failed:
        return row
    if not (read.covers(row.week) if read.reach else nobody and row.metric.style is not Style.COUNT):
        return row
    before = read.complete(row.week.previous)
    return replace(row, undefined=True, previous=before.value if before else None)


def _factors(company: Company, inputs: tuple[MetricLine, ...]) -> tuple[MetricLine, ...]:
    """The rows whose product is the star, none when it is not made of them."""
    rows = {row.metric.key: row for row in inputs}
    if company.formula.mode is Mode.HYPOTHESIS or not set(company.formula.factors) <= set(rows):
        return ()
    return tuple(rows[key] for key in company.formula.factors)


def _paces(lines: Iterable[MetricLine], past: Known, week: Week, *, over: bool) -> Iterator[Pace]:
    """How each target for a span stands; a week that is not over counts as still to come."""
    for line in (one for one in lines if one.metric.target is not None and not one.former_unit):
        known = past.get(line.metric.key, {})
        if not over and week in known:
            known = {at: value for at, value in known.items() if at != week}
        pace = pace_of(line.metric, known, week)
        if pace:
            yield pace


def _restatements(
    metrics: tuple[Metric, ...], series: Readings, week: Week, since: datetime
) -> Iterator[Restatement]:
    """Earlier weeks that changed since the last digest, the latest first; this week's own change stands in its row."""
    for metric in dict.fromkeys(metrics):
        read = series.get(metric.key)
        changed = [one for one in read.readings.values() if one.course and one.week < week] if read else []
        for one in sorted(changed, key=lambda reading: reading.week, reverse=True):
            was = read.replaced(one.week, since) if read and not read.in_former_unit(one.week) else None
            if was is not None:
                yield Restatement(metric, one.week, was, one.value)
