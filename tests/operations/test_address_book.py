"""A list of teams may name people as Slack does, when the command may ask Slack, on both databases."""

import pytest

from northstar_bot.console import import_from
from northstar_bot.domain.company.company import Team
from northstar_bot.domain.errors import BadInput

LIST = b"team,person\nSales,@bo\nSales,cy.ng@acme.example\n"


@pytest.fixture
async def scene(on_stage, monkeypatch):
    await on_stage.declare(teams=(Team("sales", "Sales"),))
    cy, record = on_stage.cy, type(on_stage.cy).record

    def with_address(person, now):
        found = record(person, now)
        found["profile"] |= {"email": "cy.ng@acme.example"} if person is cy else {}
        return found

    monkeypatch.setattr(type(cy), "record", with_address)
    return on_stage


async def homes(scene):
    async with scene.bot.house.transactions.read() as store:
        return dict(await store.people.current_homes(scene.bot.workspace))


async def test_handles_and_addresses_are_found_before_anybody_was_met(scene, capsys):
    assert await import_from(scene.bot.house, None, LIST, apply=True)
    assert capsys.readouterr().out.startswith("2 join.\n")
    assert await homes(scene) == {scene.bo.id: "sales", scene.cy.id: "sales"}


async def test_when_slack_does_not_answer_nothing_is_done(scene):
    scene.slack.faults.add("users.list", error="fatal_error")
    with pytest.raises(BadInput, match="Slack does not list its people"):
        await import_from(scene.bot.house, None, LIST, apply=True)
    assert await homes(scene) == {}
