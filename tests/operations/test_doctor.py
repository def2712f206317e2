"""Doctor finds what is wrong, one line each, with what to do; it says so in its result too."""

from datetime import UTC, datetime, time

import pytest
from tests.support.bot import SECRET

from northstar_bot.doctor import examine
from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Kind, Metric, SourceSpec, Star, Style
from northstar_bot.domain.ids import ChannelId, MetricKey, PersonId
from northstar_bot.render.ids import SCHEDULE_RESUME
from northstar_bot.slack.identity import OPTIONAL, WANTED


@pytest.fixture
async def patient(embedded):
    """A company with a star, a schedule and a source that cannot be read."""
    await embedded.declare(
        star=Star(1, MetricKey("lessons"), "Everybody learns.", "Weekly lessons"),
        metrics=(Metric(MetricKey("lessons"), "Weekly lessons", Kind.STAR, style=Style.COUNT),),
        sources=(SourceSpec(MetricKey("lessons"), "csv", {"path": "/nowhere/lessons.csv"}),),
        schedules=(
            Schedule(
                "monday",
                PostKind.DIGEST,
                ChannelId(embedded.growth.id),
                0,
                time(9),
                "UTC",
                PersonId(embedded.bo.id),
            ),
        ),
    )
    return embedded


def environment(stage, **other):
    return {
        "NORTHSTAR_DATABASE_URL": stage.bot.house.settings.database_url.get_secret_value(),
        "NORTHSTAR_SLACK_BOT_TOKEN": stage.slack.bot_token,
        "NORTHSTAR_SLACK_APP_TOKEN": stage.slack.app_token,
        "NORTHSTAR_SLACK_SIGNING_SECRET": SECRET,
        "NORTHSTAR_SLACK_API_URL": stage.slack.api_url,
    } | other


async def report(stage, **other):
    lines = []
    healthy = await examine(environment(stage, **other), lines.append, stage.bot.house.clock)
    return healthy, lines


def fixes(lines):
    return [line for line in lines if line.startswith("fix")]


async def test_a_healthy_bot(patient):
    patient.slack.scopes = {*WANTED, *OPTIONAL}
    healthy, lines = await report(patient)
    assert fixes(lines) == []
    assert healthy
    assert any("schedule monday posts next on" in line for line in lines)
    assert any("Slack: connected to Playground" in line for line in lines)


SETTINGS = {
    "no bot token": ({"NORTHSTAR_SLACK_BOT_TOKEN": ""}, "NORTHSTAR_SLACK_BOT_TOKEN is not set"),
    "a wrong bot token": (
        {"NORTHSTAR_SLACK_BOT_TOKEN": "xoxb-wrong"},
        "does not accept NORTHSTAR_SLACK_BOT_TOKEN",
    ),
    "no app token": ({"NORTHSTAR_SLACK_APP_TOKEN": ""}, "NORTHSTAR_SLACK_APP_TOKEN is not set"),
    "a wrong app token": (
        {"NORTHSTAR_SLACK_APP_TOKEN": "xapp-wrong"},
        "does not accept NORTHSTAR_SLACK_APP_TOKEN",
    ),
    "no secret": (
        {"NORTHSTAR_MODE": "http", "NORTHSTAR_SLACK_SIGNING_SECRET": ""},
        "NORTHSTAR_SLACK_SIGNING_SECRET is not set",
    ),
    "no Slack": ({"NORTHSTAR_SLACK_API_URL": "http://127.0.0.1:1/api/"}, "Slack cannot be reached"),
    "a wrong mode": ({"NORTHSTAR_MODE": "telnet"}, "NORTHSTAR_MODE"),
    "no database": (
        {"NORTHSTAR_DATABASE_URL": "postgresql://u:hunter2@127.0.0.1:1/x"},
        "NORTHSTAR_DATABASE_URL",
    ),
}


@pytest.mark.parametrize(("other", "said"), SETTINGS.values(), ids=SETTINGS.keys())
async def test_a_wrong_setting(patient, other, said):
    patient.slack.scopes = {*WANTED}
    healthy, lines = await report(patient, **other)
    assert not healthy
    assert [line for line in fixes(lines) if said in line]
    assert "hunter2" not in "".join(lines)


@pytest.mark.parametrize("scope", WANTED)
async def test_a_scope_that_is_missing(patient, scope):
    patient.slack.scopes = {*WANTED} - {scope}
    healthy, lines = await report(patient)
    assert not healthy
    (line,) = [line for line in fixes(lines) if f"scope {scope} " in line]
    assert WANTED[scope] in line


@pytest.mark.parametrize("scope", OPTIONAL)
async def test_a_scope_that_would_add_something(patient, scope):
    patient.slack.scopes = {*WANTED, *OPTIONAL} - {scope}
    healthy, lines = await report(patient)
    assert healthy
    assert [line for line in lines if f"scope {scope} " in line and OPTIONAL[scope] in line]


async def test_nothing_is_declared(embedded, tmp_path):
    embedded.slack.scopes = {*WANTED}
    healthy, lines = await report(embedded, NORTHSTAR_DATABASE_URL=f"sqlite:///{tmp_path / 'other.db'}")
    assert not healthy
    assert "northstar-bot apply" in fixes(lines)[0]


async def test_no_star(embedded):
    embedded.slack.scopes = {*WANTED}
    _, lines = await report(embedded)
    assert [line for line in fixes(lines) if "no North Star is set" in line]


async def test_a_source_that_fails(patient):
    patient.slack.scopes = {*WANTED}
    await patient.bot.house.services.readings.collect(patient.bot.workspace)
    healthy, lines = await report(patient)
    assert not healthy
    assert [line for line in fixes(lines) if "lessons" in line and "lessons.csv" in line]


async def test_a_paused_schedule_and_a_stuck_post(patient, clock):
    patient.slack.scopes = {*WANTED}
    await patient.slack.admin.archive(patient.growth)
    clock.moment = datetime(2026, 11, 23, 8, 59, tzinfo=UTC)
    await patient.settle()
    clock.advance(minutes=2)
    await patient.settle()
    healthy, lines = await report(patient)
    assert not healthy
    assert [line for line in fixes(lines) if "schedule monday is paused (is_archived)" in line]
    await patient.slack.admin.unarchive(patient.growth)
    await patient.bo.clicks(patient.bo.dm.messages[-1], SCHEDULE_RESUME)
    patient.slack.faults.add("chat.postMessage", error="msg_too_long", channel=patient.growth)
    clock.advance(seconds=10)
    await patient.settle()
    healthy, lines = await report(patient)
    assert not healthy
    assert [line for line in fixes(lines) if "digest for 2026-W47" in line and "failed" in line]
