"""What is read of an address is where it leads."""

import pytest

from northstar_bot.render.addresses import address


@pytest.mark.parametrize(
    ("typed", "label"),
    [
        ("https://law.example/7", "https://law.example/7"),
        ("HTTPS://Law.Example/7", "HTTPS://Law.Example/7"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://b\u0430nk.example/login", "https://xn--bnk-6cd.example/login"),
        ("https://bank.example@evil.example/", None),
        ("https://bank.example\\@evil.example/", None),
        (f"https://bank.example.{'a' * 60}.evil.example/", None),
        ("https://evil.example/\u202egpj.exe", None),
        ("https://bank.example|https://evil.example", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("the contract of 2024", None),
    ],
)
def test_a_link_says_where_it_leads_or_is_none(typed, label):
    drawn = address(typed)
    if label is None:
        assert drawn["type"] == "text"
    else:
        assert (drawn["type"], drawn["url"], drawn["text"]) == ("link", typed, label)


def test_a_long_address_begins_with_its_host():
    drawn = address(f"https://law.example/{'a' * 400}")
    assert drawn["text"].startswith("https://law.example/aaa")
    assert len(drawn["text"]) == 100
