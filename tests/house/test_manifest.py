"""The manifest says what the code does, and the file in the repository is the one the code prints."""

from pathlib import Path

import pytest
import yaml

from northstar_bot.slack import manifest
from northstar_bot.slack.registry import features, registry

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(("file", "mode"), [("manifest.yaml", "socket"), ("docs/manifest-http.yaml", "http")])
def test_the_files_are_what_the_code_prints(file: str, mode: str) -> None:
    assert yaml.safe_load((ROOT / file).read_text()) == manifest.manifest(mode)


def test_every_shortcut_has_a_listener_and_the_reverse() -> None:
    declared = {callback for callback, *_ in manifest.SHORTCUTS}
    assert declared == set(registry(features()).shortcuts)


def test_every_event_subscribed_to_is_acted_on() -> None:
    assert set(manifest.EVENTS) <= registry(features()).heard


def test_limits_of_slack_are_kept() -> None:
    shown = manifest.manifest("http")
    assert 175 <= len(shown["display_information"]["long_description"]) <= 4000
    assert len(shown["display_information"]["description"]) <= 140
    for shortcut in shown["features"]["shortcuts"]:
        assert len(shortcut["name"]) <= 24
    assert all("history" not in scope for scope in shown["oauth_config"]["scopes"]["bot"])
