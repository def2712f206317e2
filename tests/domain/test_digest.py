"""How a digest is made: what is compared, what is held back, what may still change, what is asked."""

import math
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from tests.support.digests import (
    CHURN,
    COMPANY,
    LEARNERS,
    LESSONS,
    METRICS,
    MONDAY,
    NORMAL,
    PER_LEARNER,
    REFUNDS,
    STAR,
    WEEK,
    business,
    calm,
    digest,
    last,
    series,
    weeks,
)

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Formula, Kind, Limits, Metric, Mode, Style
from northstar_bot.domain.digest.digest import Cause
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.baselines import Baseline, Reason
from northstar_bot.domain.numbers.process_behaviour import Verdict
from northstar_bot.domain.numbers.readings import Reach, Reading, Series
from northstar_bot.domain.numbers.split import MOST_FACTORS, Method


def row(found, key):
    return next(line for line in found.lines if line.metric.key == key)


def reach_of(through: date | None = None, *, first: date | None = None, error: str | None = None) -> Reach:
    return Reach(LESSONS, first, through, error=error)


def test_a_week_stands_beside_its_past() -> None:
    star = digest().star
    assert (star.value, star.previous) == (pytest.approx(510.05), pytest.approx(460.8))
    assert star.change == pytest.approx(49.25)
    assert star.change_pct == pytest.approx(49.25 / 460.8 * 100)
    assert star.mean4 == pytest.approx(sum((490.05, 551.25, 460.8, 510.05)) / 4)
    assert star.mean4_before is not None
    assert star.mean4_year_ago is None
    assert star.earlier == 29


def test_the_year_before_is_52_weeks_back() -> None:
    known = {**business(), LESSONS: series(LESSONS, weeks(calm(60)))}
    star = digest(known).star
    past = weeks(calm(60))
    assert star.mean4_year_ago == pytest.approx(sum(past[WEEK.plus(-52 - back)] for back in range(4)) / 4)


def test_the_week_before_is_the_calendar_week_not_the_last_known_one() -> None:
    known = {**business(), LESSONS: series(LESSONS, weeks([*calm(28), None, 100.0]))}
    star = digest(known).star
    assert (star.previous, star.change, star.mean4) == (None, None, None)
    assert star.judgement.verdict is Verdict.NOISE


def test_a_change_from_zero_has_no_per_cent() -> None:
    star = digest({**business(), LESSONS: series(LESSONS, weeks([0.0, 5.0]))}).star
    assert (star.change, star.change_pct) == (5.0, None)


@pytest.mark.parametrize(
    ("reach", "cause", "day"),
    [
        (reach_of(date(2026, 11, 18)), Cause.PART_WEEK, date(2026, 11, 18)),
        (reach_of(date(2026, 11, 18), error="down"), Cause.SOURCE_FAILED, date(2026, 11, 18)),
        (reach_of(date(2026, 11, 22), first=date(2026, 11, 18)), Cause.BEGINS_INSIDE, date(2026, 11, 18)),
    ],
)
def test_part_of_a_week_is_never_compared(reach: Reach, cause: Cause, day: date) -> None:
    found = digest({**NORMAL, LESSONS: series(LESSONS, weeks(calm(30)), reach=reach)})
    assert found.withheld is not None
    assert (found.withheld.cause, found.withheld.day) == (cause, day)
    assert found.star.value == 101
    assert (found.star.previous, found.star.change, found.star.natural_range) == (None, None, None)
    assert found.star.judgement.verdict is Verdict.TOO_FEW_POINTS
    assert dict(found.split.parts) == {}
    assert row(found, LEARNERS).signal


def typed_on(moment: datetime | None, at: Week = WEEK) -> Series:
    """The lessons of a company that types them; those of `at` were typed while the week went on."""
    told = {week: Reading(LESSONS, week, value) for week, value in weeks(calm(30)).items()}
    told[at] = replace(told[at], provisional=moment is not None, recorded_at=moment)
    return Series(METRICS[0], told)


