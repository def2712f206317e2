"""A large digest: twenty metrics with five years of weeks; and what may be said of leads."""

import asyncio
import random
import time
from collections.abc import Awaitable, Callable
from dataclasses import replace

from benchmarks.company import FIVE_YEARS
from benchmarks.loop import watched
from benchmarks.stage import Stage, staged
from northstar_bot.domain.calendar.periods import Week, last_closed_week
from northstar_bot.domain.company.company import (
    Company,
    Dimension,
    Direction,
    Formula,
    Kind,
    Metric,
    Mode,
    Star,
    Style,
)
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.digest.composition import Occasion, Readings, compose
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.lead_evidence import evidence_of
from northstar_bot.domain.numbers.readings import Reach, Reading, Series
from northstar_bot.render.digest import digest, digest_json

FACTORS = {"breadth": 200.0, "frequency": 2.0, "depth": 20.0, "efficiency": 0.6}
OTHERS, GUARDRAILS = 8, 7
STAR = Star(1, MetricKey("lessons"), "Every pupil finishes what they start.", "Weekly lessons", "lessons")
TARGET = "quarter"
LEADS, WEEKS = 6, 104


def company_of(workspace: str) -> Company:
    """A star of four factors, eight more inputs and seven guardrails; a target for the quarter on what should grow."""
    star = Metric(
        STAR.metric, STAR.name, Kind.STAR, STAR.unit, Style.COUNT, target=60_000.0, target_for=TARGET
    )
    names = [*FACTORS, *(f"input{number}" for number in range(OTHERS))]
    inputs = tuple(
        Metric(
            MetricKey(key), key.capitalize(), Kind.INPUT, owner=PersonId(f"U000000{at:02}"), target=1000.0,
            dimension=Dimension(key) if key in FACTORS else Dimension.OTHER, target_for=TARGET, around=Around.AUTO,
        )
        for at, key in enumerate(names)
    )  # fmt: skip
    guardrails = tuple(
        Metric(MetricKey(f"guard{at}"), f"Guard {at}", Kind.GUARDRAIL, direction=Direction.DOWN)
        for at in range(GUARDRAILS)
    )
    formula = Formula(Mode.IDENTITY, tuple(MetricKey(key) for key in FACTORS))
    metrics = (star, *inputs, *guardrails)
    return Company(workspace, "Acme", "Europe/Berlin", star=STAR, metrics=metrics, formula=formula)


def weeks_of(company: Company, last: Week, many: int) -> list[Reading]:
    """Readings that swing by a tenth, the star the product of its factors."""
    chance, found = random.Random(7), []
    for back in range(many):
        values = {
            metric.key: FACTORS.get(metric.key, 50.0) * chance.uniform(0.9, 1.1) for metric in company.metrics
        }
        values[STAR.metric] = round(
            values["breadth"] * values["frequency"] * values["depth"] * values["efficiency"]
        )
        found += [Reading(key, last.plus(-back), value, source="sql") for key, value in values.items()]
    return found


async def measure(times: int = 30) -> list[tuple[str, str, str]]:
    """Rows of what, measured, aim."""
    async with staged() as stage:
        clock = stage.bot.house.clock
        company = company_of(stage.bot.workspace)
        last = last_closed_week(clock.now(), company.zone)
        readings = [replace(one, recorded_at=clock.now()) for one in weeks_of(company, last, FIVE_YEARS)]
        await _kept(stage, company, readings)
        series = _series(company, readings, last)
        occasion = Occasion(clock.now(), company.zone)

        async def built() -> Digest | None:
            return await stage.bot.house.services.digest.build(stage.bot.workspace, last)

        async def composed() -> Digest:
            return compose(company, STAR, series, last, occasion)

        whole, alone = await _least(built, times), await _least(composed, times)
    return [
        ("a digest composed and rendered, five years of 20 metrics", alone, "25 ms"),
        ("the same with its readings read from the database", whole, ""),
        await evidence(),
    ]


async def evidence() -> tuple[str, str, str]:
    """What may be said of six inputs and two years, in a thread beside the event loop, and how long the loop waited."""
    chance = random.Random(3)
    moves = [[chance.gauss(0, 6) for _ in range(WEEKS + 3)] for _ in range(LEADS)]
    star = [sum(each[at] for each in moves) + chance.gauss(0, 4) for at in range(WEEKS)]

    def worked() -> float:
        start = time.thread_time()
        for at, move in enumerate(moves):
            evidence_of(MetricKey(f"input{at}"), move[3:], star, random.Random(at))
        return time.thread_time() - start

    async with watched() as lags:
        took = min([await asyncio.to_thread(worked) for _ in range(5)])
    said = f"{took:.2f} s in its thread; the event loop waited at most {max(lags) * 1000:.0f} ms"
    return f"lead evidence of {LEADS} inputs, {WEEKS} weeks", said, "1 s"


async def _least(made: Callable[[], Awaitable[Digest | None]], times: int) -> str:
    """The least processor time of many runs, which other work on the machine disturbs least."""
    whole, drawing = [], []
    for _ in range(times):
        start = time.process_time()
        found = await made()
        drawn = time.process_time()
        assert found is not None
        digest.message(found)
        digest_json.as_data(found)
        whole.append(time.process_time() - start)
        drawing.append(time.process_time() - drawn)
    return f"{min(whole) * 1000:.1f} ms ({min(drawing) * 1000:.1f} ms of it drawing)"


def _series(company: Company, readings: list[Reading], last: Week) -> Readings:
    reached = {
        key: Reach(key, last.plus(-FIVE_YEARS).start, last.end)
        for key in (one.key for one in company.metrics)
    }
    return {
        metric.key: Series(
            metric, {one.week: one for one in readings if one.metric == metric.key}, reached[metric.key]
        )
        for metric in company.metrics
    }


async def _kept(stage: Stage, company: Company, readings: list[Reading]) -> None:
    await stage.bot.house.services.company.apply(company)
    async with stage.bot.house.transactions.write() as store:
        await store.readings.add(stage.bot.workspace, readings)
