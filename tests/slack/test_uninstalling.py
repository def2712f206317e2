"""The app is removed from Slack: posting stops at once, a copy is offered, and after the time set everything goes."""

import json
import logging
from dataclasses import replace
from datetime import timedelta
from zipfile import ZipFile

import pytest
from sqlalchemy import func, select
from tests.support.bot import SECRET, stage

from northstar_bot import config
from northstar_bot.bootstrap.bot import bot
from northstar_bot.bootstrap.house import open_house
from northstar_bot.console import export
from northstar_bot.doctor import examine
from northstar_bot.domain.company.company import Recognition
from northstar_bot.domain.deliveries import Plan, State
from northstar_bot.domain.errors import BadInput
from northstar_bot.services.company.workspaces import connect
from northstar_bot.storage.tables import metadata


@pytest.fixture
async def scene(on_stage):
    await on_stage.declare(recognition=Recognition(feed=on_stage.growth.id))
    await on_stage.bo.types(
        f"/northstar thanks @{on_stage.cy.name} for the long night of testing", channel=on_stage.growth
    )
    await on_stage.settle()
    return on_stage


async def _rows(stage):
    """How many rows each table has that has any."""
    found = {}
    async with stage.bot.house.transactions.database.reader.begin() as connection:
        for table in metadata.sorted_tables:
            found[table.name] = await connection.scalar(select(func.count()).select_from(table))
    return {name: rows for name, rows in found.items() if rows}


async def _heard(stage):
    await stage.slack.quiet()
    await stage.bot.background.drain()


async def _post(stage, period):
    now = stage.bot.house.clock.now()
    async with stage.bot.house.transactions.write() as store:
        plan = Plan(stage.bot.workspace, "roundup", stage.growth.id, period, now, timedelta(days=9))
        await store.deliveries.plan([plan])


async def _states(stage):
    async with stage.bot.house.transactions.read() as store:
        return await store.deliveries.counts(stage.bot.workspace)


def _environment(stage, **other):
    return {
        "NORTHSTAR_DATABASE_URL": stage.bot.house.settings.database_url.get_secret_value(),
        "NORTHSTAR_MODE": "http",
        "NORTHSTAR_SLACK_BOT_TOKEN": stage.slack.bot_token,
        "NORTHSTAR_SLACK_SIGNING_SECRET": SECRET,
        "NORTHSTAR_SLACK_API_URL": stage.slack.api_url,
        "NORTHSTAR_PORT": "0",
    } | other


async def _stands(stage):
    return await stage.bot.services.installations.stands(stage.bot.workspace)


async def test_nothing_is_posted_from_that_moment_on(scene, caplog):
    scene.bot.house.clock.advance(minutes=5)
    with caplog.at_level(logging.WARNING):
        await scene.slack.admin.uninstall()
        await _heard(scene)
    assert "wiped_at=2026-12-23T08:05" in caplog.text
    assert f"northstar-bot export --workspace {scene.bot.workspace}" in caplog.text
    calls = len(scene.slack.calls)
    await _post(scene, "2026-W48")
    for _ in range(3):
        await scene.settle()
        scene.bot.house.clock.advance(hours=1)
    await scene.bot.scheduler._ticks["collect"].run()
    await scene.bot.scheduler._ticks["teams"].run()
    await scene.bot.scheduler._ticks["people"].run()
    assert len(scene.slack.calls) == calls
    assert (await _states(scene))[State.DUE] == 1


async def test_after_thirty_days_nothing_is_left(scene, caplog):
    await scene.slack.admin.uninstall()
    await _heard(scene)
    before = await _rows(scene)
    scene.bot.house.clock.advance(days=29, hours=23)
    await scene.settle()
    assert await _rows(scene) == before
    scene.bot.house.clock.advance(hours=1)
    with caplog.at_level(logging.WARNING):
        await scene.settle()
    assert await _rows(scene) == {}
    assert "workspace.wiped" in caplog.text
    await scene.settle()
    await scene.slack.admin.take_back_token()
    await _heard(scene)
    assert await _rows(scene) == {}


@pytest.mark.parametrize("first", ["app_uninstalled", "tokens_revoked"])
async def test_either_event_is_enough_and_the_first_one_sets_the_day(scene, first):
    admin = scene.slack.admin
    admin.revoke("account_inactive")
    events = {
        "app_uninstalled": {"type": "app_uninstalled"},
        "tokens_revoked": {"type": "tokens_revoked", "tokens": {"bot": [scene.slack.bot.id]}},
    }
    await scene.slack.world.emit(events.pop(first))
    await _heard(scene)
    (then,) = await scene.bot.services.installations.without_app()
    scene.bot.house.clock.advance(days=3)
    await scene.slack.world.emit(events.popitem()[1])
    await _heard(scene)
    assert await scene.bot.services.installations.without_app() == (then,)


