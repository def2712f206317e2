import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.legible import legible


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb", "a b"),
        ("a\x00b\x07c\x1bd\x7fe\x9bf", "abcdef"),
        ("\u202eevil\u202c \u2066x\u2069", "evil x"),
        ("\u200eana\u200f\u061c", "ana"),
        ("a\u200bd\u2060m\ufeffi\u00adn\u180e", "admin"),
        ("a\u200dd\u200cmin\u200d", "admin"),
        ("\u115f\u1160\u3164\uffa0\u034f\u17b4", ""),
        ("half \ud83d done \udc4d", "half  done "),
        ("hi\U000e0041\U000e0042\U000e007f", "hi"),
        ("a\ufe0fb\U000e0100c\ufe0f\ufe0f", "abc"),
        ("\u200d😀", "😀"),
        ("\ufffe\uffff\ufff9x", "x"),
    ],
)
def test_what_cannot_be_seen_goes(text, seen):
    assert legible(text) == seen


@pytest.mark.parametrize(
    "text",
    [
        "Ana",
        "שלום עולם",
        "مرحبا بالعالم",
        "می\u200cخواهم",
        "ක්\u200dෂ",
        "👩\u200d👩\u200d👧",
        "👩🏽\u200d💻",
        "🏳️\u200d🌈",
        "❤️\u200d🔥",
        "1️⃣ #️⃣ ©️ ☎︎",
        "🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f vs 🇩🇪",
        "葛\U000e0100飾区",
        "naïve cafe\u0301",
        "\u0600١٢",
        "* _ ~ ` < > & =1+1",
    ],
)
def test_what_spells_stays(text):
    assert legible(text) == text


def test_tags_hidden_behind_a_flag_that_is_none_go():
    assert legible("🏴\U000e0067secret\U000e0067") == "🏴secret"


@given(
    st.text(
        st.characters(exclude_categories=()) | st.sampled_from("\u200d\u200c\ufe0f\u202e\u200b😀🏴\U000e0067")
    )
)
def test_of_any_text_nothing_hidden_is_left(text):
    seen = legible(text)
    assert legible(seen) == seen
    assert seen.encode() or not seen
    for (
        sign
    ) in "\u200b\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u2060\ufeff\r\t\x00":
        assert sign not in seen
    assert all(unicodedata.category(sign) != "Cc" or sign == "\n" for sign in seen)


def test_ordinary_text_is_passed_on_as_the_slow_way_would():
    everyday = "\n" + "".join(map(chr, range(0x20, 0x2600)))
    for sign in everyday:
        assert legible(sign) == legible(f"字{sign}").removeprefix("字"), hex(ord(sign))
