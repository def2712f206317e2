"""A list of teams as spreadsheets save it is read row by row; what is wrong is named by its row."""

import pytest
from tests.support.hostile import HOSTILE

from northstar_bot.domain.company.team_sheet import Row, read
from northstar_bot.domain.errors import BadInput

PLAIN = "team,person,lead,what we bring\nSales,U0ANA,yes,Trust\nSales,Bo,,\n"
ROWS = (Row(2, "Sales", "U0ANA", "yes", "Trust"), Row(3, "Sales", "Bo"))
SAME = {
    "as it is": PLAIN.encode(),
    "with the mark of a spreadsheet": PLAIN.encode("utf-8-sig"),
    "as wide text": PLAIN.encode("utf-16"),
    "with semicolons": PLAIN.replace(",", ";").encode(),
    "with tabs": PLAIN.replace(",", "\t").encode(),
    "with the separator said": b"sep=;\r\n" + PLAIN.replace(",", ";").encode(),
    "with lines as Windows ends them": PLAIN.replace("\n", "\r\n").encode(),
    "with quotes": b'"team","person","lead","what we bring"\n"Sales","U0ANA","yes","Trust"\n"Sales","Bo","",""\n',
    "with blanks": b" Team , PERSON ,Lead, What  we bring \n  Sales\t, U0ANA , yes ,Trust\nSales,  Bo ,, \n",
    "with other names": b"Team,Handle,Lead,brings\nSales,U0ANA,yes,Trust\nSales,Bo,,\n",
    "in another order": b"what we bring,name,person,team,lead\nTrust,Ana,U0ANA,Sales,yes\n,,Bo,Sales,\n",
    "with short rows": b"team,person,lead,what we bring\nSales,U0ANA,yes,Trust\nSales,Bo\n",
    "without a last line end": PLAIN.strip().encode(),
}


@pytest.mark.parametrize("data", SAME.values(), ids=SAME.keys())
def test_every_way_of_saving_it_says_the_same(data):
    sheet = read(data)
    assert sheet.rows == ROWS
    assert (sheet.wrong, sheet.unused) == ((), ())


def test_rows_are_counted_as_a_spreadsheet_counts_them():
    sheet = read(b'team,person,brings\n\nSales,Ana,"two\nlines"\n,,\nSales,Bo,\n')
    assert [(row.number, row.person, row.brings) for row in sheet.rows] == [
        (3, "Ana", "two lines"),
        (5, "Bo", ""),
    ]


WRONG = {
    "no team": ("team,person\n,Ana\n", "names no team"),
    "a formula": ("team,person\n=A1,Ana\n", "“=A1” is a formula"),
    "a formula behind a tab": ('team,person\n"\t=A1",Ana\n', "is a formula"),
    "the error of one": ("team,person\nSales,#N/A\n", "“#N/A” is a formula or its error"),
    "cells without a column": ("team,person\nSales,Ana,extra\n", "more cells than the first row"),
    "a name that is too long": (f"team,person\n{'x' * 101},Ana\n", "Its team has 101 characters"),
    "words that are too long": (f"team,brings\nSales,{'x' * 2001}\n", "Its brings has 2,001 characters"),
}


@pytest.mark.parametrize(("text", "said"), WRONG.values(), ids=WRONG.keys())
def test_a_row_that_cannot_be_used_is_named(text, said):
    sheet = read(text.encode() + b"Sales,\n")
    (wrong,) = sheet.wrong
    assert wrong.row == 2
    assert said in wrong.sentence
    assert wrong.hint
    assert [row.number for row in sheet.rows] == [3]


REFUSED = {
    "nothing": (b"", "empty"),
    "only blank rows": (b"\n,,\n \n", "empty"),
    "no column for the team": (b"group,person\nSales,Ana\n", "names no column"),
    "two columns for the person": (b"team,person,handle\n", "Two columns say the person"),
    "another encoding": ("team\nBüro\n".encode("cp1252"), "not text in UTF-8"),
    "a workbook": (b"PK\x03\x04\x14\x00\x06\x00", "not text"),
    "a quote that is left open": (b'team,person\nSales,Ana\nSales,"Bo\n', "Row 3 cannot be read"),
    "a quote inside quotes": (b'team,person\n"Sa"les",Ana\n', "Row 2 cannot be read"),
    "more rows than anybody": (b"team\n" + b"Sales\n" * 50_001, "more than 50,000 rows"),
    "more than a list": (b" " * 20_000_001, "larger than 20 MB"),
}


@pytest.mark.parametrize(("data", "said"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_list_is_refused_in_a_sentence(data, said):
    with pytest.raises(BadInput) as caught:
        read(data)
    assert said in caught.value.sentence
    assert caught.value.hint


def test_what_our_own_files_keep_from_being_computed_is_meant_as_text():
    sheet = read(b"team,person,brings\n'=Sales,'@bo,'quoted'\n")
    assert sheet.rows == (Row(2, "=Sales", "@bo", "", "'quoted'"),)


def test_columns_nobody_knows_are_told():
    assert read(b"team,person,leader,\nSales,Ana,x,\n").unused == ("leader",)


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_anyone_typed_breaks_it(text):
    quoted = text.replace('"', '""').encode("utf-8", "replace")
    if b"\x00" in quoted:
        with pytest.raises(BadInput):
            read(b'team,person\n"' + quoted + b'",Ana\n')
        return
    sheet = read(b'team,person\n"' + quoted + b'",Ana\nSales,Bo\n')
    assert len(sheet.rows) + len(sheet.wrong) == 2
    assert sheet.rows[-1].team == "Sales"
