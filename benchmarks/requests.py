"""Requests with a small and a large past: lists, reasons, asking beside what is similar, weighing, and a pivot."""

import random
import statistics
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from benchmarks.asked import asked
from benchmarks.company import FACTORS, declared
from benchmarks.stage import Stage, staged
from benchmarks.wire import SECRET, Caller, caller
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.playground import Person as Somebody

ROUNDS = 8
FLAT = "1.5 ×"
AIMS = {
    "requests open": FLAT,
    "why": FLAT,
    "the weigh form": FLAT,
    "ask, shown what is similar": FLAT,
    "ask anyway": FLAT,
}
FILLED = {
    "kind": "bug fix",
    "problem": "It takes ten clicks to assign a lesson; teachers give up at the fifth.",
    "evidence": "seen",
    "input": FACTORS[0],
}


@dataclass
class Past:
    """A bot with so many requests, who asks it, and how."""

    stage: Stage
    ask: Caller
    owner: Somebody
    count: int
    titles: list[str]
    chance: random.Random = field(default_factory=lambda: random.Random(3))

    async def measured(self, times: int) -> dict[str, float]:
        """Medians in milliseconds."""
        _, listed = await self.ask.median("requests open", times, warm=1)
        _, reasons = await self.ask.median(f"why {self.count // 2}", times, warm=1)
        weighed = [await self._weighed() for _ in range(times)]
        both = [await self._asked() for _ in range(times)]
        shown, anyway = (statistics.median(each[at] for each in both) for at in (0, 1))
        found = (listed, reasons, statistics.median(weighed), shown, anyway)
        return dict(zip(AIMS, found, strict=True))

    async def _weighed(self) -> float:
        number = await self._open_number()
        start = time.perf_counter()
        reply = await self.owner.types(f"/northstar weigh {number}", channel=self._growth)
        taken = time.perf_counter() - start
        await self.owner.closes(reply.view)
        return taken * 1000

    async def _asked(self) -> tuple[float, float]:
        """A title of the past with a word exchanged: first what is similar is shown, then it is asked anyway."""
        form = (await self.owner.types("/northstar ask", channel=self._growth)).view
        start = time.perf_counter()
        shown = await self.owner.submits(form, FILLED | {"title": self._alike()})
        similar = time.perf_counter()
        if "Ask anyway" not in str(shown.view.payload):
            # The word that went was what made them alike: it is asked already, and the next title tells.
            await self.owner.closes(shown.view)
            return await self._asked()
        shown = await self.owner.submits(shown.view)
        done = time.perf_counter()
        await self.owner.closes(shown.view)
        return (similar - start) * 1000, (done - similar) * 1000

    def _alike(self) -> str:
        *words, _ = self.chance.choice(self.titles).split()
        return " ".join([*words, "quickly"])

    async def _open_number(self) -> int:
        services, viewer = self.stage.bot.house.services, self.viewer
        waiting = await services.requests.waiting_on(viewer, 5)
        return self.chance.choice(waiting.items).number

    async def pivoted(self) -> tuple[float, float]:
        """Milliseconds of a preview and of an approval by a second owner."""
        pivot = self.stage.bot.house.services.pivot
        answers = {
            "name": "Finished lessons", "metric": "new", "vision": "Every pupil finishes.", "result": "",
            "reason": "Starting a lesson is not yet learning from it.",
            "input.breadth": "keep", "input.depth": "retire", "input.frequency": "keep", "input.efficiency": "keep",
        }  # fmt: skip
        start = time.perf_counter()
        await pivot.preview(self.viewer, answers)
        previewed = time.perf_counter()
        proposed = await pivot.propose(self.viewer, answers)
        second = Viewer(self.viewer.workspace, Person("U0SECOND", "Bo"), frozenset({Role.OWNER}))
        began = time.perf_counter()
        await pivot.approve(second, proposed.id)
        return (previewed - start) * 1000, (time.perf_counter() - began) * 1000

    @property
    def viewer(self) -> Viewer:
        """The owner as the services see them."""
        me = Person(self.owner.id, "Ana")
        return Viewer(self.stage.bot.workspace, me, frozenset({Role.OWNER}))

    @property
    def _growth(self) -> object:
        return next(each for each in self.stage.slack.world.channels.values() if each.name == "growth")


async def measure(small: int = 1_000, large: int = 100_000, times: int = 5) -> list[tuple[str, str, str]]:
    """Rows of what, measured, aim."""
    async with _past(small) as few, _past(large) as many:
        # In turn, so that a machine that slows down slows both.
        rounds = [(await few.measured(times), await many.measured(times)) for _ in range(ROUNDS)][1:]
        pivots = [await few.pivoted(), await many.pivoted()]
    what = f"{small:,} → {large:,} requests"
    rows = [_row(name, rounds, what) for name in AIMS]
    for at, name in enumerate(("preview of a pivot", "approval of a pivot")):
        rows.append((f"{name}, {what}", f"{pivots[0][at]:.0f} ms → {pivots[1][at]:,.0f} ms", ""))
    return rows


def _row(
    name: str, rounds: list[tuple[dict[str, float], dict[str, float]]], what: str
) -> tuple[str, str, str]:
    before, after = (statistics.median(each[at][name] for each in rounds) for at in (0, 1))
    return f"{name}, {what}", f"{before:.1f} ms → {after:.1f} ms, {after / before:.2f} ×", AIMS[name]


@asynccontextmanager
async def _past(count: int) -> AsyncIterator[Past]:
    async with staged() as stage:
        await declared(stage.bot)
        titles = await asked(stage.bot, count)
        stage.slack.connect_http(stage.url.removesuffix("/slack/events"), signing_secret=SECRET)
        owner = next(each for each in stage.slack.world.people.values() if each.id == stage.who[1])
        async with caller(stage.url, *stage.who) as ask:
            yield Past(stage, ask, owner, count, titles)
