"""What people write behind `deck`."""

from datetime import date

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.deck.asked import asked, checked
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.errors import BadInput

LAST = Week(date(2026, 11, 16))
FORMATS = ("csv", "html", "md", "pptx")


def ask(text):
    return asked(text, LAST, FORMATS)


def test_nothing_means_the_last_four_closed_weeks_as_slides_and_page():
    made = ask("")
    assert made.period == Period(date(2026, 10, 26), date(2026, 11, 22))
    assert made.formats == ("pptx", "html")
    assert made.usual


@pytest.mark.parametrize(
    ("text", "first", "last", "formats"),
    [
        ("2026-11-01", "2026-11-01", "2026-11-22", ("pptx", "html")),
        ("2026-10-01 2026-10-31", "2026-10-01", "2026-10-31", ("pptx", "html")),
        ("from 2026-W44 to 2026-W46", "2026-10-26", "2026-11-15", ("pptx", "html")),
        ("2026-W44 2026-11-05 md, csv", "2026-10-26", "2026-11-05", ("md", "csv")),
        ("PowerPoint", "2026-10-26", "2026-11-22", ("pptx",)),
        ("as markdown and pptx pptx", "2026-10-26", "2026-11-22", ("md", "pptx")),
    ],
)
def test_days_weeks_and_formats(text, first, last, formats):
    made = ask(text)
    assert made.period == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert made.formats == formats


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("yesterday", "neither a day, a week nor a format"),
        ("2026-02-31", "not a day of the calendar"),
        ("2026-11-20 2026-11-01", "first day is after the last"),
        ("2027-01-01", "first day is after the last"),
        ("2024-01-01 2026-01-01", "at most a year"),
        ("2026-10-01 2026-10-02 2026-10-03", "one word too many"),
    ],
)
def test_what_cannot_be_read_is_said_with_an_example(text, sentence):
    with pytest.raises(BadInput) as refused:
        ask(text)
    assert sentence in refused.value.sentence
    assert refused.value.hint


def test_a_single_day_is_a_period():
    day = Period(LAST.start, LAST.start)
    assert checked(day) is day


def test_a_length_can_be_said():
    assert ask("").shape.minutes == 5
    assert ask("2026-11-01 10min pptx").shape.minutes == 10
    assert ask("3-minutes").shape.minutes == 3
    with pytest.raises(BadInput, match="A deck cannot take 7 minutes"):
        ask("7min")
