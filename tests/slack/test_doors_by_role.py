"""Doors that services shut in words of their own, tried by every role: refused and nothing written, or it is done."""

import json
from dataclasses import replace

import pytest
from tests.support.bot import stage
from tests.support.doors import Knocking
from tests.support.request_doors import MECHANISM, NO, WORKFLOW, ask, choose, decline, on_scene, weigh_view

from northstar_bot.domain.company.company import Scope, Squad

EVERYBODY = ("owner", "steward", "decider", "squad", "asker", "member")
LONG = "Three schools wrote this week that they leave because of it."
NO_FIELDS = {"answer": "no", "input": "none", "evidence": "measured"} | NO
SEND = json.dumps({"number": 1, "moves": 0, "star": 1, "fields": NO_FIELDS})
LOOK = "northstar.shipped.look_back"


def typed(name, value):
    return {name: {name: {"type": "plain_text_input", "value": value}}}


# The door, what it is about, what is typed there, who may, and how the others are refused.
DOORS = [
    ("view northstar.requests.send_no", SEND, {}, {"owner", "steward"}, ("Only deciders", "Nobody decides")),
    ("action northstar.shipped.open", "2", {}, {"owner", "steward", "squad"}, ("is marked by",)),
    ("view northstar.shipped.form", "2", {}, {"owner", "steward", "squad"}, ("is marked by",)),
    *(
        (f"action {LOOK}.{said}", "3", {}, {"owner", "steward", "squad"}, ("is marked by",))
        for said in ("open", "YES", "NO", "UNCLEAR")
    ),
    ("view northstar.shipped.note_form", "3:moved", typed("note", "Clear since week 47."),
     {"owner", "steward", "squad"}, ("is marked by",)),
    ("action northstar.requests.drop", "2", {}, {"owner", "steward"}, ("Only its deciders", "Nobody decides")),
    ("view northstar.requests.drop_form", "2", typed("reason", LONG), {"owner", "steward"},
     ("Only its deciders", "Nobody decides")),
    ("action northstar.requests.appeal", "4", {}, {"asker"}, ("Only the person who asked",)),
    ("view northstar.requests.appeal_form", "4", typed("text", LONG), {"asker"}, ("Only the person who asked",)),
    ("action northstar.second.ask", "2", {}, {"owner"}, ("This needs the role owner",)),
    ("action northstar.second.consistency", "", {}, {"owner", "steward"}, ("This needs the role",)),
]  # fmt: skip
READS = {"open", "consistency", "drop", "appeal"}


@pytest.fixture
async def house(tmp_path, clock):
    """Bo asked for #1 that is open, #2 that is accepted, #3 that shipped and #4 that was declined."""
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock) as made:
        await on_scene(made)
        people = {name: made.slack.add_person(name) for name in ("Stew", "Dec", "Sue", "Mel")}
        made.growth.members += people.values()
        companies = made.bot.house.services.company
        company = await companies.of(made.bot.workspace)
        metrics = [
            replace(each, squad="habit") if each.key == "return_days" else each for each in company.metrics
        ]
        await companies.apply(
            replace(
                company, deciders=(), stewards=(people["Stew"].id,), owners=(made.ana.id,), metrics=tuple(metrics),
                scopes=(Scope(people["Dec"].id, inputs=("new_users",)),),
                squads=(Squad("habit", "Habit", people=(people["Sue"].id,)),),
            )
        )  # fmt: skip
        await _lives(made, people["Sue"])
        message = (await made.ana.types("/northstar help", channel=made.growth)).message
        view = (await made.ana.types("/northstar settings", channel=made.growth)).view
        await made.slack.quiet()
        knocking = Knocking(made, message, view)
        named = zip(EVERYBODY, (made.ana, *list(people.values())[:3], made.bo, people["Mel"]), strict=True)
        knocking.roles = dict(named)
        yield knocking


async def _lives(made, sue):
    for number, values in enumerate(({}, {}, {}, WORKFLOW), 1):
        await ask(made, values=values or None, **({} if values else {"title": f"Reminders, part {number}"}))
    for number in (2, 3):
        view = await choose(made.ana, await weigh_view(made, number, made.ana), "answer", "yes")
        assert (await made.ana.submits(view, {"mechanism": MECHANISM})).closed
    view = await choose(made.ana, await weigh_view(made, 4, made.ana), "input", "none")
    assert (await decline(made.ana, await choose(made.ana, view, "answer", "no"), NO)).closed
    await sue.submits((await sue.types("/northstar shipped 3", channel=made.growth)).view)


async def knock(house, door, person, said, values, expect=""):
    kind, name = door.split()
    if kind == "action":
        return await house.press(person, name, said, expect=expect)
    return await house.submit(person, name, said, values, expect=expect)


async def test_whoever_may_not_is_told_so_and_writes_nothing(house):
    before = await house.written("delivery")
    for door, said, values, allowed, refusals in DOORS:
        for role in (role for role in EVERYBODY if role not in allowed):
            heard = await knock(house, door, house.roles[role], said, values, refusals[0])
            assert any(words in heard for words in refusals), (door, role, heard)
    assert await house.written("delivery") == before


@pytest.mark.parametrize(
    ("door", "said", "values", "allowed", "refusals"), DOORS, ids=[each[0] for each in DOORS]
)
async def test_whoever_may_does_it(house, door, said, values, allowed, refusals):
    for role in sorted(allowed)[-1:]:
        before = await house.written("delivery")
        heard = await knock(house, door, house.roles[role], said, values)
        await house.stage.slack.quiet()
        assert not any(words in heard for words in refusals), (role, heard)
        reads = door.rsplit(".", 1)[1] in READS
        assert (await house.written("delivery") == before) is reads, (role, heard)
