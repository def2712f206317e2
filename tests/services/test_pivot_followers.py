"""Followers hear of a pivot what askers hear, in the same one message, and never of what they may not read."""

from sqlalchemy import text
from tests.support.pivots import FORM, OWNER, SECOND_OWNER, STEWARD, add, founded, rows

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.pivots.pivot import Fate
from northstar_bot.domain.requests.requests import State
from northstar_bot.render.pivots.pivot import news
from northstar_bot.services.pivots.pivot import PivotService
from northstar_bot.services.pivots.posts import PivotPosts


async def _followed(store, clock, number, *people, private=False):
    async with store.write() as opened:
        await opened.followers.add("acme", number, people, clock.now())
        if private:
            hide = text("UPDATE request SET visibility = 'deciders' WHERE number = :number")
            await opened.followers._connection.execute(hide, {"number": number})


async def _approved(pivots):
    proposal = await pivots.propose(STEWARD, FORM)
    await pivots.approve(SECOND_OWNER, proposal.id)


async def _news(store, clock, person):
    plan = Plan("acme", "pivot news", person, "pivot-v2", clock.now(), details={"version": "2"})
    return await PivotPosts(store).news(plan, clock.now())


async def test_followers_are_told_once_of_all_they_follow_and_may_read(store, clock):
    await founded(store, clock)
    own = await add(store, clock, State.OPEN, asker="UFOL")
    public = await add(store, clock, State.PARKED)
    private = await add(store, clock, State.OPEN)
    ended = await add(store, clock, State.SHIPPED)
    await _followed(store, clock, public, "UFOL", "UDEC")
    await _followed(store, clock, private, "UFOL", "UDEC", "UONLY", private=True)
    await _followed(store, clock, ended, "UENDED")
    await _approved(PivotService(store, clock))

    told = [row["target"] for row in await rows(store, "delivery") if row["kind"] == "pivot news"]
    assert sorted(told) == ["UASK", "UDEC", "UFOL", "UONLY"]
    read = await _news(store, clock, "UFOL")
    assert [(request.number, fate) for request, fate in read.items] == [
        (own, Fate.STAYS),
        (public, Fate.RESTS),
    ]
    assert read.followed == {public}
    assert f"#{public} New notifications for teachers (you follow it)" in news(read).text
    assert "2 requests that you asked for or follow" in news(read).text
    decider = await _news(store, clock, "UDEC")
    assert {request.number for request, _ in decider.items} == {public, private}
    assert await _news(store, clock, "UONLY") is None


async def test_followers_of_a_no_hear_that_it_is_opened_again(store, clock):
    await founded(store, clock)
    number = await add(store, clock, State.DECLINED, stated="clicks")
    await _followed(store, clock, number, "UFOL")
    pivots = PivotService(store, clock)
    await _approved(pivots)
    await pivots.reopen(OWNER, number)
    told = [row["target"] for row in await rows(store, "delivery") if row["kind"] == "reopened"]
    assert sorted(told) == ["UASK", "UFOL"]
