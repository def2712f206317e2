"""What is written in company.yaml read into days, times and places; a refusal in our own words."""

from collections.abc import Callable
from datetime import date
from typing import Annotated, Any, TypeVar

from pydantic import BeforeValidator

from northstar_bot.domain.calendar.days_off import parse_days
from northstar_bot.domain.calendar.periods import parse_wall_time, parse_weekday
from northstar_bot.domain.calendar.schedules import FIRST_WORKING_DAY, LAST
from northstar_bot.domain.errors import BadInput

Read = TypeVar("Read")
_PLACES = {
    "first working day": FIRST_WORKING_DAY,
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "last": LAST,
}


def words_of(read: Callable[[], Read]) -> Read:
    """What `read` gives; its refusal as the ValueError that pydantic expects."""
    try:
        return read()
    except BadInput as error:
        raise ValueError(error.words) from error


def _weekday(value: Any) -> int:
    return words_of(lambda: parse_weekday(str(value)))


def _wall_time(value: Any) -> Any:
    # Unquoted 09:00 is text to this YAML, but 09:30 in older dialects is a number in base 60.
    text = f"{value // 60:02}:{value % 60:02}" if isinstance(value, int) else str(value)
    return words_of(lambda: parse_wall_time(text))


def _place(value: Any) -> Any:
    """Which one of a month: a number, or its word."""
    said = str(value).strip().lower()
    if said in _PLACES:
        return _PLACES[said]
    if said in {"1", "2", "3", "4"}:
        return int(said)
    message = "write first, second, third, fourth, last or first working day"
    raise ValueError(message)


def _days(value: Any) -> Any:
    """Days and spans of days; YAML may have read some of them already."""
    listed = value if isinstance(value, list) else [value]
    said = ", ".join(one.isoformat() if isinstance(one, date) else str(one) for one in listed)
    return words_of(lambda: parse_days(said))


Days = Annotated[tuple[date, ...], BeforeValidator(_days)]


Weekday = Annotated[int, BeforeValidator(_weekday)]
WallTime = Annotated[Any, BeforeValidator(_wall_time)]
PlaceInMonth = Annotated[int, BeforeValidator(_place)]
