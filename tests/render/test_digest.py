"""What people read: one snapshot per form, and the promises every form keeps."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.json import JSONSnapshotExtension
from tests.support.digests import (
    ALARM,
    CHURN,
    COMPANY,
    COUNTS,
    LEARNERS,
    LESSONS,
    MONDAY,
    NORMAL,
    PER_LEARNER,
    REFUNDS,
    THANKS,
    WEEK,
    business,
    calm,
    digest,
    forms,
    last,
    series,
    weeks,
)

from northstar_bot.domain.company.company import Direction, Formula, Kind, Metric, Style
from northstar_bot.domain.counts import ShoutoutCounts
from northstar_bot.domain.digest.digest import Restatement
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.leaks import Leak
from northstar_bot.domain.numbers.readings import Reach
from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.help import meanings
from northstar_bot.render.digest.text import fallback, text
from northstar_bot.render.digest.words import headline, quiet, reason, spoken

FORMS = forms()


def said(found) -> str:
    return spoken(headline(found))


@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_drawn_as_it_was_agreed(form: str, snapshot: SnapshotAssertion) -> None:
    drawn = message(FORMS[form])
    whole = {"text": drawn.text, "blocks": list(drawn.blocks)}
    whole["thread"] = [{"text": reply.text, "blocks": list(reply.blocks)} for reply in drawn.thread]
    assert whole == snapshot(extension_class=JSONSnapshotExtension)


@pytest.mark.parametrize("form", FORMS)
def test_each_form_fits_a_phone_and_slack(form: str) -> None:
    drawn = message(FORMS[form])
    assert len(drawn.blocks) <= 15
    for sent in (drawn, *drawn.thread):
        assert message_problems({"text": sent.text, "blocks": list(sent.blocks)}) == []


@pytest.mark.parametrize("form", FORMS)
def test_text_holds_every_number_of_the_message(form: str) -> None:
    found = FORMS[form]
    for told in (fallback(found), text(found)):
        for line in found.lines:
            if line.value is not None and line is not found.star:
                assert line.metric.name in told
        assert said(found) in told.replace("&lt;", "<")


def test_the_fact_comes_first() -> None:
    assert said(FORMS["normal"]).startswith("681 lessons, +220 (+48%) on last week. A real change")


def test_a_guardrail_gone_bad_turns_the_headline_and_comes_forward() -> None:
    found = digest(ALARM)
    assert said(found).startswith("Up, but churn is above its normal range.")
    told = text(found)
    assert told.index("Guardrails:") < told.index("Where the") < told.index("Inputs:")


def test_guardrails_in_peace_stand_below_the_inputs() -> None:
    told = text(FORMS["normal"])
    assert told.index("Where the") < told.index("Inputs:") < told.index("Guardrails:")


def test_a_fall_with_an_alarm_says_and() -> None:
    fall = business(learners=last(calm(30), 90), churn=last(calm(30, 0.0005), 0.09))
    assert said(digest(fall)).startswith("Down, and churn is above")


def test_no_change_with_an_alarm_says_flat() -> None:
    flat = business(
        learners=[*calm(28), 96, 96], per_learner=[*calm(28, 0.05), 5, 5], churn=last(calm(30, 0.0005), 0.09)
    )
    assert said(digest(flat)).startswith(
        "Flat, but churn is above its normal range. 480 lessons, unchanged on last week."
    )


def test_an_alarm_without_a_week_before_says_careful() -> None:
    gone = dict(ALARM)
    gone[LESSONS] = series(
        LESSONS, {at: one.value for at, one in ALARM[LESSONS].readings.items() if at != WEEK.previous}
    )
    told = said(digest(gone))
    assert told.startswith("Careful: churn is above")
    assert "There is no complete week before it to compare with." in told


def test_three_alarms_name_two_and_count_the_third() -> None:
    more = [
        Metric(MetricKey(f"g{at}"), f"Complaints {at}", Kind.GUARDRAIL, direction=Direction.DOWN)
        for at in range(3)
    ]
    known = {one.key: series(one.key, weeks(last(calm(30), 400)), metric=one) for one in more}
    told = said(digest({**NORMAL, **known}, replace(COMPANY, metrics=(*COMPANY.metrics, *more))))
    assert told.startswith(
        "Up, but complaints 0 is above its normal range, complaints 1 is above its normal range and"
    )
    assert "1 more guardrail left normal" in told


def test_a_signal_its_source_calls_unfinished_neither_alarms_nor_asks() -> None:
    known = dict(NORMAL)
    values = weeks(last(calm(30, 0.0005), 0.09))
    known[CHURN] = series(CHURN, values, unfinished=[WEEK])
    found = digest(known)
    assert found.alarms == ()
    assert CHURN not in [line.metric.key for line in found.asks]
    assert "above normal so far" in text(found)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([*calm(22), *[104.0] * 7, 105], "A lasting change: above its average for"),
        ([*calm(22), *[97.0] * 7, 96], "A lasting change: below its average for"),
        ([*calm(27), 114.0, 113.0, 114.0], "Likely a real change: near the top of the normal range"),
        ([*calm(27), 88.0, 88.0, 88.0], "Likely a real change: near the bottom of the normal range"),
        ([*calm(29), 40.0], "A real change: below the normal range"),
        ([*calm(29), 0.0], "No activity this week. A real change: below"),
        ([*calm(28), 140.0, 130.0], "Above the normal range (85.7–119), though lower than last week."),
        ([*calm(28), 60.0, 70.0], "Below the normal range (81.2–117), though higher than last week."),
        (calm(30), "Within the normal range"),
    ],
)
def test_the_star_is_judged_in_words(values: list[float], words: str) -> None:
    known = {**business(), LESSONS: series(LESSONS, weeks(values))}
    assert words in said(digest(known, replace(COMPANY, formula=Formula())))


def test_a_provisional_star_says_so() -> None:
    known = {**NORMAL, LESSONS: series(LESSONS, weeks(calm(30, 5)), unfinished=[WEEK])}
    assert "The number may still change." in said(digest(known))
    assert "* may still change" in text(digest(known))


def test_an_unfinished_week_names_the_day_it_ends() -> None:
    found = digest(now=MONDAY - timedelta(days=3))
    assert reason(found) == "the week is not over; it ends Sun 22 Nov"


def test_data_read_inside_the_week_says_when() -> None:
    early = Reach(LESSONS, succeeded_at=datetime(2026, 11, 20, 9, tzinfo=UTC))
    found = digest({**NORMAL, LESSONS: series(LESSONS, weeks(calm(30)), reach=early)})
    assert reason(found) == "data was last read Fri 20 Nov; the week ends Sun 22 Nov"


def test_a_week_within_its_range_does_not_hide_a_leak() -> None:
    found = digest()
    assert found.quiet
    leaking = replace(found, leaks=(Leak(COMPANY.metrics[-1], WEEK, mix=False),))
    assert quiet(found) == "Nothing unusual: everything is within its normal range."
    assert quiet(leaking).endswith("the last eight weeks are another matter, see below.")


def test_restated_weeks_are_told_and_many_are_counted() -> None:
    found = digest()
    metric = COMPANY.metrics[0]
    told = [Restatement(metric, WEEK.plus(-back), 486.0, 655.0) for back in range(1, 6)]
    shown = text(replace(found, restatements=tuple(told), star=replace(found.star, restated_from=480.0)))
    assert "Weekly lessons completed restated: was 480, now 510" in shown
    assert "Weekly lessons completed, 2026-W46 restated: was 486, now 655" in shown
    assert "2 more weeks restated" in shown


def test_rows_beyond_ten_are_counted_but_signals_stay() -> None:
    inputs = [Metric(MetricKey(f"i{at}"), f"Input {at}", Kind.INPUT) for at in range(14)]
    guards = [Metric(MetricKey(f"g{at}"), f"Guard {at}", Kind.GUARDRAIL) for at in range(14)]
    known = {one.key: series(one.key, weeks(calm(30)), metric=one) for one in (*inputs, *guards)}
    known[inputs[13].key] = series(inputs[13].key, weeks(last(calm(30), 300)), metric=inputs[13])
    company = replace(COMPANY, metrics=(COMPANY.metrics[0], *inputs, *guards), formula=Formula())
    found = digest({**NORMAL, **known}, company)
    shown = fallback(found)
    assert "Input 13" in shown
    assert "Input 9 " not in shown
    assert shown.count("and 4 more, in the full table") == 2
    assert "Input 9 " in text(found)


def test_an_empty_week_of_a_sparse_business_is_no_activity() -> None:
    found = digest(
        {**NORMAL, LESSONS: series(LESSONS, weeks([0.0] * 30))}, replace(COMPANY, formula=Formula())
    )
    assert said(found).startswith("0 lessons, unchanged on last week. No activity this week.")


def test_the_chart_is_native_with_its_natural_range() -> None:
    chart = next(block for block in message(FORMS["normal"]).blocks if block["type"] == "data_visualization")
    assert len(chart["chart"]["series"]) == 3
    assert len(chart["chart"]["axis_config"]["categories"]) == 20


def test_without_weeks_there_is_no_chart() -> None:
    kinds = {block["type"] for block in message(FORMS["nothing known"]).blocks}
    assert "data_visualization" not in kinds


def test_owners_are_named_in_rows_and_pinged_only_when_asked() -> None:
    drawn = message(FORMS["normal"])
    assert drawn.text.count("<@U0ANA>") == 1
    assert "· Ana" in drawn.text
    assert "<@" not in drawn.thread[0].text
    assert "Ana: Active learners are above" in text(FORMS["normal"])


def test_a_missing_guardrail_row_is_named_never_zero() -> None:
    found = FORMS["stale"]
    assert "Late refunds: no data since Sun 15 Nov" in text(found)
    row = next(one for one in as_data(found)["guardrails"] if one["key"] == REFUNDS)
    assert (row["value"], row["stale"]) == (None, True)


def test_a_change_from_zero_has_no_per_cent() -> None:
    known = {**NORMAL, REFUNDS: series(REFUNDS, weeks([*calm(28, 0.05), 0.0, 3.0]))}
    assert "- Late refunds 3 (+3):" in text(digest(known))


def test_a_metric_without_a_name_goes_by_its_key() -> None:
    nameless = Metric(MetricKey("late_jobs"), " ", Kind.GUARDRAIL, style=Style.COUNT)
    told = text(digest({}, replace(COMPANY, metrics=(*COMPANY.metrics, nameless))))
    assert "late_jobs" in told


def test_the_words_are_explained() -> None:
    told = meanings()
    assert "Normal range" in told.text
    assert message_problems({"text": told.text, "blocks": list(told.blocks)}) == []


def test_thanks_for_an_input_stand_beside_their_count() -> None:
    thanks = ShoutoutCounts(
        6, 4, 7, by_input={MetricKey(PER_LEARNER): 1, MetricKey(LEARNERS): 2, MetricKey("gone"): 1}
    )
    text = message(digest(NORMAL, shoutouts=thanks)).text
    assert "4 across teams (2 on " in text
    assert ", 1 on " in text


def test_three_questions_with_their_buttons_still_fit_a_phone() -> None:
    """Everything that a digest can hold at once: neighbours without buttons share a block."""
    known = business(
        learners=last(calm(30), 140), per_learner=last(calm(30, 0.05), 9), churn=last(calm(30, 0.0005), 0.09)
    )
    metrics = tuple(replace(one, target=90.0, target_for="quarter") for one in COMPANY.metrics)
    company = replace(COMPANY, metrics=metrics)
    found = digest(known, company, requests=COUNTS, shoutouts=THANKS, next_at=MONDAY + timedelta(days=7))
    drawn = message(found)
    assert len(found.asks) == 3
    assert len(drawn.blocks) <= 15
    assert str(drawn.blocks).count("Add a note") == str(drawn.blocks).count("Don't know yet") == 3
    assert message_problems({"text": drawn.text, "blocks": list(drawn.blocks)}) == []


def test_a_whole_number_that_waits_for_another_is_not_called_unfinished():
    waiting = {key: one for key, one in NORMAL.items() if key != LEARNERS}
    assert "The number itself: 681 lessons." in message(digest(waiting)).text
    early = digest(NORMAL, now=MONDAY - timedelta(days=3))
    assert "So far 681 lessons." in message(early).text


def test_a_star_with_a_signal_is_asked_about_after_alarms_and_before_its_inputs() -> None:
    """Three in all: the input that moved it less waits."""
    known = business(
        learners=last(calm(30), 140), per_learner=last(calm(30, 0.05), 9), churn=last(calm(30, 0.0005), 0.09)
    )
    assert [line.metric.key for line in digest(known).asks] == [CHURN, LESSONS, PER_LEARNER]
    assert [line.metric.key for line in digest(NORMAL).asks] == [LESSONS, LEARNERS]
    calm_star = digest({**NORMAL, LESSONS: series(LESSONS, weeks(calm(30)))})
    assert LESSONS not in [line.metric.key for line in calm_star.asks]
    waiting = digest({key: one for key, one in NORMAL.items() if key != PER_LEARNER})
    assert waiting.withheld
    assert LESSONS not in [line.metric.key for line in waiting.asks]


def test_a_lasting_change_of_the_star_offers_its_owner_a_new_normal() -> None:
    known = {**NORMAL, LESSONS: series(LESSONS, weeks([*calm(22, 5), *[520.0] * 7, 525]))}
    drawn = str(message(digest(known)).blocks)
    assert "Weekly lessons completed: new normal?" in drawn
    assert f"{WEEK.label} {LESSONS}" in drawn


def test_every_restated_week_stands_in_the_table_when_the_digest_has_no_room_for_all() -> None:
    def table(many: int) -> str:
        told = tuple(
            Restatement(COMPANY.metrics[0], WEEK.plus(-back), 486.0, 655.0) for back in range(1, many + 1)
        )
        drawn = message(replace(digest(NORMAL), restatements=told)).thread[-1]
        assert message_problems({"text": drawn.text, "blocks": list(drawn.blocks)}) == []
        assert ("Restated since" in str(drawn.blocks)) == ("Restated since" in drawn.text)
        return drawn.text

    assert "Restated" not in table(3)
    assert "Weekly lessons completed, 2026-W41: was 486, now 655" in table(6)
    assert "and 60 more weeks" in table(100)
