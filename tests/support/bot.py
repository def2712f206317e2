"""The real bot behind a real HTTP door, in front of the playground's Slack."""

from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import make_url
from tests.support.databases import ready_sqlite

from northstar_bot import config
from northstar_bot.bootstrap.bot import Bot, bot
from northstar_bot.domain.company.company import Company
from northstar_bot.playground import Channel, Person, Playground

SECRET = "a signing secret of the tests"
# A crowded machine is no reason to call an answer too late.
PATIENCE = 60.0


@dataclass(frozen=True, repr=False)
class Stage:
    """A workspace with a few people in it, and the bot."""

    slack: Playground
    bot: Bot
    ana: Person  # owner
    bo: Person
    cy: Person
    guest: Person
    stranger: Person
    gone: Person
    robot: Person
    growth: Channel

    async def declare(self, **parts: object) -> Company:
        """Declare a company for this workspace; `parts` are fields of Company."""
        company = Company(workspace=self.bot.workspace, name="Acme", **parts)  # type: ignore[arg-type]
        await self.bot.house.services.company.apply(company)
        declared = await self.bot.house.services.company.of(self.bot.workspace)
        assert declared
        return declared

    async def settle(self) -> None:
        """Let everything that follows from what was done reach Slack."""
        await self.bot.settle()

    async def settle_in_turn(self, clock, times: int) -> None:
        """Settle so many times, two seconds apart, as one channel or person takes one message a second.

        What there is to post is planned at the first and the last time; between them it goes out.
        """
        await self.settle()
        for _ in range(times - 2):
            clock.advance(seconds=2)
            while await self.bot.work.pump.pump(clock.now()):
                pass
        clock.advance(seconds=2)
        await self.settle()
        clock.advance(seconds=2)


@asynccontextmanager
async def stage(
    database_url: str,
    clock,
    *,
    mode: str = "http",
    patience: float = PATIENCE,
    environment: Mapping[str, str] | None = None,
    **slack_options,
) -> AsyncIterator[Stage]:
    """The playground with the bot connected; time moves only by the clock that is given."""
    if database_url.startswith("sqlite"):
        await ready_sqlite(Path(make_url(database_url).database or ""))
    async with Playground(now=clock.now, ack_deadline=PATIENCE, **slack_options) as slack:
        ana = slack.add_person("Ana", tz="Europe/Berlin")
        bo = slack.add_person("Bo", tz="America/New_York")
        cy = slack.add_person("Cy")
        guest = slack.add_person("Gil", guest=True)
        stranger = slack.add_person("Stu", external=True)
        gone = slack.add_person("Dee", deactivated=True)
        robot = slack.add_person("Robo", bot=True)
        growth = slack.add_channel("growth", [ana, bo, cy, guest, stranger, robot, slack.bot])
        settings = config.load(
            {
                "NORTHSTAR_DATABASE_URL": database_url,
                "NORTHSTAR_MODE": mode,
                "NORTHSTAR_SLACK_BOT_TOKEN": slack.bot_token,
                "NORTHSTAR_SLACK_APP_TOKEN": slack.app_token,
                "NORTHSTAR_SLACK_SIGNING_SECRET": SECRET,
                "NORTHSTAR_SLACK_API_URL": slack.api_url,
                "NORTHSTAR_PORT": "0",
                "NORTHSTAR_OWNERS": ana.id,
                **(environment or {}),
            }
        )
        async with bot(settings, clock, ticking=False, patience=patience) as running:
            if mode == "http":
                slack.connect_http(f"http://127.0.0.1:{running.port}", signing_secret=SECRET)
            yield Stage(slack, running, ana, bo, cy, guest, stranger, gone, robot, growth)
