"""Growth with a leak in the digest: when the headline turns, what it claims, and what it does not."""

from dataclasses import replace

import pytest
from tests.support.digests import (
    ALARM,
    CHURN,
    COMPANY,
    LEARNERS,
    LESSONS,
    METRICS,
    PER_LEARNER,
    WEEK,
    business,
    calm,
    digest,
    last,
    series,
    weeks,
)

from northstar_bot.domain.company.company import Direction, Formula, Limits
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.text import text
from northstar_bot.render.digest.words import headline, spoken

COUNTED = replace(COMPANY, formula=Formula())
RISING = [*calm(30), *(103.0 + 5 * at for at in range(8))]


def told(star, churn, company=COUNTED, **kind):
    """The digest of a star and a churn of so many weeks, everything else calm."""
    known = {**business(), LESSONS: series(LESSONS, weeks(star)), CHURN: series(CHURN, weeks(churn))}
    return digest(known, company, **kind)


def spiked(back: int, many: int = 38, height: float = 0.09):
    """A calm churn with one bad week, so many weeks back."""
    values = calm(many, 0.0005)
    values[-1 - back] = height
    return values


def said(found) -> str:
    return spoken(headline(found))


@pytest.mark.parametrize(
    ("back", "when"),
    [(1, "last week"), (3, "3 weeks ago"), (7, "7 weeks ago")],
)
def test_a_leak_of_the_last_eight_weeks_turns_the_headline(back: int, when: str) -> None:
    found = told(RISING, spiked(back))
    assert found.alarms == ()
    assert said(found).startswith(f"Up, but churn left normal {when}. 138 lessons, ")
    for words in (text(found), message(found).text):
        assert words.index("Guardrails:") < words.index("Growth with a leak: ") < words.index("Inputs:")
    assert as_data(found)["leaks"] == [{"key": CHURN, "week": WEEK.plus(-back).label, "mix": False}]


def test_a_leak_before_the_eight_weeks_is_over() -> None:
    found = told(RISING, spiked(8))
    assert said(found).startswith("138 lessons, ")
    assert found.leaks == ()


def test_growth_that_this_week_did_not_add_to_is_said_over_eight_weeks() -> None:
    found = told(last(RISING, 120.0), spiked(3))
    assert said(found).startswith("Up over eight weeks, but churn left normal 3 weeks ago. 120 lessons, −13")


def test_one_old_spike_is_no_growth() -> None:
    spike = [*calm(30), 100.0, 104, 300, 103, 97, 102, 99, 105]
    assert told(spike, spiked(3)).leaks == ()
    assert said(told(spike, spiked(3))).startswith("105 lessons, ")
    assert told([*calm(30), 100.0, 104, 98, 103, 97, 102, 99, 300], spiked(3)).leaks


def test_a_lasting_rise_is_growth_without_a_single_week_outside() -> None:
    locked = replace(COUNTED, limits=Limits.LOCKED)
    found = told([*calm(30), *[104.0] * 8], spiked(2), locked)
    assert found.star.judgement.rules == ("R2",)
    assert "Growth with a leak: Weekly lessons completed is high for" in text(found)


def test_growth_is_told_by_the_signal_there_is() -> None:
    assert "Growth with a leak: Weekly lessons completed is above its normal range; outside" in text(
        told(RISING, spiked(3))
    )
    found = told([*calm(30), 112.0, 111, 110, 109, 99, 112, 110, 105], spiked(3))
    assert not found.star.signal
    assert (
        "over the last eight weeks was higher than before; outside normal meanwhile: churn in week 44"
        in text(found)
    )


def test_a_star_that_should_fall_grows_downwards() -> None:
    star = replace(METRICS[0], name="Days to first lesson", unit="", direction=Direction.DOWN)
    company = replace(COUNTED, metrics=(star, *METRICS[1:]))
    falling = [*calm(30), *(97.0 - 5 * at for at in range(8))]
    known = {**business(), LESSONS: series(LESSONS, weeks(falling), metric=star)}
    known[CHURN] = series(CHURN, weeks(spiked(3)))
    assert said(digest(known, company)).startswith("Down, but churn left normal 3 weeks ago.")
    known[LESSONS] = series(LESSONS, weeks(RISING), metric=star)
    assert digest(known, company).leaks == ()


def test_what_newcomers_alone_may_move_does_not_turn_the_headline() -> None:
    known = {**business(), LESSONS: series(LESSONS, weeks(RISING)), CHURN: series(CHURN, weeks(spiked(3)))}
    known[LEARNERS] = series(LEARNERS, weeks(RISING))
    found = digest(known, COUNTED)
    assert [leak.mix for leak in found.leaks] == [True]
    assert said(found).startswith("138 lessons, ")
    assert "Growth with a leak? " in text(found)


def test_this_weeks_alarm_is_said_once_beside_an_older_leak() -> None:
    refunds = METRICS[4]
    known = {**business(), LESSONS: series(LESSONS, weeks(RISING)), CHURN: series(CHURN, weeks(spiked(0)))}
    known[refunds.key] = series(refunds.key, weeks([value * 100 for value in spiked(4)]))
    found = digest(known, COUNTED)
    assert said(found).startswith(
        "Up, but churn is above its normal range and late refunds left normal 4 weeks ago. "
    )
    assert [leak.guardrail.key for leak in found.leaking] == [refunds.key]


def test_a_digest_of_one_input_tells_the_stars_growth_as_the_stars() -> None:
    found = told(RISING, spiked(3), audience=PER_LEARNER)
    assert said(found).startswith("5.05, ")
    assert "Growth with a leak: Weekly lessons completed is above its normal range" in text(found)


def test_a_withheld_star_hides_no_alarm() -> None:
    held = {key: one for key, one in ALARM.items() if key != LEARNERS}
    found = digest(held)
    assert found.withheld
    assert said(found).startswith(
        "Careful: churn is above its normal range. Not compared this week: Active learners: there is no reading"
    )
    assert as_data(found)["headline"].startswith("Careful: churn is above its normal range.")
    assert message(found).text.split("\n")[1].startswith("Careful: churn is above its normal range.")
