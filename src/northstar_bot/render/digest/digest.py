"""The weekly digest as a Slack message: one screen on a phone, all of it also in words."""

from northstar_bot.charts.series import Line, line_chart, with_band
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.render import blocks
from northstar_bot.render.digest.story import marks, passages, small_print, title
from northstar_bot.render.digest.table import table_message
from northstar_bot.render.digest.text import fallback
from northstar_bot.render.ids import DIGEST_WORDS, STAR_INPUTS
from northstar_bot.render.message import Block, Message
from northstar_bot.render.numbers.happened import marked_label
from northstar_bot.render.numbers.line_words import name_of
from northstar_bot.render.passage import drawn_within
from northstar_bot.render.words import plain

# One screen of a phone.
MOST_BLOCKS = 15
_LONGEST_HEADER, _LONGEST_CONTEXT = 150, 1500


def message(digest: Digest) -> Message:
    """The whole digest; its chart may be refused by Slack without a loss."""
    found = [blocks.header(plain(title(digest), _LONGEST_HEADER)), *_context(marks(digest))]
    story = passages(digest)
    chart = _chart(digest)
    closing = [*([chart] if chart else []), *_context(small_print(digest)), _actions()]
    found += [*drawn_within(story, MOST_BLOCKS - len(found) - len(closing)), *closing]
    return Message(fallback(digest, story), tuple(found), thread=(table_message(digest),))


def _actions() -> Block:
    return blocks.actions(
        blocks.button("See all inputs", STAR_INPUTS),
        blocks.button("What do these words mean?", DIGEST_WORDS),
    )


def _context(texts: list[str]) -> list[Block]:
    return [blocks.context_plain(*(plain(text, _LONGEST_CONTEXT) for text in texts[:10]))] if texts else []


def _chart(digest: Digest) -> Block | None:
    star = digest.star
    weeks = [marked_label(digest, week) for week, _ in star.history]
    line = Line(name_of(star.metric), [value for _, value in star.history])
    return line_chart(name_of(star.metric), weeks, with_band(line, star.band), y_label=star.metric.unit)
