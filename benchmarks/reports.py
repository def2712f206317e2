"""One digest built and rendered; one deck of a thousand shout-outs in every format."""

import asyncio
import statistics
import time
from dataclasses import dataclass
from datetime import timedelta

from benchmarks.company import FIVE_YEARS, agreed, declared, thanked
from benchmarks.loop import watched
from benchmarks.stage import Stage, staged
from northstar_bot.domain.calendar.periods import last_closed_week
from northstar_bot.render.digest import digest, digest_json

# Of five years' thanks, a thousand lie in the longest time that a deck can be about.
DECK_SHOUTOUTS, DECK_DAYS = 4_600, 399


async def measure(times: int = 30) -> list[tuple[str, str, str]]:
    """Rows of what, measured, aim."""
    async with staged() as stage:
        await declared(stage.bot, FIVE_YEARS)
        await thanked(stage.bot, DECK_SHOUTOUTS)
        await agreed(stage.bot, DECK_SHOUTOUTS)
        services, clock = stage.bot.services, stage.bot.house.clock
        week = last_closed_week(clock.now(), "UTC")
        builds, draws = [], []
        for _ in range(times):
            start = time.perf_counter()
            built = await services.digest.build(stage.bot.workspace, week)
            read = time.perf_counter()
            digest.message(built)
            digest_json.as_data(built)
            builds.append(read - start)
            draws.append(time.perf_counter() - read)
        # Of the first one, most is reading in what PowerPoint's files are made with.
        first, *others = [await _deck(stage) for _ in range(5)]
    total = statistics.median(builds) + statistics.median(draws)
    said = f"{total * 1000:.1f} ms ({statistics.median(draws) * 1000:.1f} ms of it drawing)"
    return [
        ("a digest read, composed and rendered, five years of 5 metrics", said, "15 ms"),
        (f"a deck of {first.stories:,} shout-outs gathered", f"{first.gathered * 1000:.0f} ms", ""),
        ("the same in all its formats together", f"{first.whole * 1000:.0f} ms", "2 s"),
        ("what others waited for the event loop meanwhile, at most", _waited(first, others), ""),
    ]


@dataclass(frozen=True)
class Made:
    """One deck: how many stories, how long it took in seconds, and the longest that the event loop was held."""

    stories: int
    gathered: float
    whole: float
    lag: float


async def _deck(stage: Stage) -> Made:
    service, today = stage.bot.services.deck, stage.bot.house.clock.now().date()
    async with watched() as lags:
        start = time.perf_counter()
        deck = await service.build(stage.bot.workspace, today - timedelta(days=DECK_DAYS), today)
        gathered = time.perf_counter() - start
        for form in service.formats:
            await asyncio.to_thread(service.export, deck, form)
        whole = time.perf_counter() - start
    return Made(len(deck.stories), gathered, whole, max(lags))


def _waited(first: Made, others: list[Made]) -> str:
    return f"{first.lag * 1000:.0f} ms the first time, then {max(one.lag for one in others) * 1000:.0f} ms"
