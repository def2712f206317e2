"""Public holidays: where the package is there, where it is not, and what a country's name may be."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

import pytest

from northstar_bot.bootstrap import public_holidays
from northstar_bot.domain.calendar.occurrences import coming
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import ChannelId, WorkspaceId
from northstar_bot.services.calendar import Calendar, UnknownHolidays
from northstar_bot.services.company.company import CompanyService

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)
ACME = Company(WorkspaceId("acme"), "Acme", country="DE-BY", skip=(date(2026, 12, 24),))


class Kept(dict):
    """Holidays of one country as the package gives them: a mapping of days, with the weekend."""

    weekend = frozenset({5, 6})


class Package:
    """What we ask of the package."""

    def __init__(self):
        self.asked = []

    def country_holidays(self, country, subdiv, years):
        self.asked.append((country, subdiv, tuple(years)))
        return Kept({date(year, 10, 3): "Unity" for year in years})

    def list_supported_countries(self):
        return {"DE": ["BY", "HH"], "FR": []}


def test_days_off_are_the_holidays_and_what_is_skipped():
    known = Package()
    off = Calendar(public_holidays.PublicHolidays(known)).off(ACME, NOW)
    assert {date(2025, 10, 3), date(2026, 10, 3), date(2027, 10, 3), date(2026, 12, 24)} == off.dates
    assert off.weekend == {5, 6}
    assert known.asked == [("DE", "BY", (2025, 2026, 2027))]


def test_a_country_is_read_once_though_the_planner_asks_every_few_seconds():
    known = Package()
    calendar = Calendar(public_holidays.PublicHolidays(known))
    for _ in range(5):
        calendar.off(ACME, NOW)
    assert len(known.asked) == 1


@pytest.mark.parametrize(
    ("country", "said"),
    [("XX", "not a country"), ("DE-XX", "Its parts: DE-BY, DE-HH"), ("FR-75", "Its parts: none")],
)
def test_a_country_that_is_not_known_is_refused(country, said):
    calendar = Calendar(public_holidays.PublicHolidays(Package()))
    (problem,) = calendar.problems(replace(ACME, country=country))
    assert said in f"{problem.sentence} {problem.hint}"
    assert list(calendar.problems(ACME)) == list(calendar.problems(replace(ACME, country=""))) == []


async def test_without_the_package_a_country_is_refused_and_days_to_skip_are_not(store, clock):
    service = CompanyService(store, clock)
    with pytest.raises(BadInput, match="package holidays is not installed") as refused:
        await service.apply(ACME)
    assert (refused.value.field, "northstar-bot[holidays]" in refused.value.hint) == (
        "workspace.country",
        True,
    )
    await service.apply(replace(ACME, country=""))
    assert (await service.of(ACME.workspace)).skip == (date(2026, 12, 24),)


def test_without_the_package_a_country_declared_before_has_no_holidays():
    assert Calendar(UnknownHolidays()).off(ACME, NOW).dates == {date(2026, 12, 24)}


@pytest.fixture(scope="module")
def real():
    """The package itself."""
    return Calendar(public_holidays.installed())


@pytest.mark.parametrize(
    ("country", "off", "worked"),
    [
        ("DE", [date(2026, 10, 3), date(2026, 12, 25)], [date(2027, 1, 6), date(2026, 11, 26)]),
        ("DE-BY", [date(2026, 10, 3), date(2027, 1, 6)], [date(2026, 11, 26)]),
        ("US", [date(2026, 11, 26), date(2027, 1, 18)], [date(2027, 1, 6), date(2026, 4, 3)]),
        ("US-TX", [date(2026, 11, 26), date(2026, 4, 3)], [date(2027, 1, 6)]),
    ],
)
def test_the_package_knows_countries_and_their_parts(real, country, off, worked):
    acme = replace(ACME, country=country)
    assert list(real.problems(acme)) == []
    found = real.off(acme, NOW)
    assert set(off) <= found.dates
    assert not found.dates & set(worked)
    assert date(2026, 12, 24) in found.dates  # skipped by this company, wherever it is


def test_a_weekend_is_the_countrys_own(real):
    assert real.off(replace(ACME, country="IL"), NOW).weekend == {4, 5}


@pytest.mark.parametrize(
    ("country", "sentence", "hint"),
    [
        ("QQ", "“QQ” is not a country whose public holidays are known.", "Write its two letters, such as DE"),
        ("DE-QQ", "“DE-QQ” is not a part of DE.", "Its parts: DE-BB, DE-BE, DE-BW, DE-BY"),
    ],
)
def test_a_country_the_package_does_not_know_is_refused_in_a_sentence(real, country, sentence, hint):
    (problem,) = real.problems(replace(ACME, country=country))
    assert (problem.path, problem.sentence) == ("workspace.country", sentence)
    assert problem.hint.startswith(hint)


@pytest.mark.parametrize(
    ("country", "moment", "due"),
    [
        ("DE", datetime(2026, 5, 20, tzinfo=UTC), datetime(2026, 5, 26, 7, tzinfo=UTC)),  # Whit Monday
        ("US", datetime(2026, 5, 20, tzinfo=UTC), datetime(2026, 5, 26, 7, tzinfo=UTC)),  # Memorial Day
        ("DE", datetime(2027, 1, 14, tzinfo=UTC), datetime(2027, 1, 18, 8, tzinfo=UTC)),
        ("US", datetime(2027, 1, 14, tzinfo=UTC), datetime(2027, 1, 19, 8, tzinfo=UTC)),  # King's birthday
        ("", datetime(2026, 5, 20, tzinfo=UTC), datetime(2026, 5, 25, 7, tzinfo=UTC)),
    ],
)
def test_a_digest_due_on_a_public_holiday_comes_on_the_next_working_day(real, country, moment, due):
    mondays = Schedule("mondays", PostKind.DIGEST, ChannelId("C1"), 0, time(9), "Europe/Berlin")
    acme = replace(ACME, country=country, skip=())
    found = coming(mondays, moment, real.off(acme, moment))
    assert found.due_at == due
    assert found.period == Week.of(due.date()).previous.label
