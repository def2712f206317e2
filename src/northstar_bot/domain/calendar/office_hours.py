"""When a reminder may reach a person: weekdays, 9:30 to 16:30, where they are."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Self
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.calendar.zones import is_zone

OPENS, CLOSES = time(9, 30), time(16, 30)
_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class OfficeHours:
    """The hours of one place. The first moment belongs to them, the last does not."""

    zone: str

    @classmethod
    def of(cls, zone: str, otherwise: str) -> Self:
        """The hours in a person's own zone; in `otherwise`, the company's, when theirs is none we know."""
        return cls(next((each for each in (zone, otherwise) if is_zone(each)), "UTC"))

    def day(self, now: datetime) -> date:
        """The day it is there."""
        return now.astimezone(ZoneInfo(self.zone)).date()

    def are_now(self, now: datetime) -> bool:
        """Whether somebody there may be reminded at this moment."""
        return self.next_moment(now) == now

    def next_moment(self, now: datetime) -> datetime:
        """`now` itself inside the hours, else the moment at which they next begin, in UTC."""
        day = self.day(now)
        while True:
            opens, closes = self._window(day)
            if day.weekday() < _SATURDAY and now < closes and opens < closes:
                return max(now, opens)
            day += _DAY

    def left(self, moment: datetime) -> timedelta:
        """How long the hours last from a moment inside them; nothing may be sent after."""
        return self._window(self.day(moment))[1] - moment

    def opened(self, now: datetime) -> datetime:
        """When the hours of this day begin or began there."""
        return self._window(self.day(now))[0]

    def working_days(self, since: datetime, now: datetime) -> int:
        """How many weekdays have begun there after the day of `since`, up to the day of `now`."""
        first, last = self.day(since), self.day(now)
        weeks, rest = divmod(max((last - first).days, 0), 7)
        tail = (first + timedelta(days=weeks * 7 + step) for step in range(1, rest + 1))
        return weeks * _SATURDAY + sum(day.weekday() < _SATURDAY for day in tail)

    def _window(self, day: date) -> tuple[datetime, datetime]:
        return instant_of(day, OPENS, self.zone), instant_of(day, CLOSES, self.zone)
