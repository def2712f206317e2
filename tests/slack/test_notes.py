"""Notes on weeks with the real bot: written, shown in the digest, corrected, removed."""

from datetime import date

import pytest
from tests.support.request_doors import MECHANISM, ask, choose, weigh_view, words_of

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Dimension, Kind, Metric, Squad, Star
from northstar_bot.domain.numbers.readings import Reading


@pytest.fixture
async def scene(on_stage, clock):
    """Ana owns, Bo asks, Cy decides and is the squad of the input; twelve weeks are known."""
    await on_stage.declare(
        star=Star(0, "dau", "Every classroom learns daily", "Daily users", "users", since=date(2026, 1, 5)),
        metrics=(
            Metric("dau", "Daily users", Kind.STAR),
            Metric("return_days", "Return days", Kind.INPUT, dimension=Dimension.FREQUENCY, squad="habit"),
        ),
        squads=(Squad("habit", "Habit", people=(on_stage.cy.id,)),),
        deciders=(on_stage.cy.id,),
    )
    last = Week.of(clock.now().date()).previous
    async with on_stage.bot.house.transactions.write() as store:
        await store.readings.add(
            on_stage.bot.workspace,
            [
                Reading(metric, last.plus(-back), 100.0 + back % 3, recorded_at=clock.now())
                for metric in ("dau", "return_days")
                for back in range(12)
            ],
        )
    return on_stage


async def digest(scene, week=""):
    return (await scene.bo.types(f"/northstar digest preview {week}".strip(), channel=scene.growth)).message


async def test_a_note_stands_in_the_digest_of_its_week(scene):
    reply = await scene.cy.types(
        "/northstar note return_days <!channel> launch at *Oak*", channel=scene.growth
    )
    assert "Noted on Return days, 2026-W47" in reply.text
    found = await digest(scene)
    assert "Return days: " in found.text
    assert "launch at *Oak* · Cy" in found.text
    assert "<!channel>" not in str(found.blocks)


async def test_an_earlier_week_is_marked_on_the_chart_and_told_beside_it(scene):
    await scene.cy.types("/northstar note return_days 2026-W44 Reseller launch", channel=scene.growth)
    found = await digest(scene)
    assert "▲ W44 Return days: Reseller launch" in found.text
    (chart,) = [block for block in found.blocks if block["type"] == "data_visualization"]
    assert "W44▲" in chart["chart"]["axis_config"]["categories"]
    assert "Noted" not in found.text
    assert "Reseller launch · Cy" in (await digest(scene, "2026-W44")).text


async def test_only_people_of_the_metric_write_notes(scene):
    refused = await scene.bo.types("/northstar note return_days Nothing of mine", channel=scene.growth)
    assert "No metric is yours" in refused.text
    other = await scene.cy.types("/northstar note dau Not my number", channel=scene.growth)
    assert "Notes on Daily users are written by its owner or a steward." in other.text
    assert (
        "Noted on"
        in (await scene.ana.types("/northstar note dau Schools reopened", channel=scene.growth)).text
    )


async def test_words_without_a_metric_open_the_form_with_them(scene):
    reply = await scene.cy.types("/northstar note Reseller launch", channel=scene.growth)
    assert "Reseller launch" in words_of(reply.view)
    done = await scene.cy.submits(reply.view, {"metric": "return_days", "week": "2026-W46"})
    assert "Noted on Return days, 2026-W46" in words_of(done.view)


async def test_a_week_to_come_is_refused(scene):
    refused = await scene.cy.types("/northstar note return_days 2026-W50 Too soon", channel=scene.growth)
    assert "has not begun yet" in refused.text


async def test_its_author_corrects_and_removes_it(scene):
    await scene.cy.types("/northstar note return_days Reseler launch", channel=scene.growth)
    listed = await scene.cy.types("/northstar notes", channel=scene.growth)
    opened = await scene.cy.clicks(listed.message, "northstar.notes.correct")
    await scene.cy.submits(opened.view, {"text": "Reseller launch"})
    again = await scene.cy.types("/northstar notes return_days", channel=scene.growth)
    assert "Reseller launch" in again.text
    assert "Reseler" not in again.text
    assert "corrected" in str(again.message.blocks)
    others = await scene.bo.types("/northstar notes", channel=scene.growth)
    assert "Reseller launch" in others.text
    assert "northstar.notes.remove" not in str(others.message.blocks)
    refused = await scene.bo.clicks(others.message, "northstar.notes.remove", value="1", force=True)
    assert "Only its author or a steward" in refused.text
    await scene.cy.clicks(again.message, "northstar.notes.remove")
    await scene.slack.quiet()
    assert "None yet" in (await scene.cy.types("/northstar notes", channel=scene.growth)).text
    built = await scene.bot.house.services.digest.build(scene.bot.workspace)
    assert built.happened.notes == ()


async def test_what_shipped_stands_in_the_digest_and_private_ones_are_only_counted(scene):
    for values in ({}, {"title": "A secret deal", "visibility": "deciders"}):
        await ask(scene, **values)
    for number in (1, 2):
        view = await choose(scene.cy, await weigh_view(scene, number), "answer", "yes")
        await scene.cy.submits(view, {"answer": "yes", "mechanism": MECHANISM, "input": "return_days"})
        line = f"/northstar shipped {number} 2026-11-22 Reminders at eight"
        await scene.cy.submits((await scene.cy.types(line, channel=scene.growth)).view)
    found = await digest(scene, "2026-W47")
    assert "What shipped" in found.text
    assert "Return days: #1 New notifications for teachers · squad Habit" in found.text
    assert "and 1 private request" in found.text
    assert "secret" not in str(found.blocks)
