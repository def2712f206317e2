"""Thanks as people of two teams say them: for a call that one joined, and for the deal that sold what one built."""

import pytest
from tests.support.request_doors import MECHANISM, ask, choose, weigh_view

from northstar_bot.domain.company.company import Dimension, Kind, Metric, Recognition, Squad, Star, Team


@pytest.fixture
async def scene(on_stage):
    """Bo sells and asked for reminders; Cy of Product decided; Ana builds. What was asked for is shipped."""
    stage = on_stage
    await stage.declare(
        star=Star(0, "dau", "Every classroom learns daily", "Daily users", "users"),
        metrics=(
            Metric("dau", "Daily users", Kind.STAR),
            Metric("return_days", "Return days", Kind.INPUT, dimension=Dimension.FREQUENCY, squad="habit"),
        ),
        squads=(Squad("habit", "Habit", people=(stage.cy.id,)),),
        deciders=(stage.cy.id,),
        teams=(
            Team("engineering", "Engineering", people=(stage.ana.id,)),
            Team("product", "Product", people=(stage.cy.id,)),
            Team("sales", "Sales", people=(stage.bo.id,)),
        ),
        recognition=Recognition(feed=stage.growth.id),
    )
    await stage.bot.services.shoutouts.directory.meet_everybody(stage.bot.workspace)
    await ask(stage)
    view = await choose(stage.cy, await weigh_view(stage), "answer", "yes")
    await stage.cy.submits(view, {"answer": "yes", "mechanism": MECHANISM})
    shipping = await stage.cy.types(
        "/northstar shipped 1 2026-11-20 Reminders at eight", channel=stage.growth
    )
    await stage.cy.submits(shipping.view)
    await stage.settle()
    return stage


async def test_sales_thanks_product_and_an_engineer_thanks_who_sold_the_feature(scene):
    call = "for joining our call about the roadmap and saying what will not come"
    await scene.bo.types(f"/northstar thanks @Product {call}", channel=scene.growth)
    view = (await scene.ana.types("/northstar thanks @Bo", channel=scene.growth)).view
    fields = {
        "text": "Closed the first deal with the reminders we built",
        "changed": "Oak School is back",
        "request": "#1",
    }
    await scene.ana.submits(view, fields)
    for _ in range(3):
        scene.bot.house.clock.advance(minutes=1)
        await scene.settle()

    cards = [one.plain for one in scene.growth.messages if "Me too" in one.plain]
    assert any("the team Product" in card and "joining our call" in card for card in cards)
    (sold,) = [card for card in cards if "Closed the first deal" in card]
    assert "Oak School is back" in sold
    assert "About request #1" in sold

    told = (await scene.cy.types("/northstar roundup preview 2026-W48", channel=scene.growth)).text
    assert "2 of 3 teams thanked by another team." in told
    assert "2 shout-outs, 2 across teams" in told
    async with scene.bot.house.transactions.read() as store:
        (given, _) = await store.shoutouts.latest(scene.bot.workspace, 2)
        company = await store.companies.of(scene.bot.workspace)
        counts = await store.shoutouts.counts_for_week(
            scene.bot.workspace, company.week_of(given.given_at.date())
        )
    assert counts.by_input == {"return_days": 1}, "it stands beside the input of what was shipped"
