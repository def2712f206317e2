"""The days off of a company: what it skips, and the public holidays of its country where they are known."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.calendar.days_off import NO_DAYS_OFF, DaysOff
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.declared_fields import Problem
from northstar_bot.services.ports.world import Holidays


@dataclass(frozen=True, slots=True)
class UnknownHolidays:
    """No public holidays are known here; everybody works from Monday to Friday."""

    def problem(self, country: str) -> Problem:
        """The same for every country."""
        return Problem(
            "workspace.country",
            f"The public holidays of {country[:10]} are not known here: the package holidays is not installed.",
            "Install northstar-bot[holidays], or leave country out and name days under skip.",
        )

    def of(self, country: str, years: range) -> DaysOff:
        """No days off but the weekend."""
        del country, years
        return NO_DAYS_OFF


@dataclass(frozen=True, slots=True)
class Calendar:
    """Asked by whoever plans."""

    holidays: Holidays = UnknownHolidays()

    def problems(self, company: Company) -> Iterator[Problem]:
        """Why the holidays of the declared country cannot be kept."""
        problem = self.holidays.problem(company.country) if company.country else None
        if problem:
            yield problem

    def off(self, company: Company, now: datetime) -> DaysOff:
        """The days off around `now`: of this year, the one before and the one after."""
        years = range(now.year - 1, now.year + 2)
        known = self.holidays.of(company.country, years) if company.country else NO_DAYS_OFF
        return known.also(company.skip)


NO_HOLIDAYS = Calendar()
