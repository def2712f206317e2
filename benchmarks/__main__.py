"""python -m benchmarks [--quick]"""

import asyncio
import sys

from benchmarks import command, digests, history, reports, requests, start


async def main(*, quick: bool) -> None:
    """Measure everything and print the table that docs/benchmarks.md holds."""
    rows = await command.measure()
    rows += await history.measure(10_000, 100_000 if quick else 1_000_000)
    rows += await requests.measure(1_000, 10_000 if quick else 100_000)
    rows += await reports.measure()
    rows += await digests.measure()
    rows += await start.measure()
    print("| what | measured | aim |")
    print("|---|---|---|")
    for what, measured, aim in rows:
        print(f"| {what} | {measured} | {aim} |")


asyncio.run(main(quick="--quick" in sys.argv))
