"""Canvases in the playground are refused where Slack refuses them."""

import pytest
from slack_sdk.errors import SlackApiError

from northstar_bot.playground.webapi import canvases
from northstar_bot.playground.webapi.canvases import cells_of


def content(text="# Hello"):
    return {"type": "markdown", "markdown": text}


async def refused(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response["error"]


@pytest.fixture
def granted(slack):
    slack.scopes = slack.scopes | {"canvases:write"}
    return slack


async def test_a_canvas_is_made_and_shared_after_it_was_sent(granted, client):
    ana = granted.add_person("Ana")
    made = await client.canvases_create(title="Deck", document_content=content())
    canvas = made["canvas_id"]
    early = client.canvases_access_set(canvas_id=canvas, access_level="read", user_ids=[ana.id])
    assert await refused(early) == "failed_to_update_user_ids"
    await client.chat_postMessage(channel=ana.id, text=f"https://playground.slack.test/docs/T/{canvas}")
    await client.canvases_access_set(canvas_id=canvas, access_level="read", user_ids=[ana.id])
    assert granted.world.canvases[canvas].access == {ana.id: "read"}


async def test_what_slack_refuses_is_refused(granted, client, monkeypatch):
    ana = granted.add_person("Ana")
    table = "\n".join(["| a | b | c |"] * 101)
    assert cells_of(table) == 303
    assert await refused(client.canvases_create(document_content=content(table))) == "canvas_creation_failed"
    monkeypatch.setattr(canvases, "MAX_MARKDOWN", 2000)
    long = client.canvases_create(document_content=content("a" * 2001))
    assert await refused(long) == "invalid_arguments"
    other = client.canvases_create(document_content={"type": "html", "markdown": ""})
    assert await refused(other) == "invalid_arguments"
    nowhere = client.canvases_access_set(canvas_id="F0NONE", access_level="read", user_ids=[ana.id])
    assert await refused(nowhere) == "canvas_not_found"
    granted.world.free_plan = True
    free = client.canvases_create(document_content=content())
    assert await refused(free) == "free_teams_cannot_create_non_tabbed_canvases"
    granted.world.canvases_disabled = True
    assert await refused(client.canvases_create()) == "canvas_disabled_user_team"
    granted.scopes = granted.scopes - {"canvases:write"}
    assert await refused(client.canvases_create()) == "missing_scope"
