"""Public holidays from the package `holidays`, when it is installed."""

from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import Any

from northstar_bot.domain.calendar.days_off import DaysOff
from northstar_bot.domain.company.declared_fields import Problem
from northstar_bot.services.calendar import UnknownHolidays
from northstar_bot.services.ports.world import Holidays


@dataclass(frozen=True, slots=True)
class PublicHolidays:
    """`DE` is a country, `DE-BY` a part of it."""

    package: Any

    def problem(self, country: str) -> Problem | None:
        """Why the holidays of `country` cannot be known, or None."""
        name, _, part = country.partition("-")
        known: dict[str, list[str]] = self.package.list_supported_countries()
        if name not in known:
            return Problem(
                "workspace.country",
                f"“{country[:10]}” is not a country whose public holidays are known.",
                "Write its two letters, such as DE or US, or with a part of it, such as DE-BY.",
            )
        if part and part not in known[name]:
            listed = ", ".join(f"{name}-{one}" for one in known[name]) or "none"
            return Problem(
                "workspace.country", f"“{country[:10]}” is not a part of {name}.", f"Its parts: {listed}."
            )
        return None

    def of(self, country: str, years: range) -> DaysOff:
        """The holidays and the weekend of `country`."""
        return _days_off(self.package, country, years)


@lru_cache(maxsize=256)
def _days_off(package: Any, country: str, years: range) -> DaysOff:
    """Read once a year: the planner asks every few seconds."""
    name, _, part = country.partition("-")
    found = package.country_holidays(name, subdiv=part or None, years=years)
    return DaysOff(frozenset(found), frozenset(found.weekend))


def installed() -> Holidays:
    """What is known of holidays here."""
    try:
        return PublicHolidays(import_module("holidays"))
    except ImportError:
        return UnknownHolidays()
