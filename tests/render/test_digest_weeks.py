"""Every number that chart and picture draw stands in words, too."""

from dataclasses import replace

import pytest
from tests.support.digests import (
    COMPANY,
    LEARNERS,
    LESSONS,
    METRICS,
    NORMAL,
    business,
    calm,
    digest,
    forms,
    series,
    weeks,
)

from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.numbers import number
from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.picture import picture
from northstar_bot.render.digest.weeks import pictured, weeks_said

FORMS = forms()


def drawn_values(found) -> dict[str, list[str]]:
    """Every number of the native chart and of the picture, by metric, as it is written."""
    kept = {
        line.metric.name: [
            number(value, style=line.metric.style) for _, value in line.history[-12:] if value is not None
        ]
        for line in pictured(found)
    }
    charts = [block for block in message(found).blocks if block["type"] == "data_visualization"]
    for chart in charts:
        own = chart["chart"]["series"][0]["data"]
        kept[found.star.metric.name] = [number(one["value"], style=found.star.metric.style) for one in own]
    return kept


@pytest.mark.parametrize("form", FORMS)
def test_the_message_below_holds_every_number_drawn(form: str) -> None:
    found = FORMS[form]
    (table,) = message(found).thread
    lines = {
        line.split(", 2026-")[0]: line.split(": ")[1].split(", ")
        for line in table.text.split("\n")
        if " to 2026-W47: " in line
    }
    for name, values in drawn_values(found).items():
        told = [value for value in lines[name] if value != "–"]
        assert told[-len(values) :] == values
        assert all(value in str(table.blocks) for value in values)
    assert message_problems({"text": table.text, "blocks": list(table.blocks)}) == []


def test_a_missing_week_is_a_dash_and_years_are_told_apart() -> None:
    found = digest({**business(), LESSONS: series(LESSONS, weeks([*calm(3), None, 5.0, 6.0]))})
    assert weeks_said(found.star) == ("Weekly lessons completed, 2026-W42 to 2026-W47: 100, 104, 98, –, 5, 6")


def test_a_digest_without_weeks_says_none() -> None:
    (table,) = message(FORMS["nothing known"]).thread
    assert "oldest first" not in table.text


def test_the_alt_text_holds_the_weeks_as_far_as_slack_takes_them() -> None:
    found = digest(NORMAL)
    drawn = picture(found)
    for line in pictured(found):
        assert weeks_said(line) in drawn.alt
    many = [
        METRICS[0],
        *(
            type(METRICS[1])(MetricKey(f"g{at}"), f"Guardrail {'with a long name ' * 2}{at}", METRICS[3].kind)
            for at in range(8)
        ),
    ]
    known = {one.key: series(one.key, weeks(calm(30, 12345.678)), metric=one) for one in many}

    crowded = picture(digest(known, replace(COMPANY, metrics=tuple(many))))
    assert len(crowded.alt) <= 1000
    assert "Weekly lessons completed, 2026-W36 to 2026-W47: " in crowded.alt
    assert crowded.alt.endswith(".")
    assert LEARNERS not in crowded.alt
