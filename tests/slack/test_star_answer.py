"""Answering a message with the star, and the history of stars, as people use them."""

import pytest
from tests.support.doors import OUTSIDERS, Knocking
from tests.support.request_doors import on_scene

from northstar_bot.domain.company.company import Star
from northstar_bot.render.ids import DELIVERY_RESEND

ANSWER = "northstar_answer_message"


@pytest.fixture
async def scene(on_stage):
    return await on_scene(on_stage)


async def shows(scene, person, message):
    reply = await person.uses_shortcut(ANSWER, message, patience=0.3)
    await scene.settle()
    return reply


async def typed(stage, words, person):
    reply = await person.types(words, channel=stage.growth)
    await stage.slack.until(lambda: reply.messages)
    return reply


async def test_the_card_stands_in_the_thread_for_everybody_with_who_shows_it(scene, clock):
    message = await scene.bo.says(scene.growth, "Why do we build this at all?")
    reply = await shows(scene, scene.cy, message)
    assert reply.messages == []
    (card,) = message.thread
    assert card.only_for is None
    assert "Every classroom learns daily" in card.plain
    assert f"shown by <@{scene.cy.id}>" in card.text
    clock.advance(seconds=5)
    again = await shows(scene, scene.cy, card)
    assert "The star was shown in this thread today." in again.text
    assert len(message.thread) == 1
    clock.advance(days=1)
    await shows(scene, scene.cy, card)
    assert len(message.thread) == 2


async def test_where_the_bot_is_not_who_asked_is_told_to_invite_it(scene, clock):
    away = scene.slack.add_channel("away", [scene.bo, scene.cy])
    message = await scene.bo.says(away, "And why this?")
    await shows(scene, scene.cy, message)
    clock.advance(seconds=2)
    await scene.settle()
    (told,) = scene.cy.dm.messages
    assert "(not_in_channel)" in told.plain
    assert "Invite the bot there (/invite @northstar), then use the button." in told.plain
    assert not scene.ana.dm.messages
    away.members.append(scene.slack.bot)
    await scene.cy.clicks(told, DELIVERY_RESEND)
    await scene.settle()
    assert len(message.thread) == 1


async def test_after_the_invitation_the_shortcut_works_the_same_day(scene, clock):
    away = scene.slack.add_channel("away", [scene.bo, scene.cy])
    message = await scene.bo.says(away, "And why this?")
    await shows(scene, scene.cy, message)
    away.members.append(scene.slack.bot)
    clock.advance(seconds=2)
    await shows(scene, scene.bo, message)
    (card,) = message.thread
    assert f"shown by <@{scene.bo.id}>" in card.text


async def test_a_direct_message_is_refused_in_words(scene):
    message = await scene.cy.says(scene.slack.world.direct_with(scene.cy), "Why?")
    reply = await shows(scene, scene.cy, message)
    assert "cannot answer in a direct message" in reply.text


async def test_without_a_star_both_say_what_to_do(on_stage):
    message = await on_stage.bo.says(on_stage.growth, "Why?")
    reply = await shows(on_stage, on_stage.cy, message)
    assert "There is no North Star yet" in reply.text
    assert message.thread == []
    assert "There is no North Star yet" in (await typed(on_stage, "/northstar history", on_stage.cy)).text


async def test_whoever_was_erased_is_not_named_under_a_card(scene, clock):
    message = await scene.bo.says(scene.growth, "Why do we build this at all?")
    await shows(scene, scene.cy, message)
    await scene.bot.house.services.privacy.erase(scene.bot.workspace, scene.cy.id)
    for _ in range(3):
        clock.advance(minutes=1)
        await scene.settle()
    (card,) = message.thread
    assert scene.cy.id not in str(card.record())
    assert "Every classroom learns daily" in card.plain


@pytest.mark.parametrize("who", ["ana", "cy"])
async def test_history_tells_each_version_to_owner_and_member(scene, who, clock):
    person = getattr(scene, who)
    first = await typed(scene, "/northstar history", person)
    assert (
        first.text == "Daily users is our first North Star, since 5 Jan 2026. 0 verdicts were given under it."
    )
    async with scene.bot.house.transactions.write() as store:
        await store.companies.replace_star(
            scene.bot.workspace,
            Star(
                0,
                "new_users",
                "A <b>new</b> day <!channel>",
                "New *teachers*",
                why="<@U1> said so",
                since=clock.now().date(),
            ),
        )
    reply = await typed(scene, "/northstar history", person)
    assert reply.message.only_for is person
    assert reply.text.index("Version 2: New *teachers*") < reply.text.index("Version 1: Daily users")
    assert "5 Jan 2026 to 23 Nov 2026 · 0 verdicts" in reply.text
    assert "<!channel>" not in reply.message.text


async def test_a_guest_is_refused_at_both(scene):
    knocking = Knocking(scene, None, None)
    assert OUTSIDERS in await knocking.command(scene.guest, "history", expect=OUTSIDERS)
    assert OUTSIDERS in await knocking.shortcut(scene.guest, ANSWER, about_message=True, expect=OUTSIDERS)
