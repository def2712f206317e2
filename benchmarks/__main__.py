"""python -m benchmarks [--quick] [part ...]"""

import asyncio
import sys

from benchmarks import command, digests, history, reports, requests, start


async def main(wanted: list[str], *, quick: bool) -> None:
    """Measure the wanted parts, or everything, and print the table that docs/benchmarks.md holds."""
    parts = {
        "command": command.measure,
        "history": lambda: history.measure(10_000, 100_000 if quick else 1_000_000),
        "requests": lambda: requests.measure(1_000, 10_000 if quick else 100_000),
        "reports": reports.measure,
        "digests": digests.measure,
        "start": start.measure,
    }
    if unknown := [each for each in wanted if each not in parts]:
        sys.exit(f"There is no part {', '.join(unknown)}. There are: {', '.join(parts)}.")
    print("| what | measured | aim |")
    print("|---|---|---|")
    for name in wanted or parts:
        for row in await parts[name]():
            print(f"| {' | '.join(row)} |", flush=True)


asyncio.run(main([each for each in sys.argv[1:] if each != "--quick"], quick="--quick" in sys.argv))
