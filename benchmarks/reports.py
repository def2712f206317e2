"""One digest built and rendered; one deck of a thousand shout-outs in every format."""

import statistics
import time
from datetime import timedelta

from benchmarks.company import FIVE_YEARS, agreed, declared, thanked
from benchmarks.stage import staged
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
        today = clock.now().date()
        start = time.perf_counter()
        deck = await services.deck.build(stage.bot.workspace, today - timedelta(days=DECK_DAYS), today)
        gathered = time.perf_counter() - start
        start = time.perf_counter()
        for form in services.deck.formats:
            services.deck.export(deck, form)
        exported = time.perf_counter() - start
    total = statistics.median(builds) + statistics.median(draws)
    said = f"{total * 1000:.1f} ms ({statistics.median(draws) * 1000:.1f} ms of it drawing)"
    return [
        ("a digest read, composed and rendered, five years of 5 metrics", said, "15 ms"),
        (f"a deck of {len(deck.stories):,} shout-outs gathered", f"{gathered * 1000:.0f} ms", ""),
        ("the same in all its formats together", f"{(gathered + exported) * 1000:.0f} ms", "2 s"),
    ]
