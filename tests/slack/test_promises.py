"""What a squad promised under an older star is theirs to keep, park or drop, though no decider is among them."""

from datetime import date

import pytest
from tests.support.request_doors import MECHANISM, ask, choose, told, weigh_view, words_of

from northstar_bot.domain.company.company import Dimension, Kind, Metric, Squad, Star

NEXT_STAR = {
    "name": "Weekly lessons completed",
    "metric": "new",
    "vision": "Every student finishes a lesson.",
    "reason": "Daily users rose every week while schools left.",
    "input.return_days": "retire",
    "new_inputs": "depth: Lessons assigned",
    "next": "propose",
}


def named(scene, name):
    return next(each for each in scene.slack.world.people.values() if each.name == name)


@pytest.fixture
async def scene(on_stage, clock):
    """Sam owns an input, Sue is of its squad; Sam said yes, then the star is replaced and the input retired."""
    sam, sue = on_stage.slack.add_person("Sam"), on_stage.slack.add_person("Sue")
    on_stage.growth.members += [sam, sue]
    await on_stage.declare(
        star=Star(0, "dau", "Every classroom learns daily", "Daily users", since=date(2026, 1, 5)),
        metrics=(
            Metric("dau", "Daily users", Kind.STAR),
            Metric(
                "return_days", "Return days", Kind.INPUT,
                dimension=Dimension.FREQUENCY, squad="habit", owner=sam.id,
            ),
        ),
        squads=(Squad("habit", "Habit", people=(sue.id,)),),
        owners=(on_stage.ana.id, on_stage.cy.id),
    )  # fmt: skip
    await ask(on_stage)
    view = await choose(sam, await weigh_view(on_stage, who=sam), "answer", "yes")
    assert (await sam.submits(view, {"mechanism": MECHANISM})).closed
    await _replace_star(on_stage, clock)
    return on_stage


async def _replace_star(scene, clock):
    view = (await scene.ana.types("/northstar pivot propose", channel=scene.growth)).view
    await scene.ana.submits(view, NEXT_STAR)
    clock.advance(seconds=10)
    page = await scene.cy.types("/northstar pivot approve", channel=scene.growth)
    done = await scene.cy.clicks(page.message, "northstar.pivot.approve")
    assert "is the North Star now" in done.text, done.text
    for _ in range(6):
        clock.advance(seconds=5)
        await scene.settle()


async def _record(scene, person):
    return (await person.types("/northstar why 1", channel=scene.growth)).message


@pytest.mark.parametrize("who", ["Sam", "Sue"])
async def test_they_are_told_and_find_it_on_home(scene, who):
    person = named(scene, who)
    note = await told(scene, person, "1 promise of yours under a new star")
    assert "Say by 7 Dec" in note.text
    assert "#1 New notifications for teachers" in words_of(note)
    await person.opens_home()
    assert "The star changed: does this still stand?" in words_of(person.home)
    card = (await person.clicks(note, "northstar.requests.why", value="1")).message
    for label in ("Keep it accepted", "Weigh", "Drop", "Mark shipped"):
        assert label in words_of(card)


@pytest.mark.parametrize("who", ["Sam", "Sue"])
async def test_they_keep_it(scene, who):
    person = named(scene, who)
    kept = await person.clicks(await _record(scene, person), "northstar.pivot.keep", value="1")
    assert "#1 stays accepted" in kept.text
    record = words_of(await _record(scene, person))
    assert "Keep it accepted" not in record
    assert "Kept, though the star had changed" in record
    note = await told(scene, scene.bo, "Still accepted: #1")
    assert f"Kept by <@{person.id}>" in note.text


async def test_they_park_it(scene):
    sue = named(scene, "Sue")
    view = await choose(sue, await weigh_view(scene, who=sue), "input", "lessons_assigned")
    view = await choose(sue, view, "answer", "park")
    view = await choose(sue, view, "wake_on", "pivot")
    fields = {
        "reason": "No lesson more is assigned through it.",
        "difference": "It moves what we do not count now.",
    }
    assert (await sue.submits(view, fields)).closed
    assert "is parked" in words_of(await _record(scene, sue))


async def test_they_drop_it(scene):
    sam = named(scene, "Sam")
    await sam.clicks(await _record(scene, sam), "northstar.requests.drop", value="1")
    assert (await sam.submits(sam.view, {"reason": "Nobody needs it under the new star."})).closed
    assert "is dropped" in words_of(await _record(scene, sam))


async def test_they_still_mark_it_shipped(scene):
    sue = named(scene, "Sue")
    view = (await sue.types("/northstar shipped 1", channel=scene.growth)).view
    assert "#1 is marked shipped on" in words_of((await sue.submits(view)).view)


async def test_nobody_else_is_asked_and_nobody_else_may(scene):
    eve, sue = scene.slack.add_person("Eve"), named(scene, "Sue")
    assert "Only its deciders" in (await eve.clicks(
        await _record(scene, sue), "northstar.pivot.keep", value="1", force=True
    )).text  # fmt: skip
    assert "Only deciders" in (await eve.types("/northstar weigh 1", channel=eve.dm)).text
    assert not [each for each in scene.bo.dm.messages if "of yours under a new star" in each.text]
