"""Somebody asks for their data, and to be erased: the file, the word to type, and what is left in Slack."""

import json
from dataclasses import replace

import pytest
from sqlalchemy import select

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric, Recognition, Team
from northstar_bot.storage.tables import metadata


@pytest.fixture
async def scene(on_stage):
    stage = on_stage
    await stage.declare(
        teams=(Team("sales", "Sales", people=(stage.bo.id,)), Team("legal", "Legal", people=(stage.cy.id,))),
        metrics=(Metric("rate", "Sign-up rate", Kind.INPUT, owner=stage.bo.id),),
        recognition=Recognition(feed=stage.growth.id),
        owners=(stage.ana.id,),
        stewards=(stage.bo.id,),
    )
    await stage.bot.house.services.people.settle_teams(
        stage.bot.workspace, stage.bot.house.services.named.directory
    )
    await stage.bo.types(
        f"/northstar thanks @{stage.cy.name} for the long night of testing", channel=stage.growth
    )
    await stage.cy.types(
        f"/northstar thanks @{stage.bo.name} for the quick answer to legal", channel=stage.growth
    )
    await stage.settle_in_turn(stage.bot.house.clock, 2)
    await stage.slack.quiet()
    return stage


async def _erase(stage, person):
    view = (await person.types("/northstar erase-me", channel=stage.growth)).view
    asked = await person.submits(view, {"erase": "erase"})
    await person.clicks(asked.view, "northstar.privacy.erase_now")
    said = ("You are erased", "Nothing is kept")
    await stage.slack.until(lambda: any(one in json.dumps(asked.view.blocks) for one in said), 30)
    await stage.settle()
    await stage.slack.quiet()
    return json.dumps(asked.view.blocks)


async def _database(stage):
    rows = []
    async with stage.bot.house.transactions.database.reader.begin() as connection:
        for table in metadata.sorted_tables:
            rows += [dict(row) for row in (await connection.execute(select(table))).mappings()]
    return json.dumps(rows, default=str, ensure_ascii=False)


def _channel(stage):
    return json.dumps([[one.text, one.blocks] for one in stage.growth.messages], ensure_ascii=False)


async def test_my_data_is_handed_over_as_a_file(scene):
    reply = await scene.bo.types("/northstar my-data", channel=scene.growth)
    await scene.slack.until(lambda: reply.messages, 30)
    assert "in your direct messages" in reply.text
    (file,) = [file for message in scene.bo.dm.messages for file in message.files]
    kept = json.loads(file.data)
    assert kept["person"] == scene.bo.id
    assert kept["declared_as"] == ["steward", "owner of metric rate", "in team sales"]
    assert "long night" in json.dumps(kept["kept"]["shout-outs they gave"])
    assert "quick answer" in json.dumps(kept["kept"]["what they were thanked for"])


async def test_without_the_scope_it_says_who_can_make_the_file(scene):
    scene.slack.scopes = scene.slack.scopes - {"files:write"}
    reply = await scene.bo.types("/northstar my-data", channel=scene.growth)
    await scene.slack.until(lambda: reply.messages, 30)
    assert f"northstar-bot my-data {scene.bo.id} -o FILE" in reply.text


async def test_erasing_wants_the_word(scene):
    view = (await scene.bo.types("/northstar erase-me", channel=scene.growth)).view
    refused = await scene.bo.submits(view, {"erase": "yes"})
    assert "Nothing was erased" in json.dumps(refused.errors)
    assert scene.bo.id in await _database(scene)


async def test_nothing_of_them_stays_in_the_database_or_in_the_channel(scene):
    assert scene.bo.id in _channel(scene)
    before = len(scene.growth.messages)
    assert "You are erased" in await _erase(scene, scene.bo)
    assert scene.bo.id not in await _database(scene)
    said = _channel(scene)
    assert scene.bo.id not in said
    assert "long night" not in said
    assert "quick answer" not in said
    assert "someone who left" in said
    assert len(scene.growth.messages) == before
    assert [message for message in scene.bo.dm.messages if "thanked" in message.text] == []
    assert "long night" not in json.dumps([one.text for one in scene.cy.dm.messages])


