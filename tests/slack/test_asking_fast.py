"""From asking to a verdict in two modals, a self-check that leaves no trace, and words that are never wider known."""

import json

import pytest
from sqlalchemy import func, select
from tests.support.request_doors import (
    ASKED,
    MECHANISM,
    ask,
    choose,
    on_scene,
    told,
    weigh_view,
    words_of,
)

from northstar_bot.storage.tables import metadata


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; the star counts daily users."""
    return await on_scene(on_stage)


async def _rows(scene):
    async with scene.bot.house.transactions.read() as store:
        count = {}
        for table in metadata.sorted_tables:
            question = select(func.count()).select_from(table)
            count[table.name] = await store.requests._connection.scalar(question)
        return count


async def test_ask_to_verdict_is_two_modals(scene):
    before = [call.method for call in scene.slack.calls]
    asking = (
        await scene.bo.types("/northstar ask New notifications for teachers", channel=scene.growth)
    ).view
    await scene.bo.submits(asking, {name: value for name, value in ASKED.items() if name != "title"})
    weighing = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    assert (await scene.cy.submits(weighing, {"mechanism": MECHANISM})).closed
    methods = [call.method for call in scene.slack.calls][len(before) :]
    # Two modals are opened, nothing is pushed on them; the decider's one click beside Decide is the verdict itself.
    assert methods.count("views.open") == 2
    assert methods.count("views.push") == 0
    await told(scene, scene.bo, "Yes: #1 New notifications for teachers.")


async def test_a_self_check_leaves_no_row_anywhere(scene):
    await scene.bo.types("/northstar show", channel=scene.growth)
    await scene.slack.quiet()
    await scene.settle()
    before = await _rows(scene)
    view = (await scene.bo.types("/northstar weigh Confetti for everyone", channel=scene.growth)).view
    await scene.bo.clicks(view, "northstar.requests.check_changed.input", option="new_users")
    await scene.bo.clicks(scene.bo.view, "northstar.requests.check_changed.evidence", option="seen")
    await scene.settle()
    assert await _rows(scene) == before
    assert before["request"] == 0


async def test_what_was_checked_in_a_private_place_is_asked_for_privately(scene):
    secret = scene.slack.add_channel("board", [scene.ana, scene.bo, scene.slack.bot], private=True)
    view = (await scene.bo.types("/northstar weigh Buy Elm School in March", channel=secret)).view
    await scene.bo.clicks(view, "northstar.requests.check_changed.input", option="new_users")
    following = (await scene.bo.submits(scene.bo.view)).view
    (who,) = [block for block in following.blocks if block.get("block_id") == "visibility"]
    assert who["element"]["initial_option"]["value"] == "deciders"


async def test_a_private_request_is_posted_nowhere_but_to_its_people(scene, clock):
    secret = scene.slack.add_channel("board", [scene.ana, scene.bo, scene.slack.bot], private=True)
    message = await scene.ana.says(secret, "We will buy Elm School in March, they need reminders")
    view = (await scene.bo.uses_shortcut("northstar_weigh_message", message)).view
    await scene.bo.submits(view, ASKED | {"visibility": "channel", "behalf": ["behalf"]}, force=True)
    weighing = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    await scene.cy.submits(weighing, {"mechanism": MECHANISM})
    await told(scene, scene.bo, "Yes: #1")
    await told(scene, scene.ana, "Yes: #1")
    posted = json.dumps([[each.text, each.blocks] for each in (*scene.growth.messages, *secret.messages[1:])])
    assert "New notifications" not in posted
    assert "Elm School" not in json.dumps([each.text for each in scene.growth.messages])


async def test_the_weigh_form_opens_with_the_star_and_its_hints(scene):
    await ask(scene)
    view = await weigh_view(scene)
    first = json.dumps(view.blocks[:2], ensure_ascii=False)
    assert "★ Daily users · version 1" in first
    assert "Every classroom learns daily" in first
    above = json.dumps(view.blocks[:-1], ensure_ascii=False)
    assert scene.bo.id not in above
    hints = [block["hint"]["text"] for block in view.blocks if block.get("hint")]
    assert "Is it a pain that customers have, or a trend?" in hints
    assert "Can you say it to an engineer as: build this so that the input goes up?" in hints


async def test_an_unknown_word_names_the_nearest_and_offers_to_ask(scene):
    reply = await scene.bo.types("/northstar wiegh the dashboard", channel=scene.growth)
    assert "Did you mean /northstar weigh?" in words_of(reply.message)
    opened = await scene.bo.clicks(reply.message, "northstar.requests.from_text")
    assert "wiegh the dashboard" in words_of(opened.view)
