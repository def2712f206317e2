"""What every kind of source promises; a new file in the folder is held to it without another line here."""

import re
from importlib import import_module

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric
from northstar_bot.domain.errors import BadInput, NorthstarError
from northstar_bot.plugins import Fetched, Window
from northstar_bot.sources.registry import installed

SOURCES, BROKEN = installed()
UNITS = Metric("units", "Units", Kind.STAR)
WINDOW = Window(Week.parse("2026-W46"), Week.parse("2026-W47"))
# Options that pass the check but lead nowhere: whatever is wrong out there must come back as a sentence.
LEADING_NOWHERE = {
    "manual": {},
    "csv": {"path": "/nowhere/at/all.csv"},
    "sql": {"url_env": "NOWHERE_AT_ALL", "query": "SELECT 1, 1"},
    "http": {"url": "https://127.0.0.1/", "week": "w", "value": "v"},
}


def test_the_built_in_kinds_are_found():
    assert {"manual", "csv", "sql", "http"} <= set(SOURCES)
    assert BROKEN == []


@pytest.mark.parametrize("kind", SOURCES)
def test_it_is_named_after_its_file_and_says_what_it_is(kind):
    assert import_module(f"northstar_bot.sources.{kind}").source().kind == kind
    assert re.fullmatch(r"[A-Z].{10,100}\.", SOURCES[kind].summary)


@pytest.mark.parametrize("kind", SOURCES)
def test_it_refuses_an_option_it_does_not_know(kind):
    options = {**LEADING_NOWHERE.get(kind, {}), "no such option": 1}
    with pytest.raises(BadInput) as refused:
        SOURCES[kind].check(options)
    assert refused.value.field
    assert refused.value.hint


@pytest.mark.parametrize("kind", SOURCES)
async def test_it_answers_or_says_in_a_sentence_why_not(kind):
    try:
        answer = await SOURCES[kind].fetch(UNITS, LEADING_NOWHERE.get(kind, {}), WINDOW)
    except NorthstarError as failed:
        answer = failed
    if isinstance(answer, Fetched):
        assert list(answer.points) == sorted(answer.points, key=lambda point: point.week)
    else:
        assert answer.sentence.endswith(".")
        assert answer.hint
