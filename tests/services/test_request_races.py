"""Two people at once, in transactions of their own on real databases: one is first, the other is told so."""

import asyncio

import pytest
from tests.support.request_life import PROPOSALS, Company

from northstar_bot.domain.errors import AlreadyDone, NorthstarError
from northstar_bot.domain.requests.requests import State
from northstar_bot.domain.requests.views import Seen

NEW = "Three schools wrote this week that they leave because of it."
WHY = "The school that asked for it has left us."


@pytest.fixture
async def here(store, clock):
    company = Company(store, clock, "acme")
    await company.found()
    await company.ask("UASK", "public")
    return company


async def _together(*acts):
    """All at once; what each came to."""
    return await asyncio.gather(*acts, return_exceptions=True)


def _first_and_second(said):
    done = [each for each in said if not isinstance(each, Exception)]
    refused = [each for each in said if isinstance(each, NorthstarError)]
    assert (len(done), len(refused)) == (1, len(said) - 1), said
    return done[0], refused


async def _now(here):
    return (await here.requests.why(here.viewer("UANA"), 1)).glimpse.state


async def test_an_appeal_and_a_withdrawal(here):
    await here.decide("UDEC", 1, "no")
    await here.look()
    asker = here.viewer("UASK")
    for _ in range(3):
        said = await _together(here.life.appeal(asker, 1, NEW), here.requests.withdraw(asker, 1))
        await here.look()
    assert await _now(here) is State.WITHDRAWN
    assert all(isinstance(each, AlreadyDone) for each in said)


async def test_two_appeals_are_one(here):
    await here.decide("UDEC", 1, "no")
    acts = [here.life.appeal(here.viewer("UASK"), 1, NEW) for _ in range(4)]
    _, refused = _first_and_second(await _together(*acts))
    assert all(isinstance(each, AlreadyDone) for each in refused)
    assert len((await here.requests.why(here.viewer("UASK"), 1)).steps) == 1
    await here.look()


async def test_a_drop_and_a_shipment(here):
    await here.decide("UDEC", 1, "yes")
    await here.look()
    said = await _together(here.life.drop(here.viewer("UDEC"), 1, WHY), here.ship("USTE", 1))
    _first_and_second(said)
    assert await _now(here) is (State.SHIPPED if isinstance(said[0], Exception) else State.DROPPED)
    await here.look()


async def test_two_deciders(here):
    acts = [
        here.requests.decide(here.viewer(who), 1, PROPOSALS[kind], Seen(0, 1))
        for who, kind in (("UDEC", "yes"), ("USTE", "no"), ("UANA", "yes"), ("UBOB", "no"))
    ]
    verdict, refused = _first_and_second(await _together(*acts))
    assert all("already decided by" in each.sentence for each in refused)
    assert (await here.requests.why(here.viewer("UASK"), 1)).verdicts == (verdict,)
    await here.look()


async def test_the_calendar_and_an_answer(here, clock):
    await here.decide("UDEC", 1, "question")
    await here.look()
    clock.advance(days=21)
    lapse = [here.calendar.lapse("acme", clock.now()) for _ in range(3)]
    reply = here.requests.reply(here.viewer("UASK"), 1, "It is the second of the two.")
    said = await _together(*lapse, reply)
    assert sum(each for each in said[:3] if isinstance(each, int)) <= 1
    assert not isinstance(said[3], Exception) or isinstance(said[3], AlreadyDone)
    assert await _now(here) in (State.OPEN, State.PARKED)
    await here.look()


async def test_many_replicas_wake_a_request_once(here, clock):
    await here.decide("UDEC", 1, "until a day")
    await here.look()
    clock.advance(days=3)
    woken = await asyncio.gather(*(here.calendar.wake("acme", clock.now()) for _ in range(4)))
    assert sum(woken) == 1
    assert len((await here.requests.why(here.viewer("UASK"), 1)).steps) == 1
    await here.look()
