"""Thanks to very many and to nobody, through Slack's own doors, on both databases."""

from datetime import date

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Recognition, Team
from northstar_bot.playground import message_problems

SIZE = 1000


@pytest.fixture
async def floor(on_stage):
    """Ana in Sales; Crowd is a user group of a thousand, Bo and Ana among them, behind the team Product."""
    scene = on_stage
    feed = scene.slack.add_channel("wins", [scene.ana, scene.bo, scene.cy, scene.slack.bot])
    many = [scene.slack.add_person(f"P{number}") for number in range(SIZE - 2)]
    group = scene.slack.add_group("crowd", [scene.ana, scene.bo, *many])
    await scene.declare(
        teams=(
            Team("sales", "Sales", people=(scene.ana.id, scene.cy.id)),
            Team("product", "Product", group=group.id),
        ),
        recognition=Recognition(feed=feed.id, allowance=10),
    )
    services = scene.bot.services
    await services.people.settle_teams(scene.bot.workspace, services.shoutouts.directory)
    return scene, feed, group


def cards(scene, feed):
    return [message for message in feed.messages if message.author is scene.slack.bot]


async def latest(scene):
    async with scene.bot.house.transactions.read() as store:
        return list(await store.shoutouts.latest(scene.bot.workspace, 50))


async def thanks(scene, words, person=None):
    reply = await (person or scene.ana).types(f"/northstar thanks {words}", channel=scene.growth)
    await scene.settle()
    return reply


async def posted(scene, amount):
    """Let everything stand that waits for its second: a channel takes one message in each."""
    for _ in range(amount):
        await scene.settle()
        scene.bot.house.clock.advance(seconds=1)


def notes(scene):
    return [
        person.name
        for person in scene.slack.world.people.values()
        if any("thanked you" in message.plain for message in scene.slack.world.direct_with(person).messages)
    ]


async def test_a_group_of_a_thousand_is_one_card_and_few_messages(floor):
    scene, feed, _ = floor
    reply = await thanks(scene, "@crowd for the launch")
    assert "9 shout-outs left for today." in reply.text
    assert "Not counted: you" in reply.text
    (given,) = await latest(scene)
    assert len(given.receivers) == SIZE - 1
    assert {one.team for one in given.receivers} == {"product"}
    assert given.teams == ("product",)
    (card,) = cards(scene, feed)
    assert message_problems({"text": card.text, "blocks": card.blocks}) == []
    assert len(card.plain) < 1000
    assert notes(scene) == []  # the card is there for all of them


async def test_its_people_are_those_of_that_moment(floor):
    scene, feed, group = floor
    await thanks(scene, "@crowd for the launch")
    await scene.slack.admin.regroup(group, [scene.ana, scene.bo, scene.cy])
    await scene.bot.background.drain()
    (given,) = await latest(scene)
    assert len(given.receivers) == SIZE - 1
    found = await scene.bot.services.roundup.roundup(scene.bot.workspace, Week.of(date(2026, 11, 23)))
    assert (found.counts.given, found.counts.people_thanked) == (1, SIZE - 1)
    await thanks(scene, "@crowd for the next one")
    await posted(scene, 2)
    newest = (await latest(scene))[0]
    assert {one.person for one in newest.receivers} == {scene.bo.id, scene.cy.id}
    assert len(cards(scene, feed)) == 2


async def test_a_person_their_group_and_a_second_group_count_each_once(floor):
    scene, feed, _ = floor
    scene.slack.add_group("second", [scene.bo, scene.cy, scene.gone, scene.guest])
    reply = await thanks(scene, "@Bo @crowd @second for the launch")
    assert "9 shout-outs left for today." in reply.text
    (given,) = await latest(scene)
    people = [one.person for one in given.receivers]
    assert len(people) == len(set(people)) == SIZE  # all but Ana, and Cy
    assert not {scene.gone.id, scene.guest.id, scene.ana.id} & set(people)
    assert len(cards(scene, feed)) == 1
    assert notes(scene) == ["Bo"]  # named, and told once


async def test_a_group_of_people_who_left_is_a_sentence_and_costs_nothing(floor):
    scene, feed, _ = floor
    other = scene.slack.add_person("Ex", deactivated=True)
    scene.slack.add_group("alumni", [scene.gone, other])
    reply = await thanks(scene, "@alumni for the early days")
    assert "Nobody in @alumni can be thanked: only full members of this workspace can." in reply.text
    assert "the early days" in reply.text  # what was typed is handed back
    assert (await latest(scene), cards(scene, feed)) == ([], [])
    assert "9 shout-outs left for today." in (await thanks(scene, "@Bo for the demo")).text
