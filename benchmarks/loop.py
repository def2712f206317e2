"""How long the event loop kept others waiting while something was made."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

PATIENCE = 0.005


@asynccontextmanager
async def watched() -> AsyncIterator[list[float]]:
    """Notes, again and again, by how many seconds a short sleep on the loop was late."""
    lags: list[float] = []

    async def watch() -> None:
        while True:
            start = time.perf_counter()
            await asyncio.sleep(PATIENCE)
            lags.append(time.perf_counter() - start - PATIENCE)

    watching = asyncio.create_task(watch())
    try:
        yield lags
    finally:
        watching.cancel()
