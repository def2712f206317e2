"""Reactions are state: however often and in whatever order Slack tells of them, what stands counts."""

import random
from dataclasses import replace

import pytest
from sqlalchemy import select
from tests.support.recognition import ANA, BOB, BOT, CY, DEA, DI, EXA, GUS, recognised

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import BadInput, NotAllowed
from northstar_bot.domain.recognition.reactions import Reacted
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.storage.tables.shoutouts import allowance


@pytest.fixture
async def thanks(store, clock):
    return await recognised(store, clock)


def on(at, added=True, *, by=ANA, author=BOB, emoji="star2", channel="C0TALK", ts="1.1"):
    return Reacted(channel, ts, by.id, emoji, added, at, author.id if author else None)


async def hear(thanks, *events, by=ANA):
    for event in events:
        await thanks.service.heard(thanks.viewer(by), event)


async def standing(thanks) -> list[Shoutout]:
    return list(await thanks.service.latest(thanks.viewer(DI), 50))


async def used(thanks):
    async with thanks.store.database.reader.begin() as connection:
        return await connection.scalar(select(allowance.c.used).where(allowance.c.person == ANA.id)) or 0


async def test_a_reaction_thanks_the_author_quietly_and_once(thanks):
    await hear(thanks, on(1), on(1), on(1))
    (given,) = await standing(thanks)
    assert (given.giver, [one.person for one in given.receivers], given.text) == (ANA.id, [BOB.id], "")
    assert (given.permalink, given.cross_team) == ("https://acme.example/archives/C0TALK/p11", True)
    async with thanks.store.read() as opened:
        plans = [row.plan for row in await opened.deliveries.recent("acme")]
    assert [(plan.kind, plan.target) for plan in plans] == [("thanked", BOB.id)]


async def test_taken_off_it_is_taken_back_and_put_on_again_it_is_the_same_one(thanks):
    await hear(thanks, on(1))
    (first,) = await standing(thanks)
    await hear(thanks, on(2, added=False))
    assert (await standing(thanks), await used(thanks)) == ([], 0)
    await hear(thanks, on(3))
    assert (await standing(thanks), await used(thanks)) == ([first], 1)


async def test_news_out_of_order_end_where_slack_ended(thanks):
    await hear(thanks, on(2, added=False), on(1))
    assert await standing(thanks) == []
    await hear(thanks, on(5), on(4, added=False), on(3))
    assert len(await standing(thanks)) == 1


@pytest.mark.parametrize("seed", range(12))
async def test_any_shuffle_with_repetitions_ends_where_the_last_word_was(thanks, seed):
    chance = random.Random(seed)
    news = [
        on(at, chance.random() < 0.5, emoji=chance.choice(["+1", "thumbsup", "+1::skin-tone-2"]))
        for at in range(8)
    ]
    last = {event.emoji: event.added for event in news}
    told = [*news, *chance.sample(news, 4)]
    chance.shuffle(told)
    async with thanks.store.write() as opened:
        company = await opened.companies.of("acme")
        liked = replace(company.recognition, emoji="thumbsup")
        await opened.companies.save(replace(company, recognition=liked))
    await hear(thanks, *told)
    assert len(await standing(thanks)) == int(any(last.values()))
    assert await used(thanks) == int(any(last.values()))


@pytest.mark.parametrize("author", [ANA, None], ids=["oneself", "nobody"])
async def test_nobody_to_thank_is_passed_over(thanks, author):
    await hear(thanks, on(1, author=author))
    assert await standing(thanks) == []


@pytest.mark.parametrize("author", [BOT, GUS, EXA, DEA], ids=lambda one: one.standing.value)
async def test_authors_who_cannot_be_thanked(thanks, author):
    with pytest.raises(BadInput):
        await hear(thanks, on(1, author=author))
    assert await standing(thanks) == []


@pytest.mark.parametrize("by", [GUS, EXA, BOT, DEA], ids=lambda one: one.standing.value)
async def test_only_members_thank_by_reaction(thanks, by):
    with pytest.raises(NotAllowed):
        await hear(thanks, on(1, by=by), by=by)
    assert await standing(thanks) == []


