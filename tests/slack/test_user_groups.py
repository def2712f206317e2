"""What happens to a user group in Slack reaches the team behind it, in any order, on both databases."""

import asyncio
from itertools import islice, permutations

import pytest
from sqlalchemy import select
from tests.support.bot import stage

from northstar_bot.domain.company.company import Team
from northstar_bot.playground.world import MINIMAL_SCOPES
from northstar_bot.storage.tables.people import membership


@pytest.fixture
async def floor(on_stage):
    """Bo and Cy are in Design by its group, Ana in Sales by hand; Growth has a group with nobody yet."""
    scene = on_stage
    design = scene.slack.add_group("design", [scene.bo, scene.cy])
    growth = scene.slack.add_group("growth-team", [])
    await scene.declare(
        teams=(
            Team("sales", "Sales", people=(scene.ana.id,)),
            Team("design", "Design", group=design.id),
            Team("growth", "Growth", group=growth.id),
        )
    )
    services = scene.bot.services
    await services.people.settle_teams(scene.bot.workspace, services.shoutouts.directory)
    return scene, design, growth


async def at_home(scene):
    async with scene.bot.house.transactions.read() as store:
        found = await store.people.current_homes(scene.bot.workspace)
    names = {one.id: one.name for one in (scene.ana, scene.bo, scene.cy)}
    return {names[person]: team for person, team in found.items() if person in names}


async def past(scene, person):
    """Every team the person was in, oldest first, and whether they left it."""
    wanted = select(membership).where(membership.c.person == person.id).order_by(membership.c.id)
    async with scene.bot.house.transactions.database.reader.begin() as connection:
        return [(row.team, row.until is not None) for row in await connection.execute(wanted)]


async def heard(scene):
    await scene.bot.background.drain()


async def test_who_joins_or_leaves_the_group_is_at_home_there_or_not_at_once(floor):
    scene, design, growth = floor
    await scene.slack.admin.regroup(design, [scene.bo])
    await heard(scene)
    assert await at_home(scene) == {"Ana": "sales", "Bo": "design"}
    await scene.slack.admin.regroup(growth, [scene.cy])
    await heard(scene)
    assert await at_home(scene) == {"Ana": "sales", "Bo": "design", "Cy": "growth"}
    assert await past(scene, scene.cy) == [("design", True), ("growth", False)]


async def test_in_several_groups_the_first_team_is_home_and_by_hand_comes_before_both(floor):
    scene, design, growth = floor
    await scene.slack.admin.regroup(growth, [scene.ana, scene.bo])
    await heard(scene)
    assert await at_home(scene) == {"Ana": "sales", "Bo": "design", "Cy": "design"}
    await scene.slack.admin.regroup(design, [scene.cy])
    await heard(scene)
    assert (await at_home(scene))["Bo"] == "growth"
    assert await past(scene, scene.ana) == [("sales", False)]


def _changed(group, come=(), gone=()):
    return {
        "type": "subteam_members_changed",
        "subteam_id": group.id,
        "added_users": [one.id for one in come],
        "removed_users": [one.id for one in gone],
        "event_ts": "1.1",
    }


async def test_old_double_and_shuffled_events_end_where_slack_is(floor):
    scene, design, growth = floor
    design.members, growth.members = [scene.cy], [scene.bo]
    old = (
        _changed(design, gone=[scene.cy]),
        _changed(design, come=[scene.cy, scene.ana]),
        {"type": "subteam_updated", "subteam": design.record(with_users=True) | {"users": [scene.ana.id]}},
        _changed(growth, come=[scene.bo]),
    )
    for number, order in enumerate(islice(permutations(old), 0, None, 5)):
        sent = [
            scene.slack.deliver_event(event, times=2, event_id=f"Ev{number}-{place}")
            for place, event in enumerate(order)
        ]
        await asyncio.gather(*sent)
        await heard(scene)
        assert await at_home(scene) == {"Ana": "sales", "Bo": "growth", "Cy": "design"}
    assert await past(scene, scene.bo) == [("design", True), ("growth", False)]


async def test_a_group_that_is_switched_off_keeps_its_people_and_everything_that_was(floor):
    scene, design, growth = floor
    await scene.slack.admin.switch_group(design, on=False)
    await heard(scene)
    scene.bot.house.clock.advance(minutes=15)
    services = scene.bot.services
    await services.people.settle_teams(scene.bot.workspace, services.shoutouts.directory)
    assert await at_home(scene) == {"Ana": "sales", "Bo": "design", "Cy": "design"}
    said = (await scene.ana.types("/northstar teams", channel=scene.growth)).text
    assert "Slack does not show the user group of *Design*" in said
    assert "user group of" not in (await scene.bo.types("/northstar teams", channel=scene.growth)).text
    await scene.slack.admin.regroup(growth, [scene.cy])
    await heard(scene)
    assert await past(scene, scene.cy) == [("design", False)]
    await scene.slack.admin.regroup(design, [scene.bo])
    await scene.slack.admin.switch_group(design, on=True)
    await heard(scene)
    assert await at_home(scene) == {"Ana": "sales", "Bo": "design", "Cy": "growth"}
    assert await past(scene, scene.cy) == [("design", True), ("growth", False)]


async def test_a_new_name_and_a_new_group_are_offered_at_once(floor):
    scene, design, _ = floor
    directory = scene.bot.services.shoutouts.directory
    await directory.groups(scene.bot.workspace)
    await scene.slack.admin.rename_group(design, "designers")
    await scene.slack.admin.announce(scene.slack.add_group("ops", [scene.bo]))
    await heard(scene)
    handles = [group.handle for group in await directory.groups(scene.bot.workspace)]
    assert handles == ["designers", "growth-team", "ops"]
    assert (await directory.group(scene.bot.workspace, design.id)).handle == "designers"


async def test_a_group_of_a_thousand_is_read_from_slack_not_from_the_event(floor):
    scene, _, growth = floor
    crowd = [scene.slack.add_person(f"P{number}") for number in range(1000)]
    await scene.slack.admin.regroup(growth, crowd)
    await heard(scene)
    async with scene.bot.house.transactions.read() as store:
        assert len(await store.people.members_of(scene.bot.workspace, "growth")) == 1000


async def test_an_event_that_could_not_be_followed_is_followed_later(floor, clock):
    scene, design, _ = floor
    scene.slack.faults.add("usergroups.users.list", error="internal_error")
    await scene.slack.admin.regroup(design, [scene.bo])
    await heard(scene)
    clock.advance(seconds=61)
    await scene.bot.inbox.sweep()
    await heard(scene)
    assert await at_home(scene) == {"Ana": "sales", "Bo": "design"}


async def test_a_group_of_no_team_asks_nothing_of_slack(floor):
    scene, _, _ = floor
    other = scene.slack.add_group("book-club", [scene.bo])
    before = len(scene.slack.calls)
    await scene.slack.admin.regroup(other, [scene.cy])
    await scene.slack.deliver_event({"type": "subteam_updated", "subteam": {}})
    await heard(scene)
    assert len(scene.slack.calls) == before


async def test_without_the_scope_nothing_is_heard_and_nobody_leaves(tmp_path, clock):
    async with stage(f"sqlite:///{tmp_path / 'n.db'}", clock, scopes=MINIMAL_SCOPES) as scene:
        group = scene.slack.add_group("design", [scene.bo])
        await scene.declare(teams=(Team("design", "Design", group=group.id),))
        await scene.slack.admin.regroup(group, [])
        await heard(scene)
        assert not scene.slack.doorway.deliveries
