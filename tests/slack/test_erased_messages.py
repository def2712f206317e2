"""Somebody is erased: nothing of them stands in any kind of post that was made, and nothing of them is posted later."""

import json
import re
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.request_doors import NO, WORKFLOW, ask, choose, decline, weigh_view
from tests.support.teaching import mondays, teach

from northstar_bot.domain.calendar.schedules import PostKind
from northstar_bot.domain.company.company import Recognition, Team
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.recognition.learning import Learning, Stage

WORDS = re.compile(r"\bBo\b|long night|quick answer|Ask again|Nobody would come")
TURN = "2026-W48"


def _kinds(stage):
    """A post of each kind that needs no story of its own: whom it goes to, its period and its details."""
    channel, ana, cy = stage.growth.id, stage.ana.id, stage.cy.id
    return {
        "lead-note": (ana, "2026-11 legal", {"team": "legal"}),
        "consent": (cy, "shoutout-1", {"shoutout": "1"}),
        "spotlight thanks": (channel, f"{TURN} 1", {"shoutout": "1", "team": "legal"}),
        "spotlight": (channel, TURN, {}),
        "kickoff review": (channel, "2026-11-23", {}),
        "roundup": (channel, TURN, {}),
        "learn": (channel, "learn-1", {"learning": "1"}),
        "learn note": (cy, "learn-1 ask host", {"learning": "1", "word": "hour"}),
        "learn last word": (channel, "learn-1 last", {"learning": "1"}),
    }


@pytest.fixture
async def scene(on_stage, clock):
    """Bo owns every number, gave and got thanks, hosts a lunch-and-learn, and declined what Cy asked for."""
    clock.advance(hours=-2)
    await teach(on_stage, clock, mondays(on_stage))
    await on_stage.settle()
    clock.advance(hours=2, minutes=5)
    people, services = on_stage.bot.house.services.named, on_stage.bot.house.services
    company = await services.company.of(on_stage.bot.workspace)
    wanted = replace(
        company,
        teams=(
            Team("sales", "Sales", people=(on_stage.bo.id,)),
            Team("legal", "Legal", people=(on_stage.cy.id,), lead=on_stage.ana.id),
        ),
        recognition=Recognition(feed=on_stage.growth.id),
        deciders=(on_stage.bo.id,),
        owners=(on_stage.ana.id,),
    )
    await services.company.apply(wanted)
    await services.people.settle_teams(on_stage.bot.workspace, people.directory)
    for giver, receiver, words in (
        (on_stage.bo, on_stage.cy, "for the long night of testing"),
        (on_stage.cy, on_stage.bo, "for the quick answer to legal"),
    ):
        await giver.types(f"/northstar thanks @{receiver.name} {words}", channel=on_stage.growth)
    await _learning(on_stage, clock.now())
    await _pass_on(on_stage)
    return on_stage


async def _learning(stage, now):
    workspace, start = stage.bot.workspace, now + timedelta(hours=1)
    one = Learning(
        0,
        workspace,
        "Reading a funnel",
        stage.bo.id,
        stage.cy.id,
        start,
        30,
        "Room 2",
        stage.growth.id,
        Stage.PLANNED,
    )
    async with stage.bot.house.transactions.write() as store:
        one = await store.learnings.add(one, "k", now)
        await store.learnings.answer(workspace, one.id, stage.cy.id, now, coming=True)
        await store.learnings.learn(workspace, one.id, "Ask again before you sort.")


async def _pass_on(stage):
    await stage.settle_in_turn(stage.bot.house.clock, 4)
    await stage.slack.quiet()


async def _plan(stage, kind):
    now = stage.bot.house.clock.now()
    target, period, details = _kinds(stage)[kind]
    async with stage.bot.house.transactions.write() as store:
        plan = Plan(stage.bot.workspace, kind, target, period, now, timedelta(days=2), details)
        assert await store.deliveries.plan([plan])


def _said(stage):
    """All that the bot says in channels and direct messages, of Bo or in Bo's words."""
    world = stage.slack.world
    found = [
        one for channel in world.channels.values() for one in channel.stored
        if one.author is world.bot and not one.deleted and not one.only_for
    ]  # fmt: skip
    written = [json.dumps([one.text, one.blocks], ensure_ascii=False) for one in found]
    return [one for one in written if stage.bo.id in one or WORDS.search(one)]


