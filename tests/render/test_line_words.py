"""One metric's week in words."""

from dataclasses import replace

import pytest
from tests.support.digests import (
    CHURN,
    COMPANY,
    LEARNERS,
    METRICS,
    NORMAL,
    PER_LEARNER,
    STAR,
    WEEK,
    business,
    calm,
    digest,
    forms,
    last,
    series,
    weeks,
)

from northstar_bot.domain.company.company import Kind, Metric
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.readings import Reach
from northstar_bot.render.digest.table import table_message
from northstar_bot.render.digest.text import LONGEST, fallback
from northstar_bot.render.digest.words import beside, headline, spoken
from northstar_bot.render.numbers.line_words import (
    amount,
    finding,
    name_within,
    owner_part,
    owner_words,
    several,
    verdict_words,
    whereabouts,
)

HIGH = [*calm(22), *[104.0] * 7, 105]
LOW = [*calm(22), *[97.0] * 7, 96]
NEAR_TOP = [*calm(27), 114.0, 113.0, 114.0]
NEAR_BOTTOM = [*calm(27), 88.0, 88.0, 88.0]


def churn(values: list[float]) -> object:
    found = digest({**NORMAL, CHURN: series(CHURN, weeks([value / 2000 for value in values]))})
    return next(line for line in found.guardrails if line.metric.key == CHURN)


@pytest.mark.parametrize(
    ("values", "short", "sentence", "found"),
    [
        (last(calm(30), 180), "above normal", "above its normal range", "above its normal range (4.3%–5.7%)"),
        (last(calm(30), 20), "below normal", "below its normal range", "below its normal range (4.3%–5.7%)"),
        (HIGH, "high for 9 weeks", "high for 9 weeks", "above its average for 9 weeks in a row"),
        (LOW, "low for 8 weeks", "low for 8 weeks", "below its average for 8 weeks in a row"),
        (
            NEAR_TOP,
            "near the top of normal",
            "near the top of its normal range",
            "near the top of its normal range",
        ),
        (
            NEAR_BOTTOM,
            "near the bottom of normal",
            "near the bottom of its normal range",
            "near the bottom of its normal range",
        ),
    ],
)
def test_a_signal_is_said_short_in_a_sentence_and_in_full(values, short, sentence, found) -> None:
    line = churn(values)
    assert verdict_words(line) == short
    assert whereabouts(line) == sentence
    assert finding(line).startswith(found)


def test_several_things_have_their_own_range() -> None:
    found = digest({**NORMAL, LEARNERS: series(LEARNERS, weeks(last(calm(30), 400)))})
    assert finding(found.inputs[0]).startswith("above their normal range (")


def test_a_trial_range_is_called_one() -> None:
    early = business(last(calm(9), 300), calm(9, 0.05), calm(9, 0.0005), calm(9, 0.05))
    assert finding(digest(early).inputs[0]).startswith("above their trial range (")


@pytest.mark.parametrize(
    ("name", "inside", "many"),
    [
        ("Late orders", "late orders", True),
        ("Orders per customer", "orders per customer", True),
        ("Share of late orders", "share of late orders", False),
        ("NPS", "NPS", True),
        ("Churn", "churn", False),
        ("Success", "success", False),
    ],
)
def test_names_fit_into_sentences(name: str, inside: str, *, many: bool) -> None:
    metric = Metric(MetricKey("m"), name, Kind.GUARDRAIL)
    assert (name_within(metric), several(metric)) == (inside, many)


def test_what_is_not_known_is_a_dash() -> None:
    assert amount(METRICS[0], None) == "–"


def test_a_rate_of_nothing_is_no_activity() -> None:
    whole = Reach(PER_LEARNER, None, WEEK.end)
    known = business(learners=last(calm(30), 0.0))
    rate = series(PER_LEARNER, weeks([*calm(29, 0.05), None]), reach=whole)
    assert verdict_words(digest({**known, PER_LEARNER: rate}).inputs[1]) == "no activity"


def test_part_of_a_week_is_called_that() -> None:
    short = Reach(CHURN, None, WEEK.start)
    found = digest({**NORMAL, CHURN: series(CHURN, weeks(calm(30, 0.0005)), reach=short)})
    assert verdict_words(found.guardrails[0]) == "part of a week"


def test_an_owner_that_cannot_be_seen_is_no_owner() -> None:
    line = digest(NORMAL).inputs[0]
    for owner in (None, PersonId("\u202e"), PersonId(" ")):
        hidden = replace(line, metric=replace(line.metric, owner=owner))
        assert owner_part(hidden) == []
        assert owner_words(hidden, {}) == ""


def test_a_question_without_an_owner_is_asked_of_all() -> None:
    nobody = replace(COMPANY, metrics=tuple(replace(one, owner=None) for one in METRICS))
    assert "\nActive learners are above their normal range" in fallback(digest(NORMAL, nobody))


def test_a_factor_whose_data_ends_early_is_named() -> None:
    short = Reach(PER_LEARNER, None, WEEK.start)
    found = digest({**NORMAL, PER_LEARNER: series(PER_LEARNER, weeks(calm(30, 0.05)), reach=short)})
    assert "Lessons per learner: data reaches Mon 16 Nov" in spoken(headline(found))


def test_means_need_four_weeks() -> None:
    assert beside(digest(business(*[calm(3, scale) for scale in (1, 0.05, 0.0005, 0.05)]))) == ""
    assert (
        beside(digest(business(*[calm(4, scale) for scale in (1, 0.05, 0.0005, 0.05)]))) == "4-week mean 513."
    )


def test_a_text_too_long_ends_at_a_whole_line() -> None:
    kinds = [Kind.INPUT, Kind.GUARDRAIL] * 30
    many = [Metric(MetricKey(f"m{at}"), f"{at} " + "&" * 60, kind) for at, kind in enumerate(kinds)]
    company = replace(COMPANY, star=replace(STAR, vision="v" * 300), metrics=(*METRICS, *many))
    known = {one.key: series(one.key, weeks(last(calm(30), 900)), metric=one) for one in many}
    told = fallback(digest({**NORMAL, **known}, company))
    assert len(told.encode("utf-16-le")) // 2 <= LONGEST
    assert told.endswith("… the rest is in the thread")


def test_a_table_too_large_for_slack_counts_what_is_left_out() -> None:
    many = [
        Metric(MetricKey(f"g{at}"), "long " * 12, Kind.GUARDRAIL, owner=PersonId("o" * 60))
        for at in range(98)
    ]
    company = replace(COMPANY, metrics=(*METRICS, *many))
    known = {one.key: series(one.key, weeks(calm(30)), metric=one) for one in many}
    drawn = table_message(digest({**NORMAL, **known}, company))
    assert "more do not fit here." in drawn.text
    assert forms()["normal"].inputs[0].metric.name in drawn.text
