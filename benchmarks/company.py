"""A company with four inputs, and as many weeks and shout-outs as asked for."""

import random
from collections import Counter, defaultdict
from datetime import date, timedelta

from sqlalchemy import Table, insert

from northstar_bot.bootstrap.bot import Bot
from northstar_bot.domain.calendar.periods import Week, last_closed_week
from northstar_bot.domain.company.company import (
    Company,
    Dimension,
    Formula,
    Kind,
    Metric,
    Mode,
    Recognition,
    Star,
    Style,
    Team,
)
from northstar_bot.domain.ids import MetricKey, TeamKey
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.storage.tables import shoutouts
from northstar_bot.storage.tables.balance import team_thanks, team_thanks_week, thanks_given
from northstar_bot.storage.tables.consents import story_consent

FACTORS = ("breadth", "frequency", "depth", "efficiency")
FIVE_YEARS = 260
BATCH = 20_000


async def declared(bot: Bot, weeks: int = 60) -> None:
    """Declare the company and record `weeks` weeks of the star and its inputs."""
    star = Star(1, MetricKey("lessons"), "Every pupil finishes what they start.", "Weekly lessons", "lessons")
    inputs = tuple(
        Metric(MetricKey(key), key.capitalize(), Kind.INPUT, dimension=Dimension(key)) for key in FACTORS
    )
    metrics = (Metric(star.metric, star.name, Kind.STAR, star.unit, Style.COUNT), *inputs)
    teams = tuple(Team(TeamKey(f"team{number}"), f"Team {number}") for number in range(8))
    formula = Formula(Mode.IDENTITY, tuple(MetricKey(key) for key in FACTORS))
    company = Company(
        bot.workspace,
        "Acme",
        "Europe/Berlin",
        star=star,
        metrics=metrics,
        teams=teams,
        formula=formula,
        recognition=Recognition(allowance=1000),
    )
    await bot.house.services.company.apply(company)
    chance = random.Random(7)
    last = last_closed_week(bot.house.clock.now(), "UTC")
    readings = [one for back in range(weeks) for one in _week(last.plus(-back), chance)]
    at = bot.house.clock.now()
    async with bot.house.transactions.write() as store:
        stamped = [
            Reading(one.metric, one.week, one.value, recorded_at=at, source=one.source) for one in readings
        ]
        await store.readings.add(bot.workspace, stamped)


def _week(week: Week, chance: random.Random) -> list[Reading]:
    values = {
        key: chance.uniform(0.9, 1.1) * scale for key, scale in zip(FACTORS, (200, 2, 20, 0.6), strict=True)
    }
    product = values["breadth"] * values["frequency"] * values["depth"] * values["efficiency"]
    pairs = [*values.items(), ("lessons", product)]
    return [Reading(MetricKey(key), week, value) for key, value in pairs]


async def thanked(bot: Bot, count: int) -> None:
    """Write `count` shout-outs over five years, straight into the tables.

    Of every twenty, five were boosted and two were for an input.
    """
    chance = random.Random(11)
    now = bot.house.clock.now()
    sums = _Sums(bot.workspace)
    for first in range(0, count, BATCH):
        rows, receivers, boosts = [], [], []
        for number in range(first + 1, min(first + BATCH, count) + 1):
            at = now - timedelta(
                days=5 * 365 * (1 - number / count)
            )  # thanks are kept in the order they are given
            mine, theirs = chance.sample(range(8), 2)
            week = at.date() - timedelta(days=at.weekday())
            sums.add(at.date(), week, f"team{mine}", f"team{theirs}", f"U{number % 500:07}")
            boosted = chance.randint(1, 3) if number % 4 == 0 else 0
            rows.append(
                {
                    "id": number, "workspace_id": bot.workspace, "source_key": f"bulk:{number}",
                    "giver": f"U{number % 500:07}", "giver_team": f"team{mine}", "text": "for the sign-up fix",
                    "value": None, "input": FACTORS[number % 4] if number % 10 == 0 else None, "channel": None,
                    "permalink": "", "cross_team": True, "given_at": at, "week_start": week,
                    "allowance_day": at.date(), "remaining": 0, "left_out": [], "boosts": boosted,
                }
            )  # fmt: skip
            receivers.append(
                {
                    "workspace_id": bot.workspace, "shoutout_id": number,
                    "person": f"U{(number * 7) % 500:07}", "team": f"team{theirs}",
                }
            )  # fmt: skip
            boosts += [
                {
                    "workspace_id": bot.workspace, "shoutout_id": number, "person": f"U{(number + by) % 500:07}",
                    "pressed": True, "reacted": False, "present": True, "changed_at": at,
                }
                for by in range(1, boosted + 1)
            ]  # fmt: skip
        async with bot.house.transactions.database.writer.begin() as connection:
            await connection.execute(insert(shoutouts.shoutout), rows)
            await connection.execute(insert(shoutouts.receiver), receivers)
            await connection.execute(insert(shoutouts.boost), boosts)
    await sums.write(bot)


class _Sums:
    """The sums that are kept beside thanks."""

    def __init__(self, workspace: str) -> None:
        self.workspace = workspace
        self.spans = {team_thanks: defaultdict(list), team_thanks_week: defaultdict(list)}
        self.given: Counter[tuple[date, str]] = Counter()

    def add(self, day: date, week: date, mine: str, theirs: str, giver: str) -> None:
        for table, begins in ((team_thanks, day), (team_thanks_week, week)):
            self.spans[table][begins, mine, theirs].append(giver)
        self.given[day, mine] += 1

    async def write(self, bot: Bot) -> None:
        for table, sums in self.spans.items():
            span = "day" if table is team_thanks else "week"
            await _put(bot, table, [
                {
                    "workspace_id": self.workspace, span: begins, "giver_team": mine, "team": theirs,
                    "amount": len(givers), "first_giver": min(givers), "last_giver": max(givers),
                }
                for (begins, mine, theirs), givers in sums.items()
            ])  # fmt: skip
        await _put(bot, thanks_given, [
            {"workspace_id": self.workspace, "day": day, "giver_team": mine, "amount": many, "across": many}
            for (day, mine), many in self.given.items()
        ])  # fmt: skip


async def _put(bot: Bot, table: Table, rows: list[dict[str, object]]) -> None:
    async with bot.house.transactions.database.writer.begin() as connection:
        await connection.execute(insert(table), rows)


async def agreed(bot: Bot, count: int, *, of: int | None = None) -> None:
    """Everybody thanked in the last `count` of all says yes to having it told."""
    now, last = bot.house.clock.now(), of or count
    rows = [
        {
            "workspace_id": bot.workspace, "shoutout_id": number, "person": f"U{(number * 7) % 500:07}",
            "answer": "yes", "asked_at": now, "answered_at": now,
        }
        for number in range(last - count + 1, last + 1)
    ]  # fmt: skip
    await _put(bot, story_consent, rows)
