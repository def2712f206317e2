"""The words of a private self-check travel beside its form, which has room for 3,000 characters and no more."""

import pytest

from northstar_bot.domain.company.company import Kind, Metric, Star
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.requests.requests import Evidence
from northstar_bot.domain.requests.views import SelfCheck
from northstar_bot.playground import view_problems
from northstar_bot.render.requests.ask_form import Origin
from northstar_bot.render.requests.self_check import origin_in, self_check, text_of

STAR = Star(3, "dau", "Everybody learns.", "Daily users")
INPUTS = (Metric("depth", "Depth", Kind.INPUT),)
FAR = Origin("C" * 40, f"https://acme.example/archives/{'p' * 120}", private=True, author="U" * 40)
MIXED = "".join(chr(0x4E00 + number * 37 % 20000) for number in range(1500))


@pytest.mark.parametrize(
    "words", ['"' * 1500, "\\" * 1500, "a\n" * 750, "\x01" * 1500, "😀" * 1500, MIXED], ids=range(6)
)
def test_the_longest_words_of_a_self_check_come_back_whole(words):
    view = self_check(SelfCheck(words, STAR, INPUTS, None, Evidence.HUNCH, None), FAR)
    assert view_problems(view) == []
    assert text_of(view["private_metadata"]) == words
    assert origin_in(view["private_metadata"]) == FAR


def test_words_that_slack_would_not_keep_are_refused():
    many = "".join(chr(0x1F300 + number * 7919 % 1500) for number in range(1500))
    with pytest.raises(BadInput, match="too long to check"):
        self_check(SelfCheck(many, STAR, INPUTS, None, Evidence.HUNCH, None), FAR)


def test_a_form_of_another_version_is_said():
    for wrong in ("z:", "z:!", "z:abc", "x"):
        with pytest.raises(BadInput, match="older version"):
            text_of(wrong)
