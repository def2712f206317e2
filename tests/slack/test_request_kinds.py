"""Kinds with fields of their own: the form follows the kind, nothing typed is lost, and who is concerned is told."""

import json

import pytest
from tests.support.request_doors import (
    ASKED,
    MECHANISM,
    NO,
    ask,
    choose,
    decline,
    fields_of,
    on_scene,
    told,
    weigh_view,
    words_of,
)

COMMON = {name: value for name, value in ASKED.items() if name != "kind"}
TIME = {"hours": "1,5", "by": "2026-12-24", "customer": "Oak School"}
DEAL = {
    "customer": "Oak School",
    "deal": "https://crm.example/7",
    "closes": "2026-12-31",
    "beyond": "Payment after sixty days instead of thirty.",
    "size": "10k to 50k",
}


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; the star counts daily users."""
    return await on_scene(on_stage)


async def kind(person, view, value):
    await person.clicks(view, "northstar.requests.kind_changed", option=value)
    return person.view


async def ask_form(scene):
    return (await scene.bo.types("/northstar ask", channel=scene.growth)).view


async def ask_time(scene, whose=None, **changes):
    view = await kind(scene.bo, await ask_form(scene), "demo or a person's time")
    return await scene.bo.submits(view, COMMON | TIME | {"whose": (whose or scene.ana).id} | changes)


@pytest.mark.parametrize(
    ("chosen", "own"),
    [
        ("demo or a person's time", ["whose", "hours", "by", "customer"]),
        ("pitch sign-off", ["whose", "hours", "by", "customer"]),
        ("deal exception", ["customer", "deal", "closes", "beyond", "size"]),
        ("bug fix", []),
    ],
)
async def test_the_form_follows_the_kind(scene, chosen, own):
    view = await kind(scene.bo, await ask_form(scene), chosen)
    at = fields_of(view).index("kind") + 1
    assert fields_of(view)[at : fields_of(view).index("problem")] == own
    assert ("needed_by" in fields_of(view)) is (not own)


async def test_what_is_typed_survives_every_change_of_kind(scene):
    view = await ask_form(scene)
    scene.bo.fills(
        view, {"title": COMMON["title"], "needed_by": "2026-12-01", "needed_why": "The school renews"}
    )
    view = await kind(scene.bo, view, "deal exception")
    scene.bo.fills(view, DEAL)
    view = await kind(scene.bo, view, "pitch sign-off")
    scene.bo.fills(view, {"whose": scene.ana.id, "hours": "2"})
    view = await kind(scene.bo, view, "bug fix")
    view = await kind(scene.bo, view, "deal exception")
    done = await scene.bo.submits(view, {n: v for n, v in COMMON.items() if n != "title"})
    assert "#1 New notifications" in words_of(done.view)
    why = words_of((await scene.cy.types("/northstar why 1", channel=scene.growth)).message)
    for part in ("Oak School", "https://crm.example/7", "31 Dec", DEAL["beyond"], "10,000 to 50,000 a year"):
        assert part in why
    assert (await kind(scene.bo, await ask_form(scene), "bug fix")).blocks


WORDS = "Reminders at eight in the morning"


async def begun_by_command(scene):
    return (await scene.bo.types(f"/northstar ask {WORDS}", channel=scene.growth)).view


async def begun_by_message(scene):
    message = await scene.cy.says(scene.growth, WORDS)
    return (await scene.bo.uses_shortcut("northstar_weigh_message", message)).view


async def begun_by_unknown_words(scene):
    reply = await scene.bo.types(f"/northstar {WORDS}", channel=scene.growth)
    return (await scene.bo.clicks(reply.message, "northstar.requests.from_text")).view


async def begun_by_self_check(scene):
    check = (await scene.bo.types(f"/northstar weigh {WORDS}", channel=scene.growth)).view
    return (await scene.bo.submits(check)).view


@pytest.mark.parametrize(
    "begun", [begun_by_command, begun_by_message, begun_by_unknown_words, begun_by_self_check]
)
async def test_what_the_form_began_with_survives_a_change_of_kind(scene, begun):
    view = await kind(scene.bo, await begun(scene), "bug fix")
    done = await scene.bo.submits(view, {name: COMMON[name] for name in ("problem", "evidence")})
    assert f"#1 {WORDS}" in words_of(done.view)


async def test_words_too_long_for_a_title_survive_a_change_of_kind_as_the_problem(scene):
    long = f"{WORDS}, for every teacher of every school " * 4
    view = (await scene.bo.types(f"/northstar ask {long}", channel=scene.growth)).view
    view = await kind(scene.bo, view, "bug fix")
    done = await scene.bo.submits(view, {"title": COMMON["title"], "evidence": "seen"})
    assert "#1 New notifications" in words_of(done.view)
    why = await scene.cy.types("/northstar why 1", channel=scene.growth)
    assert long.strip() in words_of(why.message)


async def test_a_person_hears_that_their_time_is_asked_for_and_what_came_of_it(scene, clock):
    await ask_time(scene)
    note = await told(scene, scene.ana, "asks for 1.5 hours of your time by")
    assert "with Oak School" in note.text
    assert f"<@{scene.bo.id}>" in note.text
    view = await weigh_view(scene)
    assert "1.5 hours by" in words_of(view)
    view = await choose(scene.cy, view, "input", "none")
    view = await choose(scene.cy, view, "answer", "no")
    assert (await decline(scene.cy, view, NO)).closed
    clock.advance(seconds=2)  # no two messages to one person in a second
    await told(scene, scene.ana, "was declined. It asked for 1.5 hours of your time")
    await told(scene, scene.bo, "No, for now: #1")


async def test_nobody_who_has_left_meanwhile_is_asked_for_time_anyway(scene, clock):
    eve = scene.slack.add_person("Eve")
    await ask(scene)
    view = await kind(scene.bo, await ask_form(scene), "demo or a person's time")
    values = {**COMMON, **TIME, "whose": eve.id}
    similar = await scene.bo.submits(view, values)
    assert similar.view.title == "Asked before?"
    await scene.slack.admin.deactivate(eve)
    clock.advance(minutes=11)  # people are remembered for ten
    refused = await scene.bo.submits(similar.view)
    assert "Only full members" in (str(refused.errors) + words_of(refused.view or scene.bo.view))
    assert "There is no request #2" in (await scene.bo.types("/northstar why 2", channel=scene.growth)).text


async def test_whose_time_it_is_gives_no_right_to_decide(scene):
    eve = scene.slack.add_person("Eve")
    await ask_time(scene, whose=eve)
    await told(scene, eve, "asks for 1.5 hours of your time")
    assert "Only deciders" in (await eve.types("/northstar weigh 1", channel=eve.dm)).text


async def test_of_a_private_request_they_read_what_for_and_hear_what_came_of_it(scene, clock):
    eve, dot = scene.slack.add_person("Eve"), scene.slack.add_person("Dot")
    done = await ask_time(scene, whose=eve, visibility="deciders")
    assert "Only you, the deciders and whoever you ask for time can read it." in words_of(done.view)
    note = await told(scene, eve, "asks for 1.5 hours of your time")
    assert "New notifications" in note.text
    assert "Besides you, only its asker and the deciders can read it." in note.text
    assert "New notifications" in (await eve.types("/northstar requests my-time", channel=eve.dm)).text
    assert "New notifications" not in (await dot.types("/northstar why 1", channel=dot.dm)).text
    view = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    assert (await scene.cy.submits(view, {"mechanism": MECHANISM})).closed
    clock.advance(seconds=2)
    await told(scene, eve, "#1 New notifications for teachers was accepted. It asks for 1.5 hours")


async def _accepted(scene):
    view = await choose(scene.cy, await weigh_view(scene), "answer", "yes")
    assert (await scene.cy.submits(view, {"mechanism": MECHANISM})).closed


async def withdrawn(scene):
    why = await scene.bo.types("/northstar why 1", channel=scene.growth)
    await scene.bo.clicks(why.message, "northstar.requests.withdraw")


async def dropped(scene):
    await _accepted(scene)
    why = await scene.cy.types("/northstar why 1", channel=scene.growth)
    await scene.cy.clicks(why.message, "northstar.requests.drop")
    await scene.cy.submits(scene.cy.view, {"reason": "The school has closed, so there is no demo."})


async def shipped(scene):
    await _accepted(scene)
    form = (await scene.ana.types("/northstar shipped 1", channel=scene.growth)).view
    assert not (await scene.ana.submits(form)).errors


async def duplicate(scene):
    await ask(scene, title="A demo for the teachers of Oak School")
    view = await choose(scene.cy, await weigh_view(scene), "answer", "duplicate")
    assert (await scene.cy.submits(view, {"duplicate_of": "2"})).closed


@pytest.mark.parametrize(
    ("ends", "said"),
    [
        (withdrawn, "was withdrawn."),
        (dropped, "was dropped."),
        (shipped, "was marked as done."),
        (duplicate, "was found to repeat #2; what is decided there counts for it."),
    ],
)
async def test_whose_time_it_is_hears_of_every_end(scene, clock, ends, said):
    eve = scene.slack.add_person("Eve")
    await ask_time(scene, whose=eve)
    await told(scene, eve, "you hear what comes of it")
    await ends(scene)
    for _ in range(3):
        clock.advance(seconds=2)
        await scene.settle()
    await told(scene, eve, f"#1 New notifications for teachers {said} It asked for 1.5 hours of your time")


@pytest.mark.parametrize("who", ["guest", "stranger", "robot", "gone"])
async def test_only_full_members_can_be_named(scene, who):
    refused = await ask_time(scene, whose=getattr(scene, who))
    assert refused.errors == {"whose": "Only full members of this workspace can be named here."}


def readers_in(view):
    (field,) = [block for block in view.blocks if block.get("block_id") == "visibility"]
    return field["element"]["initial_option"]["value"]


async def test_a_deal_is_for_the_deciders_unless_its_asker_says_otherwise(scene):
    view = await ask_form(scene)
    assert readers_in(view) == "channel"
    view = await kind(scene.bo, view, "deal exception")
    assert readers_in(view) == "deciders"
    assert "It names a customer" in words_of(view)
    scene.bo.fills(view, {"visibility": "channel"})
    done = await scene.bo.submits(view, COMMON | DEAL)
    assert "Everybody here can read it." in words_of(done.view)
    view = await kind(scene.bo, await ask_form(scene), "deal exception")
    assert "Only you and the deciders" in words_of((await ask_again(scene, view)).view)


async def ask_again(scene, view):
    shown = await scene.bo.submits(view, COMMON | DEAL)
    return await scene.bo.submits(shown.view) if shown.view.title == "Asked before?" else shown


async def test_what_is_asked_in_a_dm_is_for_everybody_as_it_is_in_a_channel(scene):
    view = (await scene.bo.types("/northstar ask", channel=scene.bo.dm)).view
    assert readers_in(view) == "channel"


async def test_wrong_details_are_said_under_their_fields(scene):
    refused = await ask_time(scene, hours="many", by="2026-01-01")
    assert set(refused.errors) == {"hours", "by"}


async def test_fields_that_were_not_in_sight_are_shown_not_lost(scene):
    view = await ask_form(scene)
    answer = await scene.bo.submits(view, ASKED | {"kind": "deal exception"})
    assert "Not saved yet. " in words_of(answer.view)
    assert set(DEAL) <= set(fields_of(answer.view))
    done = await scene.bo.submits(answer.view, DEAL)
    assert "#1 New notifications" in words_of(done.view)
    await weigh_view(scene)
    assert DEAL["beyond"] in words_of(scene.cy.view)


async def test_the_list_says_whose_time_and_which_deal(scene):
    await ask_time(scene)
    listing = await scene.cy.types("/northstar requests", channel=scene.growth)
    assert f"1.5 hours of <@{scene.ana.id}> by" in words_of(listing.message)


async def test_an_owner_fills_in_the_same_fields(scene):
    own = fields_of(
        await kind(
            scene.ana, (await scene.ana.types("/northstar ask", channel=scene.growth)).view, "discovery"
        )
    )
    assert own == fields_of(await kind(scene.bo, await ask_form(scene), "discovery"))


async def ask_for_cy(scene):
    message = await scene.cy.says(scene.growth, "Oak School wants reminders at eight in the morning")
    view = (await scene.bo.uses_shortcut("northstar_weigh_message", message)).view
    values = {name: value for name, value in ASKED.items() if name != "title"}
    await scene.bo.submits(view, values | {"behalf": ["behalf"]})


async def test_on_behalf_of_the_author_both_hear_and_may_answer_and_neither_decides(scene):
    await ask_for_cy(scene)
    assert "Nobody decides" in (await scene.cy.types("/northstar weigh 1", channel=scene.growth)).text
    why = await scene.ana.types("/northstar why 1", channel=scene.growth)
    assert f"on behalf of <@{scene.cy.id}>" in words_of(why.message)
    view = await choose(scene.ana, await weigh_view(scene, who=scene.ana), "answer", "ask back")
    await scene.ana.submits(view, {"question": "Which teachers, class or subject?"})
    asker = await told(scene, scene.bo, "A question before we can weigh it: #1")
    author = await told(scene, scene.cy, "A question before we can weigh it: #1")
    for note in (asker, author):
        assert "northstar.requests.reply" in json.dumps(note.blocks)
        assert f"the request of <@{scene.bo.id}> · for <@{scene.cy.id}>" in note.text


async def test_who_it_was_asked_for_may_take_it_back_and_the_asker_hears(scene):
    await ask_for_cy(scene)
    why = (await scene.cy.types("/northstar why 1", channel=scene.growth)).message
    await scene.cy.clicks(why, "northstar.requests.withdraw", value="1")
    assert f"<@{scene.cy.id}> took it back" in (await told(scene, scene.bo, "Withdrawn: #1")).text
    assert not [each for each in scene.cy.dm.messages if "Withdrawn" in each.text]


@pytest.mark.parametrize("who", ["bo", "robot"])
async def test_nobody_asks_on_behalf_of_themselves_or_a_bot(scene, who):
    author = getattr(scene, who)
    message = await author.says(scene.growth, "Oak School wants reminders at eight in the morning")
    view = (await scene.bo.uses_shortcut("northstar_weigh_message", message)).view
    if who == "robot":
        done = await scene.bo.submits(view, ASKED | {"behalf": ["behalf"]}, force=True)
        assert done.errors or "behalf" not in fields_of(view)
    else:
        assert "behalf" not in fields_of(view)