def test_a_number_typed_while_its_week_went_on_is_neither_compared_nor_judged() -> None:
    friday = datetime(2026, 11, 20, 23, 30, tzinfo=UTC)
    found = digest({**NORMAL, LESSONS: typed_on(friday)})
    assert found.withheld
    assert (found.withheld.cause, found.withheld.day) == (Cause.TYPED_EARLY, date(2026, 11, 21))
    assert (found.star.value, found.star.change, found.star.provisional) == (101, None, True)
    assert digest({**NORMAL, LESSONS: typed_on(None)}).withheld is None


def test_nothing_is_compared_with_a_number_typed_while_its_week_went_on() -> None:
    found = digest({**NORMAL, LESSONS: typed_on(datetime(2026, 11, 13, 9, tzinfo=UTC), WEEK.previous)})
    assert found.withheld is None
    assert (found.star.previous, found.star.history[-2]) == (None, (WEEK.previous, None))


def test_a_week_that_is_not_over_where_the_company_is_waits() -> None:
    midnight = datetime(2026, 11, 22, 23, tzinfo=UTC)
    early = digest(now=midnight - timedelta(seconds=1))
    assert early.withheld
    assert early.withheld.cause is Cause.WEEK_NOT_OVER
    assert early.star.history[-1] == (WEEK, None)
    assert digest(now=midnight).withheld is None


def test_a_star_without_a_reading_is_withheld() -> None:
    found = digest({**NORMAL, LESSONS: series(LESSONS, weeks([*calm(29), None]))})
    assert found.withheld
    assert (found.withheld.cause, found.withheld.day) == (Cause.NO_READING, WEEK.previous.end)
    assert found.star.stale


def test_a_star_is_withheld_when_an_input_it_is_made_of_is_missing() -> None:
    gone = {**NORMAL, PER_LEARNER: series(PER_LEARNER, weeks([*calm(29), None]))}
    found = digest(gone)
    assert found.withheld
    assert found.withheld.metric.key == PER_LEARNER
    assert digest(gone, replace(COMPANY, formula=Formula())).withheld is None


def test_a_failed_source_is_stale_only_while_the_week_is_not_covered() -> None:
    short = Reach(REFUNDS, None, WEEK.start, error="down")
    whole = Reach(REFUNDS, None, WEEK.end, error="down")
    for reach, stale in ((short, True), (whole, False)):
        found = digest({**NORMAL, REFUNDS: series(REFUNDS, weeks(calm(30)), reach=reach)})
        assert row(found, REFUNDS).stale is stale
    assert [line.metric.key for line in digest({**NORMAL, REFUNDS: Series(METRICS[4])}).stale] == [REFUNDS]


@pytest.mark.parametrize(("error", "cause"), [(None, Cause.READ_TOO_EARLY), ("down", Cause.SOURCE_FAILED)])
def test_a_week_last_read_before_it_was_over_is_incomplete(error: str | None, cause: Cause) -> None:
    friday = datetime(2026, 11, 20, 9, tzinfo=UTC)
    part = Reach(LESSONS, succeeded_at=friday, error=error)
    found = digest({**NORMAL, LESSONS: series(LESSONS, weeks(calm(30)), reach=part)})
    assert found.withheld
    assert (found.withheld.cause, found.star.value) == (cause, 101)
    whole = Reach(LESSONS, succeeded_at=MONDAY, error=error)
    assert digest({**NORMAL, LESSONS: series(LESSONS, weeks(calm(30)), reach=whole)}).withheld is None


def test_last_week_read_before_it_was_over_is_not_compared_with() -> None:
    early = Reach(LESSONS, succeeded_at=datetime(2026, 11, 12, tzinfo=UTC))
    found = digest({**NORMAL, LESSONS: series(LESSONS, weeks(calm(30)), reach=early)})
    assert [value for _, value in found.star.history[-3:]] == [105.0, None, None]


