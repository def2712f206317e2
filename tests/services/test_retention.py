"""Words go when they are old enough, and only then; what is counted stays."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from tests.support.request_doors import ask, on_scene

from northstar_bot.domain.errors import BadInput
from northstar_bot.services.privacy.retention import RetentionService
from northstar_bot.storage.tables.requests import request
from northstar_bot.storage.tables.shoutouts import shoutout


@pytest.fixture
async def scene(on_stage):
    await on_scene(on_stage)
    await on_stage.bo.types(
        f"/northstar thanks @{on_stage.cy.name} for the long night", channel=on_stage.growth
    )
    await ask(on_stage)
    await on_stage.slack.quiet()
    return on_stage


async def _words(scene):
    async with scene.bot.house.transactions.database.reader.begin() as connection:
        thanks = await connection.scalar(select(shoutout.c.text))
        asked = (await connection.execute(select(request.c.title, request.c.state))).one()
    return thanks, asked.title, asked.state


async def _after(scene, days, limit):
    house = scene.bot.house
    service = RetentionService(house.transactions, limit)
    return await service.forget(scene.bot.workspace, house.clock.now() + timedelta(days=days))


async def test_thanks_lose_their_words_after_so_many_days(scene):
    before = await _words(scene)
    assert before[0]
    assert await _after(scene, 29, 30) == 0
    assert await _words(scene) == before
    assert await _after(scene, 31, 30) == 1
    assert (await _words(scene))[0] == ""
    assert await _after(scene, 31, 30) == 0


async def test_an_open_request_keeps_its_words_and_a_closed_one_does_not(scene):
    title = (await _words(scene))[1]
    await _after(scene, 31, 30)
    assert (await _words(scene))[1] == title
    async with scene.bot.house.transactions.database.writer.begin() as connection:
        await connection.execute(request.update().values(state="declined"))
    await _after(scene, 31, 30)
    assert (await _words(scene))[1:] == ("(removed)", "declined")


async def test_without_a_setting_everything_is_kept(scene):
    before = await _words(scene)
    assert await _after(scene, 9999, None) == 0
    assert await _words(scene) == before


@pytest.mark.parametrize(
    ("declared", "limit", "kept", "gone"), [(40, None, 39, 41), (40, 60, 39, 41), (60, 40, 39, 41)]
)
async def test_the_shorter_of_what_the_company_and_the_operator_say_counts(
    scene, declared, limit, kept, gone
):
    companies = scene.bot.house.services.company
    company = await companies.of(scene.bot.workspace)
    await companies.apply(replace(company, retention_days=declared))
    assert await _after(scene, kept, limit) == 0
    assert await _after(scene, gone, limit) == 1


async def test_a_few_days_are_refused(scene):
    companies = scene.bot.house.services.company
    company = await companies.of(scene.bot.workspace)
    with pytest.raises(BadInput, match="3 is not possible here"):
        await companies.apply(replace(company, retention_days=3))
