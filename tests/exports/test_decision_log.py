"""The log of decisions as a file: whole, and nothing anyone typed is a formula, a column or a call."""

import csv
from datetime import date
from io import StringIO

import pytest
from tests.support.hostile import HOSTILE

from northstar_bot.domain.requests.decision_log import Entry
from northstar_bot.domain.requests.requests import State
from northstar_bot.exports.decision_log import COLUMNS, as_csv, as_markdown

ENTRY = Entry(
    12, State.DECLINED, "Dark mode", "Sales", "client request", "Return days", "no", "R1",
    "Nobody would come on more days.", "Two schools that ask.", "Grace", date(2026, 11, 23), 3, "Daily users",
    "1.5 h of Cy; by 2026-12-24; Oak School", "yes", "seen", "When they are reminded, they come.", "The newsletter",
    "moves no input", "A school is leaving.", "legal", "#3", "2027-02-01", "#4, #5", "Habit", date(2027, 3, 1),
)  # fmt: skip
PRIVATE = Entry(13, State.PARKED)


def rows(entries):
    return list(csv.reader(StringIO(as_csv(entries).decode("utf-8-sig"))))


def hostile(text):
    return Entry(
        1, State.DECLINED, text, text, text, text, "no", "R1", text, text, text, None, 1, *[text] * 10
    )


def test_every_column_of_a_decision_is_filled():
    head, row = rows([ENTRY])
    assert tuple(head) == COLUMNS
    assert dict(zip(head, row, strict=True)) == {
        "number": "12", "state": "declined", "title": "Dark mode", "team": "Sales", "kind": "client request",
        "input": "Return days", "answer": "no", "rule": "R1", "reason": "Nobody would come on more days.",
        "would be a yes": "Two schools that ask.", "decider": "Grace", "date": "2026-11-23",
        "star version": "3", "star": "Daily users", "details": "1.5 h of Cy; by 2026-12-24; Oak School",
        "suggested": "yes", "evidence": "seen", "mechanism": "When they are reminded, they come.",
        "what stops": "The newsletter", "kind of no": "moves no input", "what is different": "A school is leaving.",
        "exempt by": "legal", "duplicate of": "#3", "comes back": "2027-02-01", "precedents": "#4, #5",
        "squad": "Habit", "look by": "2027-03-01",
    }  # fmt: skip


def test_a_private_request_is_a_number_and_a_state():
    assert rows([PRIVATE])[1] == ["13", "parked", *[""] * (len(COLUMNS) - 2)]


def test_the_table_begins_with_the_mark_excel_needs():
    assert as_csv([]).startswith(b"\xef\xbb\xbfnumber,state")


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_begins_like_a_formula(text):
    for cell in rows([hostile(text)])[1]:
        assert not cell.lstrip().startswith(("=", "+", "-", "@", "|", "＝", "＋", "－", "＠"))


@pytest.mark.parametrize("text", [*HOSTILE, "a | b", "one\n\n# two", "@channel"])
def test_a_markdown_row_stays_one_row_of_the_table(text):
    lines = as_markdown([hostile(text), ENTRY]).decode().splitlines()
    assert len(lines) == 6
    assert lines[4].replace("\\|", "").count("|") == len(COLUMNS) + 1
    assert "@channel" not in lines[4]