async def _erase(stage):
    await stage.bot.house.services.privacy.erase(stage.bot.workspace, stage.bo.id, (stage.bo.name,))
    await _pass_on(stage)


KINDS = (
    "lead-note", "consent", "spotlight thanks", "spotlight", "kickoff review", "roundup", "learn", "learn note",
    "learn last word",
)  # fmt: skip


async def test_what_was_posted_is_drawn_again_or_taken_away(scene):
    begun = len(_said(scene))
    assert begun >= 4, "the digest, its table, the cards and the notes"
    for kind in KINDS:
        before = len(_said(scene))
        await _plan(scene, kind)
        await _pass_on(scene)
        assert len(_said(scene)) > before, f"{kind} says something of Bo to begin with"
    await _erase(scene)
    assert _said(scene) == []
    said = json.dumps([[one.text, one.blocks] for one in scene.growth.messages], ensure_ascii=False)
    assert "omeone who left" in said
    assert "Weekly lessons completed" in said, "the digest stands"


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_collected_before_is_not_posted_after(scene, kind):
    """Erased between collecting and posting: what was composed is composed again."""
    composers = scene.bot.work.pump.composers
    name = composers._known(kind)
    usual, collected = composers.by_kind[name], []

    async def compose(plan, at):
        post = await usual.compose(plan, at)
        if not collected:
            collected.append(post)
            await scene.bot.house.services.privacy.erase(plan.workspace, scene.bo.id, (scene.bo.name,))
        return post

    composers.by_kind[name] = replace(usual, compose=compose)
    await _plan(scene, kind)
    for _ in range(2):
        await _pass_on(scene)
        scene.bot.house.clock.advance(minutes=1)
    assert collected[0] is not None
    assert scene.bo.id in repr(collected[0])
    assert _said(scene) == []


async def test_a_no_in_their_words_is_drawn_again_for_its_asker(scene):
    await ask(scene, scene.cy, WORKFLOW)
    view = await choose(scene.bo, await weigh_view(scene, 1, scene.bo), "input", "none")
    view = await choose(scene.bo, view, "answer", "no")
    await decline(scene.bo, view, NO)
    await _pass_on(scene)
    assert any("Nobody would come" in one for one in _said(scene))
    await _erase(scene)
    assert _said(scene) == []
    assert any("#1" in one.text or "declined" in one.text.lower() for one in scene.cy.dm.messages)


async def test_slacks_list_of_people_does_not_bring_them_back(scene):
    await _erase(scene)
    services, workspace = scene.bot.services, scene.bot.workspace
    scene.bot.house.clock.advance(hours=2)
    await scene.bot.scheduler._ticks["people"].run()
    async with scene.bot.house.transactions.read() as store:
        known = await store.people.known(workspace, [scene.bo.id, scene.cy.id])
    assert set(known) == {scene.cy.id}
    await services.shoutouts.directory.person(workspace, scene.bo.id)


async def test_a_user_group_that_still_holds_them_does_not_name_them(scene):
    group = scene.slack.add_group("sales-all", [scene.bo, scene.cy])
    company = await scene.bot.services.company.of(scene.bot.workspace)
    await _erase(scene)
    teams = (Team("sales", "Sales", group=group.id),)
    company = await scene.bot.services.company.of(scene.bot.workspace)
    await scene.bot.services.company.apply(replace(company, teams=teams))
    scene.bot.house.clock.advance(hours=2)
    await _plan(scene, PostKind.SPOTLIGHT.value)
    await _pass_on(scene)
    card = scene.growth.messages[-1]
    assert "Cy" in json.dumps(card.blocks)
    assert scene.bo.name not in json.dumps(card.blocks)


async def test_a_card_of_others_whose_words_name_them_is_drawn_again(on_stage):
    await on_stage.declare(recognition=Recognition(feed=on_stage.growth.id))
    await on_stage.ana.types("/northstar thanks @Cy for standing in for @Bo", channel=on_stage.growth)
    await _pass_on(on_stage)
    (card,) = on_stage.growth.messages
    assert "standing in for @Bo" in card.plain
    await _erase(on_stage)
    assert "standing in for someone who left" in card.plain
    assert "@Bo" not in card.text
