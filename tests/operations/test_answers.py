"""Who acts always learns what became of it: saved, not saved, or a reference that is also in the log."""

import asyncio
import logging
import re

import pytest
from aiohttp import web
from tests.support.bot import stage

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric, Style, Team
from northstar_bot.domain.errors import DatabaseAway
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.playground import server
from northstar_bot.services.company.people import PeopleService
from northstar_bot.services.numbers.readings import ReadingService
from northstar_bot.services.star.star import StarService

RECORD = "/northstar record classes 12 2026-W47"


@pytest.fixture
async def declared(embedded):
    return await _with_a_number(embedded)


@pytest.fixture
async def impatient(tmp_path, clock):
    """The bot with one second for a write."""
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock, patience=1.0) as made:
        yield await _with_a_number(made)


async def _with_a_number(made):
    metric = Metric(
        MetricKey("classes"), "Classes", Kind.INPUT, style=Style.COUNT, owner=PersonId(made.bo.id)
    )
    await made.declare(metrics=(metric,), teams=(Team("sales", "Sales", people=(made.ana.id,)),))
    return made


async def _kept(made):
    async with made.bot.house.transactions.read() as store:
        found = await store.readings.history(made.bot.workspace, "classes", Week.parse("2026-W47"))
    return [one.value for one in found]


async def test_a_write_that_takes_too_long_is_not_written_and_says_so(impatient):
    """Another process holds the database; nothing may be written after the person was told it was not."""
    async with impatient.bot.house.transactions.write():
        reply = await impatient.bo.types(RECORD, channel=impatient.growth)
        assert reply.status == "ok"
        assert "not saved" in reply.text
        assert RECORD in reply.text
    await impatient.bot.background.drain()
    assert await _kept(impatient) == []
    again = await impatient.bo.types(RECORD, channel=impatient.growth)
    assert "12" in again.text
    assert await _kept(impatient) == [12]


async def test_a_form_that_takes_too_long_stays_open_with_what_was_typed(impatient):
    await impatient.bo.types("/northstar record classes", channel=impatient.growth)
    form = impatient.bo.view
    async with impatient.bot.house.transactions.write():
        answer = await impatient.bo.submits(form, {"metric": "classes", "value": "12", "week": "2026-W47"})
    assert "not saved" in "".join(answer.errors.values())
    assert impatient.bo.view is form
    assert await _kept(impatient) == []


PLAN = "the secret plan of Ana"


async def _raise(*_, **__):
    raise RuntimeError(PLAN)


BREAKS = {
    "a reading command": (StarService, "card", "/northstar show"),
    "a writing command": (ReadingService, "record", RECORD),
    "the question who it is": (PeopleService, "viewer", "/northstar show"),
    "the question who it is, before a write": (PeopleService, "viewer", RECORD),
}


@pytest.mark.parametrize(("where", "verb", "typed"), BREAKS.values(), ids=BREAKS.keys())
async def test_the_unforeseen_is_a_reference_here_and_in_the_log(
    declared, monkeypatch, caplog, where, verb, typed
):
    monkeypatch.setattr(where, verb, _raise)
    reply = await declared.bo.types(typed, channel=declared.growth)
    assert reply.status == "ok"
    (reference,) = re.findall(r"Reference ([0-9a-f]{4})", reply.messages[0].text)
    assert "Traceback" not in reply.text
    assert "RuntimeError" not in reply.text
    (record,) = [one for one in caplog.records if f"reference={reference}" in one.getMessage()]
    assert record.levelno == logging.ERROR
    assert verb in record.getMessage() or "_raise" in record.getMessage()
    assert PLAN not in caplog.text
    if typed == RECORD:
        assert RECORD in reply.text


async def test_a_database_that_is_away_is_said_at_every_door(declared, monkeypatch):
    async def away(*_, **__):
        raise DatabaseAway("OperationalError")

    monkeypatch.setattr(PeopleService, "viewer", away)
    reply = await declared.bo.types(RECORD, channel=declared.growth)
    assert "The database does not answer, so nothing was saved." in reply.text
    assert RECORD in reply.text


@pytest.mark.parametrize(
    ("fault", "said"), [({"error": "expired_trigger_id"}, "too long"), ({"status": 500}, "Reference")]
)
async def test_a_form_that_slack_does_not_open_is_said(declared, fault, said):
    declared.slack.faults.add("views.open", **fault)
    reply = await declared.ana.types("/northstar settings", channel=declared.growth)
    assert said in reply.text


async def test_a_button_whose_form_does_not_open_is_said(declared):
    reply = await declared.ana.types("/northstar setings", channel=declared.growth)
    declared.slack.faults.add("views.open", error="expired_trigger_id")
    answer = await declared.ana.clicks(reply.messages[0], "northstar.requests.from_text")
    assert "too long" in answer.text


PAGES = {"said to be JSON": "application/json", "a page": "text/html"}


@pytest.mark.parametrize("kind", PAGES.values(), ids=PAGES.keys())
async def test_an_answer_in_another_language_than_json_is_borne(declared, monkeypatch, kind):
    """A proxy's page in Slack's place."""

    def page(_):
        return web.Response(text="<html>Bad Gateway</html>", content_type=kind, status=502)

    declared.slack.faults.add("views.open", status=502)
    monkeypatch.setattr(server, "_faulty", page)
    reply = await declared.ana.types("/northstar settings", channel=declared.growth)
    assert "Reference" in reply.text


async def test_slack_that_does_not_say_who_it_is(declared, clock):
    """People are asked for in the attempt: a look-up that fails is said too."""
    clock.advance(minutes=11)
    declared.slack.faults.add("users.info", status=500)
    reply = await declared.bo.types(RECORD, channel=declared.growth)
    assert "Reference" in reply.text
    assert RECORD in reply.text
    assert await _kept(declared) == []


async def test_a_reply_that_cannot_be_delivered_does_not_hurt(declared):
    declared.slack.faults.add("response_url", status=404, times=None)
    reply = await declared.bo.types("/northstar help", channel=declared.growth)
    assert reply.status == "ok"
    declared.slack.faults.clear()
    assert (await declared.bo.types("/northstar help", channel=declared.growth)).text


async def test_many_commands_at_once_are_all_answered(on_stage):
    metric = Metric(
        MetricKey("classes"), "Classes", Kind.INPUT, style=Style.COUNT, owner=PersonId(on_stage.bo.id)
    )
    await on_stage.declare(metrics=(metric,), teams=(Team("ops", "Ops", people=(on_stage.cy.id,)),))
    lines = [f"/northstar record classes {number} 2026-W{number:02d}" for number in range(10, 25)]
    lines += (
        ["/northstar help"] * 5 + ["/northstar thanks @Cy for the list"] * 3 + ["/northstar requests"] * 3
    )
    replies = await asyncio.gather(*(on_stage.bo.types(line, channel=on_stage.growth) for line in lines))
    await on_stage.slack.until(lambda: all(reply.messages for reply in replies), within=10)
    assert {reply.status for reply in replies} == {"ok"}
    async with on_stage.bot.house.transactions.read() as store:
        for number in range(10, 25):
            week = Week.parse(f"2026-W{number:02d}")
            (kept,) = await store.readings.history(on_stage.bot.workspace, "classes", week)
            assert kept.value == number
