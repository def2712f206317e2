"""Cards, notes, receipts, forms and roundups fit Slack, stand without blocks, and take user text literally."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric, Team, Value
from northstar_bot.domain.counts import ShoutoutCounts
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.people import Group, Person
from northstar_bot.domain.recognition.roundup import Coverage, Roundup, days_of
from northstar_bot.domain.recognition.shoutouts import Given, LeftOut, Receiver, Shoutout, Why
from northstar_bot.domain.recognition.thanks_form import (
    ShoutoutCard,
    ThankedNote,
    ThanksForm,
    Where,
    Wish,
    offered,
)
from northstar_bot.domain.recognition.thanks_pages import Leaf, Mine
from northstar_bot.playground import message_problems, view_problems
from northstar_bot.render.recognition import roundup as weekly
from northstar_bot.render.recognition import shoutouts as drawn
from northstar_bot.render.recognition import thanks_pages
from northstar_bot.render.recognition.thanked import emoji, everybody, everybody_said, linked
from northstar_bot.render.recognition.thanks_modal import Origin, suggested, thanks_form, wish_of

AT = datetime(2026, 11, 18, 9, tzinfo=UTC)
LONG = "🙏" * 1500
NASTY = "<!channel> *a* `b` <https://evil.example|bank> \u202ex"

REACTED = "react:C1:1.1:U999:tada"


def given(number=1, receivers=1, text="it", team="design", source_key="cmd:1", **more):
    people = tuple(Receiver(f"U{place:03d}", team) for place in range(receivers))
    return Shoutout(number, "acme", "U999", "sales", people, (), text, AT, source_key, **more)


def flat(message):
    return str(message.blocks)


def fine(message):
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    assert "<!" not in message.text
    assert "<https://evil" not in message.text
    return message


@pytest.mark.parametrize("text", ["it", "a" * 3000, LONG, NASTY])
@pytest.mark.parametrize("receivers", [1, 2, 8, 9, 1000])
def test_a_card_is_whole_for_any_words_and_crowd(text, receivers):
    post = ShoutoutCard(
        given(1, receivers, text, permalink="https://a.example/p1"),
        ("Design & <x>",),
        "Care",
        "Depth",
        "tada",
    )
    message = fine(drawn.card(post))
    assert flat(message).count("'user_id'") == 1 + (receivers if receivers <= 8 else 7)
    assert ("993 more" in flat(message)) == (receivers == 1000)
    assert "For Care · Moves Depth" in message.text
    assert ":tada:" in flat(message)


def test_a_card_without_extras_and_with_an_impossible_emoji():
    message = fine(drawn.card(ShoutoutCard(given(), (), "", "", "no emoji!")))
    assert "Press *Me too* to stand beside it." in flat(message)
    assert emoji(":raised_hands:") == ":raised_hands:"
    assert emoji("<!here>") == ""


def test_the_note_says_who_what_and_where():
    standing = given(receivers=3, card_link="https://a.example/p2", permalink="https://a.example/p1")
    message = fine(drawn.note(ThankedNote(standing, "U000", ("Design",), "Care", "C1")))
    assert "thanked you and 2 others in Design" in message.text
    assert "<https://a.example/p2|Read it where it stands>" in message.text
    waiting = fine(drawn.note(ThankedNote(given(), "U000", (), "", "C1")))
    assert "The card goes to <#C1>." in waiting.text
    assert len(fine(drawn.note(ThankedNote(given(), "U000", (), ""))).blocks) == 1


def test_thanks_by_reaction_are_told_in_one_line():
    by_reaction = given(text="", source_key=REACTED, permalink="https://a.example/p1")
    message = fine(drawn.note(ThankedNote(by_reaction, "U000", (), "")))
    assert message.text == "<@U999> thanked you for <https://a.example/p1|a message of yours>."


def test_the_receipt_says_who_is_not_counted_and_what_is_left():
    left_out = (LeftOut("U1", Why.GIVER), *(LeftOut(f"U9{number}", Why.GUEST) for number in range(30)))
    message = fine(drawn.receipt(Given(given(text=NASTY), left_out, 1), {}, ("U7",)))
    assert "you (it is your own thanks), <@U90> (a guest)" in message.text
    assert "11 more." in message.text
    assert "Named in the text, not thanked: <@U7>." in message.text
    assert "1 shout-out left for today." in message.text


def test_what_was_taken_back_hands_the_words_back():
    message = fine(drawn.taken_back(given(text=NASTY)))
    assert "its card and the messages about it say so" in message.text
    assert "evil.example" in flat(message)
    assert len(fine(drawn.taken_back(given(text=""))).blocks) == 1


def test_a_refusal_hands_all_of_the_line_back():
    typed = "/northstar thanks @Bo " + "x" * 3979
    message = fine(drawn.refused(BadInput("Too long.", "Shorten it."), typed))
    assert flat(message).count("x" * 100) >= 39
    assert typed in message.text


def test_mine_and_boosts():
    both = Mine(
        Leaf(),
        (given(text=NASTY, card_link="https://a.example/p2"),),
        (given(text="", source_key=REACTED),),
    )
    message = fine(thanks_pages.mine(both))
    assert "From <@U999>" in message.text
    assert "by reaction" in message.text
    assert fine(thanks_pages.mine(Mine(Leaf(), (), ()))).text == "No thanks to you or from you yet."
    assert fine(drawn.boosted(1, 2)).text == "Counted: 2 people said “me too”."
    assert fine(drawn.unboosted(0)).text == "Taken off. 0 people said “me too”."


def test_what_has_lost_its_words_is_not_called_a_reaction():
    gone = given(text="")
    message = fine(thanks_pages.mine(Mine(Leaf(), (gone,), (gone,))))
    assert "by reaction" not in message.text + flat(message)
    assert "From <@U999>: the words are not kept any more" in message.text
    told = fine(drawn.note(ThankedNote(gone, "U1", ("Design",), "Care", None)))
    assert "thanked you in Design. The words are not kept any more. For Care." in told.text
    assert "a message of yours" not in told.text
    reacted = given(text="", source_key=REACTED, permalink="https://a.example/p3")
    assert (
        "thanked you for <https://a.example/p3|a message of yours>"
        in fine(drawn.note(ThankedNote(reacted, "U1", (), "", None))).text
    )


def test_names_and_links():
    assert everybody_said(("U1",), ("Design",)) == "the team Design and <@U1>"
    assert len(everybody(("U1", "U2", "U3"), ())) == 5
    assert linked("javascript:alert(1)", "Read") == "Read"


FORM = ThanksForm(
    tuple(Team(f"t{number}", f"Team {number}") for number in range(120)),
    (Group("S1", "flow", ()),),
    (Value("care", "Care", "m" * 200),),
    (Metric("depth", "Depth", Kind.INPUT),),
    feed="C9",
    names={"U1": "Bo"},
)


def test_the_form_fits_offers_what_was_named_and_comes_back_as_it_was_filled():
    wish = Wish(("U1",), ("S1",), ("t3",), "it", "care")
    view = thanks_form(FORM, Origin("C1"), wish)
    assert view_problems(view) == []
    element = {block["block_id"]: block["element"] for block in view["blocks"]}
    assert [(one["text"]["text"], one["value"]) for one in element["people"]["initial_options"]] == [
        ("Team 3", "team:t3"),
        ("@flow", "group:S1"),
        ("Bo", "person:U1"),
    ]
    assert list(element) == ["people", "text", "changed", "value", "input", "request", "where"]
    assert [one["value"] for one in element["where"]["options"]] == ["feed", "here", "private"]
    assert element["value"]["initial_option"]["value"] == "care"
    fields = {
        "people": ["person:U1", "team:t3", "group:S1"],
        "text": "it",
        "changed": " ",
        "value": "care",
        "input": None,
        "request": " #7 ",
        "where": "here",
    }
    assert wish_of(fields, Origin.unpacked(view["private_metadata"])) == Wish(
        ("U1",), ("S1",), ("t3",), "it", "care", channel="C1", request=7, where=Where.HERE
    )
    for wrong in ("x", "²", "-1", "9" * 12):
        with pytest.raises(BadInput, match="Which request"):
            wish_of(fields | {"request": wrong}, Origin())


def test_the_prompts_show_thanks_from_another_team():
    """One about a call in which where the product goes was told, one about the first deal with what was built."""
    view = thanks_form(ThanksForm(), Origin())
    shown = {
        block["block_id"]: (block["label"]["text"], block["element"]["placeholder"]["text"])
        for block in view["blocks"]
        if block["block_id"] in {"text", "changed"}
    }
    assert shown == {
        "text": (
            "What did they do?",
            "e.g. Joined our call with a customer and explained where the product is going",
        ),
        "changed": (
            "What did it change?",
            "e.g. The first contract that includes the feature we built is signed",
        ),
    }


def test_a_bare_form_needs_people_and_words_only():
    view = thanks_form(ThanksForm(), Origin())
    assert view_problems(view) == []
    assert [block["block_id"] for block in view["blocks"]] == [
        "people",
        "text",
        "changed",
        "request",
        "where",
    ]
    assert view["blocks"][0]["optional"] is False
    assert Origin.unpacked("") == Origin()
    assert wish_of({"text": "it"}, Origin()) == Wish(text="it")


def test_suggestions_are_grouped_and_at_most_a_hundred_each():
    found = offered(FORM, [Person("U2", "Bo <b>"), Person("U3", "")], "")
    groups = suggested(found)
    assert [(one["label"]["text"], len(one["options"])) for one in groups] == [
        ("Teams", 100), ("User groups", 1), ("People", 2),
    ]  # fmt: skip
    assert [one["text"]["text"] for one in groups[2]["options"]] == ["Bo <b>", "person:U3"]
    assert [team.key for team in offered(FORM, [], " @TEAM 11").teams] == [
        "t11",
        *(f"t11{n}" for n in range(10)),
    ]
    assert suggested(offered(FORM, [], "nobody at all")) == []


def week_of(*stories, teams=8, preview=False, last=date(2026, 11, 22)):
    keys = tuple(f"t{number}" for number in range(teams))
    counts = ShoutoutCounts(14, 11, 16, 9, 21 if stories else 0)
    names = {key: f"Team {key}" for key in keys}
    return Roundup(
        "acme",
        Period(date(2026, 11, 16), last),
        counts,
        Coverage(keys[:-1], keys[-1:]),
        stories,
        names,
        {"care": "Care"},
        preview,
    )


def test_a_roundup_fits_one_screen_and_names_no_team_that_was_not_thanked():
    stories = [
        given(number, 9, text, boosts=number, value="care", card_link="https://a.example/p")
        for number, text in enumerate([NASTY, LONG, "a" * 3000, "it", "so"])
    ]
    message = fine(weekly.roundup(week_of(*stories)))
    assert len(message.blocks) <= 15
    assert "7 of 8 teams thanked by another team." in message.text
    assert "Team t7" not in message.text + flat(message)
    assert "PREVIEW" not in message.text
    assert all(len(str(block)) < 2500 for block in message.blocks)


def test_a_roundup_names_each_team_of_the_people_thanked():
    both = replace(given(text="it"), giver_team="t1", receivers=(Receiver("U1", "t2"), Receiver("U2", "t1")))
    assert "(Team t1) thanked <@U1> and <@U2> (Team t2, Team t1): it" in weekly.roundup(week_of(both)).text
    inside = replace(both, receivers=(Receiver("U2", "t1"),))
    assert "(Team t1) thanked <@U2>: it" in weekly.roundup(week_of(inside)).text


@pytest.mark.parametrize(
    ("last", "title"),
    [
        (22, "Thanks of week 47 (16–22 Nov 2026)"),
        (16, "Thanks of Mon 16 Nov"),
        (18, "Thanks of 16 to 18 Nov 2026"),
    ],
)
def test_a_roundup_names_its_days(last, title):
    message = fine(weekly.roundup(week_of(last=date(2026, 11, last))))
    assert message.text.startswith(title)
    assert message.blocks[0]["text"]["text"] == title


def test_a_preview_says_so_and_a_week_of_reactions_has_no_stories():
    message = fine(weekly.roundup(week_of(preview=True, teams=0)))
    assert message.text.startswith("PREVIEW, only you see this.")
    assert "no stories this time" in flat(message)
    assert "teams thanked" not in message.text
    assert "nothing would be posted" in fine(weekly.nothing(days_of(Week(date(2026, 11, 16))))).text
