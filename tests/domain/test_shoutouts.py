"""The rules of thanks: whom a shout-out reaches, who is left out and why, and what is refused."""

import pytest

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.people import Person, Standing
from northstar_bot.domain.recognition.shoutouts import (
    Crowd,
    LeftOut,
    Receiver,
    Shoutout,
    Why,
    reach,
    worded,
)

ANA, BOB, CY = Person("U1", "Ana"), Person("U2", "Bob"), Person("U3", "Cy")
GUS = Person("U4", "Gus", standing=Standing.GUEST)
EXT = Person("U5", "Exa", standing=Standing.EXTERNAL)
DEA = Person("U6", "Dea", standing=Standing.DEACTIVATED)
BOT = Person("U7", "Helper", standing=Standing.BOT)


def crowd(*people, team="design", name="@design"):
    return Crowd(name, people, team)


def test_everybody_is_reached_once_and_a_name_comes_before_a_group():
    found = reach(ANA, [CY, CY], [crowd(BOB, CY), crowd(BOB, name="@flow", team=None)])
    assert found.people == ("U3", "U2")
    assert found.named == {"U3"}
    assert found.teams == ("design",)
    assert found.left_out == ()


def test_the_giver_guests_and_the_deactivated_in_a_group_are_left_out_and_said_so():
    found = reach(ANA, [], [crowd(ANA, BOB, GUS, EXT, DEA, BOT)])
    assert found.people == ("U2",)
    assert found.left_out == (
        LeftOut("U1", Why.GIVER),
        LeftOut("U4", Why.GUEST),
        LeftOut("U5", Why.EXTERNAL),
        LeftOut("U6", Why.DEACTIVATED),
    )


def test_a_bot_beside_people_is_passed_over_in_silence():
    found = reach(ANA, [BOB, BOT], [])
    assert (found.people, found.left_out) == (("U2",), ())


def test_a_giver_named_beside_others_is_left_out():
    assert reach(ANA, [ANA, BOB], []).left_out == (LeftOut("U1", Why.GIVER),)


@pytest.mark.parametrize(
    ("people", "crowds", "sentence"),
    [
        ([], [], "Nobody is named."),
        ([ANA], [], "You cannot thank yourself."),
        ([BOT], [], "Helper: thanks are for people, and this is a bot."),
        ([GUS], [], "Gus (a guest) cannot be thanked here: only full members of this workspace can."),
        (
            [BOB, EXT, DEA],
            [],
            (
                "Exa (from another organisation) and Dea (a deactivated account) cannot be thanked here: "
                "only full members of this workspace can."
            ),
        ),
        ([], [crowd()], "There is nobody in @design."),
        ([], [crowd(ANA)], "There is nobody but you in @design."),
        ([], [crowd(DEA, BOT)], "Nobody in @design can be thanked: only full members of this workspace can."),
        ([BOB], [crowd()], "There is nobody in @design."),
    ],
)
def test_what_is_refused_says_why_and_what_to_do(people, crowds, sentence):
    with pytest.raises(BadInput) as caught:
        reach(ANA, people, crowds)
    assert caught.value.sentence == sentence
    assert caught.value.hint
    assert caught.value.field == "people"


def test_words_are_needed_and_may_fill_three_thousand_characters():
    assert worded("  for the\u202e demo \x00") == "for the demo"
    assert worded("a" * 3000) == "a" * 3000
    with pytest.raises(BadInput, match=r"at most 3,000 characters; this one has 3,001") as caught:
        worded("a" * 3001)
    assert caught.value.hint == "Shorten it by 1 and send it again."
    with pytest.raises(BadInput, match="no words yet"):
        worded("\u200b\u200d\u2060 \n")


def shoutout(giver_team, teams, *receivers):
    people = tuple(Receiver(f"U{place}", team) for place, team in enumerate(receivers))
    return Shoutout(1, "acme", "U1", giver_team, people, teams, "x", None, "k")


def test_it_crosses_teams_when_a_receiver_is_in_another_one():
    assert shoutout("sales", (), "sales", "design").cross_team
    assert shoutout("sales", ("design",)).thanked_teams == ("design",)
    assert not shoutout("sales", ("sales",), "sales", None).cross_team
    assert not shoutout(None, ("design",), "design").cross_team


def test_the_link_leads_to_the_card_first():
    assert shoutout("sales", ()).link == ""
    given = Shoutout(1, "acme", "U1", None, (), (), "x", None, "k", permalink="m", card_link="c")
    assert given.link == "c"
