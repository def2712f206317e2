"""Every other door of requests, for whom it opens, and what comes alive nowhere."""

import json
from dataclasses import replace

import pytest
from tests.support.request_doors import (
    ASKED,
    ask,
    on_scene,
    words_of,
)

from northstar_bot.domain.company.company import Team


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; the star counts daily users."""
    return await on_scene(on_stage)


async def test_lists_have_refresh_pages_and_buttons_for_each_role(scene):
    for _ in range(11):
        await ask(scene)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    assert "#11 New notifications" in listing.text
    assert (
        await scene.cy.clicks(listing.message, "northstar.requests.weigh", value="11")
    ).view.title == "Weigh #11"
    await scene.cy.closes(scene.cy.view)
    await scene.cy.clicks(listing.message, "northstar.requests.list.older")
    assert "#1 New notifications" in listing.message.plain
    await scene.cy.clicks(listing.message, "northstar.requests.list.newest")
    await scene.cy.clicks(listing.message, "northstar.requests.list.refresh")
    assert "#11 New notifications" in listing.message.plain
    seen = await scene.bo.types("/northstar requests mine", channel=scene.growth)
    assert "Weigh" not in json.dumps(seen.message.blocks)
    details = await scene.bo.clicks(seen.message, "northstar.requests.why", value="11")
    assert "#11 New notifications for teachers is open." in details.text


async def test_a_forged_button_is_authorised_again(scene):
    await ask(scene)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    forged = await scene.bo.clicks(listing.message, "northstar.requests.weigh", value="1", force=True)
    assert "Nobody decides their own request" in forged.text


@pytest.mark.parametrize("who", ["guest", "stranger", "robot"])
async def test_outsiders_are_refused_at_every_door(scene, who):
    await ask(scene)
    outsider = getattr(scene, who)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    # Slack itself offers no commands to people of other organisations.
    typed = ("ask something nice", "weigh 1", "weigh some words", "why 1", "requests")
    for text in typed if who != "stranger" else ():
        assert "Only full members" in (await outsider.types(f"/northstar {text}", channel=scene.growth)).text
    for action in ("weigh", "why", "list.refresh"):
        refused = await outsider.clicks(
            listing.message, f"northstar.requests.{action}", value="1", force=True
        )
        assert "#1 New" not in refused.text
        assert refused.view is None


async def test_members_without_a_role_are_told_who_decides(scene):
    await ask(scene, who=scene.cy)
    assert "Only deciders" in (await scene.bo.types("/northstar weigh 1", channel=scene.growth)).text
    assert "Nobody decides" in (await scene.cy.types("/northstar weigh 1", channel=scene.growth)).text


@pytest.mark.parametrize(
    "text", ["why 7", "weigh 7", "why 99999999999", "why", "weigh", "requests everything", "why x"]
)
async def test_numbers_and_words_that_mean_nothing_are_answered(scene, text):
    reply = await scene.cy.types(f"/northstar {text}", channel=scene.growth)
    assert reply.status == "ok"
    assert reply.view is None
    assert "went wrong" not in reply.text
    assert reply.text


async def test_a_self_check_is_private_and_leads_to_asking(scene):
    view = (
        await scene.bo.types("/northstar weigh Confetti for *everyone* <!channel>", channel=scene.growth)
    ).view
    assert "Nothing is kept" in words_of(view)
    await scene.bo.clicks(view, "northstar.requests.check_changed.input", option="new_users")
    assert "Rule R3" in words_of(scene.bo.view)
    following = await scene.bo.submits(scene.bo.view)
    assert following.view.title == "Ask"
    assert "Confetti" in words_of(following.view)
    assert "Nothing here" in (await scene.cy.types("/northstar requests", channel=scene.growth)).text


async def test_a_message_can_be_asked_about_with_a_link_to_it(scene):
    message = await scene.cy.says(scene.growth, "Oak School wants reminders at eight in the morning")
    view = (await scene.bo.uses_shortcut("northstar_weigh_message", message)).view
    assert "Oak School wants reminders" in words_of(view)
    done = await scene.bo.submits(view, {name: value for name, value in ASKED.items() if name != "title"})
    assert "Everybody here can read it." in words_of(done.view)
    why = await scene.ana.types("/northstar why 1", channel=scene.growth)
    assert message.ts.replace(".", "") in json.dumps(why.message.blocks)


async def test_words_from_a_private_channel_stay_private_whatever_is_sent(scene):
    secret = scene.slack.add_channel("board", [scene.ana, scene.bo, scene.slack.bot], private=True)
    message = await scene.ana.says(secret, "We will buy Elm School in March, they need reminders")
    view = (await scene.bo.uses_shortcut("northstar_weigh_message", message)).view
    await scene.bo.submits(view, ASKED | {"visibility": "channel"}, force=True)
    guess = scene.slack.add_person("Eve")
    assert (await guess.types("/northstar why 1", channel=guess.dm)).text == (
        "#1 is private to its asker and the deciders. It is open."
    )
    assert "New notifications" not in (await guess.types("/northstar requests", channel=guess.dm)).text
    assert "New notifications" in (await scene.cy.types("/northstar why 1", channel=scene.growth)).text


async def test_the_global_shortcut_asks_from_anywhere(scene):
    view = (await scene.bo.uses_shortcut("northstar_ask")).view
    assert view.title == "Ask"


async def test_an_unknown_word_can_become_a_request_with_its_words(scene):
    reply = await scene.bo.types("/northstar please build us a dashboard", channel=scene.growth)
    opened = await scene.bo.clicks(reply.messages[0], "northstar.requests.from_text")
    assert "please build us a dashboard" in words_of(opened.view)


async def test_the_same_form_sent_twice_is_one_request(scene):
    reply = await scene.bo.types("/northstar ask", channel=scene.growth)
    view = reply.view
    await scene.bo.submits(view, ASKED)
    await scene.bo.submits(view, ASKED, force=True)
    listing = await scene.bo.types("/northstar requests", channel=scene.growth)
    assert listing.text.count("New notifications") == 1


async def test_hostile_words_come_alive_nowhere(scene):
    hostile = "<!channel> *x* `y` <https://evil.example|safe> & more of it"
    await ask(scene, title=hostile, problem=hostile)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    why = await scene.cy.types("/northstar why 1", channel=scene.growth)
    for message in (listing.message, why.message):
        assert "<!channel>" not in message.text
        live = [each for each in message.blocks if each["type"] in ("section", "context")]
        assert "<!channel>" not in json.dumps([b for b in live if '"mrkdwn"' in json.dumps(b)])


async def test_without_a_star_a_request_is_logged_not_weighed(on_stage):
    await on_stage.declare(deciders=(on_stage.cy.id,))
    values = {name: value for name, value in ASKED.items() if name != "input"}
    done = await ask(on_stage, values=values)
    assert "No North Star is set yet" in words_of(done.view)
    refused = await on_stage.cy.types("/northstar weigh 1", channel=on_stage.growth)
    assert "Requests are kept and wait for it" in refused.text


async def test_the_asker_withdraws(scene):
    await ask(scene)
    why = await scene.bo.types("/northstar why 1", channel=scene.growth)
    assert "#1 is withdrawn." in (await scene.bo.clicks(why.message, "northstar.requests.withdraw")).text
    again = await scene.bo.clicks(why.message, "northstar.requests.withdraw")
    assert "This request is withdrawn." in again.text
    await scene.slack.quiet()  # Home is published after the answer


async def test_names_in_what_was_typed_are_read_not_mentioned(scene):
    view = (await scene.bo.types("/northstar ask Tell @Cy about the demo", channel=scene.growth)).view
    assert "Tell @" in words_of(view)
    assert f"<@{scene.cy.id}" not in json.dumps([b for b in view.blocks if b.get("block_id") == "title"])


async def test_from_takes_a_team_not_a_person(scene):
    companies = scene.bot.house.services.company
    company = await companies.of(scene.bot.workspace)
    await companies.apply(replace(company, teams=(Team("sales", "Sales"),)))
    reply = await scene.cy.types("/northstar requests from:@Bo", channel=scene.growth)
    said = reply.text.partition("You typed:")[0]
    assert "from: takes a team, not @bo. Use one of: sales." in said
    assert scene.bo.id.casefold() not in reply.text.casefold()


async def test_what_was_typed_is_handed_back_as_it_was_read(scene):
    reply = await scene.guest.types("/northstar ask @Bo &amp; <3", channel=scene.growth)
    assert f"<@{scene.bo.id}" not in reply.text + json.dumps(reply.message.blocks)
    assert reply.text.endswith("You typed:\n/northstar ask @bo &amp; <3")


@pytest.mark.parametrize("number", ["-1", "−1", "+7", "#-1", "1.5", "1 2", "9" * 20])
async def test_a_number_that_no_request_has_opens_nothing(scene, number):
    reply = await scene.cy.types(f"/northstar weigh {number}", channel=scene.growth)
    assert reply.view is None
    assert f"There is no request #{number.lstrip('#')}." in reply.text


async def test_words_that_begin_with_a_number_are_still_weighed(scene):
    reply = await scene.cy.types("/northstar weigh 3 new buttons", channel=scene.growth)
    assert "3 new buttons" in words_of(reply.view)


async def test_a_sign_without_a_number_is_no_idea_to_check(scene):
    reply = await scene.cy.types("/northstar weigh #", channel=scene.growth)
    assert reply.view is None
    assert "Weigh what?" in reply.text
