"""Private thanks are for their receivers alone; people who are locked give none; who is shy is not retold."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest
from tests.support.recognition import ANA, BOB, CY, DI, GUS, agreed, recognised

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import AlreadyDone, BadInput, NotAllowed, NotFound
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.domain.recognition.reactions import Reacted
from northstar_bot.domain.recognition.thanks_form import Where, Wish
from northstar_bot.exports.registry import installed
from northstar_bot.services.recognition.deck import DeckService
from northstar_bot.services.recognition.roundup import RoundupService
from northstar_bot.services.recognition.sender_locks import SenderLockService

WEEK = Week.parse("2026-W48")
SECRET = "only for your eyes"


@pytest.fixture
async def thanks(store, clock):
    return await recognised(store, clock)


async def give(thanks, key, *people, giver=ANA, text="the demo", where=Where.FEED, teams=()):
    wish = Wish(tuple(one.id for one in people), teams=teams, text=text, channel="C0TALK", where=where)
    return (await thanks.service.give(thanks.viewer(giver), wish, key)).shoutout


async def planned(thanks):
    async with thanks.store.read() as opened:
        rows = await opened.deliveries.recent("acme", 100)
    return sorted((row.plan.kind, row.plan.target) for row in rows)


async def all_that_is_open(thanks):
    """Everything that counts or retells thanks for others, as one text without ids."""
    week = timedelta(days=7)
    now = thanks.clock.now()
    async with thanks.store.read() as opened:
        found = [
            await opened.shoutouts.counts_for_week("acme", WEEK),
            await opened.shoutouts.counts_between("acme", now - week, now + week),
            sorted(await opened.shoutouts.teams_reached("acme", WEEK)),
            [(one.text, one.giver) for one in await opened.shoutouts.stories("acme", WEEK, 50)],
            [one.text for one in await opened.shoutouts.given_between("acme", now - week, now + week)],
            [one.text for one in await opened.shoutouts.latest("acme", 50)],
            [one.text for one in await opened.shoutouts.given_by("acme", ANA.id, 50)],
            [one.text for one in await opened.shoutouts.received_by("acme", BOB.id, 50)],
        ]
    roundup = await RoundupService(thanks.store, thanks.clock).roundup("acme", WEEK, quiet=True)
    deck = DeckService(thanks.store, thanks.clock, tuple(installed()[0].values()), None, None)
    made = await deck.build("acme", WEEK.start, WEEK.end)
    files = [deck.export(made, form).data for form in deck.formats if form != "pptx"]
    told = [(one.text, one.receivers) for one in roundup.stories]
    return f"{found} {roundup.counts} {roundup.coverage} {told} {made.stories} {files}"


@pytest.mark.parametrize("seed", range(3))
async def test_with_or_without_private_thanks_everybody_else_reads_the_same(thanks, seed):
    chance = random.Random(seed)
    people, private = [ANA, BOB, CY, DI], []
    for number in range(6):
        giver, *receivers = chance.sample(people, chance.randint(2, 4))
        await give(thanks, f"open {number}", *receivers, giver=giver, text=f"open {number}")
    before = await all_that_is_open(thanks)
    for number in range(6):
        giver, *receivers = chance.sample(people, chance.randint(2, 4))
        one = await give(
            thanks, f"p {number}", *receivers, giver=giver, text=SECRET, where=Where.PRIVATE,
            teams=chance.choice([(), ("design",)]) if giver is ANA else (),
        )  # fmt: skip
        private.append(one.id)
    assert await all_that_is_open(thanks) == before
    for number in private:
        with pytest.raises(NotFound):
            await thanks.service.boost(thanks.viewer(DI), number)


async def test_receiver_and_giver_find_private_thanks_and_there_is_no_card(thanks):
    await give(thanks, "p", BOB, text=SECRET, where=Where.PRIVATE)
    assert await planned(thanks) == [("thanked", BOB.id)]
    assert [one.text for one in (await thanks.service.mine(thanks.viewer(BOB))).received] == [SECRET]
    assert [one.text for one in (await thanks.service.mine(thanks.viewer(ANA))).given] == [SECRET]
    assert SECRET not in str(await thanks.service.mine(thanks.viewer(CY)))


async def test_private_thanks_reach_people_who_can_be_told_one_by_one(thanks):
    crowd = [Person(f"U1{number:03d}", f"P{number}") for number in range(51)]
    thanks.known.people_known |= {one.id: one for one in crowd}
    with pytest.raises(BadInput, match="at most 50 people; this would be 51") as refused:
        await give(thanks, "p", *crowd, where=Where.PRIVATE)
    assert refused.value.field == "where"
    await give(thanks, "q", *crowd[:50], where=Where.PRIVATE)
    assert len(await planned(thanks)) == 50


@pytest.mark.parametrize(
    ("where", "channel", "card"),
    [
        (Where.FEED, "C0TALK", "C0FEED"),
        (Where.HERE, "C0TALK", "C0TALK"),
        (Where.HERE, "D0ANA", "C0FEED"),
        (Where.HERE, None, "C0FEED"),
    ],
)
async def test_where_the_card_stands(thanks, where, channel, card):
    wish = Wish((BOB.id,), text="the demo", channel=channel, where=where)
    await thanks.service.give(thanks.viewer(), wish, "k")
    assert await planned(thanks) == [("shoutout", card), ("thanked", BOB.id)]


async def test_thanks_may_name_a_request_that_exists(thanks):
    with pytest.raises(BadInput, match="no request #7") as refused:
        await thanks.service.give(thanks.viewer(), Wish((BOB.id,), text="it", request=7), "k")
    assert refused.value.field == "request"
    assert await planned(thanks) == []


async def stands(thanks, kind, target, ts):
    """Let the planned post of this kind have become a message."""
    now = thanks.clock.now()
    async with thanks.store.write() as opened:
        for row in await opened.deliveries.claim(now, 50, timedelta(minutes=1)):
            if (row.plan.kind, row.plan.target) == (kind, target):
                sending = await opened.deliveries.mark_sending(row, now, timedelta(minutes=1))
                await opened.deliveries.settle_sent(sending, Receipt(f"D{target}", ts), now)
                return sending.plan
    return None


async def edits(thanks):
    async with thanks.store.read() as opened:
        rows = await opened.deliveries.recent("acme", 100)
    return [row.plan for row in rows if row.plan.edits]


async def test_undo_changes_the_note_that_was_read(thanks):
    given = await give(thanks, "k", BOB)
    await stands(thanks, "thanked", BOB.id, "7.7")
    await thanks.service.undo(thanks.viewer(), given.id)
    (edit,) = await edits(thanks)
    assert (edit.kind, edit.target, edit.edits) == ("thanked-now", BOB.id, Receipt(f"D{BOB.id}", "7.7"))
    assert (await thanks.posts.note_now(edit, thanks.clock.now())).shoutout.undone


async def test_a_note_that_was_posted_during_undo_is_changed_as_well(thanks):
    given = await give(thanks, "k", BOB)
    await thanks.service.undo(thanks.viewer(), given.id)
    assert await edits(thanks) == []
    plan = await stands(thanks, "thanked", BOB.id, "7.7")
    await thanks.posts.note_stands(plan, Receipt("D", "7.7"))
    assert len(await edits(thanks)) == 1


async def test_a_reaction_that_goes_and_comes_changes_the_note_each_time(thanks):
    for at, added in ((1, True), (2, False), (2, False), (3, True)):
        news = Reacted("C1", "1.1", ANA.id, "star2", added, at, BOB.id)
        await thanks.service.heard(thanks.viewer(), news)
        await stands(thanks, "thanked", BOB.id, "7.7")
        thanks.clock.advance(minutes=2)
    now, back = await edits(thanks)
    assert (now.target, back.target) == (BOB.id, BOB.id)
    assert not (await thanks.posts.note_now(now, thanks.clock.now())).shoutout.undone


@pytest.fixture
def locks(thanks):
    return SenderLockService(thanks.store, thanks.known, thanks.clock)


async def test_a_locked_person_reads_one_sentence_and_can_still_be_thanked(thanks, locks):
    steward = replace(thanks.viewer(DI), roles=frozenset({Role.STEWARD}))
    await locks.lock(steward, ANA.id, "not in good\nfaith")
    with pytest.raises(NotAllowed) as refused:
        await give(thanks, "k", BOB)
    assert refused.value.sentence == (
        "A steward has locked your giving of thanks. The reason given: not in good faith"
    )
    with pytest.raises(NotAllowed):
        await thanks.service.heard(thanks.viewer(), Reacted("C1", "1.1", ANA.id, "star2", True, 1, BOB.id))
    await give(thanks, "b", ANA, giver=BOB)
    assert [lock.person for lock in await locks.locked(steward)] == [ANA.id]
    await locks.unlock(steward, ANA.id)
    with pytest.raises(AlreadyDone):
        await locks.unlock(steward, ANA.id)
    assert (await give(thanks, "k", BOB)).text == "the demo"


async def test_who_may_lock_and_whom(thanks, locks):
    steward = replace(thanks.viewer(DI), roles=frozenset({Role.STEWARD}))
    for attempt in (
        locks.lock(thanks.viewer(), BOB.id, ""), locks.unlock(thanks.viewer(), BOB.id), locks.locked(thanks.viewer()),
        locks.lock(steward, DI.id, ""), locks.unlock(steward, DI.id),
    ):  # fmt: skip
        with pytest.raises(NotAllowed):
            await attempt
    for person, reason in ((GUS.id, ""), ("U0NOBODY", ""), (BOB.id, "x" * 201)):
        with pytest.raises(BadInput):
            await locks.lock(steward, person, reason)
    async with thanks.store.read() as opened:
        assert await opened.sender_locks.all("acme") == []
        assert await opened.sender_locks.of("other", BOB.id) is None


async def switch_off(thanks, person, switch):
    async with thanks.store.write() as opened:
        await opened.preferences.keep("acme", person.id, {switch}, thanks.clock.now())


@pytest.mark.parametrize("shy", [ANA, BOB], ids=["giver", "receiver"])
async def test_who_does_not_want_to_be_named_is_in_no_roundup_and_another_story_takes_the_place(thanks, shy):
    await switch_off(thanks, shy, Switch.NAMED_IN_ROUNDUPS)
    for number in range(5):
        await give(thanks, f"{number}", BOB, text=f"quiet {number}")
        thanks.clock.advance(minutes=1)
    await give(thanks, "x", ANA if shy is BOB else CY, giver=DI, text="told")
    found = await RoundupService(thanks.store, thanks.clock).roundup("acme", WEEK)
    assert [story.text for story in found.stories] == ["told"]
    assert found.counts.given == 6


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("for helping @Bob with it", False),
        ("for helping @Bob's team", False),
        ("for helping @Bobby", True),
        ("for the Bob cat", True),
    ],
)
async def test_who_is_not_to_be_named_is_not_in_the_words_of_a_story_either(thanks, words, told):
    async with thanks.store.write() as opened:
        await opened.people.remember("acme", [BOB], thanks.clock.now())
        both = {Switch.NAMED_IN_ROUNDUPS, Switch.SHOWN_IN_DECKS}
        await opened.preferences.keep("acme", BOB.id, both, thanks.clock.now())
    await agreed(thanks.store, thanks.clock, await give(thanks, "words", CY, text=words))
    found = await RoundupService(thanks.store, thanks.clock).roundup("acme", WEEK)
    deck = DeckService(thanks.store, thanks.clock, tuple(installed()[0].values()), None, None)
    made = await deck.build("acme", WEEK.start, WEEK.end)
    assert (bool(found.stories), bool(made.stories)) == (told, told)


async def test_a_team_is_thanked_in_the_roundup_without_the_person_who_is_not_to_be_named(thanks):
    await switch_off(thanks, BOB, Switch.NAMED_IN_ROUNDUPS)
    await give(thanks, "t", teams=("design",))
    (story,) = (await RoundupService(thanks.store, thanks.clock).roundup("acme", WEEK)).stories
    assert story.teams == ("design",)
    assert BOB.id not in {one.person for one in story.receivers}


async def test_who_does_not_want_to_be_shown_is_in_no_deck_and_still_counts_for_the_team(thanks):
    await switch_off(thanks, BOB, Switch.SHOWN_IN_DECKS)
    for given in (
        await give(thanks, "a", BOB, text="hush-hush"),
        await give(thanks, "b", CY, text="told"),
    ):
        await agreed(thanks.store, thanks.clock, given)
    deck = DeckService(thanks.store, thanks.clock, tuple(installed()[0].values()), None, None)
    made = await deck.build("acme", WEEK.start, WEEK.end)
    assert [story.text for story in made.stories] == ["told"]
    for form in deck.formats:
        assert b"hush-hush" not in deck.export(made, form).data


async def test_who_switched_the_message_off_gets_none(thanks):
    await switch_off(thanks, BOB, Switch.THANKED)
    await give(thanks, "a", BOB, CY)
    assert await planned(thanks) == [("shoutout", "C0FEED"), ("thanked", CY.id)]


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (PrivateThanks.EVERYBODY, {"lead", "steward", "owner", "decider", "member"}),
        (PrivateThanks.LEADS, {"lead", "steward", "owner"}),
        (PrivateThanks.NOBODY, set()),
    ],
)
async def test_only_who_may_thanks_in_private(thanks, who, may):
    async with thanks.store.write() as opened:
        company = await opened.companies.of("acme")
        teams = (replace(company.teams[0], lead=ANA.id), *company.teams[1:])
        recognition = replace(company.recognition, private=who, allowance=100)
        await opened.companies.save(replace(company, teams=teams, recognition=recognition))
    people = {"lead": (ANA, ()), "member": (CY, ())} | {role.value: (DI, (role,)) for role in Role}
    for name, (person, roles) in people.items():
        viewer = Viewer("acme", person, frozenset(roles))
        offered = (await thanks.service.form(viewer)).private
        given = thanks.service.give(viewer, Wish((BOB.id,), text=SECRET, where=Where.PRIVATE), f"key {name}")
        assert offered == (name in may)
        if name in may:
            assert (await given).shoutout.private
        else:
            with pytest.raises(NotAllowed) as refused:
                await given
            assert refused.value.field == "where"
        await thanks.service.give(viewer, Wish((BOB.id,), text="in the open"), f"open {name}")
