"""One week told to everybody, to executives and to the squad of one input."""

from dataclasses import replace

import pytest
from tests.support.digests import (
    ALARM,
    COMPANY,
    LEARNERS,
    LESSONS,
    MONDAY,
    NORMAL,
    PER_LEARNER,
    WEEK,
    business,
    digest,
    forms,
)

from northstar_bot.domain.counts import RequestCounts, ShoutoutCounts
from northstar_bot.domain.digest.audience import audiences, heard_by
from northstar_bot.domain.digest.digest import EXECUTIVES, WHOLE
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.numbers.annotations import Annotation
from northstar_bot.domain.numbers.happened import Happened, Noted, ShippedItem
from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.text import text

ASKED = RequestCounts(asked=5, accepted=2, by_input={LEARNERS: 3})


def of(audience, known=NORMAL, **more):
    return digest(known, audience=audience, requests=ASKED, shoutouts=ShoutoutCounts(given=4), **more)


def test_the_audiences_are_everybody_executives_and_each_input():
    assert audiences(COMPANY) == (WHOLE, EXECUTIVES, LEARNERS, PER_LEARNER)


def test_executives_see_only_inputs_that_left_normal_and_are_asked_nothing():
    whole, told = of(WHOLE), of(EXECUTIVES)
    assert [line.metric.key for line in told.inputs] == [
        line.metric.key for line in whole.inputs if line.signal
    ]
    assert len(told.inputs) < len(whole.inputs)
    assert (told.star, told.guardrails, told.asks) == (whole.star, whole.guardrails, ())
    assert {pace.metric.key for pace in told.paces} <= {LESSONS}
    said = text(told)
    assert "Inputs that left normal" in said
    assert "shout-out" not in said
    assert "asked" not in said.lower()


def test_executives_of_a_calm_week_read_that_no_input_left_normal():
    assert "Inputs: none has left its normal range this week." in text(of(EXECUTIVES, business()))


def test_a_squad_sees_its_input_in_full_and_the_star_on_one_line():
    told = of(LEARNERS)
    whole = of(WHOLE)
    said = text(told)
    assert told.star == next(line for line in whole.inputs if line.metric.key == LEARNERS)
    assert told.overall == whole.star
    assert said.startswith(f"{told.star.metric.name} · week")
    assert "4-week mean" in said
    (star_line,) = [line for line in said.splitlines() if line.startswith("North Star: ")]
    assert "681 (+48%)" in star_line
    assert [line.metric.key for line in told.guardrails] == [line.metric.key for line in whole.guardrails]
    assert "3 requests asked" in said
    other = next(line for line in whole.inputs if line.metric.key == PER_LEARNER)
    assert other.metric.name not in said


def test_what_happened_is_told_to_whom_it_concerns():
    found = Happened(
        shipped=(
            ShippedItem(1, "Shorter lessons", WEEK.start, input_name="Active learners"),
            ShippedItem(2, "Tidier menu", WEEK.start, input_name="Lessons per learner"),
        ),
        notes=tuple(
            Noted(Annotation(key, WEEK, PersonId("U1"), "A fair.", MONDAY), key, "Ana")
            for key in (LEARNERS, PER_LEARNER, LESSONS)
        ),
        public=2,
        private=3,
    )
    own, executives = heard_by(of(LEARNERS), found), heard_by(of(EXECUTIVES, business()), found)
    assert ([item.number for item in own.shipped], own.public, own.private) == ([1], 1, 0)
    assert [noted.note.metric for noted in own.notes] == [LEARNERS, LESSONS]
    assert (executives.shipped, executives.public, executives.private) == ((), 0, 0)
    assert [noted.note.metric for noted in executives.notes] == [LESSONS]
    assert heard_by(of(WHOLE), found) is found


def test_a_squad_is_asked_about_its_own_input_only():
    whole = of(WHOLE, ALARM)
    assert any(line in whole.asks for line in whole.guardrails)
    told = of(LEARNERS, ALARM)
    assert all(line.metric.key == LEARNERS for line in told.asks)
    assert "but churn is above its normal range" in text(told)


def test_an_input_without_a_reading_is_not_compared():
    known = business()
    known.pop(LEARNERS)
    told = of(LEARNERS, known)
    assert told.withheld.metric.key == LEARNERS
    assert "Not compared this week: there is no reading for this week" in text(told)


def test_a_digest_for_an_input_that_is_gone_is_for_everybody():
    assert of("removed") == of(WHOLE)


def test_the_data_says_for_whom_it_is():
    data = as_data(of(LEARNERS))
    assert (data["audience"], data["star"]["key"], data["about"]["key"]) == (LEARNERS, LESSONS, LEARNERS)
    assert (as_data(of(WHOLE))["audience"], as_data(of(WHOLE))["about"]) == ("whole", None)


@pytest.mark.parametrize("audience", [EXECUTIVES, LEARNERS])
@pytest.mark.parametrize("known", [NORMAL, ALARM, business()])
def test_every_audience_fits_a_phone_and_slack(audience, known):
    drawn = message(of(audience, known))
    assert len(drawn.blocks) <= 15
    for sent in (drawn, *drawn.thread):
        assert message_problems({"text": sent.text, "blocks": list(sent.blocks)}) == []


def test_the_digest_for_everybody_is_what_it_was():
    """The forms agreed are the same with the audience said and left out."""
    for found in forms().values():
        assert found.audience == WHOLE
        assert found == replace(found, audience=WHOLE, overall=None, renewal=None)
