"""The HTTP door lets in what Slack signed and can be read, answers everything else with 4xx, and tells how we are."""

import io
import json
import time

import aiohttp
import pytest

from northstar_bot.playground.doors.http import FORM

JSON = "application/json"


async def _post(stage, body: bytes, headers: dict[str, str], method: str = "POST") -> tuple[int, str]:
    url = f"http://127.0.0.1:{stage.bot.port}/slack/events"
    async with (
        aiohttp.ClientSession() as session,
        session.request(method, url, data=io.BytesIO(body), headers=headers) as answer,
    ):
        return answer.status, await answer.text()


def _signed(stage, body: bytes, content_type: str = FORM, at: float | None = None) -> dict[str, str]:
    from northstar_bot.playground.doors import http

    stamp = str(int(time.time() if at is None else at))  # noqa: TID251  (Slack's own clock)
    digest = http.hmac.new(
        stage.slack.doorway.http.signing_secret.encode(),
        b"v0:" + stamp.encode() + b":" + body,
        http.hashlib.sha256,
    ).hexdigest()
    return {
        "Content-Type": content_type,
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": f"v0={digest}",
    }


COMMAND = b"command=/northstar&text=help&team_id=T0PLAY0001&user_id=U1"

FORGED = {
    "nothing": {},
    "no signature": {"X-Slack-Request-Timestamp": "1763884800"},
    "not a number": {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=" + "0" * 64},
    "a sum of another kind": {
        "X-Slack-Request-Timestamp": "1763884800",
        "X-Slack-Signature": "v1=" + "0" * 64,
    },
    "not a sum": {"X-Slack-Request-Timestamp": "1763884800", "X-Slack-Signature": "v0=zzz"},
}


@pytest.mark.parametrize("headers", FORGED.values(), ids=FORGED.keys())
async def test_what_slack_did_not_sign_is_refused(embedded, headers):
    status, _ = await _post(embedded, COMMAND, {"Content-Type": FORM} | headers)
    assert status == 401


@pytest.mark.parametrize("off", [-301, 301, 86400 * 365])
async def test_a_signature_of_another_time_is_refused(embedded, off):
    at = time.time() + off  # noqa: TID251
    status, _ = await _post(embedded, COMMAND, _signed(embedded, COMMAND, at=at))
    assert status == 401


async def test_a_changed_body_is_refused(embedded):
    status, _ = await _post(embedded, COMMAND + b"x", _signed(embedded, COMMAND))
    assert status == 401


async def test_a_body_over_a_mebibyte_is_refused(embedded):
    body = b"text=" + b"x" * (1024 * 1024)
    status, _ = await _post(embedded, body, _signed(embedded, body))
    assert status == 413


UNREADABLE = {
    "not UTF-8": (b"command=\xff\xfe", FORM),
    "broken JSON": (b'{"type": "event_call', JSON),
    "a list": (b"[1, 2]", JSON),
    "a number": (b"7", JSON),
    "null": (b"null", JSON),
    "no type": (b'{"event": {}}', JSON),
    "nothing": (b"", FORM),
    "nothing as JSON": (b"", JSON),
    "deeper than can be read": (b'{"type":' + b"[" * 200_000, JSON),
    "payload of junk": (b"payload=junk", FORM),
    "payload of a list": (b"payload=%5B%5D", FORM),
    "payload of nothing": (b"payload=", FORM),
    "event without event": (b'{"type": "event_callback", "event_id": "Ev1", "team_id": "T0PLAY0001"}', JSON),
    "event of text": (b'{"type": "event_callback", "event_id": "Ev1", "event": "x"}', JSON),
    "click without actions": (
        b"payload=" + json.dumps({"type": "block_actions", "user": {"id": "U"}}).encode(),
        FORM,
    ),
    "click with empty actions": (b'payload={"type":"block_actions","actions":[],"user":{"id":"U"}}', FORM),
    "click on text": (b'payload={"type":"block_actions","actions":["x"],"user":{"id":"U"}}', FORM),
    "form without view": (b'payload={"type":"view_submission","user":{"id":"U"}}', FORM),
    "somebody without id": (b'payload={"type":"shortcut","user":"U"}', FORM),
    "authorizations of text": (
        b'{"type":"event_callback","event":{"type":"x"},"event_id":"E","authorizations":["x"]}',
        JSON,
    ),
}


@pytest.mark.parametrize(("body", "kind"), UNREADABLE.values(), ids=UNREADABLE.keys())
async def test_what_is_signed_and_cannot_be_read_is_refused(embedded, body, kind):
    status, text = await _post(embedded, body, _signed(embedded, body, kind))
    assert status == 400
    assert "Traceback" not in text


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE", "HEAD"])
async def test_other_methods_are_refused(embedded, method):
    status, _ = await _post(embedded, COMMAND, _signed(embedded, COMMAND), method)
    assert status == 405


async def test_a_command_of_another_team_does_nothing(embedded):
    body = COMMAND.replace(b"T0PLAY0001", b"T0OTHER001")
    before = len(embedded.slack.calls)
    status, text = await _post(embedded, body, _signed(embedded, body))
    assert status == 200
    assert "North" not in text.replace("Northstar is not installed", "")
    assert embedded.slack.calls[before:] == []


async def test_slacks_first_question_is_answered(embedded):
    body = json.dumps({"type": "url_verification", "challenge": "c9", "token": "x"}).encode()
    status, text = await _post(embedded, body, _signed(embedded, body, JSON))
    assert (status, "c9" in text) == (200, True)


async def test_words_of_the_protocol_may_be_typed(embedded):
    reply = await embedded.bo.types("/northstar help payload=1&command=x type", channel=embedded.growth)
    assert "/northstar" in reply.text


async def _page(stage, path: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{stage.bot.port}{path}"
    async with aiohttp.ClientSession() as session, session.get(url) as answer:
        return answer.status, await answer.text()


async def test_two_pages_tell_how_we_are(embedded):
    assert await _page(embedded, "/healthz") == (200, "ok\n")
    assert await _page(embedded, "/readyz") == (200, "ready\n")
    assert (await _page(embedded, "/"))[0] == 404


async def test_the_pages_are_there_in_socket_mode_too_and_the_door_is_not(by_socket):
    assert await _page(by_socket, "/readyz") == (200, "ready\n")
    url = f"http://127.0.0.1:{by_socket.bot.port}/slack/events"
    async with aiohttp.ClientSession() as session, session.post(url, data=COMMAND) as answer:
        assert answer.status == 404
