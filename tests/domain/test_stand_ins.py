"""Who hears what somebody away would hear."""

from datetime import UTC, datetime, time

import pytest

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.requests.away import Absence
from northstar_bot.services.posts.notices import owners_of

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
WEEKLY = Schedule("weekly", PostKind.DIGEST, "C1", 0, time(9), "UTC", owner="UBO")
COMPANY = Company("acme", "Acme", owners=("UANA", "a plain name", "UCY"), schedules=(WEEKLY,))


@pytest.mark.parametrize(
    ("schedule", "absences", "told"),
    [
        ("weekly", {}, ("UBO",)),
        (None, {}, ("UANA", "UCY")),
        (None, {"UANA": "UDOT"}, ("UDOT", "UCY")),
        (None, {"UANA": None}, ("UCY",)),
        (None, {"UANA": "UCY"}, ("UCY",)),
        (None, {"UANA": None, "UCY": None}, ("UANA", "UCY")),
        ("weekly", {"UBO": None}, ("UANA", "UCY")),
        ("weekly", {"UBO": "UDOT"}, ("UDOT",)),
    ],
)
def test_trouble_is_told_to_whoever_is_here(schedule, absences, told):
    away = [Absence("acme", person, NOW, cover=cover) for person, cover in absences.items()]
    assert owners_of(COMPANY, schedule, away) == told
