"""Everything but Slack: the database, the sources, the exporters, and the services on top of them."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from northstar_bot.bootstrap import public_holidays
from northstar_bot.bootstrap.no_slack import NoSlack
from northstar_bot.bootstrap.serving import Ground, Plugins, World, serve
from northstar_bot.config import Settings
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.errors import BadInput, DatabaseAway
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.exports import registry as formats
from northstar_bot.plugins import Source, Window
from northstar_bot.services.calendar import Calendar
from northstar_bot.services.catalog import Services
from northstar_bot.services.company.people import KnownPeople
from northstar_bot.services.ports.world import (
    Clock,
)
from northstar_bot.sources import registry
from northstar_bot.storage.engine import connect
from northstar_bot.storage.migrate import migrate
from northstar_bot.storage.unit_of_work import Transactions

# A balancer asks again soon; it must not wait for a database that hangs.
ANSWERS_WITHIN = 1.0


class SystemClock:
    """The machine's clock; the only place that reads it."""

    def now(self) -> datetime:
        """The moment, in UTC."""
        return datetime.now(UTC)  # noqa: TID251  (this is the Clock)


@dataclass(frozen=True, slots=True)
class House:
    """What every command and the bot itself stand on. `services` know people from the database alone."""

    settings: Settings
    clock: Clock
    transactions: Transactions
    plugins: Plugins
    services: Services

    @property
    def calendar(self) -> Calendar:
        """The public holidays there are."""
        return self.plugins.calendar

    @property
    def sources(self) -> Mapping[str, Source]:
        """The kinds of source by name."""
        return self.plugins.sources

    async def workspace(self, name: str | None) -> WorkspaceId:
        """The workspace meant: the named one, or the only one there is."""
        async with self.transactions.read() as store:
            known = list(await store.companies.all_ids())
        if name in known or (name is None and len(known) == 1):
            return WorkspaceId(name or known[0])
        if not known:
            raise BadInput("Nothing is declared yet.", "Run northstar-bot apply company.yaml first.")
        listed = ", ".join(known)
        raise BadInput(
            f"There is no workspace “{name}”." if name else "There are several workspaces.",
            f"Choose one with --workspace: {listed}.",
        )

    async def week(self, workspace: WorkspaceId, text: str | None, field: str = "--week") -> Week | None:
        """The week written on the command line, as weeks begin in this workspace."""
        return await self.services.company.week(workspace, text, field=field) if text else None

    async def window(
        self, workspace: WorkspaceId, week: str | None, since: str | None, until: str | None
    ) -> Window | None:
        """The weeks named on the command line, or None for the usual ones."""
        if week and (since or until):
            raise BadInput("--week and --from say different weeks.", "Say one of them.")
        if until and not since and not week:
            raise BadInput("--to needs --from.", "Say both ends, such as --from 2026-W01 --to 2026-W47.")
        if only := await self.week(workspace, week):
            return Window(only, only)
        first = await self.week(workspace, since, "--from")
        if first is None:
            return None
        last = await self.week(workspace, until, "--to") or Week.of(self.clock.now().date(), first.starts)
        if last < first and until:
            raise BadInput("--to lies before --from.", "Say the earlier week first.")
        if last < first:
            raise BadInput("--from lies in the future.", "Say a week that has begun.")
        return Window(first, last)

    async def ready(self) -> str | None:
        """Why requests should not be sent here, or None."""
        try:
            async with asyncio.timeout(ANSWERS_WITHIN), self.transactions.read() as store:
                await store.companies.all_ids()
        except (DatabaseAway, TimeoutError):
            return "the database does not answer"
        return None

    def with_slack(self, world: World) -> Services:
        """The services as they work when Slack is there."""
        return serve(Ground(self.settings, self.clock, self.transactions, self.plugins, world))


@asynccontextmanager
async def open_house(settings: Settings, clock: Clock) -> AsyncIterator[House]:
    """The house on its database, brought up to date first."""
    url = settings.database_url.get_secret_value()
    await _brought_up_to_date(url)
    database = connect(url)
    try:
        transactions = Transactions(database, clock, hooked=settings.webhook() is not None)
        calendar = Calendar(public_holidays.installed())
        plugins = Plugins(registry.installed()[0], formats.installed()[0], calendar)
        alone = World(KnownPeople(transactions), NoSlack(), NoSlack(), NoSlack())
        services = serve(Ground(settings, clock, transactions, plugins, alone))
        yield House(settings, clock, transactions, plugins, services)
    finally:
        await database.close()


async def _brought_up_to_date(url: str) -> None:
    try:
        await migrate(url)
    except DatabaseAway as error:
        raise BadInput(
            f"The database cannot be reached or used ({error.reason}).",
            "Check NORTHSTAR_DATABASE_URL, and that the server runs or the file may be written.",
        ) from error
