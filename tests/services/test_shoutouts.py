"""Thanks from the question to the database, on both: every measured failure of other bots comes out right."""

import asyncio
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from sqlalchemy import func, select
from tests.support.recognition import ANA, BOB, BOT, COMPANY, CY, DI, FLOW, GUS, recognised

from northstar_bot.domain.company.company import Recognition
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import AlreadyDone, BadInput, NorthstarError, NotAllowed, NotFound
from northstar_bot.domain.people import Person
from northstar_bot.domain.recognition.shoutouts import LeftOut, Why
from northstar_bot.domain.recognition.thanks_form import Wish, must_name_people
from northstar_bot.services.recognition.thanks_keeping import CARD_NOW
from northstar_bot.storage.tables.deliveries import delivery
from northstar_bot.storage.tables.shoutouts import shoutout


@pytest.fixture
async def thanks(store, clock):
    return await recognised(store, clock)


async def say(thanks, raw, key="cmd:1", person=ANA, channel="C0TALK"):
    """What the command door does with a line."""
    viewer = thanks.viewer(person)
    asked = await thanks.service.understand(viewer, raw)
    must_name_people(asked)
    wish = Wish(asked.people, asked.groups, asked.teams, asked.text, channel=channel)
    return await thanks.service.give(viewer, wish, key)


async def kept(thanks, person=None):
    wanted = select(func.count()).select_from(shoutout).where(shoutout.c.undone_at.is_(None))
    async with thanks.store.database.reader.begin() as connection:
        return await connection.scalar(wanted.where(shoutout.c.giver == person.id) if person else wanted)


async def planned(thanks):
    async with thanks.store.database.reader.begin() as connection:
        rows = await connection.execute(select(delivery.c.kind, delivery.c.target).order_by(delivery.c.id))
        return sorted((row.kind, row.target) for row in rows)


@dataclass(frozen=True)
class Row:
    """One scenario of the table: what is typed, whom it reaches, which teams, who is left out."""

    says: str
    reached: tuple = ()
    teams: tuple = ()
    left_out: tuple = ()
    refused: str = ""


TABLE = {
    "a person named twice counts once": Row("<@U0BOB> for it, <@U0BOB>", ("U0BOB",)),
    "a person and their group count once": Row("<@U0BOB> <!subteam^S0FLOW> for it", ("U0BOB", "U0DI")),
    "the giver in the group is removed and told": Row(
        "<!subteam^S0DESIGN|@design> for it",
        ("U0BOB", "U0CY"),
        ("design",),
        (LeftOut("U0ANA", Why.GIVER), LeftOut("U0DEA", Why.DEACTIVATED)),
    ),
    "a group is thanked as a team and through its people": Row(
        "@design for it",
        ("U0BOB", "U0CY"),
        ("design",),
        (LeftOut("U0ANA", Why.GIVER), LeftOut("U0DEA", Why.DEACTIVATED)),
    ),
    "a deactivated person is refused": Row("<@U0DEA> for it", refused="Dea (a deactivated account) cannot"),
    "oneself is refused": Row("<@U0ANA> for it", refused="You cannot thank yourself."),
    "a guest is refused": Row("<@U0GUS> for it", refused="Gus (a guest) cannot be thanked here"),
    "an external person is refused": Row("<@U0EXA> for it", refused="Exa (from another organisation)"),
    "a bot alone is refused": Row("<@U0BOT> for it", refused="thanks are for people"),
    "a bot beside people is passed over": Row("<@U0BOT> <@U0BOB> for it", ("U0BOB",)),
    "two people are both reached": Row("<@U0BOB> and <@U0CY> for it", ("U0BOB", "U0CY")),
    "an empty group is refused": Row("<!subteam^S0EMPTY> for it", refused="There is nobody in @empty."),
    "a team with nobody is refused": Row("legal for it", refused="There is nobody in the team Legal."),
    "an unreadable group is refused": Row("<!subteam^S0GONE> for it", refused="cannot be read"),
    "the whole channel is refused": Row("<!channel> for it", refused="Thanks to @channel reach nobody"),
    "a channel is refused": Row("<#C1|general> for it", refused="#general is a channel."),
    "a name Slack does not know is refused": Row("@bobb for it", refused="Slack does not know @bobb"),
    "an id Slack does not know is refused": Row("<@U0NOBODY> for it", refused="does not know one of"),
    "no words are refused": Row("<@U0BOB> \u200b", refused="The thanks have no words yet."),
    "a plus-plus word thanks nobody": Row("notepad++", refused="Nobody is named."),
    "3,001 characters are refused": Row(f"<@U0BOB> {'a' * 3001}", refused="has 3,001"),
}


