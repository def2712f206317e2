"""Stories are balanced by team by a rule that is said, coverage names teams, and nobody is ranked."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.counts import ShoutoutCounts
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.recognition.roundup import (
    PLACES,
    Coverage,
    Roundup,
    as_data,
    choose,
    coverage_of,
    teams_of,
)
from northstar_bot.domain.recognition.shoutouts import Receiver, Shoutout

AT = datetime(2026, 11, 18, 9, tzinfo=UTC)
TEAMS = ("sales", "design", "legal", "support")


def story(number, giver_team, *teams, boosts=0, hours=0):
    receivers = tuple(Receiver(f"U{place}", team) for place, team in enumerate(teams))
    at = AT + timedelta(hours=hours)
    return Shoutout(number, "acme", "U9", giver_team, receivers, (), "it", at, f"k{number}", boosts=boosts)


def numbers(chosen):
    return [one.id for one in chosen]


def test_every_thanked_team_gets_a_story_before_any_gets_a_second():
    loud = [story(number, "sales", "design", boosts=9 - number) for number in range(1, 6)]
    quiet = [story(6, "sales", "legal"), story(7, "design", "support")]
    assert numbers(choose([*loud, *quiet])) == [7, 6, 1, 2, 3]


def test_within_a_team_boosts_go_first_then_the_newer():
    found = choose(
        [
            story(1, "sales", "design"),
            story(2, "sales", "design", hours=1),
            story(3, "sales", "design", boosts=1),
        ]
    )
    assert numbers(found) == [3, 2, 1]


def test_thanks_inside_a_team_fill_what_is_left():
    inside = story(1, "sales", "sales", boosts=50)
    alone = story(2, None, None, boosts=60)
    assert numbers(choose([inside, alone, story(3, "sales", "design")])) == [3, 2, 1]
    assert teams_of(alone) == (None,)


def test_a_story_for_several_teams_counts_for_each_of_them():
    both = story(1, "sales", "design", "legal", boosts=9)
    assert numbers(choose([both, story(2, "sales", "design"), story(3, "sales", "support")])) == [1, 3, 2]


@given(
    st.lists(
        st.tuples(st.sampled_from(TEAMS), st.sampled_from(TEAMS), st.integers(0, 5), st.integers(0, 50)),
        max_size=30,
    )
)
def test_any_week_is_balanced_and_settled(made):
    stories = [story(number, a, b, boosts=c, hours=d) for number, (a, b, c, d) in enumerate(made)]
    chosen = choose(stories)
    assert chosen == choose(stories[::-1])
    assert len(chosen) == min(PLACES, len(stories))
    crossing = [one for one in chosen if one.cross_team]
    assert chosen[: len(crossing)] == tuple(crossing)
    told = [team for one in crossing for team in one.thanked_teams]
    offered = {team for one in stories if one.cross_team for team in one.thanked_teams}
    for team in offered:
        # Whoever had a second story shows that everybody had a first.
        assert told.count(team) >= 1 or max(map(told.count, told), default=0) <= 1


def test_coverage_follows_the_declaration():
    company = Company("acme", "Acme", teams=tuple(Team(key, key.title()) for key in TEAMS))
    found = coverage_of(company, {"legal", "sales", "gone"})
    assert found == Coverage(("sales", "legal"), ("design", "support"))
    assert found.total == 4


def test_the_data_is_stable_and_complete():
    told = story(7, "sales", "design", boosts=2)
    roundup = Roundup(
        "acme",
        Period(date(2026, 11, 16), date(2026, 11, 22)),
        ShoutoutCounts(3, 2, 4, 1, 5),
        Coverage(("design",), ("legal",)),
        (told,),
        {},
        {},
    )
    days = replace(roundup, days=Period(date(2026, 11, 18), date(2026, 11, 22)))
    assert as_data(days)["week"] is None
    assert as_data(days)["period"] == {"start": "2026-11-18", "end": "2026-11-22"}
    assert as_data(roundup) == {
        "week": "2026-W47",
        "period": {"start": "2026-11-16", "end": "2026-11-22"},
        "counts": {"shoutouts": 3, "cross_team": 2, "people_thanked": 4, "givers": 1},
        "coverage": {"thanked": ["design"], "not_yet": ["legal"]},
        "stories": [
            {
                "id": 7,
                "giver": "U9",
                "giver_team": "sales",
                "receivers": [{"person": "U0", "team": "design"}],
                "teams": [],
                "text": "it",
                "value": None,
                "boosts": 2,
                "cross_team": True,
                "given_at": "2026-11-18T09:00:00+00:00",
                "permalink": None,
            }
        ],
        "rule": roundup.rule,
        "years_here": [],
    }
