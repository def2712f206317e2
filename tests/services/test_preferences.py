"""What somebody switched off is kept for them alone, and asked by whoever plans a message."""

from dataclasses import replace

import pytest
from tests.support.requests import ASKER, COMPANY, OTHER, viewer_of

from northstar_bot.domain.company.preferences import OF_MESSAGES, Switch
from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.people import Person, Standing
from northstar_bot.services.preferences import PreferenceService, may_tell, who_may_be_told

HERE, ELSEWHERE = "acme", "globex"


@pytest.fixture
async def preferences(store, clock):
    async with store.write() as rooms:
        for workspace in (HERE, ELSEWHERE):
            await rooms.companies.save(replace(COMPANY, workspace=workspace))
    return PreferenceService(store, clock)


async def allowed(store, person, kind=Switch.THANKED, workspace=HERE):
    async with store.read() as rooms:
        return await may_tell(rooms, workspace, person, kind)


async def test_everything_is_on_until_it_is_switched_off_and_on_again(preferences, store):
    me = ASKER.person.id
    assert await allowed(store, me)
    wanted = [kind for kind in OF_MESSAGES if kind is not Switch.THANKED]
    await preferences.choose(ASKER, wanted, [Switch.SHOWN_IN_DECKS])
    assert await preferences.of(HERE, me) == {Switch.THANKED, Switch.SHOWN_IN_DECKS}
    assert not await allowed(store, me)
    assert await allowed(store, me, Switch.WAITING)
    chosen = await preferences.choose(ASKER, OF_MESSAGES, [])
    assert chosen.off == frozenset()
    assert await preferences.of(HERE, me) == frozenset()
    assert await allowed(store, me)


async def test_a_choice_is_one_persons_in_one_workspace(preferences, store):
    await preferences.choose(ASKER, [], [Switch.NAMED_IN_ROUNDUPS])
    assert await allowed(store, OTHER.person.id)
    assert await allowed(store, ASKER.person.id, workspace=ELSEWHERE)
    assert await preferences.off(ELSEWHERE, Switch.NAMED_IN_ROUNDUPS) == frozenset()
    assert await preferences.off(HERE, Switch.NAMED_IN_ROUNDUPS) == {ASKER.person.id}
    many = await preferences.of_many(HERE, [ASKER.person.id, OTHER.person.id])
    assert many == {ASKER.person.id: {*OF_MESSAGES, Switch.NAMED_IN_ROUNDUPS}}


async def test_what_is_quiet_for_all_reaches_nobody(preferences, store):
    async with store.write() as rooms:
        kept = await rooms.companies.of(HERE)
        await rooms.companies.save(replace(kept, quiet=(Switch.THANKED,)))
    assert not await allowed(store, "UANY")
    assert await allowed(store, "UANY", Switch.WAITING)
    assert (await preferences.mine(ASKER)).quiet == (Switch.THANKED,)


@pytest.mark.parametrize("standing", [each for each in Standing if each is not Standing.MEMBER])
async def test_who_is_no_member_any_more_gets_nothing(preferences, store, clock, standing):
    async with store.write() as rooms:
        await rooms.people.remember(HERE, [Person("UGON", "Gone", standing=standing)], clock.now())
    async with store.read() as rooms:
        told = await who_may_be_told(rooms, HERE, ["UGON", "UNEW", "UNEW"], Switch.THANKED)
    assert told == ("UNEW",)
    with pytest.raises(NotAllowed):
        await preferences.choose(viewer_of("UGON", standing=standing), [], [])