@pytest.mark.parametrize("row", TABLE.values(), ids=TABLE.keys())
async def test_the_table(thanks, row):
    if row.refused:
        with pytest.raises(NorthstarError) as caught:
            await say(thanks, row.says)
        assert row.refused in caught.value.sentence
        assert caught.value.hint
        assert (await kept(thanks), await planned(thanks)) == (0, [])
        return
    given = await say(thanks, row.says)
    assert tuple(sorted(one.person for one in given.shoutout.receivers)) == row.reached
    assert given.shoutout.teams == row.teams
    assert given.left_out == row.left_out
    assert given.remaining == 4
    assert await planned(thanks) == sorted(
        [("shoutout", "C0FEED"), *(("thanked", person) for person in row.reached)]
    )


async def test_the_same_act_delivered_again_is_one_act_with_one_answer(thanks):
    first = await say(thanks, "<!subteam^S0DESIGN> for it")
    thanks.clock.advance(hours=1)
    again = await say(thanks, "<!subteam^S0DESIGN> for it")
    at_once = await asyncio.gather(*(say(thanks, "<@U0BOB> for more", "cmd:2") for _ in range(4)))
    assert again == first
    assert len({one.shoutout.id for one in at_once}) == 1
    assert at_once.count(at_once[0]) == 4
    assert await kept(thanks) == 2


async def test_twelve_at_once_at_a_limit_of_five_are_exactly_five(thanks):
    said = await asyncio.gather(
        *(say(thanks, "<@U0BOB> for it", f"cmd:{number}") for number in range(12)), return_exceptions=True
    )
    refused = [one for one in said if isinstance(one, NotAllowed)]
    assert len(refused) == 7
    assert "all 5 of your shout-outs" in refused[0].sentence
    assert sorted(one.remaining for one in said if not isinstance(one, Exception)) == [0, 1, 2, 3, 4]
    assert await kept(thanks) == 5
    assert len(await planned(thanks)) == 10


async def test_the_day_is_the_givers_own(thanks):
    thanks.clock.moment = thanks.clock.moment.replace(hour=3)  # still Sunday in New York
    for number in range(5):
        await say(thanks, "<@U0CY> for it", f"a{number}", BOB)
    thanks.clock.advance(hours=1)
    with pytest.raises(NotAllowed):
        await say(thanks, "<@U0CY> for it", "b", BOB)
    thanks.clock.advance(hours=2)
    assert (await say(thanks, "<@U0CY> for it", "c", BOB)).remaining == 4


async def test_a_group_costs_one_and_a_refusal_costs_nothing(thanks):
    with pytest.raises(BadInput):
        await say(thanks, "<@U0DEA> for it")
    assert (await say(thanks, "<!subteam^S0DESIGN> for it")).remaining == 4


async def test_teams_are_frozen_when_thanks_are_given(thanks):
    given = (await say(thanks, "<@U0BOB> for it")).shoutout
    assert (given.giver_team, given.receivers[0].team, given.cross_team) == ("sales", "design", True)
    async with thanks.store.write() as opened:
        await opened.people.settle("acme", {BOB.id: "sales"}, thanks.clock.now())
    assert (await thanks.service.latest(thanks.viewer()))[0] == given
    inside = await say(thanks, "<@U0BOB> for it", "cmd:2")
    assert not inside.shoutout.cross_team


async def test_only_members_give_look_and_take_back(thanks):
    with pytest.raises(NotAllowed):
        await say(thanks, "<@U0BOB> for it", person=GUS)
    for verb in (thanks.service.form, thanks.service.mine, thanks.service.latest):
        with pytest.raises(NotAllowed):
            await verb(thanks.viewer(BOT))


async def test_taking_back_frees_the_ration_changes_the_card_and_happens_once(thanks):
    given = await say(thanks, "<@U0BOB> for it")
    number = given.shoutout.id
    async with thanks.store.write() as opened:
        await opened.shoutouts.remember_card("acme", number, Receipt("C0FEED", "1.5"), "link")
    with pytest.raises(NotAllowed):
        await thanks.service.undo(thanks.viewer(BOB), number)
    assert (await thanks.service.undo(thanks.viewer(), number)).text == "it"
    async with thanks.store.read() as opened:
        (change,) = await opened.deliveries.to_target("acme", CARD_NOW, "C0FEED", thanks.clock.now())
    assert change.plan.edits == Receipt("C0FEED", "1.5")
    assert thanks.wall.removed == []
    with pytest.raises(AlreadyDone):
        await thanks.service.undo(thanks.viewer(), number)
    with pytest.raises(NotFound):
        await thanks.service.undo(thanks.viewer(), 999)
    assert await kept(thanks) == 0
    assert (await thanks.service.latest(thanks.viewer())) == ()
    assert (await say(thanks, "<@U0BOB> for it", "cmd:2")).remaining == 4


async def test_without_a_feed_the_card_stands_where_thanks_were_given(store, clock):
    thanks = await recognised(store, clock, replace(COMPANY, recognition=Recognition(allowance=5)))
    await say(thanks, "<@U0BOB> for it", "a", channel="C0TALK")
    await say(thanks, "<@U0CY> for it", "b", channel="D0ANA")
    cards = [target for kind, target in await planned(thanks) if kind == "shoutout"]
    assert cards == ["C0TALK"]


