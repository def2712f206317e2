"""When squads are asked for their one input, and which of them have none."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest
from tests.support.requests import COMPANY

from northstar_bot.domain.calendar.schedules import Cadence, PostKind, Schedule
from northstar_bot.domain.company.company import Squad, Star
from northstar_bot.domain.declaration.rituals import Pick, held_picks
from northstar_bot.domain.star.sprints import begun, squads_without_input

FLOW, CORE = Squad("flow", "Flow"), Squad("core", "Core")
PLANNING = Schedule(
    "planning", PostKind.KICKOFF, "C1", 0, time(10), "Europe/Berlin", options={"ritual": "planning"}
)
SQUADS = replace(COMPANY, squads=(FLOW, CORE))


def test_a_squad_has_an_input_that_it_owns_or_picked():
    assert squads_without_input(SQUADS) == (FLOW, CORE)
    owned = tuple(replace(metric, squad="flow") for metric in SQUADS.metrics)
    assert squads_without_input(replace(SQUADS, metrics=owned)) == (CORE,)
    pick = Pick("core", "return_days", "UBO", date(2026, 11, 2))
    assert squads_without_input(SQUADS, {"core": pick}) == (FLOW,)
    assert squads_without_input(replace(SQUADS, metrics=())) == ()


def test_a_pivot_clears_what_was_picked_before_it():
    star = Star(2, "lessons", "Every student finishes", "Lessons", since=date(2026, 11, 20))
    before = Pick("core", "return_days", "UBO", date(2026, 11, 19))
    after = Pick("flow", "return_days", "UBO", date(2026, 11, 20))
    retired = Pick("flow", "no_input_any_more", "UBO", date(2026, 11, 21))
    company = replace(SQUADS, star=star)
    assert held_picks(company, [before, after]) == {"flow": after}
    assert held_picks(company, [after, retired]) == {}


@pytest.mark.parametrize(
    ("now", "label"),
    [
        (datetime(2026, 11, 23, 8, 59, tzinfo=UTC), None),
        (datetime(2026, 11, 23, 9, 0, tzinfo=UTC), "sprint 2026-11-23"),
        (datetime(2026, 11, 26, 20, 0, tzinfo=UTC), "sprint 2026-11-23"),
        (datetime(2026, 11, 27, 9, 0, tzinfo=UTC), None),
    ],
)
def test_a_sprint_begins_with_its_planning_and_is_spoken_of_for_some_days(now, label):
    found = begun(replace(COMPANY, schedules=(PLANNING,)), now, now.date())
    assert (found.label if found else None) == label


def test_without_a_planning_a_month_begins():
    daily = replace(PLANNING, cadence=Cadence.DAILY)
    for schedules in ((), (daily,)):
        company = replace(COMPANY, schedules=schedules)
        first = datetime(2026, 12, 1, 9, tzinfo=UTC)
        assert begun(company, first, date(2026, 12, 7)).label == "2026-12"
        assert begun(company, first, date(2026, 12, 8)) is None
