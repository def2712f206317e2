"""A stand-in for the place where messages are posted, workers that can be cut anywhere, and a company."""

from collections.abc import Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import ChannelId, PersonId, WorkspaceId
from northstar_bot.services.composers import Composer, Composers
from northstar_bot.services.ports.world import Ambiguous, Rejected, Sighting, Unreachable
from northstar_bot.services.posts.audit import Audit
from northstar_bot.services.posts.notices import Notices
from northstar_bot.services.posts.planning import Planner
from northstar_bot.services.posts.pump import Pump

ACME = WorkspaceId("acme")
OWNER = PersonId("UOWNER")
MONDAY_NINE = Schedule("monday", PostKind.DIGEST, ChannelId("C1"), 0, time(9), "Europe/Berlin", OWNER)


class Killed(BaseException):
    """The process is gone; nothing that catches errors may catch this."""


@dataclass
class Channel:
    """What people see, and how the next calls go: accept, lose the answer, never arrive, refuse, die."""

    clock: object
    readable: bool = True
    messages: list[tuple[str, str, Receipt]] = field(default_factory=list)
    script: list[object] = field(default_factory=list)
    calls: list[datetime] = field(default_factory=list)
    removed: int = 0

    async def publish(self, workspace, target, post, *, key, under=None):
        self.calls.append(self.clock.now())
        fate = self.script.pop(0) if self.script else "accept"
        if isinstance(fate, Exception):
            raise fate
        if fate == "die before":
            raise Killed
        if fate == "lost on the way":
            raise Ambiguous("timeout")
        receipt = self.accept(target, post, key)
        if fate == "die after":
            raise Killed
        if fate == "lost on the way back":
            raise Ambiguous("reset")
        return receipt

    async def amend(self, workspace, receipt, post):
        self.calls.append(self.clock.now())
        fate = self.script.pop(0) if self.script else "accept"
        if fate == "lost on the way":
            raise Ambiguous("timeout")
        self.messages = [(key, post if at == receipt else old, at) for key, old, at in self.messages]
        if fate == "lost on the way back":
            raise Ambiguous("reset")
        return receipt

    def accept(self, target, post, key):
        receipt = Receipt(target, f"{len(self.messages) + self.removed:06d}")
        self.messages.append((key, post, receipt))
        return receipt

    async def look_for(self, workspace, target, *, key, since, under=None):
        if not self.readable:
            return Sighting(readable=False)
        seen = [receipt for posted, _, receipt in self.messages if posted == key]
        return Sighting(True, seen[0] if seen else None, tuple(seen[1:]))

    async def retract(self, workspace, receipt):
        self.messages = [each for each in self.messages if each[2] != receipt]
        self.removed += 1

    def posts(self, kind="digest"):
        return [post for key, post, _ in self.messages if key.split("/")[1] == kind]


NOT_INVITED = Unreachable("not_in_channel")


def busy(seconds: float) -> Rejected:
    """Slack's 429."""
    return Rejected("ratelimited", seconds)


@dataclass
class Tripwire:
    """Transactions of a process that dies (`before` or `after` which write) or freezes at a commit."""

    inner: object
    cut: tuple[str, int] | None = None
    freeze: tuple[int, Callable[[], Awaitable[None]]] | None = None
    writes: int = 0

    def read(self):
        return self.inner.read()

    @asynccontextmanager
    async def write(self):
        self.writes += 1
        this = self.writes
        async with self.inner.write() as store:
            yield store
            if self.cut == ("before", this):
                raise Killed
        if self.cut == ("after", this):
            raise Killed
        if self.freeze and self.freeze[0] == this:
            await self.freeze[1]()


async def say(plan, now):
    """A composer: the period, and whether it comes late."""
    return (plan.period, "late") if plan.is_late(now) else plan.period


@dataclass
class Worker:
    """One process: its planner, pump and audit on the shared database and channel."""

    store: object
    clock: object
    channel: Channel
    cut: tuple[str, int] | None = None
    composers: dict[str, Composer] = field(default_factory=dict)
    chance: Callable[[], float] = lambda: 0.5

    def __post_init__(self):
        self.transactions = Tripwire(self.store, self.cut)
        kinds = Notices(self.transactions).composers() | {"digest": Composer(say), "roundup": Composer(say)}
        known = Composers(kinds | self.composers)
        self.planner = Planner(self.transactions)
        self.pumping = Pump(self.transactions, self.channel, self.clock, known, self.chance)
        self.audits = Audit(self.transactions, self.channel, known)

    async def plan(self):
        return await self.planner.plan_due(self.clock.now())

    async def pump(self):
        return await self.pumping.pump(self.clock.now())

    async def audit(self):
        return await self.audits.audit(self.clock.now())

    async def work(self, rounds=8, step=timedelta(seconds=45)):
        """Plan and pump while time passes."""
        for _ in range(rounds):
            await self.plan()
            while await self.pump():
                pass
            self.clock.moment += step


async def declare(store, *schedules, workspace=ACME):
    """A company with these schedules."""
    async with store.write() as opened:
        await opened.companies.save(Company(workspace, "Acme", schedules=schedules, owners=(OWNER,)))


async def rows(store, workspace=ACME):
    """What the ledger says, oldest first."""
    async with store.read() as opened:
        return list(reversed(await opened.deliveries.recent(workspace, 500)))


async def states(store, kind="digest"):
    """The states of all rows of one kind, oldest first."""
    return [str(row.state) for row in await rows(store) if row.plan.kind == kind]
