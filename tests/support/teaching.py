"""The teaching company of tests/support/digests.py on a stage, with its thirty weeks."""

from dataclasses import replace
from datetime import time

from tests.support.digests import COMPANY, NORMAL, STAR

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import SourceSpec
from northstar_bot.domain.ids import ChannelId, PersonId


def mondays(stage, key="mondays", channel=None, **more) -> Schedule:
    """A digest every Monday at nine, in #growth when no other channel is said."""
    where = channel or stage.growth
    schedule = Schedule(key, PostKind.DIGEST, ChannelId(where.id), 0, time(9), "Europe/Berlin")
    return replace(schedule, **{"owner": PersonId(stage.ana.id), **more})


async def teach(stage, clock, *schedules: Schedule) -> None:
    """Declare it, and keep its readings."""
    await stage.declare(
        zone=COMPANY.zone,
        star=replace(STAR, version=1),
        formula=COMPANY.formula,
        metrics=tuple(replace(one, owner=PersonId(stage.bo.id)) for one in COMPANY.metrics),
        squads=COMPANY.squads,
        schedules=schedules,
        stewards=(PersonId(stage.bo.id),),
        limits=COMPANY.limits,
    )
    found = [
        replace(one, recorded_at=clock.now()) for read in NORMAL.values() for one in read.readings.values()
    ]
    async with stage.bot.house.transactions.write() as store:
        await store.readings.add(stage.bot.workspace, found)


async def is_collected(stage, metric) -> None:
    """Say that a source tells a metric; nobody asks it by itself here."""
    companies = stage.bot.house.services.company
    company = await companies.of(stage.bot.workspace)
    await companies.apply(replace(company, sources=(SourceSpec(metric, "csv", {"path": "weeks.csv"}),)))


def parents(channel) -> list:
    """The messages of a channel that are not replies."""
    return [one for one in channel.messages if one.thread_ts in {None, one.ts}]
