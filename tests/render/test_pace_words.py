"""How a target stands, as people read it."""

from dataclasses import replace
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.support.digests import (
    CHURN,
    COMPANY,
    LEARNERS,
    LESSONS,
    NORMAL,
    WEEK,
    business,
    calm,
    digest,
    series,
    weeks,
)
from tests.support.json_schemas import DIGEST

from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.text import fallback, text


def aiming(known=None, **targets):
    metrics = tuple(
        replace(one, target=targets[one.key][0], target_for=targets[one.key][1])
        if one.key in targets
        else one
        for one in COMPANY.metrics
    )
    return digest(NORMAL if known is None else known, replace(COMPANY, metrics=metrics))


def pace_line(found, name="Weekly lessons completed"):
    said = text(found).partition("Pace:\n")[2].partition("\n\n")[0]
    return next(line for line in said.splitlines() if line.startswith(f"- {name}"))


def test_a_quarter_says_what_it_needs_and_what_is_likely():
    line = pace_line(aiming(lessons=(7400, "quarter")))
    assert line == (
        "- Weekly lessons completed: 4,185 of 7,400 lessons this quarter. "
        "Needs 536 a week for 6 weeks (recently 546). "
        "Likely 7,278–7,449 (ranges like this were right 0 of 1 times). Uncertain."
    )


def test_with_more_history_it_says_how_often_such_ranges_were_right():
    known = {**NORMAL, LESSONS: series(LESSONS, weeks(calm(60, 5)))}
    assert "(ranges like this were right 31 of 31 times)" in pace_line(
        aiming(known, lessons=(7200, "quarter"))
    )


def test_a_range_that_could_not_be_tested_says_so():
    first = business(calm(24), calm(24, 0.05), calm(24, 0.0005), calm(24, 0.05))
    assert "(not yet tested on the past)" in pace_line(aiming(first, lessons=(7200, "quarter")))


def test_a_short_history_says_how_many_weeks_it_lacks():
    line = pace_line(
        aiming(
            business(*([calm(20), calm(20, 0.05), calm(20, 0.0005), calm(20, 0.05)])),
            lessons=(7200, "quarter"),
        )
    )
    assert line.endswith("Not enough history for a range (needs 4 more weeks).")
    assert "Needs " in line


@pytest.mark.parametrize(
    ("target", "said"),
    [
        ((100, "quarter"), "Already there, with 6 weeks left."),
        ((9000, "2026-10-01 to 2026-11-15"), "by 15 Nov 2026. Missed."),
        ((100, "2026-10-01 to 2026-11-15"), "by 15 Nov 2026. Reached."),
    ],
)
def test_what_is_done_is_said_to_be(target, said):
    assert said in pace_line(aiming(lessons=target))


def test_a_limit_is_what_may_still_be_used():
    assert "At most " in pace_line(aiming(refunds=(90, "quarter")), "Late refunds")
    assert "Already used up, with 6 weeks left." in pace_line(aiming(refunds=(3, "quarter")), "Late refunds")


def test_a_level_is_a_mean_and_may_be_out_of_reach():
    assert "on average, target 5.1% this quarter." in pace_line(aiming(churn=(0.051, "quarter")), "Churn")
    assert "cannot bring it any more" in pace_line(aiming(churn=(0.001, "quarter")), "Churn")


def test_weeks_without_a_reading_are_named():
    gap = [*calm(28, 5), None, 500.0]
    known = {**NORMAL, LESSONS: series(LESSONS, weeks(gap))}
    assert "1 week without a reading, counted as nothing." in pace_line(
        aiming(known, lessons=(7200, "quarter"))
    )
    shares = {**NORMAL, CHURN: series(CHURN, weeks([*calm(28, 0.0005), None, 0.05]))}
    assert "1 week without a reading, left out of the mean." in pace_line(
        aiming(shares, churn=(0.05, "quarter")), "Churn"
    )


def test_nothing_known_yet_is_said():
    assert ": nothing known yet of 7,200 lessons this quarter." in pace_line(
        aiming({}, lessons=(7200, "quarter"))
    )
    assert ": nothing known yet, target 5% this quarter." in pace_line(
        aiming({}, churn=(0.05, "quarter")), "Churn"
    )


def test_a_week_that_is_not_over_is_still_to_come():
    found = digest(
        {**NORMAL, LESSONS: series(LESSONS, weeks(calm(30, 5), WEEK.next))},
        replace(
            COMPANY,
            metrics=(replace(COMPANY.metrics[0], target=7200, target_for="quarter"), *COMPANY.metrics[1:]),
        ),
        WEEK.next,
    )
    assert (found.paces[0].through, found.paces[0].left) == (WEEK, 6)


def test_the_message_holds_three_and_the_text_all():
    all_four = {one.key: (50, "quarter") for one in COMPANY.metrics[:4]}
    found = aiming(**all_four)
    drawn = message(found)
    assert "and 1 more target" in fallback(found)
    assert "more target" not in text(found)
    assert len(drawn.blocks) <= 15
    assert message_problems({"text": drawn.text, "blocks": list(drawn.blocks)}) == []


def test_as_data_it_is_one_key_more():
    data = as_data(aiming(lessons=(7400, "quarter"), learners=(100, "")))
    Draft202012Validator(DIGEST).validate(data)
    (pace,) = data["pace"]
    assert (pace["key"], pace["rule"], pace["weeks_left"], pace["verdict"]) == (
        LESSONS,
        "total",
        6,
        "uncertain",
    )
    assert pace["so_far"] + pace["weeks_left"] * pace["required"] == pytest.approx(7400)
    assert as_data(digest())["pace"] == []
    late = as_data(aiming(lessons=(7200, "2026-11-15"), learners=(9, "quarter")))
    Draft202012Validator(DIGEST).validate(late)
    assert (late["pace"][0]["required"], late["pace"][0]["likely"]) == (None, None)
    assert LEARNERS in {one["key"] for one in late["pace"]}


def test_every_key_of_the_json_is_documented():
    page = (Path(__file__).resolve().parents[2] / "docs" / "json.md").read_text()
    keys = {*DIGEST["properties"], *DIGEST["properties"]["pace"]["items"]["properties"]}
    assert {key for key in keys if f"`{key}`" not in page and f"`{key}." not in page} == set()
