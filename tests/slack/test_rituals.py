"""Rituals at the door: cards that begin with the star, the roadmap's poll, and a squad's one input."""

from dataclasses import replace
from datetime import time

import pytest
from tests.support.digests import COMPANY, LEARNERS, NORMAL, PER_LEARNER, STAR
from tests.support.teaching import parents

from northstar_bot.domain.calendar.schedules import Cadence, PostKind, Schedule
from northstar_bot.domain.company.company import Squad, Team
from northstar_bot.domain.ids import ChannelId, PersonId
from northstar_bot.domain.requests.requests import Evidence, Request, State, Visibility


@pytest.fixture
async def acme(on_stage, clock):
    """Bo is in Growth, Cy in Care; Growth owns the active learners."""
    where = ChannelId(on_stage.growth.id)
    kickoffs = tuple(
        Schedule(
            ritual, PostKind.KICKOFF, where, 0, time(10), "Europe/Berlin",
            cadence=cadence, nth=0, options={"ritual": ritual},
        )
        for ritual, cadence in (("planning", Cadence.WEEKLY), ("roadmap", Cadence.MONTHLY), ("review", Cadence.DAILY))
    )  # fmt: skip
    await on_stage.declare(
        zone=COMPANY.zone,
        star=replace(STAR, version=1),
        formula=COMPANY.formula,
        metrics=tuple(replace(one, owner=PersonId(on_stage.bo.id)) for one in COMPANY.metrics),
        teams=(Team("product", "Product"),),
        squads=(
            Squad("growth", "Growth", team="product", people=(PersonId(on_stage.bo.id),)),
            Squad("care", "Care", team="product", people=(PersonId(on_stage.cy.id),)),
        ),
        deciders=(PersonId(on_stage.ana.id),),
        schedules=kickoffs,
        limits=COMPANY.limits,
    )
    found = [
        replace(one, recorded_at=clock.now()) for read in NORMAL.values() for one in read.readings.values()
    ]
    async with on_stage.bot.house.transactions.write() as store:
        await store.readings.add(on_stage.bot.workspace, found)
    return on_stage


async def typed(stage, words, person=None):
    reply = await (person or stage.bo).types(words, channel=stage.growth)
    await stage.slack.until(lambda: reply.messages)
    return reply


async def settled(stage, clock):
    """A channel takes one post a second."""
    await stage.settle_in_turn(clock, 4)


@pytest.mark.parametrize(
    ("ritual", "question"),
    [
        ("review", "Which of these did our work move, and how do we know?"),
        ("planning", "Which one input does each squad move until the next planning?"),
        ("roadmap", "does it move one of these inputs, or is it busywork?"),
        ("Discovery", "At which moment does somebody find this worth it"),
    ],
)
async def test_each_ritual_begins_with_the_star_its_inputs_and_one_question(acme, ritual, question):
    reply = await typed(acme, f"/northstar kickoff {ritual}")
    assert reply.message.only_for is None
    assert "Everybody who starts a course learns something every week." in reply.text
    assert "681 lessons" in reply.text
    assert "Active learners" in reply.text
    assert f"<@{acme.bo.id}>" not in reply.text
    assert question in reply.text
    assert len(reply.message.blocks) <= 15


@pytest.mark.parametrize("words", ["kickoff", "kickoff retro"])
async def test_another_ritual_is_refused_with_those_there_are(acme, words):
    reply = await typed(acme, f"/northstar {words}")
    assert "review | planning | roadmap | discovery" in reply.text


async def test_everybody_has_one_voice_on_the_roadmap_and_nobody_is_named(acme):
    reply = await typed(acme, "/northstar kickoff roadmap")
    card = reply.message
    for person, answer in ((acme.bo, "busywork"), (acme.cy, "moves"), (acme.bo, "moves"), (acme.bo, "moves")):
        await person.clicks(card, f"northstar.kickoff.say.{answer}")
        await acme.settle()
    assert "2 voices: It moves an input 2, Busywork 0" in card.text
    counts = card.text.splitlines()[-1]
    assert not any(name in counts for name in ("Bo", "Cy", acme.bo.id, acme.cy.id))


async def test_two_roadmap_cards_are_counted_apart(acme, clock):
    first = (await typed(acme, "/northstar kickoff roadmap")).message
    clock.advance(minutes=1)
    second = (await typed(acme, "/northstar kickoff roadmap")).message
    await acme.bo.clicks(first, "northstar.kickoff.say.exempt")
    await acme.settle()
    assert "1 voice: It moves an input 0, Busywork 0, Exempt: law, security, upkeep 1" in first.text
    assert "Nobody has answered yet" in second.text


async def test_a_guest_has_no_voice(acme):
    card = (await typed(acme, "/northstar kickoff roadmap")).message
    await acme.guest.clicks(card, "northstar.kickoff.say.moves")
    await acme.settle()
    assert "Nobody has answered yet" in card.text


