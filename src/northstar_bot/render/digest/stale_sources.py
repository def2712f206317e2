"""The note of the evening before: which numbers the digest will lack, since when, why, and what can be done."""

from collections.abc import Sequence

from northstar_bot.domain.digest.stale_sources import Stale, StaleNote, Why
from northstar_bot.render import blocks
from northstar_bot.render.message import Block, Message
from northstar_bot.render.numbers.line_words import name_of
from northstar_bot.render.words import count, escape, moment, plain, week_name, weekday

# A message has room for more; a person who reads on has not.
_SHOWN = 10
_ERROR = 400


def missing_ahead(note: StaleNote) -> Message:
    """The fact first, a paragraph for each source, then what to do and what happens otherwise."""
    fact = f"{_what(note.stale)} will be missing in the digest of {week_name(note.week)} as things stand."
    told = [_source(one, note) for one in note.stale[:_SHOWN]]
    told += [f"And {len(note.stale) - _SHOWN} more."] if len(note.stale) > _SHOWN else []
    todo = f"The digest is posted {moment(note.due_at, note.zone)}, with what is missing marked."
    mend = "Sources are read every hour: one that is mended before then is in it."
    page: list[Block] = [blocks.section_plain(fact), *(blocks.section_plain(one) for one in told)]
    return Message(
        escape("\n".join([fact, *told, todo, mend])), (*page, blocks.context_plain(f"{todo} {mend}"))
    )


def _what(stale: Sequence[Stale]) -> str:
    return name_of(stale[0].metric) if len(stale) == 1 else count("number", len(stale))


def _source(one: Stale, note: StaleNote) -> str:
    """What is wrong with one source, in its own words where it failed."""
    through = (
        f"Its numbers end {weekday(one.known_through, note.due_at.date())}."
        if one.known_through
        else "There is no number of it yet."
    )
    if one.why is Why.BEHIND:
        why = "its source answers, but with nothing newer. Look at what fills it."
        return f"{name_of(one.metric)}: {why} {through}"
    since = f"last answered {moment(one.answered_at, note.zone)}" if one.answered_at else "never answered"
    return (
        f"{name_of(one.metric)}: its source does not answer ({since}). {plain(one.error, _ERROR)} {through}"
    )
