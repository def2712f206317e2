"""Every door there is, tried by everybody: who is refused, in one polite line, and that nothing is written.

A new command, shortcut, button or form that is not for every member has to be entered in CLOSED; the others are found
in the registry, and all of them are shut to people from outside and answer what is old with a sentence.
"""

from dataclasses import replace

import pytest
from tests.support.bot import stage
from tests.support.doors import MISHAP, OUTSIDERS, Knocking
from tests.support.request_doors import ask, on_scene

from northstar_bot.domain.company.company import Scope, Team
from northstar_bot.domain.declaration.settings import Noun
from northstar_bot.slack.registry import features, registry

DOORS = registry(features())
STEWARDS, OWNERS, DECIDERS = {"owner", "steward"}, {"owner"}, {"owner", "steward"}
ASKER = {"asker"}
ROLE, ONLY = "This needs the role", "Only "
# Doors that are not for every member: what to say there, who may, and how the others are refused.
CLOSED = {
    "command away": ("away", OWNERS, ROLE),
    "command back": ("back", OWNERS, ROLE),
    "command settings": ("settings", STEWARDS, ROLE),
    "command weigh": ("weigh 1", DECIDERS, ONLY),
    "command pivot": ("pivot", STEWARDS, ROLE),
    "action northstar.away.open": ("", OWNERS, ROLE),
    "action northstar.away.back": ("", OWNERS, ROLE),
    "action northstar.fairness.show": ("", STEWARDS, ROLE),
    "action northstar.deliveries.resume": ("x", STEWARDS, ROLE),
    "action northstar.pivot.open": ("", STEWARDS, ROLE),
    "action northstar.pivot.show": ("", STEWARDS, ROLE),
    "action northstar.pivot.approve": ("1", OWNERS, ROLE),
    "action northstar.pivot.cancel": ("1", STEWARDS, ROLE),
    "action northstar.pivot.keep": ("1", DECIDERS, ONLY),
    "action northstar.pivot.reopen": ("1", STEWARDS, ROLE),
    "action northstar.pivot.yes_now": ("1", STEWARDS, ROLE),
    "action northstar.pivot.yes_now.more": ("perhaps:1", STEWARDS, ROLE),
    "action northstar.requests.weigh": ("1", DECIDERS, ONLY),
    "action northstar.requests.reply": ("1", ASKER, ONLY),
    "action northstar.requests.withdraw": ("1", ASKER, ONLY),
    "action northstar.spotlight.leave": ("sales", STEWARDS, ONLY),
    "action northstar.spotlight.back": ("sales", STEWARDS, ONLY),
    "action northstar.settings.open": ("roles:", OWNERS, ROLE),
    **{f"action northstar.settings.open.{noun}": (f"{noun}:", STEWARDS, ROLE) for noun in Noun},
    **{
        f"action northstar.settings.open.{noun}": (f"{noun}:", OWNERS, ROLE)
        for noun in ("company", "star", "roles", "decider")
    },
    "view northstar.away.form": ("", OWNERS, ROLE),
    "view northstar.pivot.form": ("", STEWARDS, ROLE),
    "view northstar.settings.save": ("team::", STEWARDS, ROLE),
    "view northstar.requests.weigh_form": ('{"number": 1, "moves": 0, "star": 1}', DECIDERS, ONLY),
    "view northstar.requests.reply_form": ("1", ASKER, ONLY),
}
# Said by services in words of their own; each is tested beside its feature.
ELSEWHERE = (
    "northstar.second.", "northstar.shipped.", "northstar.baselines.", "northstar.readings.",
    "northstar.requests.send_no", "northstar.requests.drop", "northstar.requests.appeal", "northstar.deliveries.resend",
)  # fmt: skip
TYPED = {"text": {"text": {"type": "plain_text_input", "value": "Words that are long enough."}}}
REGISTERED = [
    *(f"command {command.name}" for command in DOORS.commands),
    *(f"shortcut {name}" for name in DOORS.shortcuts),
    *(f"action {name}" for name in DOORS.actions),
    *(f"view {name}" for name in DOORS.views),
]


@pytest.fixture
async def house(tmp_path, clock):
    """Ana owns, Stew is a steward, Dec decides for another input, Cy is a member; Bo's request is #1."""
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock) as made:
        await on_scene(made)
        steward, decider = (made.slack.add_person(name) for name in ("Stew", "Dec"))
        made.growth.members += [steward, decider]
        companies = made.bot.house.services.company
        company = await companies.of(made.bot.workspace)
        scopes = (Scope(decider.id, inputs=("new_users",)),)
        declared = replace(company, deciders=(), stewards=(steward.id,), scopes=scopes)
        await companies.apply(replace(declared, teams=(Team("sales", "Sales"),)))
        await ask(made)
        message = (await made.ana.types("/northstar help", channel=made.growth)).message
        view = (await made.ana.types("/northstar settings", channel=made.growth)).view
        await made.slack.quiet()
        knocking = Knocking(made, message, view)
        knocking.roles = {"owner": made.ana, "steward": steward, "decider": decider, "member": made.cy}
        yield knocking


async def knock(house, door, person, said="1", expect=""):
    kind, name = door.split()
    if kind == "command":
        return await house.command(person, said if said.startswith(name) else name, expect=expect)
    if kind == "shortcut":
        return await house.shortcut(person, name, about_message="message" in name, expect=expect)
    if kind == "action":
        return await house.press(person, name, said, expect=expect)
    return await house.submit(person, name, said, TYPED, expect=expect)


def test_what_is_closed_is_a_door():
    assert [door for door in CLOSED if door not in REGISTERED] == []


async def test_nobody_from_outside_comes_in_anywhere(house):
    before = await house.written()
    scene = house.stage
    for person in (scene.guest, scene.stranger, scene.robot, scene.gone):
        for door in REGISTERED:
            said = await knock(house, door, person, expect=OUTSIDERS)
            assert OUTSIDERS in said, (door, person.name, said)
            assert house.answers == 1, (door, person.name, said)
    assert await house.written() == before


@pytest.mark.parametrize("role", ["steward", "decider", "member"])
async def test_what_is_not_for_everybody_is_refused_and_writes_nothing(house, role):
    before = await house.written()
    for door, (said, allowed, refusal) in CLOSED.items():
        if role not in allowed:
            heard = await knock(house, door, house.roles[role], said, expect=refusal)
            assert refusal in heard, (door, heard)
    assert await house.written() == before


OLD = ("older:value:12", "99999999999999999999")


async def test_what_an_older_version_drew_is_answered_with_a_sentence(house):
    owner = house.roles["owner"]
    for door in REGISTERED:
        if door.startswith(("action", "view")):
            for value in OLD:
                heard = await knock(house, door, owner, value)
                assert MISHAP not in heard, (door, value)
    for door in ("action northstar.gone", "view northstar.gone", "shortcut northstar_gone"):
        heard = await knock(house, door, owner, "1", expect="This is from an older version")
        assert MISHAP not in heard


async def test_a_new_door_for_some_is_entered_here(house):
    """A member meets a refusal by role only at doors that are entered above, or tested beside their feature."""
    member = house.roles["member"]
    for door in REGISTERED:
        if door in CLOSED or any(f" {place}" in door for place in ELSEWHERE):
            continue
        heard = await knock(house, door, member)
        await house.stage.slack.quiet(0.02)
        assert ROLE not in heard, f"{door} is not for everybody: enter it in CLOSED"
