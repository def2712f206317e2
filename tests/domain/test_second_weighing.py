"""Who weighs a second time, how long it stands, and what the doubles come to."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.requests import COMPANY, STAR

from northstar_bot.domain.company.company import Scope
from northstar_bot.domain.requests.agreement import Agreement
from northstar_bot.domain.requests.decision_pace import quarters
from northstar_bot.domain.requests.requests import Answer, Evidence, Request, State, Verdict
from northstar_bot.domain.requests.second_weighing import (
    Double,
    SecondWeighing,
    able_to_decide,
    agreements,
    is_comparable,
    lapses_at,
    standing,
    whose_turn,
)

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
REQUEST = Request(
    "acme", 1, "UASK", "other", "Something for sales", "They said so.", Evidence.SEEN, NOW, input="new_users"
)
FULL = replace(
    COMPANY,
    star=STAR,
    owners=("UBOSS", "Ana Berg"),
    stewards=("USEC",),
    deciders=("UDEC", "UASK"),
    scopes=(Scope("UPART", inputs=("return_days",)), Scope("USALES", teams=("sales",))),
)


def test_everybody_who_may_decide_is_able_but_not_the_asker_nor_who_decided():
    able = able_to_decide(FULL, REQUEST, ("UENV",), {"UDEC"})
    assert able == ("UBOSS", "UENV", "UOWN", "USEC")
    of_sales = replace(REQUEST, asker_team="sales", input=None)
    assert able_to_decide(FULL, of_sales, (), set()) == ("UBOSS", "UDEC", "USALES", "USEC")


def test_turns_go_round_and_every_third_goes_to_an_owner():
    assigned, asked = {}, []
    for _ in range(9):
        person = whose_turn(("UC", "UA", "UB", "UBOSS"), assigned, {"UBOSS"}, "UDEC")
        asked.append(person)
        assigned[person] = assigned.get(person, 0) + 1
    assert asked == ["UBOSS", "UA", "UB", "UBOSS", "UC", "UA", "UBOSS", "UB", "UC"]


def test_after_an_owner_a_decider_is_asked_and_nobody_is_better_than_somebody_unable():
    assert whose_turn(("UBOSS", "UCEO", "UA"), {}, {"UBOSS", "UCEO"}, "UBOSS") == "UA"
    assert whose_turn(("UCEO",), {}, {"UBOSS", "UCEO"}, "UBOSS") == "UCEO"
    assert whose_turn((), {}, {"UBOSS"}, "UBOSS") is None


@given(st.lists(st.sampled_from(["UA", "UB", "UC"]), min_size=1, max_size=3, unique=True), st.integers(1, 40))
def test_nobody_is_asked_twice_more_than_another(able, turns):
    assigned = {}
    for _ in range(turns):
        person = whose_turn(able, assigned, {"UBOSS"}, "UDEC")
        assigned[person] = assigned.get(person, 0) + 1
    counts = [assigned.get(person, 0) for person in able]
    assert max(counts) - min(counts) <= 1


SECOND = SecondWeighing("acme", 1, 7, "UDEC", "USEC", NOW, NOW + timedelta(days=14), 1, 1)
DECIDED = replace(REQUEST, state=State.ACCEPTED, moves=1)


@pytest.mark.parametrize(
    ("request_now", "star", "after", "stands"),
    [
        (DECIDED, 1, timedelta(0), True),
        (replace(DECIDED, state=State.SHIPPED, moves=2), 1, timedelta(0), True),
        (replace(DECIDED, state=State.WITHDRAWN, moves=2), 1, timedelta(0), False),
        (replace(DECIDED, re_weigh=True), 1, timedelta(0), False),
        (DECIDED, 2, timedelta(0), False),
        (DECIDED, 1, timedelta(days=14), False),
    ],
)
def test_it_stands_while_nothing_happens_but_shipping(request_now, star, after, stands):
    assert SECOND.stands(request_now, star, NOW + after) is stands


def test_it_lapses_after_ten_working_days_where_the_company_is():
    assert lapses_at(NOW, "Europe/Berlin") == datetime(2026, 12, 7, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("answer", "exempt", "comparable"),
    [
        (Answer.YES, False, True),
        (Answer.PARK, False, True),
        (Answer.YES, True, False),
        (Answer.ASK_BACK, False, False),
        (Answer.DUPLICATE, False, False),
    ],
)
def test_only_judgements_are_compared(answer, exempt, comparable):
    assert is_comparable(Verdict(1, answer, None, "", "UDEC", NOW, 1, exempt=exempt)) is comparable


YES = Verdict(1, Answer.YES, None, "", "UDEC", NOW, 1)


@pytest.mark.parametrize(
    ("request_now", "verdicts", "star", "stands"),
    [
        (DECIDED, [YES], 1, True),
        (DECIDED, [], 1, False),
        (DECIDED, [YES], 2, False),
        (DECIDED, [replace(YES, exempt=True)], 1, False),
        (replace(DECIDED, re_weigh=True), [YES], 1, False),
        (replace(DECIDED, state=State.OPEN), [YES], 1, False),
    ],
)
def test_an_owner_may_send_what_stands_decided_under_the_star_of_today(request_now, verdicts, star, stands):
    assert (standing(request_now, verdicts, star) is YES) is stands


def test_owners_against_deciders_are_told_from_five_on():
    alike = [Double(number, Answer.NO, Answer.NO, across=True) for number in range(4)]
    assert agreements(alike) == (Agreement(4, 4), None)
    clash = Double(9, Answer.NO, Answer.YES, across=True)
    apart = [Double(number, Answer.NO, Answer.NO) for number in range(3)]
    assert clash.is_clash
    assert agreements([*alike, clash, *apart]) == (Agreement(7, 8), Agreement(4, 5))


@pytest.mark.parametrize(
    ("today", "begins"),
    [
        (date(2026, 11, 23), (date(2026, 7, 1), date(2026, 10, 1))),
        (date(2026, 1, 1), (date(2025, 10, 1), date(2026, 1, 1))),
        (date(2026, 3, 31), (date(2025, 10, 1), date(2026, 1, 1))),
    ],
)
def test_the_quarter_of_a_day_and_the_one_before(today, begins):
    assert quarters(today) == begins