async def test_values_and_inputs_must_be_ours(store, clock):
    required = replace(COMPANY, recognition=replace(COMPANY.recognition, value_required=True))
    thanks = await recognised(store, clock, required)
    viewer, wish = thanks.viewer(), Wish(people=(BOB.id,), text="it")
    for wrong, field in (
        (wish, "value"),
        (replace(wish, value="speed"), "value"),
        (replace(wish, value="care", input="depth"), "input"),
        (replace(wish, value="care", teams=("gone",)), "people"),
    ):
        with pytest.raises(BadInput) as caught:
            await thanks.service.give(viewer, wrong, "k")
        assert caught.value.field == field
    given = await thanks.service.give(viewer, replace(wish, value="care"), "k")
    assert given.shoutout.value == "care"


async def test_a_big_group_reads_the_card_and_only_those_named_get_a_note(thanks):
    crowd = [Person(f"U1{number:04d}", f"P{number}") for number in range(300)]
    thanks.known.people_known |= {one.id: one for one in crowd}
    thanks.known.groups_known["S0FLOW"] = replace(FLOW, members=tuple(one.id for one in crowd))
    given = await say(thanks, "<@U0BOB> <!subteam^S0FLOW> for it")
    assert len(given.shoutout.receivers) == 301
    assert given.remaining == 4
    assert await planned(thanks) == [("shoutout", "C0FEED"), ("thanked", "U0BOB")]


async def test_mine_shows_both_sides_newest_first(thanks):
    await say(thanks, "<@U0BOB> for one", "a")
    thanks.clock.advance(minutes=1)
    await say(thanks, "<@U0ANA> for two", "b", BOB)
    thanks.clock.advance(minutes=1)
    await say(thanks, "<@U0CY> for three", "c")
    mine = await thanks.service.mine(thanks.viewer())
    assert [one.text for one in mine.given] == ["three", "one"]
    assert [one.text for one in mine.received] == ["two"]


async def test_boosts_are_one_per_person_and_not_for_those_inside(thanks):
    number = (await say(thanks, "<@U0BOB> for it")).shoutout.id
    for person in (ANA, BOB):
        with pytest.raises(NotAllowed, match="part of this shout-out"):
            await thanks.service.boost(thanks.viewer(person), number)
    assert await thanks.service.boost(thanks.viewer(CY), number) == 1
    assert await thanks.service.boost(thanks.viewer(CY), number) == 1
    assert await thanks.service.boost(thanks.viewer(DI), number) == 2
    assert await thanks.service.boost(thanks.viewer(CY), number, present=False) == 1
    assert (await thanks.service.latest(thanks.viewer()))[0].boosts == 1
    await thanks.service.undo(thanks.viewer(), number)
    with pytest.raises(NotFound):
        await thanks.service.boost(thanks.viewer(CY), number)


async def test_nothing_declared_yet_is_said(store, clock):
    thanks = await recognised(store, clock)
    stranger = replace(thanks.viewer(), workspace="nowhere")
    with pytest.raises(NotFound, match="Nothing is declared"):
        await thanks.service.form(stranger)


async def test_one_workspace_never_sees_anothers(thanks):
    number = (await say(thanks, "<@U0BOB> for it")).shoutout.id
    elsewhere = replace(thanks.viewer(), workspace="other")
    assert await thanks.service.latest(elsewhere) == ()
    with pytest.raises(NotFound):
        await thanks.service.undo(elsewhere, number)
    with pytest.raises(NotFound):
        await thanks.service.boost(replace(thanks.viewer(CY), workspace="other"), number)
    async with thanks.store.read() as opened:
        assert await opened.shoutouts.by_source("other", "cmd:1") is None


async def test_the_form_offers_what_was_declared(thanks):
    form = await thanks.service.form(thanks.viewer())
    assert [team.key for team in form.teams] == ["sales", "design", "legal"]
    assert [value.key for value in form.values] == ["care"]
    assert [group.id for group in form.groups] == ["S0FLOW", "S0EMPTY"]


class Slowly:
    """A database far away: whoever opens it lets everybody else go first, many times."""

    def __init__(self, store):
        self.store = store

    @asynccontextmanager
    async def read(self):
        async with self.store.read() as opened:
            await self._wait()
            yield opened

    @asynccontextmanager
    async def write(self):
        async with self.store.write() as opened:
            await self._wait()
            yield opened
            await self._wait()

    async def _wait(self):
        for _ in range(50):
            await asyncio.sleep(0)


async def test_twelve_at_once_at_a_limit_of_five_are_exactly_five_on_a_slow_database(thanks):
    service = replace(thanks.service, unit_of_work=Slowly(thanks.store))
    wish = Wish(people=(BOB.id,), text="They stayed late for it.")
    said = await asyncio.gather(
        *(service.give(thanks.viewer(), wish, f"cmd:{number}") for number in range(12)),
        return_exceptions=True,
    )
    assert sum(isinstance(one, NotAllowed) for one in said) == 7
    assert await kept(thanks) == 5
