"""The history of the star: newest first, shortened, one line for a star that was never replaced, and safe to show."""

from dataclasses import replace
from datetime import date

from tests.support.digests import STAR

from northstar_bot.domain.star.history import history_of
from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.star.history import history_message

FIRST = replace(STAR, version=1, name="Daily users", why="", until=date(2026, 11, 23))
NOW = replace(STAR, version=2, name="Weekly lessons", why="They <pay> & stay.", since=date(2026, 11, 23))


def told(stars, verdicts=None) -> str:
    history = history_of(stars, verdicts or {})
    assert history
    message = history_message(history)
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    return message.text


def test_the_newest_comes_first_with_days_reason_and_verdicts() -> None:
    text = told([FIRST, NOW], {1: 1_200, 2: 1})
    assert text.index("Version 2: Weekly lessons") < text.index("Version 1: Daily users")
    assert "since 23 Nov 2026, our star today · 1 verdict\n" in text
    assert "5 Jan 2026 to 23 Nov 2026 · 1,200 verdicts" in text
    assert "Why: They &lt;pay&gt; &amp; stay." in text
    assert text.count("Why:") == 1


def test_a_star_that_was_never_replaced_is_one_line() -> None:
    only = replace(FIRST, until=None)
    assert (
        told([only])
        == "Daily users is our first North Star, since 5 Jan 2026. 0 verdicts were given under it."
    )
    assert told([replace(only, since=None)], {1: 1}).endswith("so far. 1 verdict was given under it.")
    assert history_of([], {}) is None


def test_many_versions_are_shortened_and_fit() -> None:
    long = replace(FIRST, vision="<v>" * 900, why="w" * 2_000, name="n" * 150)
    text = told([*(replace(long, version=at) for at in range(1, 13)), replace(NOW, version=13, since=None)])
    assert "Version 13" in text
    assert "Version 4:" in text
    assert "Version 3:" not in text
    assert "3 older versions not shown here." in text


def test_a_day_that_is_not_known_is_left_out() -> None:
    text = told([replace(FIRST, since=None), replace(NOW, since=None)])
    assert "until 23 Nov 2026 · 0 verdicts" in text
    assert "our star today · 0 verdicts" in text
