"""The clock of the process: calls each tick at its interval, one call of a kind at a time; stops gently."""

import asyncio
import logging
import traceback
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from northstar_bot.services.ports.world import Clock

log = logging.getLogger(__name__)

DRAIN = timedelta(seconds=20)
PUMP = "pump"


@dataclass(frozen=True, slots=True)
class Tick:
    """Something to do again and again; `eager`: at once again, as long as it says that it found work."""

    name: str
    every: timedelta
    run: Callable[[], Awaitable[object]]
    eager: bool = False


class Scheduler:
    """Ticks in memory only: what must survive a crash is in the ledger, what must not be doubled too."""

    def __init__(self, ticks: Sequence[Tick], clock: Clock) -> None:
        self._ticks = {tick.name: tick for tick in ticks}
        self._clock = clock
        self._running: dict[str, asyncio.Task[None]] = {}
        self._woken: set[str] = set()
        self._beats: dict[str, datetime] = {}
        self._stopping = False
        # In UTC and without limit on lateness: a tick that comes late must still come, and come once.
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, job_defaults={"coalesce": True, "max_instances": 1, "misfire_grace_time": None}
        )

    def start(self) -> None:
        """Begin ticking; every tick is called once at once."""
        for tick in self._ticks.values():
            self._scheduler.add_job(
                self._on_time, "interval", [tick.name], seconds=tick.every.total_seconds()
            )
            self.wake(tick.name)
        self._scheduler.start()

    def wake(self, name: str = PUMP) -> None:
        """Call a tick now, after its present call when one is running; for use after a commit."""
        if self._stopping or name not in self._ticks:
            return
        self._woken.add(name)
        if name not in self._running:
            self._running[name] = asyncio.create_task(self._call(self._ticks[name]), name=f"tick {name}")

    async def stop(self, patience: timedelta = DRAIN) -> None:
        """Call nothing more, let what is running finish, cut it off when `patience` ends."""
        self._stopping = True
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
        tasks = list(self._running.values())
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=patience.total_seconds())
        for task in late:
            log.warning("tick.cut_off task=%s", task.get_name())
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    def age(self, name: str = PUMP) -> timedelta | None:
        """How long ago a tick last gave a sign of life; None before its first."""
        beat = self._beats.get(name)
        return None if beat is None else self._clock.now() - beat

    async def _on_time(self, name: str) -> None:
        if name not in self._running:
            self.wake(name)

    async def _call(self, tick: Tick) -> None:
        try:
            while tick.name in self._woken and not self._stopping:
                self._woken.discard(tick.name)
                self._beats[tick.name] = self._clock.now()
                if await self._isolated(tick) and tick.eager:
                    self._woken.add(tick.name)
        finally:
            self._woken.discard(tick.name)
            self._running.pop(tick.name, None)

    @staticmethod
    async def _isolated(tick: Tick) -> object:
        """One call; its failure is logged without the error's words, and the next call comes as always."""
        try:
            return await tick.run()
        except Exception as error:  # noqa: BLE001  (one tick must not stop the clock)
            where = "".join(traceback.format_tb(error.__traceback__))
            log.error("tick.failed tick=%s error=%s\n%s", tick.name, type(error).__name__, where)  # noqa: TRY400
            return None
