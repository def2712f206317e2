"""Thanks through Slack's own doors, on both databases: the measured failures of other bots, once more from outside."""

import asyncio
import json
from dataclasses import dataclass, replace

import pytest

from northstar_bot.domain.company.company import Recognition, Team, Value
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.playground import message_problems

HOSTILE = "<!channel> @here *bold* `code` _it_ ~no~ > quote <https://evil.example|bank> \u202eevil\u200b & <@U0BO|x>"


@pytest.fixture
async def floor(on_stage):
    """Ana in Sales, Bo and Cy in Design (a user group), a feed, and five shout-outs a day."""
    stage = on_stage
    feed = stage.slack.add_channel("wins", [stage.ana, stage.bo, stage.cy, stage.slack.bot])
    stage.slack.add_group("design", [stage.ana, stage.bo, stage.cy, stage.gone])
    stage.slack.add_group("flow", [stage.bo, stage.cy])
    stage.slack.add_group("empty", [])
    await stage.declare(
        teams=(
            Team("sales", "Sales", people=(stage.ana.id,)),
            Team("design", "Design", people=(stage.bo.id, stage.cy.id)),
        ),
        values=(Value("care", "Care"),),
        recognition=Recognition(feed=feed.id, allowance=5),
    )
    await stage.bot.services.shoutouts.directory.meet_everybody(stage.bot.workspace)
    return Floor(stage, feed)


@dataclass
class Floor:
    """The stage with a feed."""

    stage: object
    feed: object

    async def thanks(self, words, person=None, **more):
        person = person or self.stage.ana
        reply = await person.types(f"/northstar thanks {words}", channel=self.stage.growth, **more)
        await self.stage.settle()
        return reply

    @property
    def cards(self):
        return [message for message in self.feed.messages if message.author is self.stage.slack.bot]

    async def kept(self):
        async with self.stage.bot.house.transactions.read() as store:
            return list(await store.shoutouts.latest(self.stage.bot.workspace, 50))

    async def told(self, person):
        return [message.plain for message in person.dm.messages if "thanked you" in message.plain]


async def test_one_line_thanks_somebody_in_the_feed_and_in_a_note(floor):
    reply = await floor.thanks("@Bo for the demo")
    assert "You thanked" in reply.text
    assert "4 shout-outs left for today." in reply.text
    (card,) = floor.cards
    assert "the demo" in card.plain
    assert len(await floor.told(floor.stage.bo)) == 1
    (given,) = await floor.kept()
    assert given.cross_team
    assert given.card_link == card.permalink


async def found(floor, view, name="Bo"):
    """The value of a person whom Ana looked up in the picker."""
    assert await floor.stage.ana.looks_up(view, "people", name) == [name]
    return f"person:{getattr(floor.stage, name.lower()).id}"


REACHED = {
    "named twice": ("@Bo for it, @Bo", {"bo"}, ""),
    "person and group": ("@Bo @flow for it", {"bo", "cy"}, ""),
    "giver in the group": ("@design for it", {"bo", "cy"}, "Not counted: you (it is your own thanks)"),
    "deactivated in the group": ("@design for it", {"bo", "cy"}, "a deactivated account"),
    "bot beside people": ("@Robo @Bo for it", {"bo"}, ""),
    "two people": ("@Bo and @Cy for it", {"bo", "cy"}, ""),
    "a team by name": ("design for it", {"bo", "cy"}, "the team Design"),
}


@pytest.mark.parametrize(("words", "whom", "said"), REACHED.values(), ids=REACHED.keys())
async def test_whom_a_line_reaches(floor, words, whom, said):
    reply = await floor.thanks(words)
    (given,) = await floor.kept()
    assert {one.person for one in given.receivers} == {getattr(floor.stage, name).id for name in whom}
    assert said in reply.text
    assert len(floor.cards) == 1
    for name in ("ana", "bo", "cy"):
        assert len(await floor.told(getattr(floor.stage, name))) == int(name in whom)


REFUSED = {
    "oneself": ("@Ana for it", "You cannot thank yourself."),
    "bot": ("@Robo for it", "thanks are for people"),
    "guest": ("@Gil for it", "Gil (a guest) cannot be thanked here"),
    "external": ("@Stu for it", "Stu (from another organisation) cannot be thanked here"),
    "deactivated": ("@Dee for it", "Dee (a deactivated account) cannot be thanked here"),
    "empty group": ("@empty for it", "There is nobody in @empty."),
    "here": ("@here for it", "Thanks to @here reach nobody in particular"),
    "channel": ("@channel for it", "Thanks to @channel reach nobody in particular"),
    "unknown": ("@nobody for it", "Slack does not know @nobody here."),
}