def test_a_week_without_customers_gives_all_to_them() -> None:
    whole = Reach(PER_LEARNER, None, WEEK.end)
    known = business(learners=last(calm(30), 0.0), per_learner=calm(30, 0.05))
    rate = weeks([*calm(29, 0.05), None])
    found = digest({**known, PER_LEARNER: series(PER_LEARNER, rate, reach=whole)})
    assert found.withheld is None
    assert row(found, PER_LEARNER).undefined
    assert not row(found, PER_LEARNER).stale
    assert found.split.parts == {LEARNERS: pytest.approx(found.star.change), PER_LEARNER: 0.0}


@pytest.mark.parametrize(("learners", "withheld"), [(0.0, False), (100.0, True)])
def test_nobody_types_a_rate_of_nothing(learners: float, withheld: bool) -> None:
    known = business(learners=last(calm(30), learners), per_learner=calm(30, 0.05))
    known[LESSONS] = series(LESSONS, weeks(last(calm(30), 0.0)))
    rate = weeks([*calm(29, 0.05), None])
    found = digest({**known, PER_LEARNER: series(PER_LEARNER, rate)})
    assert bool(found.withheld) is withheld
    assert row(found, PER_LEARNER).undefined is not withheld


def test_the_week_after_no_customers_is_split_too() -> None:
    whole = Reach(PER_LEARNER, None, WEEK.end)
    known = business(learners=[*calm(28), 0.0, 100.0], per_learner=[*calm(28, 0.05), 5.0, 5.0])
    rate = weeks([*calm(28, 0.05), None, 5.0])
    found = digest({**known, PER_LEARNER: series(PER_LEARNER, rate, reach=whole)})
    assert found.split.parts == {LEARNERS: pytest.approx(500.0), PER_LEARNER: 0.0}


def test_a_missing_rate_is_no_rate_of_nothing_unless_its_data_covers_the_week() -> None:
    known = business(learners=last(calm(30), 0.0))
    for reach in (Reach(PER_LEARNER, None, WEEK.start), Reach(PER_LEARNER, None, WEEK.end, error="down")):
        rate = series(PER_LEARNER, weeks([*calm(29, 0.05), None]), reach=reach)
        assert digest({**known, PER_LEARNER: rate}).withheld is not None
    assert digest({key: one for key, one in known.items() if key != PER_LEARNER}).withheld is not None


def test_a_factor_unknown_last_week_leaves_no_split() -> None:
    split = digest({**NORMAL, LEARNERS: series(LEARNERS, {WEEK: 131.0})}).split
    assert (split.method, split.mode) == (Method.NONE, Mode.IDENTITY)


def test_an_identity_that_does_not_hold_shows_its_residual() -> None:
    found = digest({**NORMAL, LESSONS: series(LESSONS, weeks([value * 1.2 for value in calm(30, 5)]))})
    assert found.split.mode is Mode.RESIDUAL
    assert "residual" in found.split.parts
    assert sum(found.split.parts.values()) == pytest.approx(found.star.change)


@pytest.mark.parametrize("mode", [Mode.IDENTITY, Mode.RESIDUAL])
def test_a_formula_that_names_a_missing_metric_is_no_identity(mode: Mode) -> None:
    company = replace(COMPANY, formula=Formula(mode, (LEARNERS, MetricKey("gone"))))
    assert digest(NORMAL, company).split.mode is Mode.HYPOTHESIS


def test_too_many_factors_are_told_not_raised() -> None:
    many = [Metric(MetricKey(f"f{at}"), f"F{at}", Kind.INPUT) for at in range(MOST_FACTORS + 1)]
    company = replace(
        COMPANY, metrics=(METRICS[0], *many), formula=Formula(Mode.IDENTITY, tuple(one.key for one in many))
    )
    known = {one.key: series(one.key, weeks([1.0, 1.0]), metric=one) for one in many}
    split = digest({**NORMAL, **known}, company).split
    assert split.method is Method.NONE
    assert str(MOST_FACTORS) in split.note


def test_numbers_that_cannot_be_multiplied_leave_no_split() -> None:
    tiny = {
        **NORMAL,
        LEARNERS: series(LEARNERS, weeks([1e-300] * 30)),
        PER_LEARNER: series(PER_LEARNER, weeks([1e-7] * 30)),
    }
    assert digest(tiny).split.method is Method.NONE


