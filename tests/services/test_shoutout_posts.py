"""What is told of thanks: the card, the note, and nothing any more once they are taken back."""

import pytest
from tests.support.recognition import BOB, CY, recognised

from northstar_bot.domain.deliveries import Plan, Receipt
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.services.recognition.thanks_keeping import CARD_NOW


@pytest.fixture
async def thanks(store, clock):
    return await recognised(store, clock)


@pytest.fixture
async def given(thanks):
    wish = Wish(people=(BOB.id,), teams=("sales",), text="it", value="care")
    viewer = thanks.viewer(CY)
    return (await thanks.service.give(viewer, wish, "k")).shoutout


def plan(thanks, number, target="C0FEED"):
    return Plan(
        "acme",
        "shoutout",
        target,
        f"shoutout-{number}",
        thanks.clock.now(),
        details={"shoutout": str(number), "card": "C0FEED"},
    )


async def test_card_and_note_carry_names(thanks, given):
    card = await thanks.posts.card(plan(thanks, given.id), thanks.clock.now())
    assert (card.teams, card.value, card.input, card.boost) == (("Sales",), "Care", "", "raised_hands")
    note = await thanks.posts.note(plan(thanks, given.id, BOB.id), thanks.clock.now())
    assert (note.receiver, note.place, note.teams) == (BOB.id, "C0FEED", ("Sales",))


async def test_the_card_is_remembered_with_its_address_however_often_it_is_told(thanks, given):
    for _ in range(2):
        await thanks.posts.card_stands(plan(thanks, given.id), Receipt("C0FEED", "7.5"))
    (kept,) = await thanks.service.latest(thanks.viewer())
    assert kept.card_link == "https://acme.example/archives/C0FEED/p75"
    assert thanks.wall.removed == []


async def test_what_was_taken_back_is_not_told_and_a_late_card_is_changed(thanks, given):
    await thanks.service.undo(thanks.viewer(CY), given.id)
    at = thanks.clock.now()
    assert await thanks.posts.card(plan(thanks, given.id), at) is None
    assert await thanks.posts.note(plan(thanks, given.id, BOB.id), at) is None
    await thanks.posts.card_stands(plan(thanks, given.id), Receipt("C0FEED", "7.5"))
    async with thanks.store.read() as opened:
        (change,) = await opened.deliveries.to_target("acme", CARD_NOW, "C0FEED", at)
    assert change.plan.edits == Receipt("C0FEED", "7.5")
    assert (await thanks.posts.card_now(change.plan, at)).shoutout.undone
    assert thanks.wall.removed == []


async def test_an_unknown_shoutout_says_nothing(thanks):
    assert await thanks.posts.card(plan(thanks, 404), thanks.clock.now()) is None
