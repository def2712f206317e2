"""The digest on demand: a preview that one person sees, the post itself at once, or the posted one renewed."""

from collections.abc import Sequence

from northstar_bot.domain.digest.delay import DelayedDigest
from northstar_bot.domain.digest.digest import WHOLE, Digest, DigestTable
from northstar_bot.domain.errors import BadInput
from northstar_bot.render.digest import digest as drawn
from northstar_bot.render.digest.delay import delayed
from northstar_bot.render.digest.help import meanings
from northstar_bot.render.digest.sending import on_its_way
from northstar_bot.render.digest.table import table_message
from northstar_bot.render.ids import DIGEST_WORDS
from northstar_bot.render.message import Message
from northstar_bot.slack.feature import Call, Command, Feature


async def digest(call: Call) -> Message:
    """`digest`, and what may follow it: preview, now, resend."""
    verb, *words = call.text.split() or ["preview"]
    match verb.casefold():
        case "now":
            return await _now(call, words)
        case "resend":
            return await _resend(call, words)
        case "preview":
            return await _preview(call, words)
    return await _preview(call, [verb, *words])


async def _preview(call: Call, words: Sequence[str]) -> Message:
    """`preview`, `preview 2026-W47`, `preview executives`, `preview breadth 2026-W47`."""
    weeks = [word for word in words if word[:1].isdigit()]
    others = [word for word in words if word not in weeks]
    if len(weeks) > 1 or len(others) > 1:
        raise BadInput("A preview is of one week.", "Try /northstar digest preview executives 2026-W47.")
    week = await call.services.company.week(call.viewer.workspace, weeks[0]) if weeks else None
    audience = others[0].lower() if others else WHOLE
    return drawn.message(await call.services.digest.preview(call.viewer, week, audience))


async def _now(call: Call, words: Sequence[str]) -> Message:
    """`now`, `now monday`."""
    posting = await call.services.digest_posting.now(call.viewer, _schedule(words), call.channel)
    return on_its_way(posting.schedule, posting.week, posting.renewal)


async def _resend(call: Call, words: Sequence[str]) -> Message:
    """`resend`, `resend anew`, `resend anew monday`."""
    anew = "anew" in words
    key = _schedule([word for word in words if word != "anew"])
    posting = await call.services.digest_posting.again(call.viewer, key, call.channel, anew=anew)
    return on_its_way(posting.schedule, posting.week, posting.renewal)


def _schedule(words: Sequence[str]) -> str:
    if len(words) > 1:
        raise BadInput("One schedule at a time.", "Try /northstar digest now monday.")
    return words[0] if words else ""


async def explain(call: Call) -> Message:
    """What the words of a digest mean."""
    del call
    return meanings()


FEATURE = Feature(
    commands=(
        Command(
            "digest",
            "The weekly digest: look at it, post it now, or bring it up to date",
            "digest [preview [input|executives] [week] | now [schedule] | resend [anew] [schedule]]",
            digest,
            writes=True,
        ),
    ),
    actions={DIGEST_WORDS: explain},
    posts={
        Digest: drawn.message,
        DelayedDigest: delayed,
        DigestTable: lambda post: table_message(post.digest),
    },
)
