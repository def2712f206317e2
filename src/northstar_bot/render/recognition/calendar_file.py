"""A lunch-and-learn as a calendar file (RFC 5545): UTC, escaped, folded at 75 octets; nothing typed becomes a line.

It has neither organizer nor attendees: those are mail addresses, which the bot does not know.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from northstar_bot.domain.legible import legible
from northstar_bot.domain.recognition.learning import Invitation, Learning, LearningNote, Stage
from northstar_bot.render.recognition.learning import calendar_note

MEDIA_TYPE = "text/calendar"
_FOLD = 75
_NOT_ID = re.compile(r"[^A-Za-z0-9-]")
_BREAKS = re.compile(r"[\u0085\u2028\u2029\x0b\x0c\x1c-\x1e]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff]")
_ESCAPES = {"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\t": " "}


def invitation(post: LearningNote, now: datetime) -> Invitation:
    """The file for one person, with the words above it."""
    one = post.learning
    return Invitation(
        f"lunch-and-learn-{one.id}.ics", MEDIA_TYPE, calendar_file(one, now), calendar_note(post)
    )


def calendar_file(learning: Learning, stamp: datetime) -> bytes:
    """The file as things stand, with the UID that the event keeps; `stamp`: when the file was made."""
    event = _NOT_ID.sub("-", f"{learning.workspace}-learn-{learning.id}")
    off = learning.stage is Stage.CANCELLED
    title = f"{'Called off: ' if off else ''}Lunch-and-learn: {learning.topic}"
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//northstar-bot//lunch-and-learn//EN",
        "CALSCALE:GREGORIAN",
        f"METHOD:{'CANCEL' if off else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{event}@northstar-bot",
        # Calling it off is a change too.
        f"SEQUENCE:{learning.sequence + off}",
        f"STATUS:{'CANCELLED' if off else 'CONFIRMED'}",
        f"DTSTAMP:{_moment(stamp)}",
        f"DTSTART:{_moment(learning.starts_at)}",
        f"DTEND:{_moment(learning.ends_at)}",
        f"SUMMARY:{text_of(title)}",
        f"LOCATION:{text_of(learning.place)}",
        "END:VEVENT",
        "END:VCALENDAR",
    )
    return b"".join(fold for line in lines for fold in _folded(line))


def text_of(text: str) -> str:
    """Typed words as a TEXT value: every break is written out, every separator escaped."""
    plain = legible(text).replace("\r\n", "\n").replace("\r", "\n")
    plain = _CONTROL.sub("", _BREAKS.sub("\n", plain))
    return "".join(_ESCAPES.get(sign, sign) for sign in plain)


def _moment(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _folded(line: str) -> Iterator[bytes]:
    """Pieces of at most 75 octets without the break, never cut inside a character; each after the first is indented."""
    piece = b""
    for sign in line:
        octets = sign.encode()
        if len(piece) + len(octets) > _FOLD:
            yield piece + b"\r\n"
            piece = b" "
        piece += octets
    yield piece + b"\r\n"
