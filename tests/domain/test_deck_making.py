"""The deck: one idea per slide, titles that say the point, notes with their time."""

from dataclasses import replace

import pytest
from tests.support.decks import PERIOD, STAR, TEAMS, crossing, deck, full, story

from northstar_bot.domain.company.company import Style
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.deck.deck import (
    CoverageSlide,
    Deck,
    MovesSlide,
    Period,
    SpotlightInDeck,
    SpotlightSlide,
    StarSlide,
    StorySlide,
    ThanksSlide,
    Untold,
)
from northstar_bot.domain.deck.making import compose
from northstar_bot.domain.deck.shape import Section, Shape
from northstar_bot.domain.deck.stories import RULE, coverage_of


def of_kind(made: Deck, kind: type):
    return [slide for slide in made.slides if isinstance(slide, kind)]


def star_slide(**changed):
    return of_kind(deck((), replace(STAR, **changed)), StarSlide)[0]


def test_the_order_of_the_full_deck():
    kinds = [type(slide).__name__ for slide in full().slides]
    assert kinds == [
        "TitleSlide",
        "StarSlide",
        "MovesSlide",
        "ThanksSlide",
        *["StorySlide"] * 5,
        "CoverageSlide",
        "ClosingSlide",
    ]


def test_an_empty_deck_still_opens_thanks_and_closes():
    made = deck()
    assert [slide.title for slide in made.slides] == [
        "Acme all-hands",
        "No thanks were recorded in this period",
        "Thank you",
    ]


def test_the_star_says_the_number_and_the_change():
    assert star_slide().title == "1,502 lessons, up 387"
    assert star_slide(previous=1502.0).title == "1,502 lessons, unchanged"
    assert star_slide(previous=1600.0).title == "1,502 lessons, down 98"
    assert star_slide(previous=None).title == "1,502 lessons"


def test_a_share_moves_by_points():
    slide = star_slide(style=Style.SHARE, value=0.62, previous=0.45, unit="")
    assert slide.title == "62%, up 17 points"


def test_a_change_too_small_to_show_is_no_change():
    assert star_slide(style=Style.SHARE, value=0.62, previous=0.62001, unit="").title.endswith(", unchanged")


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({}, "More than ordinary variation: the natural range is 742–1,298."),
        ({"signal": False}, "Ordinary variation so far: the natural range is 742–1,298."),
        ({"around": Around.TREND}, "the natural range is 742–1,298, around its trend."),
        ({"signal": None, "natural_range": None}, "Too few weeks yet to tell"),
        ({"provisional": True}, "Not final yet"),
        ({"note": "2026-W48 is left out."}, "2026-W48 is left out."),
    ],
)
def test_the_star_says_whether_it_is_more_than_noise(changed, said):
    assert said in star_slide(**changed).sentence


def test_a_withheld_star_gives_its_reason_and_no_bars():
    made = deck((), replace(STAR, value=None, parts=(), note="The week is not over."))
    assert of_kind(made, StarSlide)[0].title == "Lessons completed: no figure for this period"
    assert of_kind(made, StarSlide)[0].sentence == "The week is not over."
    assert not of_kind(made, MovesSlide)


def test_what_moved_it_most_is_the_title():
    assert of_kind(full(), MovesSlide)[0].title == "Depth moved it most: +302 of +387"


def test_the_rule_is_printed():
    slide = of_kind(full(), ThanksSlide)[0]
    assert slide.title == "12 shout-outs, 10 across teams"
    assert slide.sentence == "Here are 5 of those across teams."
    assert slide.rule == RULE


def test_a_story_says_which_team_thanks_which():
    titles = [slide.title for slide in of_kind(full(), StorySlide)]
    assert titles[0] == "Sales thanks Product"


def test_thanks_inside_a_team_have_no_slide_and_the_deck_says_so():
    inside = story(1, giver_team="Sales", receiver_teams=("Sales",), receivers=("Bo", "Cy"))
    made = deck((inside,))
    assert not of_kind(made, StorySlide)
    assert made.chosen == made.retold == ()
    slide = of_kind(made, ThanksSlide)[0]
    assert slide.title == "1 shout-out, none from one team to another"
    assert slide.sentence.startswith("Only thanks from one team to another are told here.")
    assert "thanks from one team to another" in slide.rule
    both = of_kind(deck((inside, story(2))), ThanksSlide)[0]
    assert (both.title, both.sentence) == ("2 shout-outs, 1 across teams", "All across teams follow.")


def test_where_nobody_is_in_a_team_the_deck_says_that_nothing_is_known_to_cross():
    made = compose("Acme", PERIOD, None, (story(1, giver_team="", receiver_teams=()),), ())
    assert of_kind(made, ThanksSlide)[0].sentence.startswith("Nobody is in a team yet")


def test_longer_stories_get_more_time():
    short, long = (of_kind(deck((story(1, text="word " * many),)), StorySlide)[0] for many in (5, 90))
    assert (short.notes.seconds, long.notes.seconds) == (25, 53)


