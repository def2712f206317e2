"""The choice of stories: only across teams, balanced by the team thanked, the same every time."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as some
from tests.support.decks import crossing, story

from northstar_bot.domain.deck.deck import Story
from northstar_bot.domain.deck.stories import choose_stories, coverage_of


def thanks(giver: str, *receivers: str, day: int = 1, text: str = "") -> Story:
    return Story("Ana", ("Bo",), text or f"{giver} {day}", date(2026, 11, day), giver, receivers)


TEAMS = some.sampled_from(["Sales", "Product", "Design", "Support", ""])
STORIES = some.lists(
    some.builds(
        lambda giver, receivers, day: thanks(giver, *receivers, day=day),
        TEAMS,
        some.lists(TEAMS.filter(bool), max_size=3, unique=True),
        some.integers(1, 28),
    ),
    max_size=25,
)


def test_every_team_has_one_before_any_has_two():
    flood = [thanks("Sales", "Product", day=day) for day in range(1, 9)]
    late = thanks("Sales", "Design", day=28)
    assert choose_stories([*flood, late], 2) == (flood[0], late)


def test_only_stories_from_one_team_to_another_are_told_however_much_room_there_is():
    inside, across = thanks("Sales", "Sales", day=1), thanks("Sales", "Design", day=9)
    of_nobody, to_nobody = thanks("", "Design", day=2), thanks("Sales", day=3)
    assert choose_stories([inside, of_nobody, to_nobody, across], 9) == (across,)


def test_between_equals_a_team_not_yet_heard_goes_first():
    first, again, quiet = (
        thanks("Sales", "Product", day=1),
        thanks("Sales", "Design", day=2),
        thanks("Legal", "Design", day=3),
    )
    assert choose_stories([first, again, quiet], 2) == (first, quiet)


def test_then_the_earlier_day_decides():
    late, early = thanks("Sales", "Design", day=9), thanks("Sales", "Design", day=2)
    assert choose_stories([late, early], 1) == (early,)


def test_a_story_for_the_own_and_another_team_counts_for_the_other():
    shared = thanks("Sales", "Sales", "Design", day=1)
    other = thanks("Legal", "Sales", day=5)
    again = thanks("Legal", "Design", day=2)
    assert choose_stories([shared, other, again], 2) == (shared, other)


def test_a_story_that_names_a_team_again_waits_for_a_team_not_yet_named():
    first, shared, fresh = (
        thanks("Sales", "Product", day=1),
        thanks("Legal", "Product", "Design", day=2),
        thanks("Legal", "Support", day=3),
    )
    assert choose_stories([first, shared, fresh], 2) == (first, fresh)


@given(STORIES, some.integers(0, 30))
def test_it_is_a_choice_without_repetition_and_no_longer_than_asked(stories, limit):
    chosen = choose_stories(stories, limit)
    assert len(chosen) == min(limit, sum(one.crosses for one in stories))
    assert not Counter(chosen) - Counter(stories)


@given(STORIES, some.integers(0, 30), some.randoms())
def test_the_order_they_come_in_does_not_matter(stories, limit, random):
    shuffled = list(stories)
    random.shuffle(shuffled)
    assert choose_stories(shuffled, limit) == choose_stories(stories, limit)


@given(
    some.lists(some.tuples(some.sampled_from("ABCDE"), some.integers(1, 28)), max_size=30),
    some.integers(1, 8),
)
def test_no_team_is_twice_ahead_of_another_that_waits(pairs, limit):
    stories = [thanks("Giver", team, day=day) for team, day in pairs]
    shown = Counter(one.receiver_teams[0] for one in choose_stories(stories, limit))
    waiting = Counter(team for team, _ in pairs) - shown
    assert all(shown[waits] >= count - 1 for waits in waiting for count in shown.values())


def test_coverage_names_who_stood_on_the_other_side_in_the_usual_order():
    stories = [
        thanks("Sales", "Design"),
        thanks("Legal", "Design"),
        thanks("Design", "Design"),
        thanks("", "Legal"),
    ]
    design, legal, sales = coverage_of(("Design", "Legal", "Sales"), crossing(stories))
    assert (design.thanked, design.thanked_by, design.thanks_to) == (2, ("Legal", "Sales"), ())
    assert (legal.thanked, legal.thanked_by, legal.thanks_to) == (0, (), ("Design",))
    assert (sales.thanked, sales.thanks_to) == (0, ("Design",))


def test_without_a_team_nothing_is_claimed_to_cross():
    assert not thanks("", "Design").crosses
    assert not thanks("Design").crosses
    assert story(1).crosses
