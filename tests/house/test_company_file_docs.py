"""The examples can be applied, and the page about the company file names every field, source and option."""

import re
from pathlib import Path

import pytest

from northstar_bot.company_file.reading import read
from northstar_bot.company_file.shape import CompanyShape, Shape
from northstar_bot.domain.calendar.schedules import PostKind
from northstar_bot.domain.company.company import Dimension, Direction, Limits, Mode, Orientation, Style
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.services.company.company import source_problems
from northstar_bot.sources import csv, http, sql
from northstar_bot.sources.registry import installed

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "company-file.md").read_text()
SOURCES, _ = installed()


@pytest.mark.parametrize("example", ["company.yaml", "northwind.yaml", "roommate.yaml"])
def test_an_example_can_be_applied(example):
    assert list(source_problems(read(ROOT / "examples" / example).company, SOURCES)) == []


def test_every_field_is_explained():
    shapes = [CompanyShape, *Shape.__subclasses__()]
    fields = {field for shape in shapes for field in shape.model_fields} - {"text", "met"}
    titles = re.findall(r"^## (.+)$", PAGE, re.MULTILINE)
    named = set(re.findall(r"[a-z_]+", " ".join([*re.findall(r"`([^`]+)`", PAGE), *titles])))
    assert fields <= named


@pytest.mark.parametrize(
    "words", [Style, Dimension, Direction, Mode, Orientation, Limits, PostKind, PrivateThanks]
)
def test_every_choice_is_named(words):
    assert [word.value for word in words if f"`{word.value}`" not in PAGE] == []


def test_every_source_and_option_is_explained():
    assert [kind for kind in SOURCES if f"\n### `{kind}`\n" not in PAGE] == []
    for room in (csv, sql, http):
        section = PAGE.partition(f"\n### `{room.__name__.rpartition('.')[2]}`\n")[2].partition("\n### ")[0]
        assert [option for option in room._OPTIONS if f"`{option}`" not in section] == []
