"""Requests through every door of the real bot: ask, weigh, decide, why, lists, buttons; for whom, and once."""

import json
from datetime import date

import pytest

from northstar_bot.domain.company import Dimension, Kind, Metric, Star

ASKED = {
    "title": "New notifications for teachers",
    "kind": "client request",
    "problem": "Teachers of Oak School forget to come back after the first lesson.",
    "evidence": "seen",
    "input": "return_days",
}
WORKFLOW = ASKED | {
    "title": "Fix the assignment workflow",
    "kind": "bug fix",
    "problem": "It takes ten clicks to assign a lesson; teachers give up at the fifth.",
    "input": "none",
}
YES = {"answer": "yes"}
MECHANISM = "When a teacher is reminded at eight, they open the app on more days."
NO = {
    "reason_code": "moves no input",
    "reason": "Nobody would come on more days because assigning a lesson is quicker.",
    "would_be_yes": "Two schools whose teachers come back more often with it.",
}


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; the star counts daily users."""
    await on_stage.declare(
        star=Star(0, "dau", "Every classroom learns daily", "Daily users", "users", since=date(2026, 1, 5)),
        metrics=(
            Metric("dau", "Daily users", Kind.STAR),
            Metric("new_users", "New teachers", Kind.INPUT, dimension=Dimension.BREADTH),
            Metric("return_days", "Return days", Kind.INPUT, dimension=Dimension.FREQUENCY),
        ),
        deciders=(on_stage.cy.id,),
    )
    return on_stage


async def _asked(scene, who=None, values=None, **changes):
    person = who or scene.bo
    reply = await person.types("/northstar ask", channel=scene.growth)
    return await person.submits(reply.view, (values or ASKED) | changes)


async def _weighing(scene, number=1, who=None):
    return (await (who or scene.cy).types(f"/northstar weigh {number}", channel=scene.growth)).view


async def _choose(person, view, name, value):
    await person.clicks(view, f"northstar.requests.weigh_changed.{name}", option=value)
    return person.view


def _words(view):
    return json.dumps(view.blocks, ensure_ascii=False)


def _named(view):
    return [block["block_id"] for block in view.blocks if block["type"] == "input"]


async def _told(scene, person, words):
    """The one message in a person's DM that says `words`; whoever carries it, it arrives once."""
    await scene.settle()
    await scene.slack.until(lambda: any(words in each.text for each in person.dm.messages))
    await scene.slack.quiet()
    (message,) = [each for each in person.dm.messages if words in each.text]
    return message


async def test_from_asking_to_a_yes_in_two_forms(scene):
    reply = await scene.bo.types("/northstar ask New notifications for teachers", channel=scene.growth)
    assert "It will be weighed against ★ Daily users." in _words(reply.view)
    values = {name: value for name, value in ASKED.items() if name != "title"}
    done = await scene.bo.submits(reply.view, values)
    assert "#1 New notifications for teachers" in _words(done.view)

    view = await _weighing(scene)
    assert view.blocks[0]["text"]["text"] == "★ Daily users · version 1"
    assert "Rule R2: moves Return days, with evidence." in _words(view)
    view = await _choose(scene.cy, view, "answer", "yes")
    assert (await scene.cy.submits(view, {"mechanism": MECHANISM})).closed

    note = await _told(scene, scene.bo, "Yes: #1 New notifications for teachers.")
    assert MECHANISM in note.text
    assert f"<@{scene.cy.id}>" in note.text


async def test_a_no_is_polite_and_complete_and_told_once(scene):
    await _asked(scene, values=WORKFLOW)
    view = await _weighing(scene)
    view = await _choose(scene.cy, view, "input", "none")
    assert "Rule R1: moves no input of the current star." in _words(view)
    view = await _choose(scene.cy, view, "answer", "no")
    assert (await scene.cy.submits(view, NO)).closed
    text = (await _told(scene, scene.bo, "No, for now: #1")).text
    for part in ("Thank you for the goal behind it", "★ Daily users", NO["reason"], NO["would_be_yes"]):
        assert part in text
    why = await scene.ana.types("/northstar why #1", channel=scene.growth)
    assert "under ★ Daily users, version 1" in why.text


async def test_errors_stand_under_their_fields_and_nothing_typed_is_lost(scene):
    reply = await scene.bo.types("/northstar ask", channel=scene.growth)
    wrong = await scene.bo.submits(
        reply.view, ASKED | {"title": "short", "problem": "x", "needed_by": "2026-12-24"}
    )
    assert set(wrong.errors) == {"title", "problem", "needed_why"}
    fixed = {"title": ASKED["title"], "problem": ASKED["problem"], "needed_why": "The school renews then"}
    assert "#1 New notifications" in _words((await scene.bo.submits(wrong.view, fixed)).view)


async def test_what_is_typed_stays_while_the_suggestion_follows(scene):
    await _asked(scene)
    view = await _choose(scene.cy, await _weighing(scene), "answer", "yes")
    scene.cy.fills(view, {"mechanism": MECHANISM})
    view = await _choose(scene.cy, view, "evidence", "hunch")
    assert "Rule R3" in _words(view)
    assert _named(view)[3:] == ["mechanism", "stops", "difference"]
    view = await _choose(scene.cy, view, "answer", "park")
    view = await _choose(scene.cy, view, "answer", "yes")
    wrong = await scene.cy.submits(view, {"difference": "short"})
    assert set(wrong.errors) == {"difference"}
    assert (
        await scene.cy.submits(wrong.view, {"difference": "Elm School is about to measure it this week."})
    ).closed
    assert MECHANISM in (await _told(scene, scene.bo, "Yes: #1")).text


