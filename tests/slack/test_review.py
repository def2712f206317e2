"""What we said, what we did: posted once on the first working day of the month, and previewed by anybody."""

from dataclasses import replace
from datetime import UTC, datetime, time

import pytest
from tests.support.request_doors import MECHANISM, NO, ask, choose, decline, on_scene, weigh_view

from northstar_bot.domain.calendar.schedules import Cadence, PostKind, Schedule


@pytest.fixture
async def scene(on_stage):
    """Ana owns, Bo asks, Cy decides; a review comes every month."""
    made = await on_scene(on_stage)
    company = await made.bot.house.services.company.of(made.bot.workspace)
    monthly = Schedule("review", PostKind.REVIEW, made.growth.id, 0, time(10), "UTC", cadence=Cadence.MONTHLY)
    await made.bot.house.services.company.apply(replace(company, schedules=(monthly,)))
    return made


async def test_a_month_is_posted_once(scene, clock):
    await scene.settle()
    await ask(scene)
    await ask(scene, title="Confetti for <!channel>", input="none")
    await scene.cy.submits(
        await choose(scene.cy, await weigh_view(scene), "answer", "yes"), {"mechanism": MECHANISM}
    )
    view = await choose(scene.cy, await weigh_view(scene, 2), "input", "none")
    await decline(scene.cy, await choose(scene.cy, view, "answer", "no"), NO)
    clock.moment = datetime(2026, 12, 1, 10, 5, tzinfo=UTC)
    for _ in range(2):
        await scene.settle()
        clock.advance(minutes=10)
    (posted,) = [each for each in scene.growth.messages if "What we said, what we did" in each.text]
    assert "November 2026" in posted.text
    assert "We said: 1 yes, 1 no, 0 parked." in posted.text
    assert "Decided without an owner: 2 of 2 first verdicts." in posted.text
    assert "Confetti" not in posted.text


async def test_anybody_looks_at_a_month(scene):
    empty = await scene.bo.types("/northstar review", channel=scene.growth)
    assert "October 2026" in empty.text
    assert "nothing would be posted" in empty.text
    now = await scene.bo.types("/northstar review 2026-11", channel=scene.growth)
    assert "November 2026 so far" in now.text
    wrong = await scene.bo.types("/northstar review last", channel=scene.growth)
    assert "is not a month" in wrong.text
    assert "Only full members" in (await scene.guest.types("/northstar review", channel=scene.growth)).text
