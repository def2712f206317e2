"""The same questions with a small and a large past."""

import asyncio
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from benchmarks.company import FIVE_YEARS, agreed, declared, thanked
from benchmarks.stage import Stage, staged
from benchmarks.wire import Caller, caller

ROUNDS = 8
# A week, ninety days and a quarter hold as much more as the past does: the same question in a company that thanks more.
AIMS = {
    "/northstar": "1.3 ×",
    "giving thanks": "1.3 ×",
    "balance 90d": "1.3 ×",
    "roundup of a week": "1.3 ×",
    "deck of a quarter, gathered": "1.3 ×",
    "deck of a quarter, gathered and in all formats": "1.3 ×",
}
QUARTER = timedelta(days=91)
# Whom a deck was about so far: a few questions each time, however much is thanked.
AGREED = 60


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
        await agreed(stage.bot, AGREED, of=shoutouts)
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
    gathered, whole = await _decks(stage, times)
    return {
        "/northstar": card,
        "giving thanks": given,
        "balance 90d": balance,
        "roundup of a week": roundup,
        "deck of a quarter, gathered": gathered,
        "deck of a quarter, gathered and in all formats": whole,
    }


async def _decks(stage: Stage, times: int) -> tuple[float, float]:
    """A deck of the last quarter in milliseconds: gathered, and with every file it can be."""
    service, today = stage.bot.services.deck, stage.bot.house.clock.now().date()
    gathered, whole = [], []
    for _ in range(times):
        start = time.perf_counter()
        deck = await service.build(stage.bot.workspace, today - QUARTER, today)
        gathered.append(time.perf_counter() - start)
        for form in service.formats:
            await asyncio.to_thread(service.export, deck, form)
        whole.append(time.perf_counter() - start)
    return statistics.median(gathered) * 1000, statistics.median(whole) * 1000