@pytest.mark.parametrize(("words", "said"), REFUSED.values(), ids=REFUSED.keys())
async def test_what_a_line_is_refused_for_hands_the_line_back(floor, words, said):
    reply = await floor.thanks(words)
    assert said in reply.text
    assert "/northstar thanks @" in reply.text
    assert "for it" in reply.text
    assert (await floor.kept(), floor.cards) == ([], [])


async def test_three_thousand_characters_stand_and_one_more_is_handed_back_whole(floor):
    await floor.thanks(f"@Bo {'a' * 3000}")
    assert "a" * 3000 in floor.cards[0].plain
    reply = await floor.thanks(f"@Bo {'b' * 3001}")
    assert "this one has 3,001" in reply.text
    handed_back = reply.message.plain.replace("\n", "")
    assert handed_back.count("b") >= 3001
    assert len(await floor.kept()) == 1


async def test_twelve_lines_at_once_at_a_limit_of_five_are_exactly_five(floor):
    replies = await asyncio.gather(
        *(floor.stage.ana.types("/northstar thanks @Bo for it") for _ in range(12))
    )
    assert sum("You thanked" in reply.text for reply in replies) == 5
    assert sum("all 5 of your shout-outs" in reply.text for reply in replies) == 7
    assert len(await floor.kept()) == 5


@pytest.mark.parametrize("words", ["", "@Bo", "@Bo for", "for the demo", "notepad++"])
async def test_an_incomplete_line_opens_the_form_with_what_is_there(floor, words):
    reply = await floor.thanks(words)
    fields = {block["block_id"]: block["element"] for block in reply.view.blocks}
    chosen = [one["value"] for one in fields["people"].get("initial_options", [])]
    assert chosen == ([f"person:{floor.stage.bo.id}"] if "@Bo" in words else [])
    expected = {"for the demo": "the demo", "notepad++": "notepad++"}.get(words)
    assert fields["text"].get("initial_value") == expected
    assert await floor.kept() == []


async def test_the_form_gives_thanks_once_however_often_it_is_sent(floor):
    ana, bo = floor.stage.ana, floor.stage.bo
    view = (await floor.thanks("")).view
    assert await ana.looks_up(view, "people", "des") == ["Design", "@design"]
    assert await ana.looks_up(view, "people", "bo") == ["Bo"]
    await ana.looks_up(view, "people", "")
    values = {
        "people": [f"person:{bo.id}", "team:design"],
        "text": "Came along",
        "changed": "They signed",
        "value": "care",
    }
    answer = await ana.submits(view, values)
    assert "You thanked" in answer.view.plain
    await floor.stage.settle()
    (given,) = await floor.kept()
    assert (given.text, given.value, given.teams) == ("Came along\nThey signed", "care", ("design",))
    assert "For Care" in floor.cards[0].plain


async def test_the_form_stays_open_with_the_reason_under_the_field(floor):
    view = (await floor.thanks("")).view
    forged = {"people": [f"person:{floor.stage.gone.id}"], "text": "it"}
    answer = await floor.stage.ana.submits(view, forged, force=True)
    assert "Dee (a deactivated account)" in answer.errors["people"]
    answer = await floor.stage.ana.submits(
        view, {"people": [await found(floor, view)], "text": "a" * 3000, "changed": "b"}
    )
    assert "has 3,002" in answer.errors["text"]
    assert await floor.kept() == []


async def test_who_thanks_where_the_bot_is_not_hears_that_there_is_no_card_and_sends_it_when_it_is(floor):
    stage = floor.stage
    away = stage.slack.add_channel("away", [stage.ana, stage.bo])
    view = (await stage.ana.types("/northstar thanks @Bo", channel=away)).view
    await stage.ana.submits(view, {"text": "The export that never broke", "where": "here"})
    await stage.settle()
    assert [one.plain for one in stage.bo.dm.messages if f"The card goes to <#{away.id}>." in one.plain]
    (told,) = [one for one in stage.ana.dm.messages if "was not posted (not_in_channel)" in one.plain]
    assert "Invite the bot there" in told.plain
    await stage.slack.admin.invite(away, stage.slack.bot)
    await stage.ana.clicks(told, "northstar.deliveries.resend")
    stage.bot.house.clock.advance(minutes=1)
    await stage.settle()
    assert "The export that never broke" in away.messages[-1].plain