async def test_another_emoji_means_nothing(thanks):
    await hear(thanks, on(1, emoji="tada"))
    assert await standing(thanks) == []


async def test_a_changed_emoji_still_lets_old_thanks_be_taken_back(thanks):
    await hear(thanks, on(1))
    async with thanks.store.write() as opened:
        company = await opened.companies.of("acme")
        await opened.companies.save(replace(company, recognition=replace(company.recognition, emoji="taco")))
    await hear(thanks, on(2, added=False))
    assert await standing(thanks) == []


async def test_the_ration_covers_reactions_and_is_exact_through_changes_of_mind(thanks):
    for number in range(5):
        await hear(thanks, on(1, ts=f"{number}.0"))
    with pytest.raises(NotAllowed):
        await hear(thanks, on(1, ts="9.0"))
    await hear(thanks, on(2, added=False, ts="0.0"), on(3, ts="9.0"))
    with pytest.raises(NotAllowed):
        await hear(thanks, on(4, ts="0.0"))
    assert (len(await standing(thanks)), await used(thanks)) == (5, 5)


@pytest.fixture
async def card(thanks):
    """Ana thanked Bob; the card stands in the feed."""
    wish = Wish(people=(BOB.id,), text="it")
    given = await thanks.service.give(thanks.viewer(), wish, "k")
    async with thanks.store.write() as opened:
        await opened.shoutouts.remember_card("acme", given.shoutout.id, Receipt("C0FEED", "7.0"), "link")
    return given.shoutout.id


def cheer(at, added=True, by=CY, emoji="raised_hands"):
    return on(at, added, by=by, author=BOT, channel="C0FEED", ts="7.0", emoji=emoji)


async def boosts(thanks):
    return (await standing(thanks))[0].boosts


async def test_a_boost_counts_while_it_stands(thanks, card):
    await hear(thanks, cheer(1), cheer(1), by=CY)
    assert await boosts(thanks) == 1
    await hear(thanks, cheer(2, added=False), by=CY)
    assert await boosts(thanks) == 0
    await hear(thanks, cheer(3), cheer(2, added=False), by=CY)
    assert await boosts(thanks) == 1
    assert len(await standing(thanks)) == 1


async def test_two_skin_tones_and_the_button_are_one_boost(thanks, card):
    await hear(thanks, cheer(1, emoji="raised_hands::skin-tone-2"), cheer(2), by=CY)
    assert await thanks.service.boost(thanks.viewer(CY), card) == 1
    await hear(thanks, cheer(3, added=False), cheer(4, added=False, emoji="raised_hands::skin-tone-2"), by=CY)
    assert await boosts(thanks) == 1
    assert await thanks.service.boost(thanks.viewer(CY), card, present=False) == 0


@pytest.mark.parametrize("by", [ANA, BOB], ids=["author", "receiver"])
async def test_author_and_receivers_cannot_boost(thanks, card, by):
    await hear(thanks, cheer(1, by=by), by=by)
    assert await boosts(thanks) == 0


async def test_the_card_takes_only_boosts_and_none_when_taken_back(thanks, card):
    await hear(thanks, cheer(1, emoji="star2"), by=CY)
    assert (len(await standing(thanks)), await boosts(thanks)) == (1, 0)
    await thanks.service.undo(thanks.viewer(), card)
    await hear(thanks, cheer(2), by=CY)
    assert await standing(thanks) == []


async def test_an_unknown_workspace_and_company_mean_nothing(thanks):
    elsewhere = replace(thanks.viewer(), workspace="nowhere")
    assert await thanks.service.heard(elsewhere, on(1)) is None


async def test_what_was_undone_stays_undone_when_old_news_comes_again_and_returns_when_put_on_anew(thanks):
    await hear(thanks, on(1))
    (given,) = await standing(thanks)
    await thanks.service.undo(thanks.viewer(), given.id)
    await hear(thanks, on(1), on(2, emoji="star2::skin-tone-4"))
    assert (await standing(thanks), await used(thanks)) == ([], 0)
    await hear(thanks, on(3, added=False), on(4, added=False, emoji="star2::skin-tone-4"), on(5))
    assert (await standing(thanks), await used(thanks)) == ([given], 1)
