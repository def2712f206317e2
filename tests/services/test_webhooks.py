"""A program outside hears of public thanks and verdicts: signed, once, and again when it did not surely hear."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.receiver import HANGS, SECRET, receiving
from tests.support.recognition import ANA, BOB, CY, recognised

from northstar_bot.config import Webhook
from northstar_bot.domain.company.preferences import OPT_OUTS
from northstar_bot.domain.deliveries import State
from northstar_bot.domain.recognition.thanks_form import Where, Wish
from northstar_bot.domain.webhooks import WEBHOOK
from northstar_bot.services.composers import Composers
from northstar_bot.services.posts.pump import LEASE, Pump
from northstar_bot.services.posts.webhooks import WebhookPosts
from northstar_bot.services.preferences import PreferenceService
from northstar_bot.webhooks import WebhookSender


@pytest.fixture
async def receiver():
    async with receiving() as one:
        yield one


@pytest.fixture
async def thanks(store, clock):
    return await recognised(replace(store, hooked=True), clock)


def pump_of(thanks, receiver, patience=10.0):
    sender = WebhookSender(Webhook(receiver.url, SECRET), thanks.clock, patience)
    kinds = Composers(WebhookPosts(thanks.store, wanted=True).composers())
    return Pump(thanks.store, sender, thanks.clock, kinds, lambda: 0.5, only=WEBHOOK)


async def carry(pump):
    for _ in range(4):
        await pump.pump(pump.clock.now())
        pump.clock.advance(seconds=2)


async def give(thanks, key="1", people=(BOB, CY), giver=ANA, **more):
    wish = Wish(tuple(one.id for one in people), (), (), "a secret of the launch", **more)
    return (await thanks.service.give(thanks.viewer(giver), wish, key)).shoutout


async def rows(thanks):
    async with thanks.store.read() as store:
        return [one for one in await store.deliveries.recent("acme", 50) if one.plan.kind == WEBHOOK]


async def test_thanks_arrive_once_without_a_word_or_a_person(thanks, receiver):
    given = await give(thanks, value="care")
    await give(thanks, value="care")  # the same act told twice
    pump = pump_of(thanks, receiver)
    await carry(pump)
    (heard,) = receiver.heard
    assert heard["event"] == receiver.headers[0]["X-Northstar-Event"] == "shoutout.given"
    assert heard["id"] == f"acme/shoutout.given {given.id}"
    assert heard["shoutout"] == {
        "number": given.id,
        "given_at": given.given_at.isoformat(),
        "from_team": "sales",
        "to_teams": ["design"],
        "people": 2,
        "across_teams": True,
        "value": "care",
        "input": None,
        "request": None,
    }
    said = str(heard)
    assert not [one for one in (ANA.id, BOB.id, "Ana", "secret") if one in said]


@pytest.mark.parametrize("status", [500, 404, 302, 429])
async def test_what_was_not_taken_is_sent_again_with_the_same_id_and_redirects_lead_nowhere(
    thanks, receiver, status
):
    receiver.answers = [status, status]
    await give(thanks)
    pump = pump_of(thanks, receiver)
    await pump.pump(thanks.clock.now())
    (row,) = await rows(thanks)
    assert (row.state, row.attempts) == (State.DUE, 1)
    assert row.error == f"the webhook answered with status {status}"
    await pump.pump(thanks.clock.now())
    assert len(receiver.heard) == 1, "not before its time"
    for _ in range(2):
        thanks.clock.advance(minutes=1)
        await pump.pump(thanks.clock.now())
    assert (len(receiver.heard), len({one["id"] for one in receiver.heard})) == (3, 1)
    assert [row.state for row in await rows(thanks)] == [State.SENT]
    first, _, last = (one["X-Northstar-Timestamp"] for one in receiver.headers)
    assert int(last) > int(first), "each is signed with its own time"


async def test_a_receiver_that_hangs_is_left_and_asked_again(thanks, receiver):
    receiver.answers = [HANGS]
    await give(thanks)
    pump = pump_of(thanks, receiver, patience=0.2)
    await pump.pump(thanks.clock.now())
    assert (await rows(thanks))[0].error == "the webhook did not answer"
    thanks.clock.advance(minutes=1)
    await pump.pump(thanks.clock.now())
    assert [row.state for row in await rows(thanks)] == [State.SENT]


async def test_who_is_not_there_is_asked_again_for_a_day_and_then_an_owner_hears(thanks, receiver):
    await give(thanks)
    async with thanks.store.write() as store:
        company = await store.companies.of("acme")
        await store.companies.save(replace(company, owners=(CY.id,)))
    pump = pump_of(thanks, receiver)
    nobody = replace(
        pump, publisher=replace(pump.publisher, webhook=Webhook("http://127.0.0.1:9/hook", SECRET))
    )
    for _ in range(30):
        await nobody.pump(thanks.clock.now())
        thanks.clock.advance(hours=1)
    (row,) = await rows(thanks)
    assert row.state is State.FAILED
    assert row.error.startswith("the webhook cannot be reached")
    async with thanks.store.read() as store:
        told = await store.deliveries.to_target(
            "acme", "undelivered", CY.id, thanks.clock.now() - timedelta(3)
        )
    assert len(told) == 1


async def test_after_a_death_on_the_way_it_is_sent_again_with_the_same_id(thanks, receiver):
    await give(thanks)
    now = thanks.clock.now()
    async with thanks.store.write() as store:
        (claimed,) = await store.deliveries.claim(now, 10, LEASE, only=WEBHOOK)
        assert await store.deliveries.mark_sending(claimed, now, LEASE)
    pump = pump_of(thanks, receiver)
    await pump.pump(now)
    assert receiver.heard == [], "somebody may still be at it"
    thanks.clock.advance(minutes=2)
    await carry(pump)
    assert [row.state for row in await rows(thanks)] == [State.SENT]
    assert len(receiver.heard) == 1


async def test_private_thanks_never_leave(thanks, receiver):
    await give(thanks, where=Where.PRIVATE)
    await carry(pump_of(thanks, receiver))
    assert receiver.heard == []
    assert [row.state for row in await rows(thanks)] == [State.NOTHING_TO_SAY]


async def test_who_does_not_want_to_be_named_is_not_counted_either(thanks, receiver):
    preferences = PreferenceService(thanks.store, thanks.clock)
    await preferences.choose(thanks.viewer(BOB), [], list(OPT_OUTS))
    await give(thanks, "with others")
    await give(thanks, "alone", people=(BOB,))
    await give(thanks, "from them", people=(CY,), giver=BOB)
    await carry(pump_of(thanks, receiver))
    assert [one["shoutout"]["people"] for one in receiver.heard] == [1]


async def test_what_is_taken_back_is_said_and_what_was_not_sent_yet_is_not_sent(thanks, receiver):
    pump = pump_of(thanks, receiver)
    sent, unsent = await give(thanks, "a"), None
    await carry(pump)
    unsent = await give(thanks, "b")
    for one in (sent, unsent):
        await thanks.service.undo(thanks.viewer(), one.id)
    await carry(pump)
    found = [(one["event"], one["shoutout"]["number"]) for one in receiver.heard]
    assert ("shoutout.given", unsent.id) not in found
    assert found[0] == ("shoutout.given", sent.id)
    assert ("shoutout.taken_back", sent.id) in found


async def test_nothing_is_written_down_while_nobody_listens(store, clock):
    thanks = await recognised(store, clock)
    await give(thanks)
    assert await rows(thanks) == []


async def test_what_waits_when_nobody_listens_any_more_ends_quietly(thanks, receiver):
    await give(thanks)
    pump = pump_of(thanks, receiver)
    kinds = Composers(WebhookPosts(thanks.store, wanted=False).composers())
    await carry(replace(pump, composers=kinds))
    assert [row.state for row in await rows(thanks)] == [State.NOTHING_TO_SAY]
    assert receiver.heard == []
