"""The note in the place of a digest whose source is away: which number it waits for, and until when."""

from northstar_bot.domain.digest.delay import DelayedDigest
from northstar_bot.render import blocks
from northstar_bot.render.message import Message
from northstar_bot.render.numbers.line_words import name_of
from northstar_bot.render.words import escape, moment, week_name


def delayed(note: DelayedDigest) -> Message:
    """One sentence for people, one for what happens next."""
    said = f"Digest of {week_name(note.week)} delayed: the source of {name_of(note.metric)} did not answer."
    until = moment(note.until, note.zone)
    after = f"Trying until {until}; this message then becomes the digest, with what is known."
    return Message(escape(f"{said} {after}"), (blocks.section_plain(said), blocks.context_plain(after)))
