"""Stored schedules, also those of before there were cadences."""

from datetime import time

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.storage.company.schedule_document import schedule_of


def test_a_document_of_before_is_a_weekly_post_as_it_was():
    old = {
        "key": "monday",
        "kind": "digest",
        "channel": "C1",
        "weekday": 0,
        "at": "09:00",
        "zone": "Europe/Berlin",
        "owner": None,
    }
    assert schedule_of(old) == Schedule("monday", PostKind.DIGEST, "C1", 0, time(9), "Europe/Berlin")
