"""The fairness view through its doors: stewards and owners read it, others are refused, small teams are not named."""

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.request_doors import on_scene

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.requests.requests import Answer, Evidence, Request, State, Verdict


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; six requests of sales and four of legal were answered."""
    scene = await on_scene(on_stage)
    companies = scene.bot.house.services.company
    company = await companies.of(scene.bot.workspace)
    teams = (Team("sales", "Sales & <Co>"), Team("legal", "Legal"), Team("ops", "Ops"))
    await companies.apply(replace(company, teams=teams))
    return scene


async def answered(scene, clock, team, amount, *, days=2, exempt=False):
    now, workspace = clock.now(), scene.bot.workspace
    async with scene.bot.house.transactions.write() as store:
        for number in range(amount):
            asked_at = now - timedelta(days=days)
            request = Request(
                workspace, 0, scene.bo.id, "other", "t", "p", Evidence.SEEN, asked_at, asker_team=team
            )
            kept, _ = await store.requests.add(request, f"{team}-{exempt}-{days}-{number}")
            await store.requests.move(kept, State.DECLINED, now)
            for answer in (Answer.ASK_BACK, Answer.NO):
                verdict = Verdict(kept.number, answer, None, "", scene.cy.id, now, 1, exempt=exempt)
                await store.requests.add_verdict(workspace, verdict)


async def test_stewards_see_teams_from_five_up_and_nobody_else_does(scene, clock):
    await answered(scene, clock, "sales", 6)
    await answered(scene, clock, "legal", 3)
    await answered(scene, clock, "ops", 5, days=4)
    await answered(scene, clock, "legal", 4, exempt=True)
    reply = await scene.ana.types("/northstar requests fairness", channel=scene.growth)
    (table,) = [block for block in reply.message.blocks if block["type"] == "table"]
    said = json.dumps(table)
    assert "Legal" not in said
    assert (
        "Sales &amp; &lt;Co&gt;: 6 requests answered (6 no), median wait 1 working day" in reply.message.text
    )
    assert "Other teams: 8 requests answered (8 no), median wait" in reply.message.text
    home = await scene.ana.opens_home()
    del home
    await scene.settle()
    await scene.slack.until(lambda: "Fairness, for stewards" in json.dumps(scene.ana.home.blocks))
    await scene.ana.clicks(scene.ana.home, "northstar.fairness.show")
    assert "Other teams" in json.dumps(scene.ana.view.blocks)
    for person in (scene.bo, scene.cy):
        refused = await person.types("/northstar requests fairness", channel=scene.growth)
        assert "This needs the role steward or owner." in refused.text
        await person.opens_home()
        await scene.settle()
        await scene.slack.until(lambda person=person: person.home)
        assert "Fairness" not in json.dumps(person.home.blocks)
