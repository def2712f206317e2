"""Check-ins: owners are asked in their hours before the digest, once, and what nobody types is shown as such."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.digests import LEARNERS, LESSONS, METRICS, WEEK
from tests.support.request_doors import words_of
from tests.support.teaching import mondays, parents, teach

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.errors import AlreadyDone, BadInput
from northstar_bot.domain.numbers.check_ins import asked_at, must_be_over, must_be_so_far
from northstar_bot.domain.numbers.readings import Reading

NEXT = WEEK.next
BUTTON = "northstar.readings.check_in"
CONFIRM = "northstar.readings.check_in_whole"


@pytest.fixture
async def acme(on_stage, clock):
    """Bo in New York owns every number and types them; the digest comes on Mondays at nine in Berlin."""
    await teach(on_stage, clock, mondays(on_stage))
    await on_stage.settle()
    return on_stage


def asked(stage, metric="Active learners"):
    return [one for one in stage.bo.dm.messages if f"Check-in: {metric}" in one.text]


async def friday(stage, clock, **later):
    clock.moment = datetime(2026, 11, 27, 14, 31, tzinfo=UTC) + timedelta(**later)
    await stage.settle_in_turn(clock, 6)


def test_before_a_monday_morning_the_question_comes_on_friday_and_else_a_day_before():
    hours = OfficeHours("America/New_York")
    assert asked_at(hours, datetime(2026, 11, 30, 8, tzinfo=UTC)) == datetime(
        2026, 11, 27, 14, 30, tzinfo=UTC
    )
    assert asked_at(hours, datetime(2026, 12, 2, 20, tzinfo=UTC)) == datetime(2026, 12, 1, 20, tzinfo=UTC)


async def test_an_owner_is_asked_once_and_answers_with_a_note(acme, clock):
    await friday(acme, clock, minutes=-10)
    assert asked(acme) == []
    await friday(acme, clock)
    await friday(acme, clock, hours=1)
    (found,) = asked(acme)
    assert "Check-in: Active learners, week 48 (23–29 Nov 2026)." in found.text
    assert "Last: 131 in week 47 (16–22 Nov 2026)." in found.text
    assert "The digest is posted Mon 30 Nov 09:00 Europe/Berlin." in found.text
    opened = await acme.bo.clicks(found, BUTTON)
    wrong = await acme.bo.submits(opened.view, {"value": "many", "whole": "whole"}, force=True)
    assert "value" in wrong.errors
    done = await acme.bo.submits(opened.view, {"value": "140", "whole": "whole", "text": "Schools came back"})
    assert "Active learners: 140 for week 48" in words_of(done.view)
    clock.moment = datetime(2026, 11, 30, 8, 1, tzinfo=UTC)
    await acme.settle()
    (digest,) = [one for one in parents(acme.growth) if "week 48" in one.text]
    assert "Active learners 140 (" in digest.text
    assert "Schools came back" in digest.text
    assert "Lessons per learner: no check-in (1 week)" in digest.text


async def answered_so_far(acme, clock, number="140"):
    """Bo types on Friday what is known by then."""
    await friday(acme, clock)
    (found,) = asked(acme)
    assert "The week ends Sun 29 Nov: say whether your number is for all of it." in found.text
    opened = await acme.bo.clicks(found, BUTTON)
    await acme.bo.submits(opened.view, {"value": number, "whole": "so far"})


async def monday(acme, clock, minute=0):
    """After the digest, in the hours of Bo in New York."""
    clock.moment = datetime(2026, 11, 30, 14, 31 + minute, tzinfo=UTC)
    await acme.settle()
    clock.advance(seconds=2)
    await acme.settle()


def of_week_48(acme):
    (digest,) = [one for one in parents(acme.growth) if "week 48" in one.text]
    return digest.text


async def test_a_number_typed_while_the_week_goes_on_is_compared_with_no_whole_week(acme, clock):
    await answered_so_far(acme, clock)
    clock.moment = datetime(2026, 11, 30, 8, 1, tzinfo=UTC)
    await acme.settle()
    assert "Active learners 140*: typed Fri 27 Nov, before the week ended" in of_week_48(acme)


async def test_a_number_so_far_is_confirmed_with_a_button_and_compared_from_then_on(acme, clock):
    await answered_so_far(acme, clock)
    clock.moment = datetime(2026, 11, 30, 8, 1, tzinfo=UTC)
    await acme.settle()
    await monday(acme, clock)
    await monday(acme, clock, minute=10)
    (again,) = [one for one in asked(acme) if "is that the whole of it?" in one.text]
    assert "140 was typed while the week went on." in again.text
    refused = await acme.cy.clicks(again, CONFIRM, force=True)
    assert "Active learners is recorded by squad Growth or a steward." in refused.text
    await acme.bo.clicks(again, CONFIRM)
    assert "140 is the whole of week 48 (23–29 Nov 2026)." in again.text
    await monday(acme, clock, minute=20)
    assert "Active learners 140 (" in of_week_48(acme)


async def test_a_number_so_far_may_be_typed_again_instead(acme, clock):
    await answered_so_far(acme, clock)
    await monday(acme, clock)
    (again,) = [one for one in asked(acme) if "is that the whole of it?" in one.text]
    opened = await acme.bo.clicks(again, BUTTON)
    assert "What is this number?" not in str(opened.view)
    await acme.bo.submits(opened.view, {"value": "165"})
    built = await acme.bot.house.services.digest.build(acme.bot.workspace, NEXT)
    row = next(one for one in built.lines if one.metric.key == LEARNERS)
    assert (row.value, row.complete, row.provisional) == (165.0, True, False)


def test_only_a_number_so_far_of_a_week_that_is_over_can_be_confirmed():
    with pytest.raises(BadInput, match="not over yet"):
        must_be_over(NEXT.label, WEEK)
    assert must_be_over(WEEK.label, WEEK) == WEEK
    whole = Reading(LEARNERS, WEEK, 140.0)
    for known in (None, whole, replace(whole, provisional=True, source="sql")):
        with pytest.raises(AlreadyDone, match="waits for no confirmation"):
            must_be_so_far(known, METRICS[1])
    so_far = replace(whole, provisional=True)
    assert must_be_so_far(so_far, METRICS[1]) is so_far


async def test_what_nobody_types_is_not_carried_forward(acme, clock):
    preview = await acme.bo.types(f"/northstar digest preview {NEXT.next.label}", channel=acme.growth)
    assert "Active learners: no check-in (2 weeks)" in preview.text


async def test_who_typed_it_already_or_wants_no_questions_is_not_asked(acme, clock):
    async with acme.bot.house.transactions.write() as store:
        await store.readings.add(
            acme.bot.workspace, [Reading(LEARNERS, NEXT, 140.0, provisional=True, recorded_at=clock.now())]
        )
    await friday(acme, clock)
    assert asked(acme) == []
    assert len(asked(acme, "Lessons per learner")) == 1
    async with acme.bot.house.transactions.write() as store:
        await store.preferences.keep(
            acme.bot.workspace, acme.bo.id, frozenset({Switch.CHECK_INS}), clock.now()
        )
    clock.advance(days=7)
    await friday(acme, clock, days=7)
    assert len(asked(acme, "Lessons per learner")) == 1


async def test_others_cannot_answer(acme, clock):
    await friday(acme, clock)
    (found,) = asked(acme)
    refused = await acme.cy.clicks(found, BUTTON, force=True)
    assert refused.view is None
    assert "Active learners is recorded by squad Growth or a steward." in refused.text


async def gone(stage, cover=""):
    """Bo, now an owner, goes away."""
    company = await stage.bot.house.services.company.of(stage.bot.workspace)
    owned = replace(company, owners=(stage.bo.id,), stewards=(), squads=())
    alone = tuple(replace(one, squad=None) for one in company.metrics)
    await stage.bot.house.services.company.apply(replace(owned, metrics=alone))
    await stage.bo.types(f"/northstar away until 2026-12-05 {cover}".strip(), channel=stage.growth)


async def test_who_covers_is_asked_for_the_numbers_of_an_owner_who_is_away(acme, clock):
    await gone(acme, f"cover <@{acme.cy.id}>")
    clock.moment = datetime(2026, 11, 27, 9, 31, tzinfo=UTC)  # a day ahead in the hours of Cy, not of Bo
    await acme.settle_in_turn(clock, 8)
    assert asked(acme) == []
    (found,) = [one for one in acme.cy.dm.messages if "Check-in: Active learners" in one.text]
    assert "You are asked because its owner is away and you cover." in found.text
    opened = await acme.cy.clicks(found, BUTTON)
    await acme.cy.submits(opened.view, {"value": "190", "whole": "whole", "text": "Schools came back"})
    clock.moment = datetime(2026, 11, 30, 8, 1, tzinfo=UTC)
    await acme.settle()
    (digest,) = [one for one in parents(acme.growth) if "week 48" in one.text]
    assert "Active learners 190" in digest.text
    assert "Schools came back" in digest.text


async def test_a_digest_asks_who_answers_and_pings_nobody_who_is_away(acme, clock):
    await gone(acme, f"cover <@{acme.cy.id}>")
    said = await acme.cy.types(f"/northstar digest preview {WEEK.label}", channel=acme.growth)
    assert f"<@{acme.cy.id}> (for Bo, who is away): Active learners" in said.text
    clicked = await acme.cy.clicks(said.message, "northstar.notes.word")
    assert clicked.view
    await acme.bo.types("/northstar back", channel=acme.growth)
    await gone(acme)
    alone = await acme.ana.types(f"/northstar digest preview {WEEK.label}", channel=acme.growth)
    assert "Bo (away): Active learners" in alone.text
    assert f"<@{acme.bo.id}>" not in alone.text
    refused = await acme.cy.clicks(said.message, "northstar.notes.word", force=True)
    assert refused.view is None
    clock.moment = datetime(2026, 11, 27, 14, 31, tzinfo=UTC)
    await acme.settle_in_turn(clock, 6)
    assert asked(acme) == []


async def test_a_late_answer_is_edited_into_the_digest(acme, clock):
    await friday(acme, clock)
    (found,) = asked(acme, "Weekly lessons completed")
    clock.moment = datetime(2026, 11, 30, 8, 1, tzinfo=UTC)
    await acme.settle()
    clock.advance(minutes=10)
    opened = await acme.bo.clicks(found, BUTTON)
    await acme.bo.submits(opened.view, {"value": "700"})
    await acme.settle()
    (digest,) = [one for one in parents(acme.growth) if "week 48" in one.text]
    assert "700 lessons" in digest.text
    built = await acme.bot.house.services.digest.build(acme.bot.workspace, NEXT)
    assert not next(one for one in built.lines if one.metric.key == LESSONS).provisional
