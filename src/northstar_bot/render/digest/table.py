"""Every metric of the week in one table, for the thread and for people who want all of it."""

from collections.abc import Sequence

from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.render import blocks
from northstar_bot.render.digest.story import RESTATED
from northstar_bot.render.digest.weeks import all_weeks
from northstar_bot.render.message import Block, Message
from northstar_bot.render.numbers.line_words import (
    amount,
    change_words,
    name_of,
    now_words,
    owner_words,
    range_words,
    verdict_words,
)
from northstar_bot.render.numbers.split_words import segment_words
from northstar_bot.render.words import count, escape, plain, week_name

HEADINGS = (
    "Metric",
    "This week",
    "Last week",
    "Change",
    "4-week mean",
    "A year ago",
    "Normal range",
    "Verdict",
    "Owner",
)
_NUMERIC = (1, 2, 3, 4, 5, 6)
_WEEKS = "The weeks that are drawn, oldest first"
_RESTATED = "Restated since the last digest"
_MOST_RESTATED = 40
_MOST_ROWS, _MOST_CHARACTERS, _LONGEST_CELL = 99, 9000, 60


def table_message(digest: Digest) -> Message:
    """The full table as a message of its own; its text says every row."""
    rows, left_out = fitting([_cells(line, digest) for line in digest.lines])
    heading = f"All numbers of {week_name(digest.week)}"
    more = [f"{left_out} more do not fit here."] if left_out else []
    said = "\n".join([f"{heading}:", *(_said(row) for row in rows), *more])
    drawn = [blocks.section_plain(heading), blocks.table([HEADINGS, *rows], numeric=_NUMERIC)]
    drawn += [blocks.context_plain(*more)] if more else []
    weeks = all_weeks(digest)
    drawn += [blocks.rich(*_listed(_WEEKS, weeks))] if weeks else []
    said = "\n".join([said, f"{_WEEKS}:", *weeks]) if weeks else said
    again = _restated(digest)
    drawn += [blocks.rich(*_listed(_RESTATED, again))] if again else []
    said = "\n".join([said, f"{_RESTATED}:", *again]) if again else said
    apart = segment_words(digest)
    drawn += [blocks.section_plain(apart)] if apart else []
    said = f"{said}\n{apart}" if apart else said
    return Message(escape(said), tuple(drawn))


def _restated(digest: Digest) -> list[str]:
    """Every earlier week that changed since the last digest, where that one could not tell them all."""
    told = digest.restatements
    if len(told) <= RESTATED:
        return []
    lines = [
        f"{name_of(one.metric)}, {one.week.label}: was {amount(one.metric, one.was)}, now {amount(one.metric, one.now)}"
        for one in told[:_MOST_RESTATED]
    ]
    rest = len(told) - len(lines)
    return [*lines, f"and {count('more week', rest)}"] if rest else lines


def _listed(heading: str, lines: Sequence[str]) -> tuple[Block, Block]:
    title = blocks.paragraph(blocks.words(heading, bold=True))
    return title, blocks.bullets([[blocks.words(line)] for line in lines])


def fitting(rows: Sequence[Sequence[str]]) -> tuple[list[list[str]], int]:
    """The first rows that Slack's table holds, and how many are left out."""
    room, kept = _MOST_CHARACTERS, list[list[str]]()
    for row in rows[:_MOST_ROWS]:
        cells = [plain(cell, _LONGEST_CELL) for cell in row]
        room -= sum(map(len, cells))
        if room < 0:
            break
        kept.append(cells)
    return kept, len(rows) - len(kept)


def _cells(line: MetricLine, digest: Digest) -> list[str]:
    metric = line.metric
    return [
        name_of(metric),
        now_words(line) if line.value is not None else "",
        amount(metric, line.previous) if line.previous is not None else "",
        change_words(line),
        amount(metric, line.mean4) if line.mean4 is not None else "",
        amount(metric, line.mean4_year_ago) if line.mean4_year_ago is not None else "",
        range_words(line),
        verdict_words(line),
        owner_words(line, digest.names),
    ]


def _said(row: Sequence[str]) -> str:
    facts = [f"{heading.lower()} {cell}" for heading, cell in zip(HEADINGS[1:], row[1:], strict=True) if cell]
    return f"{row[0]}: {', '.join(facts)}"
