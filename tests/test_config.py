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


@pytest.mark.parametrize(
    "url",
    [
        "http://example.com/hook",
        "http://10.0.0.7/hook",
        "ftp://127.0.0.1/hook",
        "https://",
        "https://name:word@example.com/hook",
        "https://[broken",
        "javascript:alert(1)",
        "",
    ],
)
def test_a_webhook_is_sent_where_nobody_reads_along(url):
    with pytest.raises(BadInput) as refused:
        config.load({"NORTHSTAR_WEBHOOK_URL": url, "NORTHSTAR_WEBHOOK_SECRET": "s" * 16})
    assert refused.value.sentence.startswith("NORTHSTAR_WEBHOOK_URL ")


def test_a_webhook_needs_a_secret():
    for secret in ("", "short"):
        with pytest.raises(BadInput) as refused:
            config.load(
                {"NORTHSTAR_WEBHOOK_URL": "https://example.com/hook", "NORTHSTAR_WEBHOOK_SECRET": secret}
            )
        assert refused.value.sentence.startswith("NORTHSTAR_WEBHOOK_SECRET ")


@pytest.mark.parametrize(
    "url", ["https://example.com/hook?key=1", "http://127.0.0.1:8080/", "http://localhost/x"]
)
def test_a_webhook_that_is_well_set(url):
    settings = config.load({"NORTHSTAR_WEBHOOK_URL": url, "NORTHSTAR_WEBHOOK_SECRET": "s" * 16})
    assert settings.webhook() == (url, "s" * 16)
    assert url not in repr(settings)
    assert config.load({}).webhook() is None
