"""What is wrong and how to mend it: settings, Slack, database, declaration, schedules, sources, posts."""

from collections.abc import AsyncGenerator, Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from datetime import datetime

from northstar_bot import config
from northstar_bot.bootstrap.house import House, SystemClock, open_house
from northstar_bot.config import Mode, Settings
from northstar_bot.domain.calendar.days_off import DaysOff
from northstar_bot.domain.calendar.occurrences import coming
from northstar_bot.domain.calendar.schedules import Schedule
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.errors import NorthstarError
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.installations import Uninstalled
from northstar_bot.exports import registry as exports
from northstar_bot.render.words import day, moment
from northstar_bot.services.ports.world import Clock
from northstar_bot.slack import clients
from northstar_bot.slack.identity import who_am_i
from northstar_bot.slack.socket import check_app_token
from northstar_bot.sources import registry as sources


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report; `fine` False asks for something to be done."""

    fine: bool
    words: str


Say = Callable[[str], object]


async def examine(environment: Mapping[str, str], say: Say, clock: Clock | None = None) -> bool:
    """Say one line per check; True when nothing needs mending."""
    healthy = True
    async with aclosing(_findings(environment, clock or SystemClock())) as findings:
        async for finding in findings:
            say(f"{'ok ' if finding.fine else 'fix'}  {finding.words}")
            healthy &= finding.fine
    return healthy


async def _findings(environment: Mapping[str, str], clock: Clock) -> AsyncGenerator[Finding]:
    try:
        settings = config.load(environment)
    except NorthstarError as error:
        yield Finding(False, error.words)
        return
    for name, near in config.unknown(environment).items():
        yield Finding(False, f"{name} is not a setting.{f' Did you mean {near}?' if near else ''}")
    yield Finding(True, f"settings: {settings.mode} mode, port {settings.port}")
    for one in await _slack(settings):
        yield one
    for called, strangers in (("source", sources.installed()[1]), ("exporter", exports.installed()[1])):
        for broken in strangers:
            yield Finding(
                False, f"{called} plugin {broken.name} does not load ({broken.reason}): update or remove it"
            )
    try:
        async with open_house(settings, clock) as house:
            yield Finding(True, "database: reached, tables up to date")
            for one in await _declared(house):
                yield one
    except NorthstarError as error:
        yield Finding(False, error.words)


async def _slack(settings: Settings) -> list[Finding]:
    try:
        token = settings.bot_token()
        settings.signing_secret()
        async with clients.session() as session:
            client = clients.reading_client(token, settings.slack_api_url, session)
            identity = await who_am_i(client)
            if settings.mode is Mode.SOCKET:
                await check_app_token(client, settings.app_token())
    except NorthstarError as error:
        return [Finding(False, error.words)]
    found = [Finding(True, f"Slack: connected to {identity.team_name or identity.team}")]
    found += [
        Finding(
            False,
            f"scope {scope} is missing: it is needed for {use}. Add it to the app and install it again.",
        )
        for scope, use in identity.missing().items()
    ]
    found += [
        Finding(True, f"optional scope {scope} is not granted; it would add {use}")
        for scope, use in identity.not_granted().items()
    ]
    return found


async def _declared(house: House) -> list[Finding]:
    async with house.transactions.read() as store:
        workspaces = list(await store.companies.all_ids())
    if not workspaces:
        return [Finding(False, "nothing is declared yet: run northstar-bot apply company.yaml")]
    gone = {one.workspace: one for one in await house.services.installations.without_app()}
    found = [_uninstalled(one) for one in gone.values()]
    for workspace in workspaces:
        found += [] if workspace in gone else await _workspace(house, workspace)
    return found


def _uninstalled(gone: Uninstalled) -> Finding:
    copy = f"northstar-bot export --workspace {gone.workspace} -o {gone.workspace}.zip"
    said = (
        f"{gone.workspace}: the app was removed from Slack on {day(gone.since.date())}. Everything kept is wiped"
        f" on {day(gone.wiped_at.date())}. To keep a copy: {copy}. To keep everything: install the app again."
    )
    return Finding(False, said)


async def _workspace(house: House, workspace: WorkspaceId) -> list[Finding]:
    now = house.clock.now()
    async with house.transactions.read() as store:
        company = await store.companies.of(workspace)
        reaches = await store.readings.reaches(workspace)
        paused = {pause.schedule: pause.reason for pause in await store.deliveries.paused(workspace)}
        trouble = await store.deliveries.in_trouble(now, workspace)
    if company is None:
        return []
    found = [_star(company)]
    found += [
        Finding(False, f"{workspace}: {one.sentence} {one.hint}") for one in house.calendar.problems(company)
    ]
    for schedule in company.schedules:
        if schedule.key in paused:
            why = f"{workspace}: schedule {schedule.key} is paused ({paused[schedule.key]})"
            found.append(Finding(False, f"{why}: mend that, then resume it in Slack"))
            continue
        found.append(_next_post(workspace, schedule, now, house.calendar.off(company, now)))
    for source in company.sources:
        reach = reaches.get(source.metric)
        if reach and reach.error:
            found.append(Finding(False, f"{workspace}: {source.metric}: {reach.error}"))
        else:
            read = (
                moment(reach.succeeded_at, company.zone)
                if reach and reach.succeeded_at
                else "not collected yet"
            )
            found.append(Finding(True, f"{workspace}: {source.metric} from {source.kind}, {read}"))
    found += [
        Finding(False, f"{workspace}: post {row.id} ({row.plan.kind} for {row.plan.period}) is {row.state}")
        for row in trouble
    ]
    return found


def _next_post(workspace: WorkspaceId, schedule: Schedule, now: datetime, off: DaysOff) -> Finding:
    one = coming(schedule, now, off)
    if one is None:
        return Finding(False, f"{workspace}: schedule {schedule.key} never posts: every day of it is skipped")
    return Finding(
        True, f"{workspace}: schedule {schedule.key} posts next on {moment(one.due_at, schedule.zone)}"
    )


def _star(company: Company) -> Finding:
    if company.star is None:
        return Finding(False, f"{company.workspace}: no North Star is set: add star: to the company file")
    return Finding(
        True, f"{company.workspace}: the star is {company.star.name}, version {company.star.version}"
    )
