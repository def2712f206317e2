"""What is still being done after Slack was answered."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass, field
from typing import Any

from northstar_bot.services.isolation import isolated

DRAIN = 20.0


@dataclass(slots=True)
class Background:
    """Work that goes on after Slack was answered; kept referenced, and waited for at the end."""

    _tasks: set[asyncio.Task[Any]] = field(default_factory=set)

    def start(self, work: Awaitable[None]) -> None:
        """Do `work` beside everything else; what it raises is logged by its place."""
        self._keep(asyncio.ensure_future(isolated("background", work)))

    def hold(self) -> None:
        """Wait at the end for whoever calls this, too."""
        if task := asyncio.current_task():
            self._keep(task)

    async def drain(self) -> None:
        """Wait for what is in flight, at most twenty seconds."""
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=DRAIN)

    def _keep(self, task: asyncio.Task[Any]) -> None:
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
