"""What happened, in a digest: what shipped, what people noted, and which weeks of the chart are marked."""

from typing import Any

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.happened import Mark, Noted, ShippedItem
from northstar_bot.render import blocks
from northstar_bot.render.numbers.line_words import LONGEST_NAME
from northstar_bot.render.passage import Parts, Passage
from northstar_bot.render.words import count, day, plain

SIGN = "▲"
_MOST = 3
_MARK = 60


def happened_passages(digest: Digest, *, everything: bool = False) -> list[Passage]:
    """What shipped in the digest's week, and what was noted on it."""
    return [*_shipped(digest, everything=everything), *_noted(digest, everything=everything)]


def marked_label(digest: Digest, week: Week) -> str:
    """What a week is called on the chart, which Slack cannot annotate itself."""
    label = week_label(week)
    return f"{label}{SIGN}" if any(mark.week == week for mark in digest.happened.marks) else label


def week_label(week: Week) -> str:
    """`W47`."""
    return f"W{week.number}"


def marks_line(digest: Digest) -> list[str]:
    """What the marks of the chart's earlier weeks are; the digest's own week is told in full."""
    drawn = {week for week, _ in digest.star.history}
    earlier = [mark for mark in digest.happened.marks if mark.week in drawn and mark.week != digest.week]
    if not earlier:
        return []
    rest = [f"{count('more', len(earlier) - _MOST, 'more')}"] if len(earlier) > _MOST else []
    return [f"{SIGN} {', '.join([*(_mark(mark) for mark in earlier[:_MOST]), *rest])}"]


def _shipped(digest: Digest, *, everything: bool) -> list[Passage]:
    items = digest.happened.shipped_in(digest.week)
    shown = items if everything else items[:_MOST]
    rest, private = digest.happened.public - len(shown), digest.happened.private
    lines = [_item(item) for item in shown]
    more = [f"{rest:,} more"] if rest > 0 else []
    more += [count("private request", private)] if private else []
    lines += [[blocks.words(f"{'and ' if shown else ''}{' and '.join(more)}")]] if more else []
    shipped = [Passage(tuple(lines), "What shipped", listed=True)] if lines else []
    back = [_looked(item) for item in digest.happened.looked_back[: None if everything else _MOST]]
    left = len(digest.happened.looked_back) - len(back)
    back += [[blocks.words(f"and {left:,} more")]] if left else []
    return [*shipped, *([Passage(tuple(back), "Looked back", listed=True)] if back else [])]


def _looked(item: ShippedItem) -> Parts:
    """`Depth: #12 New reminders was shipped on 5 Sep 2026, and it moved`."""
    return [*_titled(item), blocks.words(f" was shipped on {day(item.day)}, {item.answered}")]


def _titled(item: ShippedItem) -> Parts:
    moved = plain(item.input_name, LONGEST_NAME).strip() or "No input"
    return [
        blocks.words(f"{moved}: "),
        blocks.words(f"#{item.number} {plain(item.title, 120)}", bold=True),
    ]


def _item(item: ShippedItem) -> Parts:
    """`Depth: #12 New reminders · squad Habit`."""
    facts = [f"squad {item.squad_name}" if item.squad_name else "", item.changed, item.answered]
    small = "".join(f" · {plain(fact, 120)}" for fact in facts if fact)
    return [*_titled(item), *([blocks.words(small)] if small else [])]


def _noted(digest: Digest, *, everything: bool) -> list[Passage]:
    asked = {line.metric.key for line in digest.asks}
    told = digest.happened.notes_in(digest.week)
    notes = [noted for noted in told if not noted.note.unknown and noted.note.metric not in asked]
    shown = notes if everything else notes[:_MOST]
    rest = len(notes) - len(shown)
    lines = [_note(noted) for noted in shown]
    lines += [[blocks.words(f"and {rest:,} more")]] if rest else []
    return [Passage(tuple(lines), "Noted", listed=True)] if lines else []


def _note(noted: Noted) -> Parts:
    return [
        blocks.words(plain(noted.metric_name, 60), bold=True),
        blocks.words(f": {plain(noted.note.text, 300)} · {plain(noted.author_name, 40)}"),
    ]


def _mark(mark: Mark) -> str:
    return f"W{mark.week.number} {plain(mark.words, _MARK)}"


def happened_data(digest: Digest) -> dict[str, Any]:
    """The same as data, documented in docs/json.md."""
    return {
        "shipped": {
            "items": [_item_data(item) for item in digest.happened.shipped_in(digest.week)],
            "total": digest.happened.public,
            "private": digest.happened.private,
            "looked_back": [_item_data(item) for item in digest.happened.looked_back],
        },
        "notes": [
            {"metric": noted.note.metric, **_said_data(noted)}
            for noted in digest.happened.notes_in(digest.week)
        ],
        "asked": [
            {"key": line.metric.key, "answers": [_said_data(noted) for noted in digest.answers(line)]}
            for line in digest.asks
        ],
    }


def _said_data(noted: Noted) -> dict[str, Any]:
    return {"author": noted.author_name, "text": noted.note.text, "unknown": noted.note.unknown}


def _item_data(item: ShippedItem) -> dict[str, Any]:
    return {
        "number": item.number,
        "title": item.title,
        "input": item.input_name,
        "squad": item.squad_name,
        "day": item.day.isoformat(),
        "changed": item.changed,
        "answer": item.answer,
    }