async def test_a_verdict_sent_before_its_fields_were_in_sight_shows_them(scene):
    await _asked(scene)
    view = await _weighing(scene)
    scene.cy.fills(view, {"answer": "no"})
    answer = await scene.cy.submits(view)
    assert "Not saved yet." in _words(answer.view)
    assert {"reason_code", "reason", "would_be_yes", "difference"} <= set(_named(answer.view))
    different = {"difference": "The schools that asked for it are leaving anyway."}
    assert (await scene.cy.submits(answer.view, NO | different)).closed


async def test_the_second_of_two_deciders_hears_who_was_first(scene):
    await _asked(scene)
    early, late = await _weighing(scene), await _weighing(scene, who=scene.ana)
    for person, view in ((scene.cy, early), (scene.ana, late)):
        await _choose(person, view, "answer", "yes")
    assert (await scene.cy.submits(scene.cy.view, {"mechanism": MECHANISM})).closed
    second = await scene.ana.submits(scene.ana.view, {"mechanism": MECHANISM})
    assert any("Request #1 was already decided by" in said for said in second.errors.values())
    await _told(scene, scene.bo, "Yes: #1")


async def test_ask_back_answer_and_weigh_again(scene):
    await _asked(scene)
    view = await _choose(scene.cy, await _weighing(scene), "answer", "ask back")
    await scene.cy.submits(view, {"question": "Which teachers, class or subject?"})
    note = await _told(scene, scene.bo, "A question before we can weigh it: #1")
    opened = await scene.bo.clicks(note, "northstar.requests.reply")
    assert (await scene.bo.submits(opened.view, {"text": "Class teachers of Oak School."})).closed
    view = await _weighing(scene)
    assert "Added later: Class teachers of Oak School." in _words(view)
    assert "Earlier: ask back." in _words(view)


async def test_lists_have_refresh_pages_and_buttons_for_each_role(scene):
    for _ in range(11):
        await _asked(scene)
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
    await _asked(scene)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    forged = await scene.bo.clicks(listing.message, "northstar.requests.weigh", value="1", force=True)
    assert "Nobody decides their own request" in forged.text


@pytest.mark.parametrize("who", ["guest", "stranger", "robot"])
async def test_outsiders_are_refused_at_every_door(scene, who):
    await _asked(scene)
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
    await _asked(scene, who=scene.cy)
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
    assert "Nothing is kept" in _words(view)
    await scene.bo.clicks(view, "northstar.requests.check_changed.input", option="new_users")
    assert "Rule R3" in _words(scene.bo.view)
    following = await scene.bo.submits(scene.bo.view)
    assert following.view.title == "Ask"
    assert "Confetti" in _words(following.view)
    assert "Nothing here" in (await scene.cy.types("/northstar requests", channel=scene.growth)).text


async def test_a_message_can_be_asked_about_with_a_link_to_it(scene):
    message = await scene.cy.says(scene.growth, "Oak School wants reminders at eight in the morning")
    view = (await scene.bo.uses_shortcut("northstar_weigh_message", message)).view
    assert "Oak School wants reminders" in _words(view)
    done = await scene.bo.submits(view, {name: value for name, value in ASKED.items() if name != "title"})
    assert "Everybody here can read it." in _words(done.view)
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
    assert "please build us a dashboard" in _words(opened.view)


async def test_the_same_form_sent_twice_is_one_request(scene):
    reply = await scene.bo.types("/northstar ask", channel=scene.growth)
    view = reply.view
    await scene.bo.submits(view, ASKED)
    await scene.bo.submits(view, ASKED, force=True)
    listing = await scene.bo.types("/northstar requests", channel=scene.growth)
    assert listing.text.count("New notifications") == 1


async def test_hostile_words_come_alive_nowhere(scene):
    hostile = "<!channel> *x* `y` <https://evil.example|safe> & more of it"
    await _asked(scene, title=hostile, problem=hostile)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    why = await scene.cy.types("/northstar why 1", channel=scene.growth)
    for message in (listing.message, why.message):
        assert "<!channel>" not in message.text
        live = [each for each in message.blocks if each["type"] in ("section", "context")]
        assert "<!channel>" not in json.dumps([b for b in live if '"mrkdwn"' in json.dumps(b)])


async def test_without_a_star_a_request_is_logged_not_weighed(on_stage):
    await on_stage.declare(deciders=(on_stage.cy.id,))
    values = {name: value for name, value in ASKED.items() if name != "input"}
    done = await _asked(on_stage, values=values)
    assert "No North Star is set yet" in _words(done.view)
    refused = await on_stage.cy.types("/northstar weigh 1", channel=on_stage.growth)
    assert "I can log requests, not weigh them" in refused.text


async def test_the_asker_withdraws(scene):
    await _asked(scene)
    why = await scene.bo.types("/northstar why 1", channel=scene.growth)
    assert "#1 is withdrawn." in (await scene.bo.clicks(why.message, "northstar.requests.withdraw")).text
    again = await scene.bo.clicks(why.message, "northstar.requests.withdraw")
    assert "This request is withdrawn." in again.text


async def test_names_in_what_was_typed_are_read_not_mentioned(scene):
    view = (await scene.bo.types("/northstar ask Tell @Cy about the demo", channel=scene.growth)).view
    assert "Tell @" in _words(view)
    assert f"<@{scene.cy.id}" not in json.dumps([b for b in view.blocks if b.get("block_id") == "title"])
