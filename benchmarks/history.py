"""The same questions with a small and a large past."""

import statistics
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from benchmarks.company import FIVE_YEARS, declared, thanked
from benchmarks.stage import Stage, staged
from benchmarks.wire import Caller, caller

ROUNDS = 8
# The week a roundup tells of is as much larger as the past is; nothing else is.
AIMS = {
    "/northstar": "1.3 ×",
    "giving thanks": "1.3 ×",
    "balance 90d": "1.3 ×",
    "roundup of a week as much larger": "",
}


async def measure(small: int, large: int, times: int = 10) -> list[tuple[str, str, str]]:
    """Rows of what, measured, aim."""
    async with _past(small) as few, _past(large) as many:
        # In turn, so that a machine that slows down slows both.
        rounds = [(await _answers(*few, times), await _answers(*many, times)) for _ in range(ROUNDS)][1:]
    return [_row(name, rounds, f"{small:,} → {large:,} shout-outs") for name in AIMS]


def _row(
    name: str, rounds: list[tuple[dict[str, float], dict[str, float]]], what: str
) -> tuple[str, str, str]:
    before, after = (statistics.median(each[at][name] for each in rounds) for at in (0, 1))
    return f"{name}, {what}", f"{before:.1f} ms → {after:.1f} ms, {after / before:.2f} ×", AIMS[name]


@asynccontextmanager
async def _past(shoutouts: int) -> AsyncIterator[tuple[Stage, Caller, str]]:
    """A bot with five years of weekly readings and `shoutouts` thanks, and who may be thanked."""
    async with staged() as stage:
        await declared(stage.bot, FIVE_YEARS)
        await thanked(stage.bot, shoutouts)
        other = stage.slack.add_person("Bo")
        async with caller(stage.url, *stage.who) as ask:
            yield stage, ask, other.id


async def _answers(stage: Stage, ask: Caller, other: str, times: int) -> dict[str, float]:
    """Full answers in milliseconds; a write is answered with its acknowledgement."""
    _, card = await ask.median("show", times, warm=1)
    _, roundup = await ask.median("roundup preview", times, warm=1)
    _, balance = await ask.median("balance 90d", times, warm=1)
    given, _ = await ask.median(f"thanks <@{other}> for the sign-up fix", 3, warm=0)
    await stage.bot.settle()
    return {
        "/northstar": card,
        "giving thanks": given,
        "balance 90d": balance,
        "roundup of a week as much larger": roundup,
    }
