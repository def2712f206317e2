"""Marking accepted work shipped and looking back, with the real bot, as people do it."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from tests.support.request_doors import MECHANISM, ask, choose, told, weigh_view, words_of

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Dimension, Kind, Metric, Squad, Star
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.services.requests.happenings import happened_in

CALM = (104, 97, 101, 95, 103, 99, 106, 98, 102, 94, 100, 101)


@pytest.fixture
async def scene(on_stage, clock):
    """Ana owns, Bo asks, Cy decides and is the squad that owns the days on which teachers return."""
    await on_stage.declare(
        star=Star(0, "dau", "Every classroom learns daily", "Daily users", "users", since=date(2026, 1, 5)),
        metrics=(
            Metric("dau", "Daily users", Kind.STAR),
            Metric("return_days", "Return days", Kind.INPUT, dimension=Dimension.FREQUENCY, squad="habit"),
        ),
        squads=(Squad("habit", "Habit", people=(on_stage.cy.id,)),),
        deciders=(on_stage.cy.id,),
    )
    await ask(on_stage)
    view = await choose(on_stage.cy, await weigh_view(on_stage), "answer", "yes")
    await on_stage.cy.submits(view, {"answer": "yes", "mechanism": MECHANISM})
    await on_stage.settle()
    clock.advance(minutes=1)
    return on_stage


async def record(scene, clock, step):
    """Twelve calm weeks before shipping, and eight after it that lie `step` higher."""
    now = Week.of(clock.now().date())
    before = {now.plus(at - len(CALM)): value for at, value in enumerate(CALM)}
    after = {now.plus(1 + at): value + step for at, value in enumerate(CALM[:8])}
    async with scene.bot.house.transactions.write() as store:
        await store.readings.add(
            scene.bot.workspace,
            [
                Reading("return_days", week, float(value), recorded_at=clock.now())
                for week, value in (before | after).items()
            ],
        )


async def _marked(scene):
    view = (
        await scene.cy.types("/northstar shipped 1 2026-11-23 Reminders at eight", channel=scene.growth)
    ).view
    assert "#1 is marked shipped on 23 Nov 2026" in words_of((await scene.cy.submits(view)).view)


@pytest.mark.parametrize(
    ("line", "on", "changed"),
    [
        ("Reminders at eight", "2026-11-23", "Reminders at eight"),
        ("2026-11-20", "2026-11-20", None),
        ("20.11.2026 Reminders at eight", "2026-11-20", "Reminders at eight"),
        ("20 Nov, reminders at eight", "2026-11-20", "reminders at eight"),
        ("yesterday", "2026-11-22", None),
    ],
)
async def test_what_was_typed_stands_in_a_form_before_anything_is_marked(scene, line, on, changed):
    view = (await scene.cy.types(f"/northstar shipped 1 {line}", channel=scene.growth)).view
    fields = {block["block_id"]: block["element"] for block in view.blocks if block["type"] == "input"}
    assert fields["on"]["initial_date"] == on
    assert fields["changed"].get("initial_value") == changed
    await scene.settle()
    assert not [each for each in scene.bo.dm.messages if "Shipped" in each.text]


@pytest.mark.parametrize("line", ["31.02.2026", "2026-02-31 Reminders", "31 Feb"])
async def test_a_day_that_there_is_not_marks_nothing(scene, line):
    refused = await scene.cy.types(f"/northstar shipped 1 {line}", channel=scene.growth)
    assert "is not a day. Nothing was marked. Write it as 2026-11-20 or 20 Nov." in refused.text
    assert refused.view is None
    await scene.settle()
    assert not [each for each in scene.bo.dm.messages if "Shipped" in each.text]


async def test_the_squad_marks_it_and_the_asker_hears_once(scene):
    reply = await scene.cy.types("/northstar shipped 1", channel=scene.growth)
    assert "#1 New notifications for teachers" in words_of(reply.view)
    assert "Done by Habit" in words_of(reply.view)
    done = await scene.cy.submits(reply.view, {"changed": "Reminders go out at eight"})
    assert "#1 is marked shipped on" in words_of(done.view)
    message = await told(scene, scene.bo, "Shipped: #1")
    assert "What changed: Reminders go out at eight" in message.text
    assert f"Marked by <@{scene.cy.id}>" in message.text
    again = await scene.cy.types("/northstar shipped 1 once more", channel=scene.growth)
    assert "already marked shipped by @Cy" in again.text


async def test_whoever_is_not_of_the_squad_cannot(scene):
    refused = await scene.bo.types("/northstar shipped 1 today", channel=scene.growth)
    assert refused.view is None
    assert "people of its squad" in refused.text
    assert "/northstar why 1 says who they are" in refused.text
    why = await scene.bo.types("/northstar why 1", channel=scene.growth)
    assert f"Done by Habit · marked shipped by <@{scene.cy.id}>" in why.text
    assert not [each for each in scene.bo.dm.messages if "Shipped" in each.text]


async def test_a_day_to_come_is_refused_under_its_field(scene):
    reply = await scene.cy.types("/northstar shipped 1", channel=scene.growth)
    wrong = await scene.cy.submits(reply.view, {"on": "2030-01-01"})
    assert "still to come" in str(wrong.errors)


async def test_home_and_record_offer_the_button(scene):
    await scene.cy.opens_home()
    assert "Mark shipped" in words_of(scene.cy.home)
    why = await scene.cy.types("/northstar why 1", channel=scene.growth)
    assert "Done by Habit" in why.text
    await scene.cy.clicks(why.message, "northstar.shipped.open")
    assert "What changed?" in words_of(scene.cy.view)
    others = await scene.bo.types("/northstar why 1", channel=scene.growth)
    assert "Mark shipped" not in str(others.message.blocks)


async def test_sixty_days_later_the_squad_is_asked_and_the_answer_is_kept(scene, clock):
    await record(scene, clock, step=20)
    await _marked(scene)
    clock.advance(days=59)
    await scene.settle()
    assert not [each for each in scene.cy.dm.messages if "Did Return days move?" in each.text]
    clock.advance(days=4, hours=3)
    asked = await told(scene, scene.cy, "Did Return days move?")
    assert "Return days went up" in asked.text
    assert "is not known from these numbers" in asked.text
    await scene.cy.clicks(asked, "northstar.shipped.look_back.YES")
    (asked,) = [each for each in scene.cy.dm.messages if "Did Return days move?" in each.text]
    assert "Yes, it moved" in asked.text
    await scene.cy.clicks(asked, "northstar.shipped.note")
    await scene.cy.submits(scene.cy.view, {"note": "Oak School comes back daily"})
    why = await scene.bo.types("/northstar why 1", channel=scene.growth)
    assert "Yes, it moved (the readings had gone up): Oak School comes back daily" in why.text
    page = await scene.bo.types("/northstar shipped", channel=scene.growth)
    assert "In the last 365 days 1 request shipped; looked back at 1: yes, it moved 1." in page.text


async def test_noise_is_not_called_a_move(scene, clock):
    await record(scene, clock, step=0)
    await _marked(scene)
    clock.advance(days=63, hours=3)
    asked = await told(scene, scene.cy, "Did Return days move?")
    assert "lie within what was usual before" in asked.text


async def test_without_readings_it_says_so(scene, clock):
    await _marked(scene)
    clock.advance(days=63, hours=3)
    asked = await told(scene, scene.cy, "Did Return days move?")
    assert "Return days has no readings, so nothing can be compared." in asked.text


async def test_the_days_are_a_setting(scene, clock):
    company = await scene.bot.house.services.company.of(scene.bot.workspace)
    await scene.declare(
        star=company.star,
        metrics=company.metrics,
        squads=company.squads,
        deciders=company.deciders,
        look_back_days=90,
    )
    await _marked(scene)
    clock.moment += timedelta(days=63, hours=3)
    await scene.settle()
    assert not [each for each in scene.cy.dm.messages if "Did Return days move?" in each.text]


async def test_a_list_offers_the_button_to_the_squad_and_a_yes_names_squad_and_day(scene):
    await ask(scene, title="Another thing that teachers need")
    view = await choose(scene.cy, await weigh_view(scene, 2), "answer", "yes")
    assert "Which squad does it?" in words_of(view)
    await scene.cy.submits(
        view, {"answer": "yes", "mechanism": MECHANISM, "squad": "habit", "look_by": "2027-03-01"}
    )
    why = await scene.bo.types("/northstar why 2", channel=scene.growth)
    assert "We will look at Return days by 1 Mar 2027." in str(why.message.blocks)
    assert f"marked shipped by <@{scene.cy.id}> · we look at Return days by 1 Mar 2027" in why.text


async def test_what_was_answered_stands_in_the_digest_of_that_week_and_on_the_mark_of_the_chart(scene, clock):
    await record(scene, clock, step=20)
    await _marked(scene)
    clock.advance(days=63, hours=3)
    asked = await told(scene, scene.cy, "Did Return days move?")
    await scene.cy.clicks(asked, "northstar.shipped.look_back.NO")
    await scene.cy.clicks(asked, "northstar.shipped.look_back.YES")
    clock.advance(days=7)
    digest = await scene.cy.types("/northstar digest preview", channel=scene.growth)
    said = f"{digest.text}\n{words_of(digest.message)}"
    assert "Looked back" in said
    assert "#1 New notifications for teachers was shipped on 23 Nov 2026, and it moved" in digest.text
    clock.advance(days=7)
    digest = await scene.cy.types("/northstar digest preview", channel=scene.growth)
    assert "was shipped on 23 Nov" not in digest.text
    async with scene.bot.house.transactions.read() as store:
        company = await store.companies.of(scene.bot.workspace)
        week = company.closed_week(clock.now())
        happened = await happened_in(store, company, week.plus(-12), week)
    (mark,) = happened.marks
    assert mark.words == "Return days: #1 New notifications for teachers shipped, and it moved"


async def test_where_no_squad_and_no_owner_is_named_the_record_names_the_stewards_or_owners(scene):
    company = await scene.bot.house.services.company.of(scene.bot.workspace)
    left = replace(company, squads=(Squad("habit", "Habit"),), owners=(scene.ana.id,))
    await scene.bot.house.services.company.apply(left)
    why = await scene.bo.types("/northstar why 1", channel=scene.growth)
    assert f"Done by Habit · marked shipped by <@{scene.ana.id}>" in why.text
    view = (await scene.ana.types("/northstar shipped 1", channel=scene.growth)).view
    assert "#1 is marked shipped on" in words_of((await scene.ana.submits(view)).view)
