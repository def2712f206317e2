import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Style
from northstar_bot.render import words

MARKUP = ["<!channel>", "<!here|x>", "<@U123>", "<https://evil|good>", "&lt;!channel&gt;", "&", "@channel"]
HIDDEN = ["\u202e", "\u200b", "\x00", "\ud83d", "<!\u200bchannel>"]
CLUSTERS = ["👩\u200d👩\u200d👧", "e\u0301", "🏳️\u200d🌈"]
hostile = st.lists(
    st.text(st.characters(exclude_categories=()), max_size=20) | st.sampled_from(MARKUP + HIDDEN + CLUSTERS),
    max_size=12,
).map("".join)


def units(text):
    return len(text.encode("utf-16-le")) // 2


class TestEscape:
    def test_makes_markup_of_nothing(self):
        assert words.escape("<!channel> & <@U1> <u|x>") == "&lt;!channel&gt; &amp; &lt;@U1&gt; &lt;u|x&gt;"
        assert words.escape("&lt;!channel&gt;") == "&amp;lt;!channel&amp;gt;"
        assert words.escape("<!\u200bchan\x00nel>\u202e") == "&lt;!channel&gt;"

    def test_keeps_lines_right_to_left_letters_and_emoji(self):
        assert words.escape("שלום\n👩\u200d👧") == "שלום\n👩\u200d👧"

    def test_never_cuts_an_entity(self):
        assert words.escape("a<b", 6) == "a&lt;b"
        assert words.escape("a<bc", 6) == "a&lt;…"
        assert words.escape("a<bcd", 5) == "a…"

    @given(hostile)
    def test_leaves_no_live_markup_in_any_text(self, text):
        shown = words.escape(text)
        assert not set("<>") & set(shown)
        assert all(re.match(r"&(amp|lt|gt);", shown[at:]) for at, sign in enumerate(shown) if sign == "&")
        assert shown.encode() or not shown

    @given(hostile, st.integers(1, 60))
    def test_keeps_any_text_within_its_limit(self, text, limit):
        shown = words.escape(text, limit)
        assert units(shown) <= limit
        assert not set("<>") & set(shown)
        assert all(re.match(r"&(amp|lt|gt);", shown[at:]) for at, sign in enumerate(shown) if sign == "&")


class TestPlain:
    def test_shows_markup_as_typed(self):
        assert words.plain("<!channel> *b* & \u202ec", 40) == "<!channel> *b* & c"

    @pytest.mark.parametrize(
        ("text", "limit", "shown"),
        [
            ("hello", 5, "hello"),
            ("hello!", 5, "hell…"),
            ("to be or", 7, "to be…"),
            ("😀😀", 4, "😀😀"),
            ("😀😀", 3, "😀…"),
            ("😀😀😀", 4, "😀…"),
            ("a👩\u200d👩\u200d👧", 6, "a…"),
            ("ab👍🏽", 5, "ab…"),
            ("abe\u0301f", 4, "ab…"),
            ("👩\u200d👩\u200d👧", 4, "👩\u200d…"),
            ("x", 1, "x"),
            ("xy", 1, "…"),
            ("", 1, ""),
            ("e\u0301", 1, "…"),
        ],
    )
    def test_is_cut_between_what_a_reader_sees_as_one(self, text, limit, shown):
        assert words.plain(text, limit) == shown

    def test_needs_room(self):
        with pytest.raises(ValueError, match="at least 1"):
            words.truncate("x", 0)

    @given(hostile, st.integers(1, 60))
    def test_keeps_any_text_within_its_limit(self, text, limit):
        shown = words.plain(text, limit)
        assert units(shown) <= limit
        assert shown == words.plain(text, 10**6) or shown.endswith("…")


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("1998-W16", "week 16 (13–19 Apr 1998)"),
        ("1998-W18", "week 18 (27 Apr–3 May 1998)"),
        ("2026-W01", "week 1 (29 Dec 2025–4 Jan 2026)"),
        ("2026-W53", "week 53 (28 Dec 2026–3 Jan 2027)"),
    ],
)
def test_a_week_is_named_with_its_days(label, name):
    assert words.week_name(Week.parse(label)) == name


def test_a_moment_is_on_the_clocks_of_its_zone():
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    assert words.moment(at, "Europe/Berlin") == "Mon 23 Nov 09:00 Europe/Berlin"
    assert words.moment(at, "Pacific/Auckland") == "Mon 23 Nov 21:00 Pacific/Auckland"
    assert words.day(date(2026, 3, 1)) == "1 Mar 2026"
    assert words.weekday(date(2026, 5, 6)) == "Wed 6 May"
    with pytest.raises(ValueError, match="needs a zone"):
        words.moment(datetime(2026, 11, 23, 8), "UTC")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (45.9, "45 s"),
        (300, "5 min"),
        (330, "5 min 30 s"),
        (7500, "2 h 5 min"),
        (7205, "2 h"),
        (86400, "1 day"),
        (3 * 86400 + 3700, "3 days 1 h"),
        (-60, "1 min"),
    ],
)
def test_a_length_of_time_has_two_units_at_most(seconds, said):
    assert words.duration(timedelta(seconds=seconds)) == said


def test_what_took_seconds_came_within_a_minute():
    assert words.within(timedelta(0)) == words.within(timedelta(seconds=59)) == "a minute"
    assert words.within(timedelta(hours=2, minutes=5)) == "2 h 5 min"


@pytest.mark.parametrize(
    ("noun", "amount", "said"),
    [
        ("shout-out", 1, "1 shout-out"),
        ("shout-out", 3, "3 shout-outs"),
        ("shout-out", 0, "0 shout-outs"),
        ("person", 1200, "1,200 people"),
        ("reply", 2, "2 replies"),
        ("guess", 2, "2 guesses"),
        ("match", 2, "2 matches"),
        ("day", 2, "2 days"),
    ],
)
def test_things_are_counted(noun, amount, said):
    assert words.count(noun, amount) == said
    assert words.count("star", 2, "stars of two kinds") == "2 stars of two kinds"


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], "nobody"),
        (["Ana"], "Ana"),
        (["Ana", "Bo"], "Ana and Bo"),
        (["Ana", "Bo", "Cy"], "Ana, Bo and Cy"),
        (["Ana", "Bo", "Cy", "Di", "Ed"], "Ana, Bo and 3 more"),
    ],
)
def test_people_are_listed(names, said):
    assert words.people(names) == said


def test_ids_become_live_and_nothing_else_does():
    assert words.mention("U012ABC") == "<@U012ABC>"
    assert words.channel_link("C012ABC") == "<#C012ABC>"
    assert words.mention("!channel") == "!channel"
    assert words.mention("U1><!channel") == "U1&gt;&lt;!channel"
    assert words.channel_link("U012ABC") == "U012ABC"


@given(hostile)
def test_no_text_passes_for_an_id(text):
    for shown in (words.mention(text), words.channel_link(text)):
        assert shown == words.escape(text) or re.fullmatch(r"<[@#][A-Z0-9]+>", shown)


def test_a_sparkline_has_a_bar_for_each_week():
    weeks = [851, 716, 663, 1038, 698, 832, 926, 808, 830, 1309, 851, 1502]
    assert words.sparkline(weeks) == "▂▁▁▄▁▂▃▂▂▆▂█"
    assert words.sparkline([1, None, 2]) == "▁·█"


def test_numbers_are_written_here_too():
    assert words.number(1502, "units", Style.COUNT) == "1,502 units"
    assert words.signed(-69) == "−69"
