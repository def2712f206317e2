"""The balance of thanks: nothing hidden can be found out, teams stand by name, and the index is the published one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.recognition.balance import FEWEST, Flow, Span, balance, index, sizes_of, span_of

KEYS = ("ops", "sales", "legal", "design")
COMPANY = Company("acme", "Acme", teams=tuple(Team(key, key.capitalize()) for key in KEYS))
SPAN = Span("90d", date(2026, 8, 26), date(2026, 11, 23))
LARGE = dict.fromkeys(KEYS, 9)
flow = st.builds(
    Flow,
    st.sampled_from([*KEYS, "gone", None]),
    st.sampled_from([*KEYS, "gone"]),
    st.integers(1, 12),
    st.booleans(),
)
flows = st.lists(flow, max_size=25, unique_by=lambda one: (one.giver, one.team))


def seen(found, sizes=LARGE):
    return balance(COMPANY, SPAN, found, sizes)


@given(flows, st.data())
def test_what_is_hidden_changes_nothing_that_is_shown(found, data):
    small = [one for one in found if one.amount < FEWEST]
    others = [replace(one, amount=data.draw(st.integers(1, FEWEST - 1)), one_giver=False) for one in small]
    kept = [one for one in found if one.amount >= FEWEST]
    assert seen([*kept, *others]) == seen(found)
    without = seen(kept)
    assert replace(without, coverage=seen(found).coverage) == seen(found)


@given(flows)
def test_sums_are_those_of_the_cells_shown(found):
    view = seen(found)
    assert all(amount >= FEWEST for amount in view.cells.values())
    for line in view.lines:
        given_out = sum(n for (a, b), n in view.cells.items() if a == line.team != b)
        got = sum(n for (a, b), n in view.cells.items() if b == line.team != a)
        assert (line.given or 0, line.received or 0) == (given_out, got)
        assert line.inside == view.cells.get((line.team, line.team))
        inside = line.inside or 0
        assert line.reach == (index(inside, given_out) if inside + given_out else None)
        assert line.echo == (index(inside, got) if inside + got else None)
    assert {pair for pair in view.cells if None in pair or "gone" in pair} == set()


@given(flows, st.randoms())
def test_teams_stand_by_name_whatever_they_gave(found, chance):
    view = seen(found)
    mixed = list(found)
    chance.shuffle(mixed)
    assert seen(mixed) == view
    assert [line.team for line in view.lines] == ["design", "legal", "ops", "sales"]


@given(st.integers(0, 500), st.integers(0, 500))
def test_the_index_lies_between_all_inside_and_all_outside(inside, outside):
    found = index(inside, outside)
    assert found is None if not inside + outside else -1 <= found <= 1
    assert found is None or index(outside, inside) == pytest.approx(-found)


def test_the_index_by_hand():
    view = seen([Flow("ops", "ops", 5), Flow("ops", "sales", 15), Flow("legal", "ops", 5)])
    (ops,) = [line for line in view.lines if line.team == "ops"]
    assert (ops.inside, ops.given, ops.received, ops.reach, ops.echo) == (5, 15, 5, 0.5, 0)
    one_sided = seen([Flow("ops", "ops", 5), Flow("sales", "legal", 5), Flow("sales", "sales", 4)])
    found = {line.team: (line.reach, line.echo) for line in one_sided.lines}
    assert found == {"ops": (-1, -1), "sales": (1, None), "legal": (None, 1), "design": (None, None)}
    small = balance(COMPANY, SPAN, [Flow("ops", "ops", 5), Flow("ops", "sales", 15)], {"ops": 4})
    assert {line.reach for line in small.lines} == {None}


def test_a_bridge_is_one_givers_between_teams_large_enough_to_hide_who_it_is():
    found = [
        Flow("ops", "sales", 5, one_giver=True),
        Flow("ops", "legal", 4, one_giver=True),
        Flow("ops", "ops", 9, one_giver=True),
        Flow("legal", "sales", 9),
        Flow("design", "sales", 9, one_giver=True),
    ]
    assert seen(found, {"ops": 5, "legal": 5, "design": 4}).bridges == (("ops", "sales"),)


def test_coverage_counts_thanks_from_another_team():
    inside, of_nobody = Flow("design", "design", 9), Flow(None, "legal", 9)
    view = seen([inside, of_nobody, Flow("gone", "ops", 2), Flow("ops", "sales", 1)])
    assert (view.coverage.thanked, view.coverage.not_yet) == (("ops", "sales"), ("design", "legal"))


def test_periods():
    today = date(2026, 11, 23)
    assert (span_of("", today).first, span_of("90d", today).last) == (date(2026, 8, 26), today)
    assert span_of(" 30D ", today).first == date(2026, 10, 25)
    assert span_of("quarter", today).first == date(2026, 10, 1)
    assert span_of("quarter", date(2026, 3, 1)).first == date(2026, 1, 1)
    with pytest.raises(BadInput, match="no period"):
        span_of("a year", today)


def test_sizes_are_the_larger_of_named_and_known():
    company = Company("acme", "Acme", teams=(Team("ops", "Ops", people=("U1", "U2")), Team("hr", "HR")))
    assert sizes_of(company, {"ops": 1, "hr": 3}) == {"ops": 2, "hr": 3}
