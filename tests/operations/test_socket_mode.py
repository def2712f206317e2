"""Socket Mode: connected, answering, back after a refresh or a cut line, and clear about a token that is wrong."""

import asyncio
from datetime import timedelta

import pytest
from tests.support.bot import SECRET

from northstar_bot import config
from northstar_bot.bootstrap.bot import bot
from northstar_bot.domain.errors import BadInput
from northstar_bot.playground import Playground
from northstar_bot.slack import socket


async def test_a_command_is_answered(by_socket):
    reply = await by_socket.ana.types("/northstar help", channel=by_socket.growth)
    assert "/northstar settings" in reply.text


async def test_a_form_is_kept_over_the_socket_too(by_socket):
    await by_socket.declare()
    await by_socket.ana.types("/northstar settings", channel=by_socket.growth)
    await by_socket.ana.clicks(by_socket.ana.view, "northstar.settings.open", value="company:")
    answer = await by_socket.ana.submits(by_socket.ana.view, {"name": "Acme Two"})
    assert answer.errors == {}
    company = await by_socket.bot.house.services.company.of(by_socket.bot.workspace)
    assert company.name == "Acme Two"


async def test_an_event_is_acted_on(by_socket):
    await by_socket.ana.opens_home()
    await by_socket.settle()
    assert by_socket.ana.home is not None


@pytest.mark.parametrize("reason", ["refresh_requested", "warning"])
async def test_a_refresh_moves_to_a_new_connection(by_socket, reason):
    client = by_socket.bot.socket._handler.client
    before = client.current_session
    await by_socket.slack.disconnect(reason)
    await by_socket.slack.until(
        lambda: client.current_session is not before and by_socket.slack.connections == 1, within=10
    )
    reply = await by_socket.ana.types("/northstar help", channel=by_socket.growth)
    assert "/northstar settings" in reply.text


async def test_a_cut_line_is_mended(by_socket):
    await by_socket.slack.drop_connections()
    assert by_socket.slack.connections == 0
    await by_socket.slack.until(lambda: by_socket.slack.connections == 1, within=15)
    reply = await by_socket.ana.types("/northstar help", channel=by_socket.growth)
    assert "/northstar settings" in reply.text


async def test_a_line_that_stays_quiet_is_opened_again_and_again(by_socket, clock, monkeypatch):
    """Also when Slack refuses for a while: watching must not end with the first failure."""
    monkeypatch.setattr(socket, "LOOK_EVERY", 0.01)
    door = by_socket.bot.socket
    await door._handler.client.close()
    watch = asyncio.create_task(door.watch())
    clock.advance(minutes=2)
    fault = by_socket.slack.faults.add("apps.connections.open", error="internal_error", times=3)
    await by_socket.slack.until(lambda: fault.struck == 3, within=10)
    await by_socket.slack.until(lambda: by_socket.slack.connections == 1, within=10)
    reply = await by_socket.ana.types("/northstar help", channel=by_socket.growth)
    assert "/northstar settings" in reply.text
    watch.cancel()
    assert clock.now() - door._seen < timedelta(minutes=1)


def _environment(slack, tmp_path, **other):
    return {
        "NORTHSTAR_DATABASE_URL": f"sqlite:///{tmp_path / 'n.db'}",
        "NORTHSTAR_SLACK_BOT_TOKEN": slack.bot_token,
        "NORTHSTAR_SLACK_APP_TOKEN": slack.app_token,
        "NORTHSTAR_SLACK_SIGNING_SECRET": SECRET,
        "NORTHSTAR_SLACK_API_URL": slack.api_url,
        "NORTHSTAR_PORT": "0",
    } | other


WRONG = {
    "app token": ({"NORTHSTAR_SLACK_APP_TOKEN": "xapp-1-wrong"}, "NORTHSTAR_SLACK_APP_TOKEN"),
    "app token of another kind": ({"NORTHSTAR_SLACK_APP_TOKEN": "xoxb-1"}, "NORTHSTAR_SLACK_APP_TOKEN"),
    "no app token": ({"NORTHSTAR_SLACK_APP_TOKEN": ""}, "NORTHSTAR_SLACK_APP_TOKEN"),
    "bot token": ({"NORTHSTAR_SLACK_BOT_TOKEN": "xoxb-wrong"}, "NORTHSTAR_SLACK_BOT_TOKEN"),
    "no bot token": ({"NORTHSTAR_SLACK_BOT_TOKEN": " "}, "NORTHSTAR_SLACK_BOT_TOKEN"),
    "no secret": (
        {"NORTHSTAR_MODE": "http", "NORTHSTAR_SLACK_SIGNING_SECRET": ""},
        "NORTHSTAR_SLACK_SIGNING_SECRET",
    ),
    "mode": ({"NORTHSTAR_MODE": "telnet"}, "NORTHSTAR_MODE"),
    "port": ({"NORTHSTAR_PORT": "99999"}, "NORTHSTAR_PORT"),
    "database": (
        {"NORTHSTAR_DATABASE_URL": "postgresql://u:hunter2@127.0.0.1:1/x"},
        "NORTHSTAR_DATABASE_URL",
    ),
    "database kind": ({"NORTHSTAR_DATABASE_URL": "mysql://u:hunter2@h/x"}, "NORTHSTAR_DATABASE_URL"),
    "api url": ({"NORTHSTAR_SLACK_API_URL": "http://127.0.0.1:1/api/"}, "NORTHSTAR_SLACK_API_URL"),
    "log level": ({"NORTHSTAR_LOG_LEVEL": "shouting"}, "NORTHSTAR_LOG_LEVEL"),
}


@pytest.mark.parametrize(("wrong", "named"), WRONG.values(), ids=WRONG.keys())
async def test_a_wrong_setting_is_named_at_start(tmp_path, clock, wrong, named):
    async with Playground(now=clock.now) as slack:
        with pytest.raises(BadInput) as refused:
            async with bot(config.load(_environment(slack, tmp_path, **wrong)), clock, ticking=False):
                pass
    assert named in refused.value.words
    assert "hunter2" not in refused.value.words
    assert "\n" not in refused.value.words


async def test_a_second_process_on_the_same_file_is_turned_away(by_socket, tmp_path, clock):
    url = by_socket.bot.house.settings.database_url.get_secret_value()
    settings = config.load(_environment(by_socket.slack, tmp_path, NORTHSTAR_DATABASE_URL=url))
    with pytest.raises(Exception, match="already running"):
        async with bot(settings, clock, ticking=False):
            pass