@pytest.mark.parametrize("fault", [math.nan, math.inf, -math.inf, 1e300])
def test_what_is_no_number_counts_as_missing(fault: float) -> None:
    found = digest({**NORMAL, LESSONS: series(LESSONS, weeks(last(calm(30), fault)))})
    assert found.withheld
    assert found.star.value is None
    before = digest({**NORMAL, LESSONS: series(LESSONS, weeks([*calm(28), fault, 100.0]))})
    assert before.star.previous is None


def test_a_week_within_its_lag_is_provisional_and_one_called_unfinished_too() -> None:
    lagging = replace(METRICS[0], lag_days=3)
    company = replace(COMPANY, metrics=(lagging, *METRICS[1:]))
    over = datetime(2026, 11, 22, 23, tzinfo=UTC)
    for after, provisional in ((timedelta(days=3) - timedelta(seconds=1), True), (timedelta(days=3), False)):
        star = digest(NORMAL, company, now=over + after).star
        assert (star.provisional, star.unfinished) == (provisional, False)
    known = {**NORMAL, LESSONS: series(LESSONS, weeks(calm(30)), unfinished=[WEEK])}
    assert (digest(known).star.provisional, digest(known).star.unfinished) == (True, True)


def test_limits_follow_the_company() -> None:
    steps = [*calm(24), *(value + 100 for value in calm(30))]
    known = {**business(), LESSONS: series(LESSONS, weeks(steps))}
    loose = replace(COMPANY, formula=Formula())
    rolling, locked = (
        digest(known, replace(loose, limits=limits)).star for limits in (Limits.ROLLING, Limits.LOCKED)
    )
    assert not rolling.signal
    assert locked.judgement.rules[:2] == ("R1", "R2")


def test_what_is_normal_never_leaves_what_is_possible() -> None:
    shares = [0.9, 1.0] * 15
    known = {**NORMAL, CHURN: series(CHURN, weeks(shares)), REFUNDS: series(REFUNDS, weeks([0.0, 3.0] * 15))}
    found = digest(known)
    assert row(found, CHURN).natural_range[1] == 1.0
    assert row(found, REFUNDS).natural_range[0] == 0.0
    odd = digest(
        {
            **NORMAL,
            CHURN: series(CHURN, weeks([1.4, 1.0] * 15)),
            REFUNDS: series(REFUNDS, weeks([-1.0, 1.0] * 15)),
        }
    )
    assert row(odd, CHURN).natural_range[1] > 1.4
    assert row(odd, REFUNDS).natural_range[0] < -1


def test_at_most_three_are_asked_alarms_first_then_by_share_of_the_change() -> None:
    inputs = [Metric(MetricKey(f"i{at}"), f"Input {at}", Kind.INPUT) for at in range(4)]
    known = {one.key: series(one.key, weeks(last(calm(30), 300)), metric=one) for one in inputs}
    known[LESSONS] = series(LESSONS, weeks(calm(30)))
    known[CHURN] = series(CHURN, weeks(last(calm(30, 0.0005), 0.2)))
    company = replace(COMPANY, metrics=(METRICS[0], *inputs, METRICS[3]), formula=Formula())
    assert [line.metric.key for line in digest(known, company).asks] == [CHURN, "i0", "i1"]


def test_a_guardrail_better_than_normal_is_asked_about_but_no_alarm() -> None:
    found = digest({**business(), CHURN: series(CHURN, weeks(last(calm(30, 0.0005), 0.001)))})
    assert found.alarms == ()
    assert [line.metric.key for line in found.asks] == [CHURN]
    assert not found.quiet


def test_a_quiet_week_has_no_signal_and_a_judged_star() -> None:
    assert digest().quiet
    assert not digest(NORMAL).quiet
    assert not digest(business(calm(3), calm(3, 0.05), calm(3, 0.0005), calm(3, 0.05))).quiet
    assert not digest({}).quiet