async def test_undo_takes_back_and_the_card_says_so_where_it_stands(floor):
    reply = await floor.thanks("@Bo for it")
    await floor.stage.ana.clicks(reply.message, "northstar.shoutouts.undo")
    await floor.stage.slack.until(lambda: "Taken back." in reply.text)
    floor.stage.bot.house.clock.advance(seconds=2)
    await floor.stage.settle()
    assert await floor.kept() == []
    (card,) = floor.cards
    assert card.text == f"<@{floor.stage.ana.id}> took this shout-out back. It no longer counts."
    said = str(card.blocks)
    assert (floor.stage.bo.id in said, "for it" in said, "Me too" in said) == (False, False, False)


async def test_undo_inside_the_form(floor):
    ana = floor.stage.ana
    view = (await floor.thanks("")).view
    answer = await ana.submits(view, {"people": [await found(floor, view)], "text": "it"})
    await ana.clicks(answer.view, "northstar.shoutouts.undo")
    assert "Taken back." in ana.view.plain
    assert await floor.kept() == []


async def test_a_shortcut_thanks_a_messages_author_without_its_words(floor):
    ana, bo = floor.stage.ana, floor.stage.bo
    message = await bo.says(floor.stage.growth, "a secret about the launch")
    view = (await ana.uses_shortcut("northstar_thank_message", message)).view
    await ana.submits(view, {"text": "Told us in time"})
    await floor.stage.settle()
    (given,) = await floor.kept()
    assert [one.person for one in given.receivers] == [bo.id]
    assert given.permalink == message.permalink
    assert "secret" not in floor.cards[0].plain


async def test_a_reaction_thanks_and_is_taken_back_and_comes_back_once(floor):
    ana, bo = floor.stage.ana, floor.stage.bo
    message = await bo.says(floor.stage.growth, "shipped")
    for _ in range(2):
        await ana.reacts(message, "star2::skin-tone-3")
        await floor.stage.settle()
        assert len(await floor.kept()) == 1
        await ana.unreacts(message, "star2::skin-tone-3")
        await floor.stage.settle()
        assert await floor.kept() == []
    await ana.reacts(message, "star2")
    await floor.stage.settle()
    (given,) = await floor.kept()
    assert given.permalink == message.permalink
    assert len(await floor.told(bo)) == 1
    assert floor.cards == []


@pytest.mark.parametrize("who", ["guest", "stranger", "bo"])
async def test_reactions_that_count_for_nothing(floor, who):
    message = await floor.stage.bo.says(floor.stage.growth, "shipped")
    await getattr(floor.stage, who).reacts(message, "star2")
    await floor.stage.settle()
    assert await floor.kept() == []


async def test_reactions_without_a_message_or_an_author(floor):
    slack, ana = floor.stage.slack, floor.stage.ana
    for item in (
        {"type": "file", "file": "F1"},
        {"type": "message", "channel": floor.feed.id, "ts": "1.000001"},
    ):
        event = {
            "type": "reaction_added",
            "user": ana.id,
            "reaction": "star2",
            "item": item,
            "event_ts": "9.000001",
        }
        await slack.doorway.emit(event)
    await floor.stage.settle()
    assert await floor.kept() == []


async def test_an_event_delivered_again_counts_once_and_a_retry_counts_when_the_first_was_lost(floor):
    slack, ana, bo = floor.stage.slack, floor.stage.ana, floor.stage.bo
    message = await bo.says(floor.stage.growth, "shipped")
    item = {"type": "message", "channel": floor.stage.growth.id, "ts": message.ts}
    event = {
        "type": "reaction_added", "user": ana.id, "reaction": "star2", "item_user": bo.id, "item": item,
        "event_ts": "9.000001",
    }  # fmt: skip
    envelope = slack.doorway.envelope(event)
    await slack.doorway.send("events_api", envelope, (1, "http_timeout"))
    for number in (2, 3):
        await slack.doorway.send("events_api", envelope, (number, "http_timeout"))
    await floor.stage.settle()
    assert len(await floor.kept()) == 1


