"""Asking for lead evidence in Slack."""

from tests.support.digests import COMPANY, LEARNERS, LESSONS, METRICS, STAR, calm, weeks

from northstar_bot.domain.numbers.readings import Reading


async def test_anybody_may_ask_what_moves_first(on_stage, clock):
    parts = {"metrics": METRICS, "squads": COMPANY.squads, "formula": COMPANY.formula}
    company = await on_stage.declare(star=STAR.__class__(1, LESSONS, STAR.vision, STAR.name), **parts)
    async with on_stage.bot.house.transactions.write() as store:
        for key in (LESSONS, LEARNERS):
            rows = [
                Reading(key, week, value, recorded_at=clock.now()) for week, value in weeks(calm(30)).items()
            ]
            await store.readings.add(company.workspace, rows)
    reply = await on_stage.bo.types("/northstar evidence", channel=on_stage.growth)
    assert "What moves before Weekly lessons completed" in reply.text
    assert "Lessons per learner need 26 more weeks" in reply.text
    assert "Active learners" in reply.text
    refused = await on_stage.bo.types("/northstar evidence learner", channel=on_stage.growth)
    assert "Did you mean learners?" in refused.text
