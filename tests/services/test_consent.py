"""May this be told at the all-hands? Asked once, in working hours; silence and no drop it, and it can be changed."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select
from tests.support.recognition import ANA, BOB, COMPANY, CY, DEA, DESIGN, DI, GUS, agreed, recognised

from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deck.deck import Period, Untold
from northstar_bot.domain.deck.shape import Shape
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import BadInput, NotAllowed, NotFound
from northstar_bot.domain.people import Viewer
from northstar_bot.domain.recognition.consent import Consent, Standing, Voice
from northstar_bot.domain.recognition.thanks_form import Wish
from northstar_bot.exports.registry import installed
from northstar_bot.services.recognition.consent import ConsentService
from northstar_bot.services.recognition.deck import DeckService
from northstar_bot.storage.tables.deliveries import delivery

PERIOD = Period(date(2026, 11, 2), date(2026, 11, 22))
MONDAY = datetime(2026, 11, 16, 7, 30, tzinfo=UTC)


@pytest.fixture
async def thanks(store, clock):
    clock.moment = MONDAY
    return await recognised(
        store, clock, replace(COMPANY, recognition=replace(COMPANY.recognition, allowance=50))
    )


@pytest.fixture
def consent(store, clock):
    return ConsentService(store, clock)


@pytest.fixture
def deck(store, clock):
    return DeckService(store, clock, tuple(installed()[0].values()), None, None)


async def give(thanks, key, *people, teams=(), text="You answered on a Sunday."):
    wish = Wish(tuple(one.id for one in people), (), teams, text)
    return (await thanks.service.give(thanks.viewer(ANA), wish, key)).shoutout


async def planned(store):
    """The questions in the ledger, by person and shout-out."""
    async with store.database.reader.begin() as connection:
        rows = await connection.execute(select(delivery).where(delivery.c.kind == "consent"))
        return {
            (row.target, row.details["shoutout"]): Plan(
                row.workspace_id, row.kind, row.target, row.period, row.due_at, details=row.details
            )
            for row in rows
        }


async def told(deck):
    made = await deck.build("acme", PERIOD.first, PERIOD.last)
    return [story.text for story in made.stories], dict(made.untold)


async def test_nothing_is_told_before_anybody_agreed(thanks, deck):
    await give(thanks, "1", BOB)
    assert await told(deck) == ([], {Untold.NOT_ASKED: 1})


@pytest.mark.parametrize("giver", [CY, DI], ids=["of the same team", "of no team"])
async def test_what_is_not_from_one_team_to_another_is_asked_of_nobody_and_told_to_nobody(
    thanks, consent, deck, store, clock, giver
):
    if giver is DI:
        async with store.write() as opened:
            await opened.people.settle("acme", {DI.id: None}, clock.now())
    wish = Wish((BOB.id,), text="You stayed until it was right.")
    given = (await thanks.service.give(thanks.viewer(giver), wish, "1")).shoutout
    assert given.giver_team == (None if giver is DI else "design")
    asking = await consent.ask(thanks.viewer(), PERIOD)
    assert (asking.stories, asking.people) == (0, 0)
    await agreed(store, clock, given)
    assert await told(deck) == ([], {Untold.INSIDE: 1})
    assert (await consent.ask(thanks.viewer(), PERIOD)).ready == 0


async def test_each_receiver_is_asked_once(thanks, consent, store):
    given = await give(thanks, "1", BOB, CY)
    first = await consent.ask(thanks.viewer(), PERIOD)
    again = await consent.ask(thanks.viewer(), PERIOD)
    assert (first.stories, first.people) == (1, 2)
    assert (again.stories, again.people) == (0, 0)
    assert set(await planned(store)) == {(BOB.id, str(given.id)), (CY.id, str(given.id))}


async def test_people_are_asked_when_they_work(thanks, consent, store):
    given = await give(thanks, "1", BOB)
    await consent.ask(thanks.viewer(), PERIOD)
    plan = (await planned(store))[BOB.id, str(given.id)]
    assert plan.due_at == datetime(2026, 11, 16, 14, 30, tzinfo=UTC)  # half past nine in New York


async def test_people_may_be_asked_on_a_later_day(thanks, consent, store):
    given = await give(thanks, "1", CY)
    made = await consent.ask(thanks.viewer(), PERIOD, on=date(2026, 11, 17))
    plan = (await planned(store))[CY.id, str(given.id)]
    assert made.on == date(2026, 11, 17)
    assert plan.due_at.date() == date(2026, 11, 17)
    for wrong in (date(2026, 11, 1), date(2027, 11, 1)):
        with pytest.raises(BadInput, match="cannot be asked on"):
            await consent.ask(thanks.viewer(), PERIOD, on=wrong)


async def test_everybody_named_has_to_agree(thanks, consent, deck):
    given = await give(thanks, "1", BOB, CY)
    await consent.ask(thanks.viewer(), PERIOD)
    await consent.answer(thanks.viewer(BOB), given.id, Consent.YES)
    assert await told(deck) == ([], {Untold.SILENT: 1})
    await consent.answer(thanks.viewer(CY), given.id, Consent.YES)
    assert await told(deck) == (["You answered on a Sunday."], {})


async def test_a_no_drops_it_and_a_yes_can_be_taken_back(thanks, consent, deck):
    given = await give(thanks, "1", BOB)
    await consent.ask(thanks.viewer(), PERIOD)
    await consent.answer(thanks.viewer(BOB), given.id, Consent.YES)
    answered = await consent.answer(thanks.viewer(BOB), given.id, Consent.NO)
    assert answered.said is Consent.NO
    assert await told(deck) == ([], {Untold.NO: 1})
    assert (await consent.ask(thanks.viewer(), PERIOD)).people == 0
    assert [one.said for one in await consent.mine(thanks.viewer(BOB))] == [Consent.NO]


def three_in_design(thanks):
    thanks.known.groups_known[DESIGN.id] = replace(DESIGN, members=(BOB.id, CY.id, DI.id))


async def led_by(store, lead):
    async with store.write() as opened:
        company = await opened.companies.of("acme")
        teams = tuple(replace(one, lead=lead) if one.key == "design" else one for one in company.teams)
        await opened.companies.save(replace(company, teams=teams))


async def test_two_speak_for_a_team_without_a_lead_and_one_no_stops_it(thanks, consent, deck, store):
    three_in_design(thanks)
    given = await give(thanks, "1", teams=("design",))
    await consent.ask(thanks.viewer(), PERIOD)
    assert {person for person, _ in await planned(store)} == {BOB.id, CY.id, DI.id}
    asked = await consent.answer(thanks.viewer(BOB), given.id, Consent.YES)
    assert asked.voice is Voice.MEMBER
    assert await told(deck) == ([], {Untold.SILENT: 1}), "one person does not speak for a team"
    await consent.answer(thanks.viewer(CY), given.id, Consent.YES)
    assert (await told(deck))[0] == ["You answered on a Sunday."]
    await consent.answer(thanks.viewer(DI), given.id, Consent.NO)
    assert await told(deck) == ([], {Untold.NO: 1})


async def test_the_lead_alone_is_asked_for_a_team_and_answers_for_it(thanks, consent, deck, store):
    await led_by(store, CY.id)
    given = await give(thanks, "1", teams=("design",))
    await consent.ask(thanks.viewer(), PERIOD)
    assert {person for person, _ in await planned(store)} == {CY.id}
    assert (await told(deck))[1] == {Untold.SILENT: 1}
    asked = await consent.answer(thanks.viewer(CY), given.id, Consent.YES)
    assert (asked.voice, asked.teams) == (Voice.LEAD, ("Design",))
    assert (await told(deck))[0] == ["You answered on a Sunday."]
    await consent.answer(thanks.viewer(CY), given.id, Consent.NO)
    assert await told(deck) == ([], {Untold.NO: 1})


async def test_a_lead_who_is_not_among_the_thanked_answers_for_the_team_too(thanks, consent, deck, store):
    await led_by(store, ANA.id)
    given = await give(thanks, "1", teams=("design",))
    await consent.ask(thanks.viewer(), PERIOD)
    await consent.answer(thanks.viewer(ANA), given.id, Consent.YES)
    assert (await told(deck))[0] == ["You answered on a Sunday."]


@pytest.mark.parametrize("switch", [Switch.THANKED, Switch.SHOWN_IN_DECKS])
async def test_where_the_lead_cannot_be_asked_two_of_the_team_speak(
    thanks, consent, deck, store, clock, switch
):
    three_in_design(thanks)
    await led_by(store, CY.id)
    async with store.write() as opened:
        await opened.preferences.keep("acme", CY.id, {switch}, clock.now())
    given = await give(thanks, "1", teams=("design",))
    await consent.ask(thanks.viewer(), PERIOD)
    assert {person for person, _ in await planned(store)} == {BOB.id, DI.id}
    for person in (BOB, DI):
        assert (await told(deck))[0] == []
        await consent.answer(thanks.viewer(person), given.id, Consent.YES)
    assert (await told(deck))[0] == ["You answered on a Sunday."]


async def test_somebody_named_beside_a_team_has_to_agree_as_well_as_the_team(thanks, consent, deck, store):
    async with store.write() as opened:
        await opened.people.settle("acme", {DI.id: "legal"}, thanks.clock.now())
    await led_by(store, CY.id)
    given = await give(thanks, "1", DI, teams=("design",))
    await consent.ask(thanks.viewer(), PERIOD)
    assert {person for person, _ in await planned(store)} == {DI.id, CY.id}
    await consent.answer(thanks.viewer(DI), given.id, Consent.YES)
    assert (await told(deck))[0] == [], "the team has not answered"
    await consent.answer(thanks.viewer(CY), given.id, Consent.YES)
    assert (await told(deck))[0] == ["You answered on a Sunday."]
    await consent.answer(thanks.viewer(DI), given.id, Consent.NO)
    assert await told(deck) == ([], {Untold.NO: 1})


async def test_a_team_of_one_speaks_with_one_voice_and_a_team_of_nobody_with_none(
    thanks, consent, deck, store
):
    async with store.write() as opened:
        await opened.people.settle("acme", {DI.id: "legal"}, thanks.clock.now())
    given = await give(thanks, "1", teams=("legal",))
    await consent.ask(thanks.viewer(), PERIOD)
    assert (await told(deck))[0] == []
    await consent.answer(thanks.viewer(DI), given.id, Consent.YES)
    assert (await told(deck))[0] == ["You answered on a Sunday."]
    nobody = Standing().untold(replace(given, receivers=()))
    assert nobody is Untold.NOT_ASKED


@pytest.mark.parametrize("person", [ANA, BOB], ids=["giver", "receiver"])
async def test_who_opted_out_of_decks_is_not_in_one_even_after_a_yes(
    thanks, consent, deck, store, clock, person
):
    given = await give(thanks, "1", BOB)
    await agreed(store, clock, given)
    async with store.write() as opened:
        await opened.preferences.keep("acme", person.id, {Switch.SHOWN_IN_DECKS}, clock.now())
    assert await told(deck) == ([], {Untold.OPTED_OUT: 1})
    assert (await consent.ask(thanks.viewer(), PERIOD)).people == 0


async def test_who_wants_no_messages_about_thanks_is_not_asked(thanks, consent, store, clock):
    await give(thanks, "1", BOB)
    async with store.write() as opened:
        await opened.preferences.keep("acme", BOB.id, {Switch.THANKED}, clock.now())
    assert (await consent.ask(thanks.viewer(), PERIOD)).people == 0


async def test_who_left_since_is_not_asked(thanks, consent, store, clock):
    await give(thanks, "1", BOB)
    async with store.write() as opened:
        await opened.people.remember("acme", [replace(BOB, standing=DEA.standing)], clock.now())
    assert (await consent.ask(thanks.viewer(), PERIOD)).people == 0


async def test_nobody_gets_more_than_three_questions_at_once(thanks, consent):
    for number in range(8):
        await give(thanks, str(number), BOB, text=f"Number {number}")
    assert (await consent.ask(thanks.viewer(), PERIOD, Shape(10))).stories == 3


async def test_what_was_taken_back_is_neither_asked_nor_told(thanks, consent, store):
    given = await give(thanks, "1", BOB)
    await consent.ask(thanks.viewer(), PERIOD)
    plan = (await planned(store))[BOB.id, str(given.id)]
    assert (await consent.compose(plan, MONDAY)).shoutout.id == given.id
    await thanks.service.undo(thanks.viewer(), given.id)
    assert await consent.compose(plan, MONDAY) is None
    assert await consent.mine(thanks.viewer(BOB)) == ()
    with pytest.raises(NotFound):
        await consent.answer(thanks.viewer(BOB), given.id, Consent.YES)


async def test_nobody_answers_for_somebody_else_or_for_another_workspace(thanks, consent):
    given = await give(thanks, "1", BOB)
    await consent.ask(thanks.viewer(), PERIOD)
    for viewer in (thanks.viewer(CY), Viewer("other", BOB)):
        with pytest.raises(NotFound):
            await consent.answer(viewer, given.id, Consent.YES)
    with pytest.raises(NotAllowed):
        await consent.ask(Viewer("acme", GUS), PERIOD)


async def test_the_latest_deck_is_known(store, thanks, clock):
    async with store.write() as opened:
        assert await opened.consents.last_deck("acme", clock.now()) is None
        await opened.consents.deck_was_made("acme", PERIOD, ANA.id, clock.now())
        assert await opened.consents.last_deck("acme", clock.now()) is None
        assert await opened.consents.last_deck("acme", clock.now() + timedelta(seconds=1)) == PERIOD
        assert await opened.consents.last_deck("other", clock.now() + timedelta(seconds=1)) is None
        older = Period(date(2026, 8, 1), date(2026, 8, 31))
        await opened.consents.deck_was_made("acme", older, ANA.id, clock.now())
        later = clock.now() + timedelta(seconds=1)
        assert await opened.consents.last_deck("acme", later) == PERIOD, (
            "making an old one again changes nothing"
        )
