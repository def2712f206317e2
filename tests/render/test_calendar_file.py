"""The calendar file holds one event for any words: strictly read, nothing typed becomes a line of it."""

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.support.hostile import HOSTILE

from northstar_bot.domain.legible import legible
from northstar_bot.domain.recognition.learning import Learning, Stage
from northstar_bot.render.recognition.calendar_file import calendar_file

NOON = datetime(2026, 12, 1, 12, 30, tzinfo=timezone(timedelta(hours=1)))
STAMP = datetime(2026, 11, 23, 8, tzinfo=UTC)
NAME = re.compile(r"[A-Z-]+")
NAMES = [
    "VERSION",
    "PRODID",
    "CALSCALE",
    "METHOD",
    "UID",
    "SEQUENCE",
    "STATUS",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "LOCATION",
]


def event(topic="Closing a deal", place="Kitchen"):
    return Learning(
        7, "acme", topic, "U0ANA", "U0BO", NOON, 45, place, "C0GROWTH", Stage.PLANNED
    )  # fmt: skip


def strictly_read(data: bytes) -> dict[str, str]:
    """Lines as RFC 5545 has them: CRLF alone, at most 75 octets, known names, well-formed escapes."""
    assert data.endswith(b"\r\n")
    raw = data[:-2].split(b"\r\n")
    assert all(b"\n" not in line and b"\r" not in line for line in raw)
    assert all(len(line) <= 75 for line in raw)
    for line in raw:
        line.decode()  # no character is cut
    lines = data.replace(b"\r\n ", b"").decode().removesuffix("\r\n").split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VEVENT", "END:VCALENDAR"]
    assert lines.count("BEGIN:VEVENT") == 1
    pairs = [line.split(":", 1) for line in lines if not line.startswith(("BEGIN:", "END:"))]
    assert [name for name, _ in pairs] == NAMES
    found = dict(pairs)
    for text in (found["SUMMARY"], found["LOCATION"]):
        assert not re.search(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", text)
        assert re.fullmatch(r"(?:\\[\\;,n]|[^\\;,])*", text), text
    return found


def meant(text: str) -> str:
    return re.sub(r"\\([\\;,n])", lambda one: "\n" if one[1] == "n" else one[1], text)


def test_times_are_utc_and_the_event_keeps_its_name():
    found = strictly_read(calendar_file(event(), STAMP))
    assert (found["DTSTART"], found["DTEND"]) == ("20261201T113000Z", "20261201T121500Z")
    assert found["DTSTAMP"] == "20261123T080000Z"
    assert found["UID"] == strictly_read(calendar_file(event("Another"), NOON))["UID"]


def test_separators_and_breaks_are_escaped_and_read_back():
    words = "a;b,c\\d\nEND:VEVENT\r\nATTACH:file:///etc/passwd"
    found = strictly_read(calendar_file(event(words, words), STAMP))
    assert meant(found["LOCATION"]) == "a;b,c\\d\nEND:VEVENT\nATTACH:file:///etc/passwd"


def test_long_words_of_many_octets_are_folded_between_characters():
    words = "Über 🎉 größte Schlüsse " * 6
    found = strictly_read(calendar_file(event(words.strip()), STAMP))
    assert meant(found["SUMMARY"]) == f"Lunch-and-learn: {words.strip()}"


@given(st.text(max_size=300), st.text(max_size=300))
def test_nothing_typed_becomes_a_line(topic, place):
    strictly_read(calendar_file(event(topic, place), STAMP))


def test_a_newer_file_says_so_and_the_last_one_takes_the_event_out():
    moved = strictly_read(calendar_file(replace(event(), sequence=2), STAMP))
    assert (moved["METHOD"], moved["SEQUENCE"], moved["STATUS"]) == ("PUBLISH", "2", "CONFIRMED")
    off = strictly_read(calendar_file(replace(event(), sequence=2, stage=Stage.CANCELLED), STAMP))
    assert (off["METHOD"], off["SEQUENCE"], off["STATUS"]) == ("CANCEL", "3", "CANCELLED")
    assert off["UID"] == moved["UID"]
    assert off["SUMMARY"].startswith("Called off: ")


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_the_whole_corpus_of_hostile_words_stays_words_of_one_event(text):
    found = strictly_read(calendar_file(event(text, text), STAMP))
    assert found["DTSTART"] == "20261201T113000Z"
    for said in (found["SUMMARY"], found["LOCATION"]):
        assert meant(said) == legible(meant(said)), "nothing hidden, and no direction turned round"
