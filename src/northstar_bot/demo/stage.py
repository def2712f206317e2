"""The local Slack, the sample database and the real bot in front of them, on a clock moved by hand."""

import os
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path
from secrets import token_hex
from string import Template

from northstar_bot import config
from northstar_bot.bootstrap.bot import Bot, bot
from northstar_bot.bootstrap.house import open_house
from northstar_bot.company_file import reading
from northstar_bot.demo import sample
from northstar_bot.demo.cast import Cast, gather
from northstar_bot.demo.teller import Teller
from northstar_bot.domain.calendar.periods import Week, last_closed_week
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.playground import Message, Playground, Reply, View
from northstar_bot.playground import Person as Actor
from northstar_bot.services.ports.world import Clock

VARIABLE = "TALLYBIRD_DATA_URL"
DATA = "tallybird.db"
# Seconds; a busy machine must not spoil the story.
PATIENCE = 20.0
BEGINS = datetime(2026, 11, 2, 7, 40, tzinfo=UTC)
BEFORE = Week(date(2026, 10, 26))


@dataclass(slots=True)
class DemoClock:
    """Stands still until it is moved."""

    moment: datetime

    def now(self) -> datetime:
        """The moment of the story."""
        return self.moment

    def until(self, day: int, hour: int, minute: int = 0) -> None:
        """Forward to a day of November 2026, in UTC."""
        self.moment = max(self.moment, datetime(2026, 11, day, hour, minute, tzinfo=UTC))


@dataclass(frozen=True, slots=True)
class Stage:
    """Everything a scene needs."""

    slack: Playground
    bot: Bot
    clock: DemoClock
    cast: Cast
    tell: Teller
    folder: Path

    async def settle(self) -> None:
        """A minute passes, and whatever follows from the last act reaches Slack, at most one post a second."""
        for _ in range(2):
            await self.bot.settle()
            self.clock.moment += timedelta(seconds=30)

    async def monday(self, day: int) -> None:
        """A Monday of November at nine: last week is in the database, and what is scheduled is posted."""
        self.clock.until(day, 7, 50)
        week = last_closed_week(self.clock.now(), "Europe/Berlin")
        if week > BEFORE:
            sample.add(self.folder / DATA, week)
        await self.catch_up()
        for hour, minute in ((8, 0), (8, 15)):
            self.clock.until(day, hour, minute)
            await self.settle()

    async def tuesday(self, day: int) -> None:
        """A Tuesday of November at nine: the team in the spotlight is shown."""
        self.clock.until(day, 8)
        await self.settle()

    async def catch_up(self) -> None:
        """Teams and readings, as the bot fetches them by itself every few hours."""
        services = self.bot.services
        await services.people.settle_teams(self.bot.workspace, services.shoutouts.directory)
        await services.readings.collect(self.bot.workspace)

    def does(self, person: Actor, what: str, filled: Mapping[str, str] | None = None) -> None:
        """Tell what somebody did in #growth."""
        self.tell.does(f"{person.name} ({self.cast.team_of(person)})", self.cast.growth.where, what, filled)

    async def answer(self, reply: Reply) -> Message:
        """What the bot answers to an act."""
        await self.slack.until(lambda: reply.messages, PATIENCE)
        return reply.message

    async def form(self, reply: Reply) -> View:
        """The form that an act opens."""
        await self.slack.until(lambda: reply.view, PATIENCE)
        return must(reply.view)

    async def chooses(self, person: Actor, view: View, action: str, option: str) -> None:
        """Choose in a form that follows each choice."""
        before = view.hash
        await person.clicks(view, action, option=option)
        await self.slack.until(lambda: view.hash != before, PATIENCE)

    async def follow_lessons(self) -> None:
        """Ruth replaces the star by the one that counts finished lessons."""
        ruth = Viewer(
            self.bot.workspace,
            Person(PersonId(self.cast.ruth.id), self.cast.ruth.name),
            frozenset({Role.OWNER}),
        )
        await self.bot.services.company.replace_star(ruth, declared(self.cast, self.folder, "lessons"))
        await self.catch_up()


def must(view: View | None) -> View:
    """A form that is there."""
    if view is None:
        raise RuntimeError("a form of the demo did not open")
    return view


@asynccontextmanager
async def opened(folder: Path, tell: Teller) -> AsyncIterator[Stage]:
    """The stage on Monday morning: company declared, bot connected, history read."""
    clock = DemoClock(BEGINS)
    sample.build(folder / DATA, BEFORE)
    with _variable(f"sqlite:///{folder / DATA}"):
        async with Playground(now=clock.now, team_name="Tallybird", ack_deadline=PATIENCE) as slack:
            cast = gather(slack)
            tell.names = names(slack)
            settings = _settings(slack, cast, folder)
            await _declare(settings, clock, declared(cast, folder, "daily_users"))
            async with bot(settings, clock, ticking=False, patience=PATIENCE) as running:
                slack.connect_http(f"http://127.0.0.1:{running.port}", settings.signing_secret() or "")
                stage = Stage(slack, running, clock, cast, tell, folder)
                await stage.settle()
                yield stage


def names(slack: Playground) -> dict[str, str]:
    """What people read in place of an id."""
    world = slack.world
    return {
        **{one.id: f"@{one.name}" for one in world.people.values()},
        **{one.id: f"@{one.handle}" for one in world.groups.values()},
        **{one.id: f"#{one.name}" for one in world.channels.values()},
    }


def written(cast: Cast, star: str) -> str:
    """The company file with the ids of this Slack, under one of the two stars."""
    parts = ("company", star, "guardrails")
    whole = "".join((files("northstar_bot.demo") / f"{part}.yaml").read_text("utf-8") for part in parts)
    return Template(whole).substitute(cast.ids())


def declared(cast: Cast, folder: Path, star: str) -> Company:
    """That file, read as `northstar-bot apply` reads it."""
    path = folder / "company.yaml"
    path.write_text(written(cast, star), "utf-8")
    return reading.read(path).company


async def _declare(settings: config.Settings, clock: Clock, company: Company) -> None:
    async with open_house(settings, clock) as house:
        await house.services.company.apply(company)


def _settings(slack: Playground, cast: Cast, folder: Path) -> config.Settings:
    return config.load(
        {
            "NORTHSTAR_DATABASE_URL": f"sqlite:///{folder / 'northstar.db'}",
            "NORTHSTAR_MODE": "http",
            "NORTHSTAR_SLACK_BOT_TOKEN": slack.bot_token,
            "NORTHSTAR_SLACK_SIGNING_SECRET": token_hex(16),
            "NORTHSTAR_SLACK_API_URL": slack.api_url,
            "NORTHSTAR_PORT": "0",
            "NORTHSTAR_OWNERS": cast.ruth.id,
        }
    )


@contextmanager
def _variable(url: str) -> Iterator[None]:
    """The sample database's URL in the environment, where the sql source looks for it."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = url
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before
