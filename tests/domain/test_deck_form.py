"""The all-hands form read into a wish: which days each choice means, and what has to be mended."""

from datetime import date

import pytest

from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.deck.form import Act, DeckForm, wish_of
from northstar_bot.domain.deck.shape import Section
from northstar_bot.domain.errors import BadInput

FIELDS = {"act": "make", "period": "month", "length": "5", "sections": ["star"], "formats": ["md", "pptx"]}


def wish(today=date(2026, 11, 23), last=None, **fields):
    return wish_of(DeckForm(("csv", "md", "pptx"), today, last), FIELDS | fields)


@pytest.mark.parametrize(
    ("today", "period", "first", "last"),
    [
        (date(2026, 11, 23), "month", date(2026, 10, 1), date(2026, 10, 31)),
        (date(2026, 1, 1), "month", date(2025, 12, 1), date(2025, 12, 31)),
        (date(2028, 3, 31), "month", date(2028, 2, 1), date(2028, 2, 29)),
        (date(2026, 11, 23), "quarter", date(2026, 7, 1), date(2026, 9, 30)),
        (date(2026, 3, 31), "quarter", date(2025, 10, 1), date(2025, 12, 31)),
        (date(2026, 4, 1), "quarter", date(2026, 1, 1), date(2026, 3, 31)),
    ],
)
def test_whole_months_and_quarters(today, period, first, last):
    assert wish(today, period=period).period == Period(first, last)


def test_since_the_last_begins_on_the_day_after_it():
    last = Period(date(2026, 10, 1), date(2026, 10, 31))
    assert wish(last=last, period="since-last").period == Period(date(2026, 11, 1), date(2026, 11, 23))


def test_own_days_end_today_unless_said():
    found = wish(period="dates", since="2026-11-02").period
    assert found == Period(date(2026, 11, 2), date(2026, 11, 23))


def test_the_rest_is_read():
    found = wish(act="ask", length="10", where="C1", on="2026-11-24")
    assert (found.formats, found.shape.minutes, found.shape.sections) == (("md", "pptx"), 10, {Section.STAR})
    assert (found.act, found.channel, found.on) == (Act.ASK, "C1", date(2026, 11, 24))


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"sections": []}, "sections"),
        ({"formats": ["exe"]}, "formats"),
        ({"length": "7"}, "length"),
        ({"period": "dates"}, "since"),
        ({"period": "dates", "since": "soon"}, "since"),
        ({"period": "dates", "since": "2026-11-22", "until": "2026-11-01"}, "since"),
        ({"period": "dates", "since": "2020-01-01"}, "since"),
        ({"on": "later"}, "on"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(fields, field):
    with pytest.raises(BadInput) as refused:
        wish(**fields)
    assert refused.value.field == field