async def test_tokens_of_people_and_events_that_come_late_change_nothing(scene):
    await scene.slack.world.emit({"type": "tokens_revoked", "tokens": {"oauth": [scene.bo.id], "bot": []}})
    await scene.slack.admin.take_back_token()
    await scene.slack.world.emit({"type": "app_uninstalled"})
    await _heard(scene)
    assert await _stands(scene)


async def test_an_event_that_slack_cannot_confirm_now_is_heard_again(scene):
    scene.slack.faults.add("auth.test", status=500)
    await scene.slack.admin.uninstall()
    await _heard(scene)
    scene.bot.house.clock.advance(minutes=2)
    await scene.bot.inbox.sweep()
    await _heard(scene)
    assert not await _stands(scene)


async def test_installing_again_in_time_cancels_the_wipe_and_posts_what_waited(scene):
    await scene.slack.admin.uninstall()
    await _heard(scene)
    await _post(scene, "2026-W48")
    posts = len(scene.growth.messages)
    scene.bot.house.clock.advance(days=2)
    scene.slack.admin.reinstall()
    connected = await connect(scene.bot.house.transactions, scene.bot.identity.team, "Acme")
    assert connected == scene.bot.workspace
    assert await _stands(scene)
    await scene.settle()
    assert len(scene.growth.messages) == posts + 1
    before = await _rows(scene)
    scene.bot.house.clock.advance(days=40)
    await scene.settle()
    assert (await _rows(scene))["shoutout"] == before["shoutout"] == 1


async def test_a_bot_that_slack_lets_in_no_more_wipes_at_its_start(ready_database_url, clock):
    async with stage(ready_database_url, clock) as made:
        await made.declare()
        await made.slack.admin.uninstall()
        await _heard(made)
        environment = _environment(made)

    async def start_and_count():
        with pytest.raises(BadInput, match="Slack cannot be reached"):
            async with bot(config.load(environment), clock, ticking=False):
                pass
        async with open_house(config.load(environment), clock) as house, house.transactions.read() as store:
            return len(await store.companies.all_ids())

    clock.advance(days=29)
    assert await start_and_count() == 1
    clock.advance(days=1)
    assert await start_and_count() == 0


async def test_doctor_names_the_day_and_the_command(scene):
    await scene.slack.admin.uninstall()
    await _heard(scene)
    lines = []
    await examine(_environment(scene), lines.append, scene.bot.house.clock)
    (line,) = [line for line in lines if "removed from Slack" in line]
    key = scene.bot.workspace
    assert line == (
        f"fix  {key}: the app was removed from Slack on 23 Nov 2026. Everything kept is wiped on 23 Dec 2026."
        f" To keep a copy: northstar-bot export --workspace {key} -o {key}.zip."
        " To keep everything: install the app again."
    )


async def test_a_copy_can_be_made_until_then(scene, tmp_path):
    await scene.slack.admin.uninstall()
    await _heard(scene)
    said = await export(scene.bot.house, scene.bot.workspace, tmp_path / "acme.zip")
    assert said.endswith(f"rows of workspace {scene.bot.workspace}.")
    with ZipFile(tmp_path / "acme.zip") as archive:
        (thanks,) = json.loads(archive.read("json/shoutout.json"))
        assert "long night" in thanks["text"]
        assert "long night" in archive.read("csv/shoutout.csv").decode("utf-8-sig")


async def test_with_no_days_everything_goes_at_once(scene):
    services = scene.bot.services
    eager = replace(services.installations, wipe_after=timedelta(0))
    scene.slack.admin.revoke()
    await eager.removed(scene.bot.workspace)
    assert await _rows(scene) == {}
    await eager.removed(scene.bot.workspace)
    await scene.settle()


async def test_words_grow_too_old_meanwhile(tmp_path, clock):
    async with stage(f"sqlite:///{tmp_path / 'n.db'}", clock) as made:
        ran = []
        chores = made.bot.work.chores
        told = [(chore.name, chore.without_app) for chore in chores.each]
        assert {name for name, anyway in told if anyway} == {"retention", "wipe"}

        async def note(workspace, now):
            ran.append((workspace, now))

        await made.bot.services.installations.removed(made.bot.workspace)
        watched = tuple(replace(chore, run=note) for chore in chores.each)
        await replace(chores, each=watched).run_due(clock.now())
        assert len(ran) == 2