@pytest.mark.parametrize(("minutes", "told"), [(3, 3), (5, 5), (10, 10)])
@pytest.mark.parametrize("words", [1, 12, 400])
def test_the_notes_add_up_to_the_length_chosen(minutes, told, words):
    stories = tuple(story(number, text="word " * words) for number in range(30))
    made = compose("Acme", PERIOD, STAR, stories, coverage_of(TEAMS, crossing(stories)), shape=Shape(minutes))
    assert made.seconds == sum(slide.notes.seconds for slide in made.slides) == minutes * 60
    assert len(made.chosen) == told
    assert min(slide.notes.seconds for slide in made.slides) >= 7


def test_time_that_nobody_needs_is_given_to_the_room():
    made = compose("Acme", PERIOD, None, (), (), shape=Shape(10))
    assert made.seconds == 600
    assert made.slides[-1].notes.text.endswith("are left for thanks from the room: ask, and wait.")


@pytest.mark.parametrize("section", list(Section))
def test_a_section_can_be_left_out(section):
    stories = tuple(story(number) for number in range(12))
    shape = Shape(5, frozenset(Section) - {section})
    light = SpotlightInDeck("Support")
    kinds = {
        type(slide)
        for slide in compose(
            "Acme", PERIOD, STAR, stories, coverage_of(TEAMS, crossing(stories)), shape=shape, spotlight=light
        ).slides
    }
    left_out = {
        Section.STAR: StarSlide,
        Section.MOVES: MovesSlide,
        Section.STORIES: StorySlide,
        Section.SPOTLIGHT: SpotlightSlide,
        Section.TEAMS: CoverageSlide,
    }
    assert {kind for kind in left_out.values() if kind not in kinds} == {left_out[section]}


def test_only_what_may_be_told_is_told_but_everything_is_counted():
    stories = (story(1, untold=Untold.NO), story(2, untold=Untold.NOT_ASKED), story(4))
    made = deck(stories, STAR)
    assert made.stories == made.chosen == made.retold == (stories[2],)
    assert of_kind(made, ThanksSlide)[0].title == "3 shout-outs, 3 across teams"
    assert made.untold == ((Untold.NOT_ASKED, 1), (Untold.NO, 1))
    assert len(of_kind(deck(stories[:2]), StorySlide)) == 0


def test_thanks_for_an_input_stand_beside_what_moved_it():
    stories = (story(1, input="Depth"), story(2, input="Depth"), story(3, input="Depth", giver_team=""))
    assert "Thanks across teams: Depth 2." in of_kind(deck(stories, STAR), MovesSlide)[0].sentence


def test_coverage_counts_the_teams_that_wait_and_names_only_those_thanked_by_another():
    stories = (
        story(0, giver_team="Sales", receiver_teams=("Product",)),
        story(1, giver_team="Design", receiver_teams=("Design",)),
    )
    slide = of_kind(deck(stories), CoverageSlide)[0]
    assert slide.title == "1 of 8 teams was thanked by another team"
    assert slide.sentence == "7 teams wait for thanks from another one: whom do you work with?"
    assert [row.name for row in slide.rows] == ["Product"]
    assert "Design" not in str(slide)


def test_coverage_says_when_every_team_was_thanked_by_another():
    stories = tuple(
        story(at, giver_team=TEAMS[at - 1], receiver_teams=(name,)) for at, name in enumerate(TEAMS)
    )
    slide = of_kind(deck(stories), CoverageSlide)[0]
    assert slide.title == "8 of 8 teams were thanked by another team"
    assert slide.sentence == "Every team heard thanks from another one in this period."
    seven = of_kind(deck(stories[1:]), CoverageSlide)[0]
    assert seven.sentence.startswith("1 team waits")


def test_many_teams_take_several_sheets_evenly_and_the_rest_is_counted():
    names = tuple(f"Team {number}" for number in range(40))
    stories = tuple(story(giver_team="Host", receiver_teams=(name,)) for name in names)
    made = compose("Acme", PERIOD, None, stories, coverage_of(names, crossing(stories)))
    sheets = of_kind(made, CoverageSlide)
    assert [len(slide.rows) for slide in sheets] == [8, 8, 8]
    assert [slide.rest for slide in sheets] == [0, 0, 16]
    assert sheets[1].title == "40 of 40 teams were thanked by another team (continued)"
    nine = of_kind(
        compose("Acme", PERIOD, None, (story(),), coverage_of(names[:9], crossing(stories))), CoverageSlide
    )
    assert [len(slide.rows) for slide in nine] == [4, 5]


def test_without_thanks_across_teams_they_are_not_listed_as_forgotten():
    inside = story(1, giver_team="Sales", receiver_teams=("Sales",))
    for stories in ((), (inside,)):
        assert not of_kind(
            compose("Acme", PERIOD, None, stories, coverage_of(TEAMS, crossing(stories))), CoverageSlide
        )


def test_days_are_said_once():
    assert full().slides[0].subtitle == "26 Oct to 22 Nov 2026"
    one = Period(PERIOD.first, PERIOD.first)
    assert compose("Acme", one, None, (), ()).slides[0].subtitle == "26 Oct 2026"