async def test_past_weeks_add_up_as_before(scene):
    rounds, week = scene.bot.house.services.roundup, Week.of(scene.bot.house.clock.now().date())
    before = await rounds.roundup(scene.bot.workspace, week)
    await _erase(scene, scene.bo)
    after = await rounds.roundup(scene.bot.workspace, week)
    assert (after.counts, after.coverage) == (before.counts, before.coverage)
    assert after.stories == ()


async def test_stewards_hear_what_has_no_owner_now(scene):
    await _erase(scene, scene.bo)
    assert any("Sign-up rate now has no owner" in message.text for message in scene.ana.dm.messages)
    company = await scene.bot.house.services.company.of(scene.bot.workspace)
    assert (company.stewards, company.team("sales").people) == ((), ())


async def test_teams_read_again_do_not_bring_them_back_but_using_the_bot_does(scene):
    services, workspace = scene.bot.house.services, scene.bot.workspace
    await _erase(scene, scene.bo)
    company = await services.company.of(workspace)
    group = (Team("sales", "Sales", people=(scene.bo.id,)),)
    await services.company.apply(replace(company, teams=group, revision=0))
    await services.people.settle_teams(workspace, services.named.directory)
    async with scene.bot.house.transactions.read() as store:
        assert await store.people.members_of(workspace, "sales") == []
    scene.bot.house.clock.advance(hours=3)
    await scene.bo.opens_home()
    await scene.slack.quiet()
    await services.people.settle_teams(workspace, services.named.directory)
    async with scene.bot.house.transactions.read() as store:
        assert await store.people.members_of(workspace, "sales") == [scene.bo.id]


async def test_twice_is_once(scene):
    await _erase(scene, scene.bo)
    assert "Nothing is kept about you" in await _erase(scene, scene.bo)


async def test_a_card_that_slack_puts_off_is_changed_later(scene):
    scene.slack.faults.add("chat.update", status=429, retry_after=40)
    await _erase(scene, scene.bo)
    scene.bot.house.clock.advance(minutes=5)
    await scene.settle()
    assert scene.bo.id not in _channel(scene)


async def test_the_operator_does_the_same(scene):
    from northstar_bot.console import data_of, erased

    house = scene.bot.house
    assert "long night" in (await data_of(house, None, scene.bo.id)).decode()
    said = await erased(house, None, scene.bo.id)
    assert said.startswith(f"{scene.bo.id} is erased.")
    assert "Without an owner now: rate." in said
    assert scene.bo.id not in await _database(scene)
    assert await erased(house, None, scene.bo.id) == f"Nothing is kept about {scene.bo.id}."
    await scene.settle()
    assert scene.bo.id not in _channel(scene)


async def test_a_post_composed_before_is_not_sent_with_the_name(scene):
    """Erased between collecting and posting: the roundup is drawn again from what is left."""
    from northstar_bot.domain.deliveries import Plan

    house, now = scene.bot.house, scene.bot.house.clock.now()
    label = Week.of(now.date()).label
    async with house.transactions.write() as store:
        await store.deliveries.plan([Plan(scene.bot.workspace, "roundup", scene.growth.id, label, now)])
    composers = scene.bot.work.pump.composers.by_kind
    usual, before = composers["roundup"], len(scene.growth.messages)

    async def compose(plan, at):
        post = await usual.compose(plan, at)
        if post.stories:
            await house.services.privacy.erase(plan.workspace, scene.bo.id)
        return post

    composers["roundup"] = replace(usual, compose=compose)
    await scene.settle()
    scene.bot.house.clock.advance(minutes=2)
    await scene.settle()
    (posted,) = scene.growth.messages[before:]
    assert scene.bo.id not in json.dumps([posted.text, posted.blocks])
    assert "2 shout-outs" in posted.plain