async def test_kickoffs_come_on_schedule_side_by_side_in_one_channel(acme, clock):
    await acme.settle()
    clock.advance(hours=1, minutes=1)
    await settled(acme, clock)
    assert sorted(one.text.split(" begins")[0] for one in parents(acme.growth)) == [
        "Sprint planning",
        "Sprint review",
    ]
    clock.advance(days=1)
    await settled(acme, clock)
    assert [one.text.split(" begins")[0] for one in parents(acme.growth)].count("Sprint review") == 2
    clock.advance(days=7)
    await settled(acme, clock)
    roadmap = next(one for one in parents(acme.growth) if one.text.startswith("Roadmap planning"))
    await acme.cy.clicks(roadmap, "northstar.kickoff.say.busywork")
    await acme.settle()
    assert "1 voice" in roadmap.text


async def test_without_a_star_a_ritual_says_what_to_do(on_stage):
    await on_stage.declare(squads=(Squad("growth", "Growth", people=(PersonId(on_stage.bo.id),)),))
    for words in ("kickoff review", "squad card"):
        assert "There is no North Star yet" in (await typed(on_stage, f"/northstar {words}")).text


async def test_a_squad_picks_one_input_and_the_pick_is_kept_with_its_day(acme, clock):
    asked = await typed(acme, "/northstar squad pick")
    assert "Growth: which one input do you move this sprint?" in asked.text
    await acme.bo.clicks(asked.message, "northstar.squad.pick", value=f"{PER_LEARNER} growth")
    await acme.settle()
    assert "works on Lessons per learner from 23 Nov 2026" in asked.message.text
    clock.advance(days=14)
    again = await typed(acme, f"/northstar squad pick {LEARNERS}")
    assert "Growth works on Active learners from 7 Dec 2026" in again.text
    assert "Before: Lessons per learner, since 23 Nov 2026." in again.text
    same = await typed(acme, f"/northstar squad pick {LEARNERS}")
    assert "already, since 7 Dec 2026" in same.text
    async with acme.bot.house.transactions.read() as store:
        picks = await store.rituals.picks(acme.bot.workspace)
    assert [(pick.squad, pick.metric) for pick in picks] == [("growth", PER_LEARNER), ("growth", LEARNERS)]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("squad pick churn", "There is no input “churn”."),
        ("squad pick nothing", "There is no input “nothing”."),
        (f"squad pick {LEARNERS} care", "Only Care picks its input."),
        (f"squad pick {LEARNERS} sales", "There is no squad “sales”."),
        ("squad", "Try /northstar squad pick, or squad card."),
        ("squad card sales", "Squads: growth, care."),
    ],
)
async def test_what_no_squad_can_do_is_refused_in_words(acme, words, said):
    assert said in (await typed(acme, f"/northstar {words}")).text


async def test_who_is_in_no_squad_is_told_so(acme):
    for words in ("squad pick", "squad card"):
        assert "You are in no squad." in (await typed(acme, f"/northstar {words}", acme.ana)).text


async def test_an_owner_may_pick_for_a_squad(acme):
    reply = await typed(acme, f"/northstar squad pick {PER_LEARNER} care", acme.ana)
    assert "Care works on Lessons per learner" in reply.text


async def test_the_tuesday_card_shows_the_squads_own_input_and_what_is_in_flight(acme):
    await typed(acme, f"/northstar squad pick {LEARNERS}")
    reply = await typed(acme, "/northstar squad card")
    assert reply.message.only_for is acme.bo
    assert (
        "North Star: *Weekly lessons completed* 681" in reply.text or "Weekly lessons completed" in reply.text
    )
    assert "Our input, picked 23 Nov 2026" in reply.text
    assert "Active learners" in reply.text
    assert "Lessons per learner" not in reply.text
    assert "Nothing is promised for Active learners." in reply.text
    team = await typed(acme, "/northstar squad card product")
    assert "Growth and Care" in team.text
    assert "Care has no input yet." in team.text


async def promise(store, stage, title, **more):
    """An accepted request for the learners."""
    new = Request(
        stage.bot.workspace, 0, PersonId(stage.ana.id), "client request", title, "Why.", Evidence.SEEN,
        stage.bot.house.clock.now(), input=LEARNERS, **more,
    )  # fmt: skip
    kept, _ = await store.requests.add(new, title)
    await store.requests.move(kept, State.ACCEPTED, stage.bot.house.clock.now())


async def test_what_was_promised_is_in_flight_and_private_requests_stay_private(acme):
    async with acme.bot.house.transactions.write() as store:
        await promise(store, acme, "Remind <learners> on Mondays")
        await promise(store, acme, "A secret deal", visibility=Visibility.DECIDERS)
    reply = await typed(acme, "/northstar squad card growth", acme.cy)
    assert "#1 Remind <learners> on Mondays" in reply.text
    assert "secret" not in reply.text