async def test_boosts_by_reaction_and_by_button(floor):
    stage = floor.stage
    await floor.thanks("@Bo for it")
    (card,) = floor.cards
    for person in (stage.ana, stage.bo, stage.cy):
        await person.reacts(card, "raised_hands")
    await stage.settle()
    assert (await floor.kept())[0].boosts == 1
    reply = await stage.cy.clicks(card, "northstar.shoutouts.boost")
    assert "1 person said “me too”" in reply.text
    reply = await stage.bo.clicks(card, "northstar.shoutouts.boost")
    assert "You are part of this shout-out already." in reply.text
    await stage.cy.unreacts(card, "raised_hands")
    await stage.settle()
    assert (await floor.kept())[0].boosts == 1
    reply = await stage.cy.clicks(card, "northstar.shoutouts.boost")
    await stage.cy.clicks(reply.message, "northstar.shoutouts.unboost")
    assert (await floor.kept())[0].boosts == 0


async def test_messages_that_look_like_thanks_are_not_read(floor):
    for person in (floor.stage.robot, floor.stage.bo):
        await person.says(floor.stage.growth, "@Cy++ notepad++ thanks!")
    await floor.stage.settle()
    assert await floor.kept() == []


async def test_only_members_give_thanks(floor):
    for name in ("guest", "robot"):
        reply = await floor.thanks("@Bo for it", person=getattr(floor.stage, name))
        assert "Only full members" in reply.text
    assert await floor.kept() == []


async def test_hostile_words_stay_words_everywhere(floor):
    stage = floor.stage
    await floor.thanks(f"@Bo {HOSTILE}")
    (given,) = await floor.kept()
    stage.bot.house.clock.advance(days=7)
    preview = await stage.ana.types("/northstar roundup preview", channel=stage.growth)
    receipt = await floor.thanks(f"@Cy {HOSTILE}")
    mine = await stage.bo.types("/northstar thanks mine", channel=stage.growth)
    refused = await floor.thanks(f"@Ana {HOSTILE}")
    posted = [
        *floor.cards,
        *stage.bo.dm.messages,
        preview.message,
        receipt.message,
        mine.message,
        refused.message,
    ]
    assert len(posted) >= 7
    for message in posted:
        shown = str(message.blocks)
        assert message_problems({"text": message.text, "blocks": message.blocks}) == []
        assert "\u202e" not in message.text + shown
        assert "'broadcast'" not in shown
        assert "<!" not in message.text
        for text in _live(message.blocks):
            assert "<!" not in text
            assert "evil.example|" not in text
            assert "@here" not in text
    assert "<!channel>" in given.text


def _live(blocks):
    """Every mrkdwn text; what is literal cannot come alive."""
    for part in blocks if isinstance(blocks, list) else blocks.values() if isinstance(blocks, dict) else []:
        if isinstance(part, dict) and part.get("type") == "mrkdwn":
            assert part["verbatim"] is True
            yield part["text"]
        elif isinstance(part, dict | list):
            yield from _live(part)


async def test_mine_and_the_empty_preview(floor):
    mine = await floor.thanks("mine")
    assert "none yet" in mine.text
    reply = await floor.stage.ana.types("/northstar roundup preview", channel=floor.stage.growth)
    assert "nothing would be posted" in reply.text
    assert "PREVIEW" in reply.text
    reply = await floor.stage.ana.types("/northstar roundup next week", channel=floor.stage.growth)
    assert "is not a week" in reply.text


@pytest.mark.parametrize("value", ["", "x", "²", "-1", "9" * 20])
async def test_a_button_with_no_number_in_it_is_asked_which_shout_out(floor, value):
    reply = await floor.thanks("@Bo for it")
    for action in ("undo", "boost"):
        message = reply.message if action == "undo" else floor.cards[0]
        refused = await floor.stage.ana.clicks(
            message, f"northstar.shoutouts.{action}", value=value, force=True
        )
        assert "Which shout-out?" in refused.text
    boosted = await floor.stage.cy.clicks(floor.cards[0], "northstar.shoutouts.boost")
    refused = await floor.stage.cy.clicks(
        boosted.message, "northstar.shoutouts.unboost", value=value, force=True
    )
    assert "Which shout-out?" in refused.text
    assert len(await floor.kept()) == 1


