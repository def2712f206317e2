"""A company with long lists of everything: no door gives Slack more than it takes."""

from datetime import date, time

import pytest
from tests.support.bot import stage
from tests.support.doors import MISHAP, Knocking
from tests.support.request_doors import ask

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import (
    Kind,
    Metric,
    Recognition,
    Scope,
    SourceSpec,
    Squad,
    Star,
    Team,
    Value,
)
from northstar_bot.domain.declaration.settings import Noun
from northstar_bot.slack.registry import features, registry

MANY = 130
LONG = "A name that somebody made long because it was to say everything about it at once"
DOORS = registry(features())
# What else to say after a command.
EXTRA = {
    "weigh": ("1",),
    "why": ("1",),
    "star": ("check",),
    "digest": ("preview",),
    "squad": ("pick", "card"),
    "requests": ("fairness", "consistency", "my-time"),
    "balance": ("90d",),
}


def named(number):
    return f"{LONG} {number}"[:80]


def everything(made):
    people = tuple(made.slack.add_person(f"Person {number} of a large company").id for number in range(MANY))
    kinds = (Kind.INPUT, Kind.GUARDRAIL, Kind.KPI)
    metrics = tuple(
        Metric(
            f"metric-{number}",
            named(number),
            kinds[number % 3],
            owner=people[number],
            squad=f"squad-{number}",
        )
        for number in range(MANY)
    )
    return {
        "star": Star(
            0, "dau", "Every classroom learns daily", "Daily users", "users", since=date(2026, 1, 5)
        ),
        "metrics": (Metric("dau", "Daily users", Kind.STAR), *metrics),
        "sources": tuple(SourceSpec(one.key, "manual") for one in metrics),
        "teams": tuple(
            Team(f"team-{number}", named(number), LONG, people=people[number : number + 1])
            for number in range(MANY)
        ),
        "squads": tuple(
            Squad(f"squad-{number}", named(number), f"team-{number}", people[number : number + 1])
            for number in range(MANY)
        ),
        "values": tuple(Value(f"value-{number}", named(number), LONG) for number in range(MANY)),
        "schedules": tuple(
            Schedule(
                f"post-{number}",
                PostKind.DIGEST,
                made.slack.add_channel(f"channel-{number}", [made.ana, made.slack.bot]).id,
                0,
                time(9),
                "UTC",
            )
            for number in range(MANY)
        ),
        "stewards": people[:60],
        "deciders": (*people[:60], made.cy.id),
        "scopes": tuple(Scope(person, inputs=("metric-0",)) for person in people[60:]),
        "recognition": Recognition(feed=made.growth.id),
    }


@pytest.fixture
async def house(tmp_path, clock):
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock) as made:
        await made.declare(**everything(made))
        await ask(made, input="metric-0")
        message = (await made.ana.types("/northstar help", channel=made.growth)).message
        view = (await made.ana.types("/northstar settings", channel=made.growth)).view
        yield Knocking(made, message, view)


def fits(heard, caplog, door):
    """Whatever was drawn, Slack took it."""
    assert MISHAP not in heard, (door, heard[:2000])
    refused = [one.getMessage() for one in caplog.records if "refused" in one.getMessage()]
    assert not refused, (door, refused)


async def test_every_command_and_home_fit(house, caplog):
    acme = house.stage
    for command in DOORS.commands:
        for rest in ("", *EXTRA.get(command.name, ())):
            reply = await acme.ana.types(f"/northstar {command.name} {rest}".strip(), channel=acme.growth)
            assert not reply.problem, (command.name, rest, reply.problem)
            fits(reply.text, caplog, (command.name, rest))
    assert await acme.ana.opens_home()
    assert await acme.bo.opens_home()
    fits("", caplog, "home")


async def test_every_settings_form_fits(house, caplog):
    for noun in Noun:
        name = f"northstar.settings.open.{noun}"
        if name in DOORS.actions:
            first = {
                "metric": "metric-0",
                "source": "metric-0",
                "team": "team-0",
                "squad": "squad-0",
                "value": "value-0",
                "schedule": "post-0",
            }.get(noun, "")
            for key in {"", first}:
                fits(await house.press(house.stage.ana, name, f"{noun}:{key}"), caplog, (noun, key))
