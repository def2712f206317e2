"""Who speaks for a large team without a lead: everybody may move its turn, and twenty of them hear of it ahead."""

from dataclasses import replace

from sqlalchemy import func, select
from tests.support.recognition import COMPANY, recognised

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.recognition.spotlights import Spotlight
from northstar_bot.services.recognition.spotlight_turns import speakers, tell_team
from northstar_bot.storage.tables.deliveries import delivery


async def test_the_last_of_a_large_team_may_move_its_turn_and_twenty_are_told(store, clock):
    everybody = tuple(f"U{number:04d}" for number in range(30))
    large = Team("ops", "Ops", people=everybody)
    company = replace(COMPANY, teams=(large,))
    await recognised(store, clock, company)
    turn = Spotlight("acme", "C0FEED", "2026-W50", "ops", clock.now())
    async with store.write() as opened:
        assert set(await speakers(opened, company, large, ())) == set(everybody)
        await tell_team(opened, company, turn, clock.now(), ())
    async with store.database.reader.begin() as connection:
        assert await connection.scalar(select(func.count()).select_from(delivery)) == 20
