"""The bot over HTTP in front of the playground, on SQLite, for measuring."""

import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from benchmarks.wire import SECRET
from northstar_bot import config
from northstar_bot.bootstrap.bot import Bot, bot
from northstar_bot.playground import Playground


@dataclass(frozen=True)
class Stage:
    """The playground, the bot, its address, and who asks where."""

    slack: Playground
    bot: Bot
    url: str
    who: tuple[str, str, str]


@asynccontextmanager
async def staged() -> AsyncIterator[Stage]:
    """A running bot with one person and one channel."""
    with tempfile.TemporaryDirectory() as folder:
        async with Playground() as slack:
            ana = slack.add_person("Ana")
            growth = slack.add_channel("growth", [ana, slack.bot])
            settings = config.load(
                {
                    "NORTHSTAR_DATABASE_URL": f"sqlite:///{Path(folder) / 'bench.db'}",
                    "NORTHSTAR_MODE": "http",
                    "NORTHSTAR_SLACK_BOT_TOKEN": slack.bot_token,
                    "NORTHSTAR_SLACK_SIGNING_SECRET": SECRET,
                    "NORTHSTAR_SLACK_API_URL": slack.api_url,
                    "NORTHSTAR_PORT": "0",
                    "NORTHSTAR_OWNERS": ana.id,
                }
            )
            async with bot(settings, ticking=False) as running:
                url = f"http://127.0.0.1:{running.port}/slack/events"
                yield Stage(slack, running, url, (slack.team_id, ana.id, growth.id))
