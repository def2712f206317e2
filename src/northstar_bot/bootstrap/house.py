"""Everything but Slack: the database, the sources, the exporters, and the services on top of them."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from northstar_bot.bootstrap import public_holidays
from northstar_bot.bootstrap.no_slack import NoSlack
from northstar_bot.config import Settings
from northstar_bot.domain.errors import BadInput, DatabaseAway
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.periods import Week
from northstar_bot.exports import registry as formats
from northstar_bot.plugins import Exporter, Source, Window
from northstar_bot.services.annotations import AnnotationService
from northstar_bot.services.away import AwayService
from northstar_bot.services.baselines import BaselineService
from northstar_bot.services.calendar import Calendar
from northstar_bot.services.catalog import Services
from northstar_bot.services.company import CompanyService
from northstar_bot.services.decision_log import DecisionLogService
from northstar_bot.services.deck import DeckService
from northstar_bot.services.deliveries import DeliveryService
from northstar_bot.services.digest import DigestService
from northstar_bot.services.digest_posting import DigestPosting
from northstar_bot.services.evidence import EvidenceService
from northstar_bot.services.fairness import FairnessService
from northstar_bot.services.following import FollowingService
from northstar_bot.services.looking_back import LookingBackService
from northstar_bot.services.named_people import NamedPeople
from northstar_bot.services.people import KnownPeople, PeopleService
from northstar_bot.services.pivot import PivotService
from northstar_bot.services.ports.world import (
    Clock,
    Directory,
    Files,
    Posts,
)
from northstar_bot.services.preferences import PreferenceService
from northstar_bot.services.readings import ReadingService
from northstar_bot.services.reminders import ReminderService
from northstar_bot.services.request_life import RequestLifeService
from northstar_bot.services.requests import RequestService
from northstar_bot.services.roundup import RoundupService
from northstar_bot.services.second_weighing import SecondWeighingService
from northstar_bot.services.settings import SettingsService
from northstar_bot.services.shipping import ShippingService
from northstar_bot.services.shoutouts import ShoutoutService
from northstar_bot.services.star import StarService
from northstar_bot.services.still_waiting import StillWaitingService
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
class Plugins:
    """What is installed, by name."""

    sources: Mapping[str, Source]
    exporters: Mapping[str, Exporter]
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class World:
    """What stands outside: people, messages and files, in Slack or without it."""

    directory: Directory
    posts: Posts
    files: Files


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

    def window(self, week: str | None, since: str | None, until: str | None) -> Window | None:
        """The weeks named on the command line, or None for the usual ones."""
        if week and (since or until):
            raise BadInput("--week and --from say different weeks.", "Say one of them.")
        if week:
            return Window(Week.parse(week, field="--week"), Week.parse(week, field="--week"))
        if not since and not until:
            return None
        if not since:
            raise BadInput("--to needs --from.", "Say both ends, such as --from 2026-W01 --to 2026-W47.")
        first = Week.parse(since, field="--from")
        last = Week.parse(until, field="--to") if until else Week.of(self.clock.now().date())
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

    def with_slack(self, directory: Directory, posts: Posts, files: Files) -> Services:
        """The services as they work when Slack is there."""
        world = World(directory, posts, files)
        return _services(self.settings, self.clock, self.transactions, self.plugins, world)


@asynccontextmanager
async def open_house(settings: Settings, clock: Clock) -> AsyncIterator[House]:
    """The house on its database, brought up to date first."""
    url = settings.database_url.get_secret_value()
    await _brought_up_to_date(url)
    database = connect(url)
    try:
        transactions = Transactions(database, clock)
        calendar = Calendar(public_holidays.installed())
        plugins = Plugins(registry.installed()[0], formats.installed()[0], calendar)
        alone = World(KnownPeople(transactions), NoSlack(), NoSlack())
        services = _services(settings, clock, transactions, plugins, alone)
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


def _services(
    settings: Settings, clock: Clock, transactions: Transactions, plugins: Plugins, world: World
) -> Services:
    company = CompanyService(transactions, clock, plugins.sources, plugins.calendar)
    owners = frozenset(PersonId(one) for one in settings.owners)
    requests = RequestService(transactions, clock, settings.load_cap, owners)
    return Services(
        company=company,
        settings=SettingsService(company, tuple(sorted(plugins.sources))),
        people=PeopleService(transactions, clock, owners),
        away=AwayService(transactions, clock, world.directory, owners),
        fairness=FairnessService(transactions, clock),
        preferences=PreferenceService(transactions, clock),
        reminders=ReminderService(transactions, world.directory, owners),
        still_waiting=StillWaitingService(transactions, world.directory, owners),
        deliveries=DeliveryService(transactions, clock),
        requests=requests,
        life=RequestLifeService(transactions, clock, owners),
        following=FollowingService(requests, clock),
        named=NamedPeople(world.directory),
        shipping=ShippingService(transactions, clock, owners),
        looking_back=LookingBackService(transactions, clock),
        annotations=AnnotationService(transactions, clock),
        second=SecondWeighingService(transactions, clock, owners),
        decisions=DecisionLogService(transactions),
        pivot=PivotService(transactions, clock, owners),
        shoutouts=ShoutoutService(transactions, world.directory, clock, world.posts),
        readings=ReadingService(transactions, clock, plugins.sources),
        baselines=BaselineService(transactions, clock),
        star=StarService(transactions, clock),
        digest=DigestService(transactions, clock, plugins.calendar),
        digest_posting=DigestPosting(transactions, clock),
        evidence=EvidenceService(transactions, clock),
        roundup=RoundupService(transactions, clock),
        deck=DeckService(transactions, clock, tuple(plugins.exporters.values()), world.files),
    )
