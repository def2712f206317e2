"""Every module that writes a table for spreadsheets: no cell is a formula, and no text breaks a row."""

import csv
from importlib import import_module
from io import BytesIO, StringIO
from pkgutil import iter_modules
from zipfile import ZipFile

import pytest
from tests.support import decks
from tests.support.hostile import HOSTILE

from northstar_bot import exports
from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.company.team_list import Listed
from northstar_bot.domain.recognition.participation import Participation, Share, TeamMonths
from northstar_bot.domain.requests.decision_log import Entry
from northstar_bot.domain.requests.requests import State
from northstar_bot.exports.csv import exporter
from northstar_bot.exports.decision_log import as_csv as decisions
from northstar_bot.exports.participation import as_csv as participation
from northstar_bot.exports.team_list import as_csv as team_list
from northstar_bot.exports.whole_company import Archive

FORMULA = ("=", "+", "-", "@", "|", "＝", "＋", "－", "＠", "\t", "\r")


def whole_company(text):
    kept = BytesIO()
    with (
        Archive(kept, "acme", "2026-11-23") as archive,
        archive.table("shoutout", ("text", "count")) as table,
    ):
        table.add((text, 3))
    return ZipFile(kept).read("csv/shoutout.csv")


# Each made with one text wherever somebody may have typed.
SHEETS = {
    "csv": lambda text: exporter().export(decks.hostile(text)),
    "decision_log": lambda text: decisions(
        [Entry(1, State.DECLINED, text, text, text, text, "no", "R1", text)]
    ),
    "participation": lambda text: participation(
        Participation((Month(2026, 11),), (TeamMonths("a", text, (Share(9, 3, 3),)),))
    ),
    "team_list": lambda text: team_list([Listed(text, "U1", text, "", text)]),
    "whole_company": whole_company,
}
# Text that can be kept at all; a database refuses half a character, and the doors take it out.
KEPT = [text for text in HOSTILE if "\ud83d" not in text]


def test_every_module_that_writes_a_sheet_is_entered_here():
    modules = {
        one.name: import_module(f"northstar_bot.exports.{one.name}") for one in iter_modules(exports.__path__)
    }
    assert {name for name, module in modules.items() if getattr(module, "csv", None) is csv} == set(SHEETS)


def rows_of(made, text):
    return list(csv.reader(StringIO(made(text).decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("made", SHEETS.values(), ids=SHEETS.keys())
def test_no_cell_is_a_formula_and_no_text_breaks_a_row(made):
    usual = [len(row) for row in rows_of(made, "Plain words")]
    for text in KEPT:
        rows = rows_of(made, text)
        assert [len(row) for row in rows] == usual, ascii(text[:40])
        cells = [cell for row in rows[1:] for cell in row]
        assert not [cell for cell in cells if cell.startswith(FORMULA) or cell.lstrip()[:1] in FORMULA]
