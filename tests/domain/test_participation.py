"""Who took part, team by team: everybody counts once, small teams are not told of, and only some people may ask."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.domain.recognition.balance import FEWEST
from northstar_bot.domain.recognition.evenness import Turnout
from northstar_bot.domain.recognition.participation import (
    Participant,
    Share,
    participation,
    share_of,
    teams_open_to,
    turnout,
)

KEYS = ("ops", "Sales", "legal")
TEAMS = tuple(Team(key, key) for key in KEYS)
NOV, OCT = Month(2026, 11), Month(2026, 10)
there = st.lists(
    st.builds(
        Participant,
        st.integers(0, 60).map(str),
        st.sampled_from([*KEYS, "gone"]),
        st.booleans(),
        st.booleans(),
    ),
    max_size=40,
    unique_by=lambda one: one.person,
)


@given(there, there, st.sets(st.integers(0, 60).map(str), max_size=9))
def test_every_share_is_that_of_a_team_large_enough_and_of_nobody_who_is_left_out(now, before, without):
    view = participation(TEAMS, [(NOV, now), (OCT, before)], without)
    assert [line.name for line in view.teams] == sorted((one.name for one in view.teams), key=str.casefold)
    assert len(view.teams) + view.small == len(TEAMS)
    for line in view.teams:
        for share, people in zip(line.months, (now, before), strict=True):
            own = [one for one in people if one.team == line.team and one.person not in without]
            assert (share is None) == (len(own) < FEWEST)
            assert share is None or (share.people, 0 <= share.giving <= 1) == (len(own), True)
            assert share is None or share.got == sum(one.got for one in own)


@given(there, st.data())
def test_what_somebody_left_out_does_changes_nothing(now, data):
    chosen = data.draw(st.sets(st.sampled_from([one.person for one in now]))) if now else set()
    other = [replace(one, gave=not one.gave) if one.person in chosen else one for one in now]
    assert participation(TEAMS, [(NOV, now)], chosen) == participation(TEAMS, [(NOV, other)], chosen)


def test_a_share_by_hand():
    people = [Participant(str(n), "ops", n < 3, n == 0) for n in range(6)]
    assert share_of(people) == Share(6, 3, 1)
    assert (share_of(people).giving, share_of(people[:4])) == (0.5, None)


def some(team, amount, **did):
    return [
        Participant(
            f"{team}{n}", team, did.get("gave", False), did.get("got", False), did.get("named", False)
        )
        for n in range(amount)
    ]


@given(there, st.sets(st.integers(0, 60).map(str), max_size=9))
def test_what_small_teams_did_cannot_be_found_by_taking_the_large_ones_off(now, without):
    found = turnout(now, without)
    shown = [
        one.months[0] for one in participation((*TEAMS, Team("gone", "gone")), [(NOV, now)], without).teams
    ]
    hidden = found.people - sum(one.people for one in shown) if found else 0
    assert hidden == 0 or hidden >= FEWEST
    assert found is None or found.thanked <= found.people >= FEWEST
    assert hidden or not found or found.thanked == sum(one.got for one in shown)


def test_a_turnout_by_hand():
    large = [*some("ops", 5, got=True, gave=True), *some("legal", 3, named=True, gave=True)]
    assert turnout(large) == Turnout(5, 5, 0)
    assert turnout([*large, *some("Sales", 2, named=True)]) == Turnout(10, 5, 5)
    assert turnout(large[:4]) is None


def test_a_team_that_was_too_small_has_no_month_before():
    people = [Participant(str(n), "ops", True, False) for n in range(5)]
    (line,) = participation(TEAMS, [(NOV, people), (OCT, people[1:])]).teams
    assert (line.team, line.months[1]) == ("ops", None)


def test_stewards_see_every_team_leads_their_own_and_nobody_else_any():
    company = Company("acme", "Acme", teams=(Team("ops", "Ops", lead="U1"), Team("legal", "Legal")))
    lead = Viewer("acme", Person("U1", "Lea"))
    assert [one.key for one in teams_open_to(company, lead)] == ["ops"]
    for role in (Role.STEWARD, Role.OWNER):
        assert len(teams_open_to(company, Viewer("acme", Person("U2", "Stew"), frozenset({role})))) == 2
    for roles in ((), (Role.DECIDER,)):
        with pytest.raises(NotAllowed, match="Only stewards and the leads"):
            teams_open_to(company, Viewer("acme", Person("U3", "Cy"), frozenset(roles)))
