from contextlib import suppress
from datetime import time
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.periods import parse_wall_time, parse_weekday, parse_zone
from northstar_bot.domain.calendar.zones import is_zone
from northstar_bot.domain.errors import BadInput


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Monday", 0),
        ("mondays", 0),
        ("Mo", 0),
        ("tues", 1),
        ("WED.", 2),
        (" thurs ", 3),
        ("fr", 4),
        ("sun", 6),
    ],
)
def test_a_weekday_may_be_shortened(text, number):
    assert parse_weekday(text) == number


@pytest.mark.parametrize("text", ["", "m", "t", "s", "montag", "1", "mondayss", "weekday"])
def test_what_is_no_weekday_is_refused(text):
    with pytest.raises(BadInput) as refused:
        parse_weekday(text, field="weekday")
    assert refused.value.sentence == f"“{text}” is not a weekday."
    assert "Monday" in refused.value.hint
    assert refused.value.field == "weekday"


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("09:00", time(9)),
        (" 9:05 ", time(9, 5)),
        ("9.30", time(9, 30)),
        ("23:59", time(23, 59)),
        ("00:00", time(0)),
        ("9am", time(9)),
        ("4:30 PM", time(16, 30)),
        ("12am", time(0)),
        ("12 pm", time(12)),
    ],
)
def test_a_wall_time_is_read(text, at):
    assert parse_wall_time(text) == at


@pytest.mark.parametrize(
    "text", ["", "9", "24:00", "9:60", "9:5", "13pm", "0am", "noon", "09:00:00", "-1:00"]
)
def test_what_is_no_wall_time_is_refused(text):
    with pytest.raises(BadInput) as refused:
        parse_wall_time(text, field="at")
    assert refused.value.sentence == f"“{text}” is not a time of day."
    assert "09:00" in refused.value.hint
    assert refused.value.field == "at"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Europe/Berlin", "Europe/Berlin"),
        (" europe/berlin ", "Europe/Berlin"),
        ("america/new york", "America/New_York"),
        ("utc", "UTC"),
    ],
)
def test_a_zone_is_found_in_any_case(text, name):
    assert parse_zone(text) == name


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("Berlin", "Did you mean Europe/Berlin?"),
        ("new york", "Did you mean America/New_York?"),
        ("Europe/Berlim", "Did you mean Europe/Berlin?"),
        ("America", "Write a place, such as Europe/Berlin or America/New_York."),
        ("../etc/passwd", "Write a place, such as Europe/Berlin or America/New_York."),
        ("localtime", "Write a place, such as Europe/Berlin or America/New_York."),
        ("", "Write a place, such as Europe/Berlin or America/New_York."),
        ("x\0y", "Write a place, such as Europe/Berlin or America/New_York."),
    ],
)
def test_what_is_no_zone_is_refused_with_a_near_one(text, hint):
    with pytest.raises(BadInput) as refused:
        parse_zone(text, field="zone")
    assert refused.value.sentence == f"“{text}” is not a time zone."
    assert refused.value.hint == hint
    assert refused.value.field == "zone"


def test_every_zone_taken_can_be_opened():
    for name in available_timezones() - {"localtime", "Factory"}:
        assert is_zone(name)
        assert ZoneInfo(parse_zone(name.upper())).key == name


@given(st.text())
def test_any_text_is_read_or_refused(text):
    for parse in (parse_weekday, parse_wall_time, parse_zone):
        with suppress(BadInput):
            parse(text)
