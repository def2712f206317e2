"""The README names every command, setting, source and exporter; decisions name every extra dependency."""

import tomllib
from pathlib import Path

import pytest
import typer.main

from northstar_bot import cli, config
from northstar_bot.exports.registry import installed as exporters
from northstar_bot.slack.registry import features, registry
from northstar_bot.sources.registry import installed as sources

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text()
ASKED_FOR = {
    "slack-bolt", "aiohttp", "sqlalchemy[asyncio]", "aiosqlite", "asyncpg", "alembic", "apscheduler", "pydantic",
    "pydantic-settings", "python-pptx", "typer", "rich",
}  # fmt: skip


@pytest.mark.parametrize("command", registry(features()).commands, ids=lambda found: found.name)
def test_every_slack_command_is_in_the_readme(command):
    assert f"`/northstar {command.name}" in README


@pytest.mark.parametrize("name", sorted(typer.main.get_command(cli.app).commands))
def test_every_command_line_command_is_in_the_readme(name):
    assert f"`northstar-bot {name}" in README


@pytest.mark.parametrize("field", sorted(config.Settings.model_fields))
def test_every_setting_is_in_the_readme(field):
    assert f"`NORTHSTAR_{field.upper()}`" in README


@pytest.mark.parametrize("kind", sorted(sources()[0]))
def test_every_source_is_in_the_readme_and_in_the_page_of_the_company_file(kind):
    assert f"| `{kind}` |" in README
    assert f"`{kind}`" in (ROOT / "docs" / "company-file.md").read_text()


@pytest.mark.parametrize("name", sorted(exporters()[0]))
def test_every_exporter_is_in_the_readme(name):
    assert f"`{name}`" in README


def test_every_link_of_the_readme_leads_somewhere():
    parts = [part.split(")")[0] for part in README.split("](")[1:]]
    missing = [part for part in parts if not part.startswith("http") and not (ROOT / part).exists()]
    assert missing == []


def test_every_dependency_beyond_those_asked_for_has_its_page():
    declared = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    names = {one.split(">")[0].split("<")[0].split("=")[0].strip() for one in declared}
    pages = " ".join(page.read_text().lower() for page in (ROOT / "docs" / "decisions").glob("*.md"))
    assert [name for name in sorted(names - ASKED_FOR) if name not in pages] == []
