"""A lasting change is offered as the new normal under the digest; whoever owns the metric says so."""

from dataclasses import replace

import pytest
from tests.support.digests import COMPANY, LESSONS, METRICS, PER_LEARNER, STAR, weeks

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.render.ids import BASELINE_CONFIRM, BASELINE_TAKE_BACK

RISEN = [4.0, 4.2, 4.1] * 8 + [8.0, 8.3, 8.1] * 4


@pytest.fixture
async def digest(on_stage, clock):
    """Monday's digest, in which depth has been high for twelve weeks; Bo owns it."""
    metrics = tuple(
        replace(metric, owner=on_stage.bo.id) if metric.key == PER_LEARNER else metric for metric in METRICS
    )
    star = STAR.__class__(1, LESSONS, STAR.vision, STAR.name)
    await on_stage.declare(star=star, metrics=metrics, squads=COMPANY.squads, formula=COMPANY.formula)
    rows = [
        Reading(metric.key, week, value, recorded_at=clock.now())
        for metric in metrics
        for week, value in weeks(RISEN if metric.key == PER_LEARNER else [100.0, 104.0, 101.0] * 12).items()
    ]
    async with on_stage.bot.house.transactions.write() as store:
        await store.readings.add(on_stage.bot.workspace, rows)
        await store.deliveries.plan(
            [Plan(on_stage.bot.workspace, "digest", on_stage.growth.id, "2026-W47", clock.now())]
        )
    await on_stage.settle()
    (message,) = [one for one in on_stage.growth.messages if one.author is on_stage.slack.bot]
    return message


async def preview(stage, person):
    return (await person.types("/northstar digest preview 2026-W47", channel=stage.growth)).text


async def test_the_owner_confirms_and_takes_back(on_stage, digest):
    assert "Lessons per learner: new normal?" in digest.plain
    refused = await on_stage.cy.clicks(digest, f"{BASELINE_CONFIRM}.0")
    assert "recorded by" in refused.text
    kept = await on_stage.bo.clicks(digest, f"{BASELINE_CONFIRM}.0")
    assert "drawn anew from week 36" in kept.text
    after = await preview(on_stage, on_stage.bo)
    assert "new normal since week 36" not in after  # said for four weeks only
    assert "Lessons per learner: new normal?" not in after
    again = await on_stage.bo.clicks(digest, f"{BASELINE_CONFIRM}.0")
    assert "already" in again.text
    back = await on_stage.bo.clicks(kept.message, BASELINE_TAKE_BACK)
    assert "part of what is normal" in back.text
    assert "Lessons per learner: new normal?" in await preview(on_stage, on_stage.bo)


async def test_by_command(on_stage, digest):
    assert "judged by all its weeks" in (await on_stage.bo.types("/northstar baseline")).text
    assert "From which week" in (await on_stage.bo.types("/northstar baseline per_learner")).text
    kept = await on_stage.bo.types("/northstar baseline Lessons per learner 2026-W46")
    assert "week 46" in kept.text
    assert "new normal since week 46" in await preview(on_stage, on_stage.cy)
    listed = await on_stage.cy.types("/northstar baseline")
    assert "new normal since week 46" in listed.text
    assert "not over" in (await on_stage.bo.types("/northstar baseline per_learner 2026-W48")).text
    assert "full members" in (await on_stage.guest.types("/northstar baseline per_learner 2026-W40")).text
    assert "again" in (await on_stage.bo.types("/northstar baseline per_learner clear")).text
