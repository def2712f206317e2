"""Days, counts, names and lengths as words."""

from datetime import date

from northstar_bot.domain.numbers import figures


def test_days():
    assert figures.days(date(2026, 10, 26), date(2026, 11, 22)) == "26 Oct to 22 Nov 2026"
    assert figures.days(date(2026, 11, 2), date(2026, 11, 22)) == "2 to 22 Nov 2026"
    assert figures.days(date(2025, 12, 29), date(2026, 1, 4)) == "29 Dec 2025 to 4 Jan 2026"
    assert figures.days(date(2026, 11, 2), date(2026, 11, 2)) == "2 Nov 2026"


def test_counts():
    assert [figures.count(many, "team") for many in (0, 1, 1200)] == ["0 teams", "1 team", "1,200 teams"]
    assert figures.count(2, "story", "stories") == "2 stories"


def test_names():
    assert figures.listed(()) == ""
    assert figures.listed(("Ana",)) == "Ana"
    assert figures.listed(("Ana", "Bo", "Cy")) == "Ana, Bo and Cy"
    assert figures.listed(("Ana", "Bo", "Cy", "Di", "Eli"), 3) == "Ana, Bo, Cy and 2 more"


def test_lengths():
    assert [figures.minutes(seconds) for seconds in (0, 45, 60, 400)] == [
        "0 s",
        "45 s",
        "1 min",
        "6 min 40 s",
    ]
