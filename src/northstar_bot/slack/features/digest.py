"""The digest on demand: the same as the schedule posts, marked as a preview and seen by one person."""

from northstar_bot.domain.digest import Digest
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.periods import Week
from northstar_bot.render import digest as drawn
from northstar_bot.render.digest_help import meanings
from northstar_bot.render.ids import DIGEST_WORDS
from northstar_bot.render.message import Message
from northstar_bot.slack.feature import Call, Command, Feature


async def preview(call: Call) -> Message:
    """`digest`, `digest preview`, `digest preview 2026-W47`."""
    words = call.text.split()
    if words and words[0].casefold() == "preview":
        words = words[1:]
    if len(words) > 1:
        raise BadInput("A preview is of one week.", "Try /northstar digest preview 2026-W47.")
    week = Week.parse(words[0]) if words else None
    return drawn.message(await call.services.digest.preview(call.viewer, week))


async def explain(call: Call) -> Message:
    """What the words of a digest mean."""
    del call
    return meanings()


FEATURE = Feature(
    commands=(
        Command("digest", "The weekly digest as it would be posted", "digest preview [week]", preview),
    ),
    actions={DIGEST_WORDS: explain},
    posts={Digest: drawn.message},
)
