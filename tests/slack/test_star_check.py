"""Checking the star in Slack: anybody reads the warnings, stewards answer what only people can."""

from dataclasses import replace

import pytest
from tests.support.digests import COMPANY, LESSONS, METRICS, STAR, calm, weeks

from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.render.ids import STAR_ANSWER


@pytest.fixture
async def checked(on_stage, clock):
    """A star whose name is a running total, with forty weeks of readings and no owner or target of anything."""
    metrics = tuple(replace(metric, owner=None, squad=None) for metric in METRICS)
    star = replace(STAR, version=1, name="Total lessons", definition="")
    metrics = tuple(
        replace(metric, name="Total lessons") if metric.key == LESSONS else metric for metric in metrics
    )
    await on_stage.declare(star=star, metrics=metrics, squads=COMPANY.squads, formula=COMPANY.formula)
    rows = [
        Reading(metric.key, week, value, recorded_at=clock.now())
        for metric in metrics
        for week, value in weeks(calm(40)).items()
    ]
    async with on_stage.bot.house.transactions.write() as store:
        await store.readings.add(on_stage.bot.workspace, rows)
    return on_stage


async def test_warnings_for_everybody_and_questions_for_stewards(checked):
    seen = await checked.bo.types("/northstar star check", channel=checked.growth)
    assert "Total lessons speaks of “Total”: a running total can only go up" in seen.text
    assert "Without a target: Active learners and Lessons per learner." in seen.text
    assert "The tree leaks: in 12 of 12 weeks" in seen.text
    assert "Nobody has said yet." in seen.text
    assert "Leading: not tested against churn yet" not in seen.text
    assert "Leading: tested against churn, and the star was not found to move first." in seen.text
    assert "How gamed?" not in seen.message.plain

    owner = await checked.ana.types("/northstar star", channel=checked.growth)
    form = (await checked.ana.clicks(owner.message, f"{STAR_ANSWER}.gamed")).view
    refused = await checked.ana.submits(form, {"text": "hm"})
    assert "text" in refused.errors
    await checked.ana.submits(form, {"text": "By counting lessons that were only opened."})
    after = await checked.cy.types("/northstar star check", channel=checked.growth)
    assert "“By counting lessons that were only opened.”" in after.text


async def test_guests_cannot_ask_and_a_star_can_only_be_checked(checked):
    assert "full members" in (await checked.guest.types("/northstar star check")).text
    assert "cannot be done to a star" in (await checked.bo.types("/northstar star polish")).text


async def test_without_a_star_it_says_so(on_stage):
    assert "no North Star yet" in (await on_stage.bo.types("/northstar star check")).text
