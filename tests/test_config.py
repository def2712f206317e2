"""A wrong setting is refused by name with what to write instead; a mistyped name is noticed."""

import pytest

from northstar_bot import config
from northstar_bot.domain.errors import BadInput


@pytest.mark.parametrize(
    ("name", "value"),
    [("PORT", "abc"), ("PORT", "70000"), ("MODE", "telnet"), ("OWNERS", "bob"), ("SLACK_API_URL", "notaurl")],
)
def test_a_wrong_value_names_its_variable(name, value):
    with pytest.raises(BadInput) as refused:
        config.load({f"NORTHSTAR_{name}": value})
    assert refused.value.sentence.startswith(f"NORTHSTAR_{name} ")
    assert "Write" in refused.value.hint


def test_what_running_needs_is_asked_for_before_the_network():
    settings = config.load({"NORTHSTAR_SLACK_BOT_TOKEN": "xoxb-1"})
    with pytest.raises(BadInput, match="NORTHSTAR_SLACK_APP_TOKEN is not set"):
        settings.must_suffice()


def test_a_mistyped_name_is_told_with_the_nearest():
    assert config.unknown({"NORTHSTAR_PROT": "1", "HOME": "/"}) == {"NORTHSTAR_PROT": "NORTHSTAR_PORT"}


def test_secrets_show_as_stars():
    settings = config.load({"NORTHSTAR_SLACK_BOT_TOKEN": "xoxb-hidden"})
    assert "hidden" not in repr(settings)
