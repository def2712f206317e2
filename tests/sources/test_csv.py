"""The csv source reads what spreadsheets write, long or wide, and refuses what it cannot be sure of."""

from datetime import date

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric, Style
from northstar_bot.domain.errors import BadInput, SourceFailed
from northstar_bot.plugins import Point, Window
from northstar_bot.sources import csv as room
from northstar_bot.sources.csv import source

UNITS = Metric("units", "Units", Kind.STAR)
SHARE = Metric("share", "Share", Kind.INPUT, style=Style.SHARE)
W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")
BOTH = Window(W46, W47)


@pytest.fixture
def written(tmp_path):
    """Reads a file with this text as the source does."""

    async def fetch(text, metric=UNITS, encoding="utf-8", **options):
        path = tmp_path / "readings.csv"
        path.write_bytes(text.encode(encoding))
        return (await source().fetch(metric, {"path": str(path), **options}, BOTH)).points

    return fetch


async def sentence(read):
    with pytest.raises(SourceFailed) as failed:
        await read
    assert failed.value.hint
    return failed.value.sentence


async def test_one_row_for_each_week(written):
    text = "week,value,provisional\n2026-W46,7,\n2026-11-18,11.5,yes\n2026-W45,1,no\n"
    assert await written(text) == (Point(W46, 7), Point(W47, 11.5, provisional=True))


async def test_one_column_for_each_metric(written):
    text = "Week , Units,Share\r\n2026-W46,7,45%\r\n\r\n2026-W47,,0.5\r\n"
    assert await written(text) == (Point(W46, 7),)
    assert await written(text, SHARE) == (Point(W46, 0.45), Point(W47, 0.5))


async def test_columns_may_be_named(written):
    text = "monday,open,lessons\n2026-11-09,1,7\n"
    assert await written(text, week="Monday", value="lessons", provisional="open") == (
        Point(W46, 7, provisional=True),
    )


@pytest.mark.parametrize("mark", [";", "\t"])
async def test_a_comma_marks_decimals_where_it_does_not_part_columns(written, mark):
    text = f"week{mark}value\n2026-W46{mark}7,5\n2026-W47{mark}0,125\n"
    assert await written(text) == (Point(W46, 7.5), Point(W47, 0.125))


async def test_a_byte_order_mark_is_passed_over(written):
    assert await written("week,value\n2026-W46,7\n", encoding="utf-8-sig") == (Point(W46, 7),)


async def test_quoted_cells(written):
    assert await written('"week","value"\n"2026-W46","7"\n') == (Point(W46, 7),)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "The file is empty."),
        ("week,amount\n2026-W46,7\n", "The file has no column “value”."),
        ("week,value\nsoon,7\n", "“soon” is not a week."),
        ("week,value\n2026-W46,=1+1\n", "“=1+1” for 2026-W46 is not a number."),
        ("week,value\n2026-W46,many%\n", "“many%” for 2026-W46 is not a number."),
        ('week,value\n2026-W46,"1,234"\n', "“1,234” for 2026-W46 is not a number."),
        ("week;value\n2026-W46;1.234,5\n", "“1.234.5” for 2026-W46 is not a number."),
        ("week,value\n2026-W46,nan\n", "“nan” for 2026-W46 is not a number."),
        ("week,value\n2026-W46,7\n2026-11-10,8\n", "It has two values for 2026-W46."),
        ("week,value\n2026-W46\n", None),
    ],
)
async def test_what_cannot_be_sure(written, text, said):
    if said is None:
        assert await written(text) == ()
    else:
        assert await sentence(written(text)) == said


async def test_a_file_that_cannot_be_read(written, tmp_path, monkeypatch):
    assert (
        await sentence(written("wéek,value\n", encoding="latin-1"))
        == "The file readings.csv is not UTF-8 text."
    )
    monkeypatch.setattr(room, "LARGEST", 10)
    assert (
        await sentence(written("week,value\n2026-W46,7\n")) == "The file readings.csv is larger than 10 MB."
    )
    (tmp_path / "folder.csv").mkdir()
    for name in ("none.csv", "folder.csv"):
        read = source().fetch(UNITS, {"path": str(tmp_path / name)}, BOTH)
        assert await sentence(read) == f"There is no file {name}."


async def test_the_days_it_covers(tmp_path):
    path = tmp_path / "readings.csv"
    path.write_text("week,value\n")
    options = {"path": str(path), "complete_from": "2026-01-01", "complete_through": date(2026, 11, 22)}
    fetched = await source().fetch(UNITS, options, BOTH)
    assert (fetched.first, fetched.through) == (date(2026, 1, 1), date(2026, 11, 22))


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({}, "path"),
        ({"path": "/etc/passwd"}, "path"),
        ({"path": "x.csv", "value": 7}, "value"),
        ({"path": "x.csv", "complete_through": "2026-13-01"}, "complete_through"),
        ({"path": "x.csv", "colunm": "x"}, "colunm"),
    ],
)
def test_options_that_cannot_work(options, field):
    with pytest.raises(BadInput) as refused:
        source().check(options)
    assert refused.value.field == field