@pytest.mark.parametrize("value", ["x", "²", "9" * 20])
async def test_a_post_to_send_again_has_a_number(floor, value):
    card = (await floor.thanks("@Bo for it")).message
    refused = await floor.stage.ana.clicks(card, "northstar.deliveries.resend", value=value, force=True)
    assert "Which post?" in refused.text


async def test_a_name_that_is_nobodys_is_said_and_the_words_after_it_are_kept(floor):
    view = (await floor.thanks("bo for the demo")).view
    fields = {block["block_id"]: block["element"] for block in view.blocks if block["type"] == "input"}
    assert "Nobody called “bo” was found." in view.blocks[0]["text"]["text"]
    assert fields["text"]["initial_value"] == "the demo"
    assert "initial_options" not in fields["people"]
    answer = await floor.stage.ana.submits(view, {"people": [await found(floor, view)]})
    assert "You thanked" in answer.view.plain


async def test_the_picker_offers_teams_groups_and_members_and_nobody_else(floor):
    view = (await floor.thanks("")).view
    ana = floor.stage.ana
    assert await ana.looks_up(view, "people", "") == [
        "Sales",
        "Design",
        "@design",
        "@flow",
        "@empty",
        "Bo",
        "Cy",
    ]
    for nobody in ("Gil", "Stu", "Dee", "Robo", "Ana", "%", "_"):
        assert await ana.looks_up(view, "people", nobody) == []
    guest = await floor.stage.guest.types("/northstar thanks")
    assert "Only full members" in guest.text


async def test_where_private_thanks_were_switched_off_meanwhile_the_form_says_so_and_keeps_its_words(floor):
    ana, companies = floor.stage.ana, floor.stage.bot.house.services.company
    view = (await floor.thanks("")).view
    company = await companies.of(floor.stage.bot.workspace)
    off = replace(company.recognition, private=PrivateThanks.NOBODY)
    await companies.apply(replace(company, recognition=off))
    values = {"people": [await found(floor, view)], "text": "Stayed until it ran"}
    refused = await ana.submits(view, values | {"where": "private"})
    assert "Private thanks are switched off here." in refused.errors["where"]
    assert await floor.kept() == []
    await ana.submits(view, values | {"where": "feed"})
    assert len(await floor.kept()) == 1
    assert "Private: only" not in json.dumps((await floor.thanks("")).view.payload)


async def test_private_thanks_are_read_by_their_receiver_alone(floor):
    ana, bo = floor.stage.ana, floor.stage.bo
    view = (await floor.thanks("")).view
    values = {"people": [await found(floor, view)], "text": "Stayed until it ran", "where": "private"}
    answer = await ana.submits(view, values)
    assert "Private: there is no card" in answer.view.plain
    await floor.stage.settle()
    assert (floor.cards, await floor.kept()) == ([], [])
    assert "Private: only you can read it." in bo.dm.messages[-1].plain
    mine = await floor.thanks("mine", person=bo)
    assert "Stayed until it ran" in mine.text
    assert "Stayed" not in (await floor.thanks("mine", person=floor.stage.cy)).text
    floor.stage.bot.house.clock.advance(minutes=1)
    await ana.clicks(answer.view, "northstar.shoutouts.undo")
    await floor.stage.settle()
    assert "took their thanks to you back" in bo.dm.messages[-1].plain
    assert "Stayed" not in bo.dm.messages[-1].plain


async def test_an_owner_locks_a_sender_who_reads_why(floor):
    locked = await floor.thanks("lock @Bo three a minute")
    assert "cannot give thanks until" in locked.text
    refused = await floor.thanks("@Cy for it", person=floor.stage.bo)
    assert "A steward has locked your giving of thanks. The reason given: three a minute" in refused.text
    assert "three a minute" in (await floor.thanks("locked")).text
    assert "This needs the role" in (await floor.thanks("locked", person=floor.stage.cy)).text
    assert "This needs the role" in (await floor.thanks("unlock @Bo", person=floor.stage.cy)).text
    assert "does not know @nobody" in (await floor.thanks("lock @nobody")).text
    assert "can give thanks again" in (await floor.thanks("unlock @Bo")).text
    assert "Nobody is locked." in (await floor.thanks("locked")).text
    assert "You thanked" in (await floor.thanks("@Cy for it", person=floor.stage.bo)).text