def restated(week: Week, *course: tuple[int, float]) -> Reading:
    """A reading with the values it has had, each with the days before Monday that it came."""
    told = tuple((MONDAY - timedelta(days=days), value) for days, value in course)
    return Reading(LESSONS, week, told[-1][1], recorded_at=told[-1][0], course=told)


RESTATED = {
    one.week: one
    for one in (
        restated(WEEK, (2, 690.0), (1, 700.0)),
        restated(WEEK.previous, (35, 486.0), (2, 655.0)),
        restated(WEEK.plus(-2), (35, 486.0), (8, 655.0)),
        restated(WEEK.plus(-3), (35, 486.0), (5, 500.0), (2, 486.0)),
        restated(WEEK.plus(-4), (6, 486.0), (2, 655.0)),
        restated(WEEK.plus(-60), (35, 470.0), (20, 480.0), (2, 700.0)),
    )
}


def test_earlier_weeks_that_changed_since_the_last_digest_are_told() -> None:
    """However far back they lie; the value that the last digest told is what they were."""
    known = {**NORMAL, LESSONS: Series(METRICS[0], RESTATED)}
    found = digest(known, told_at=MONDAY - timedelta(days=7))
    assert [(one.week, one.was, one.now) for one in found.restatements] == [
        (WEEK.previous, 486.0, 655.0),
        (WEEK.plus(-60), 480.0, 700.0),
    ]
    assert found.star.restated_from == 690.0
    assert digest(known).restatements == found.restatements
    early = digest(known, told_at=MONDAY - timedelta(days=31))
    assert [(one.week, one.was) for one in early.restatements] == [
        (WEEK.previous, 486.0),
        (WEEK.plus(-2), 486.0),
        (WEEK.plus(-60), 470.0),
    ]


@pytest.mark.parametrize(
    ("reason", "since", "told"),
    [
        (Reason.DEFINITION, WEEK.plus(-10), [WEEK.plus(-60)]),
        (Reason.DEFINITION, WEEK, [WEEK.previous, WEEK.plus(-60)]),
        (Reason.UNIT, WEEK, []),
        (Reason.NEW_NORMAL, WEEK.plus(-10), [WEEK.previous, WEEK.plus(-60)]),
    ],
)
def test_nothing_is_called_restated_across_a_break(reason: Reason, since: Week, told: list[Week]) -> None:
    broken = Baseline(LESSONS, since, reason, MONDAY - timedelta(days=3))
    found = digest({**NORMAL, LESSONS: Series(METRICS[0], RESTATED, None, [broken])})
    assert [one.week for one in found.restatements] == told


def test_when_every_week_was_asked_for_anew_none_is_restated_nor_is_the_row() -> None:
    """All weeks by the new question: no break is left, and yet nothing is what it was."""
    anew = Reach(LESSONS, asked_anew_at=MONDAY - timedelta(days=1))
    found = digest({**NORMAL, LESSONS: Series(METRICS[0], RESTATED, anew)})
    assert (found.restatements, found.star.restated_from) == ((), None)
    before = Reach(LESSONS, asked_anew_at=MONDAY - timedelta(days=40))
    assert len(digest({**NORMAL, LESSONS: Series(METRICS[0], RESTATED, before)}).restatements) == 2


def test_a_star_whose_metric_is_not_declared_speaks_for_itself() -> None:
    company = replace(COMPANY, metrics=METRICS[1:])
    found = digest({**NORMAL, LESSONS: series(LESSONS, weeks(calm(30)), metric=METRICS[0])}, company)
    assert (found.star.metric.name, found.star.metric.unit) == (STAR.name, "lessons")
    assert found.star.metric.style is Style.DECIMAL


def test_history_is_twenty_weeks_with_gaps() -> None:
    known = {**business(), LESSONS: series(LESSONS, weeks([*calm(27), None, 5.0, 6.0]))}
    history = digest(known).star.history
    assert len(history) == 20
    assert [value for _, value in history[-3:]] == [None, 5.0, 6.0]
