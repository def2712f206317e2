"""Fairness by asking team: small teams are folded so that none can be found by subtraction, and nobody is ranked."""

from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.requests.fairness import FEWEST, OTHERS, Answered, fairness
from northstar_bot.domain.requests.requests import Answer

NAMES = {"sales": "Sales", "eng": "Engineering", "legal": "Legal", "ops": "Ops"}


def answered(**teams):
    """Requests by team: the days that each waited; every third is a no."""
    return [
        Answered(team if team != "none" else None, Answer.NO if n % 3 == 2 else Answer.YES, days)
        for team, waits in teams.items()
        for n, days in enumerate(waits)
    ]


def test_a_team_from_five_up_has_a_line_with_its_median_and_what_waits():
    view = fairness(answered(sales=[1, 2, 3, 9, 30], eng=[0] * 6), {"sales": 2}, NAMES)
    assert [(line.name, line.total, line.median_days, line.waiting) for line in view.lines] == [
        ("Engineering", 6, 0.0, 0),
        ("Sales", 5, 3.0, 2),
    ]
    assert view.lines[1].answers == {Answer.YES: 4, Answer.NO: 1}


def test_one_small_team_takes_the_smallest_of_the_others_along():
    view = fairness(answered(sales=[1] * 9, eng=[2] * 5, legal=[3] * 2, ops=[1] * 7), {}, NAMES)
    assert [(line.name, line.total) for line in view.lines] == [("Ops", 7), ("Sales", 9), (OTHERS, 7)]


def test_small_teams_together_need_nobody_else_when_they_are_five():
    view = fairness(answered(sales=[1] * 9, legal=[3] * 2, none=[3] * 3), {"legal": 4}, NAMES)
    assert [(line.name, line.total, line.waiting) for line in view.lines] == [("Sales", 9, 0), (OTHERS, 5, 4)]


def test_below_five_there_is_only_the_number():
    view = fairness(answered(sales=[1] * 3, legal=[3]), {"sales": 9}, NAMES)
    assert (view.lines, view.answered) == ((), 4)


def test_the_order_is_by_name_whatever_the_numbers():
    view = fairness(answered(sales=[99] * 50, eng=[0] * 5, ops=[5] * 20), {}, NAMES)
    assert [line.name for line in view.lines] == ["Engineering", "Ops", "Sales"]


@given(st.dictionaries(st.sampled_from([*NAMES, "gone", "none"]), st.integers(0, 12)))
def test_no_line_and_nothing_left_over_is_fewer_than_five(amounts):
    rows = answered(**{team: [1] * amount for team, amount in amounts.items()})
    view = fairness(rows, {}, NAMES)
    shown = sum(line.total for line in view.lines)
    assert all(line.total >= FEWEST for line in view.lines)
    assert shown == len(rows) if view.lines else len(rows) < FEWEST
    small = [amount for amount in amounts.values() if 0 < amount < FEWEST]
    others = [line.total for line in view.lines if line.name == OTHERS]
    # What stands for others is never one small team alone.
    assert all(total not in small for total in others)
