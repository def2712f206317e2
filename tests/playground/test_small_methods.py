"""Reactions, pins, bookmarks, lists of channels, direct messages and blocks.validate."""

import json

import pytest
from slack_sdk.errors import SlackApiError


async def error_of(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response["error"]


async def test_the_bot_reacts_once_and_takes_it_back(slack, client):
    slack.scopes.add("reactions:write")
    ana = slack.add_person("Ana")
    growth, elsewhere = slack.add_channel("growth", [ana, slack.bot]), slack.add_channel("elsewhere", [ana])
    said = await ana.says(growth, "shipped")
    far = await ana.says(elsewhere, "shipped")
    await ana.reacts(said, "tada")

    await client.reactions_add(channel=growth.id, timestamp=said.ts, name="tada")
    twice = await error_of(client.reactions_add(channel=growth.id, timestamp=said.ts, name="tada"))
    away = await error_of(client.reactions_add(channel=elsewhere.id, timestamp=far.ts, name="tada"))
    odd = await error_of(client.reactions_add(channel=growth.id, timestamp=said.ts, name="Not An Emoji"))
    told = await client.reactions_get(channel=growth.id, timestamp=said.ts)
    await client.reactions_remove(channel=growth.id, timestamp=said.ts, name="tada")

    assert (twice, away, odd) == ("already_reacted", "not_in_channel", "invalid_name")
    assert told["message"]["reactions"] == [{"name": "tada", "users": [ana.id, slack.bot.id], "count": 2}]
    assert said.reactions == {"tada": [ana.id]}


async def test_pins_and_bookmarks_need_membership(slack, client):
    slack.scopes |= {"pins:write", "pins:read", "bookmarks:write", "bookmarks:read"}
    ana = slack.add_person("Ana")
    growth, elsewhere = slack.add_channel("growth", [ana, slack.bot]), slack.add_channel("elsewhere", [ana])
    said = await ana.says(growth, "the star")
    far = await ana.says(elsewhere, "the star")

    await client.pins_add(channel=growth.id, timestamp=said.ts)
    again = await error_of(client.pins_add(channel=growth.id, timestamp=said.ts))
    away = await error_of(client.pins_add(channel=elsewhere.id, timestamp=far.ts))
    await client.bookmarks_add(channel_id=growth.id, title="Star", type="link", link="https://x.test")
    no_mark = await error_of(client.bookmarks_add(channel_id=elsewhere.id, title="Star", type="link"))

    assert (again, away, no_mark) == ("already_pinned", "not_in_channel", "not_in_channel")
    assert (await client.pins_list(channel=growth.id))["items"][0]["message"]["text"] == "the star"
    assert (await client.bookmarks_list(channel_id=growth.id))["bookmarks"][0]["title"] == "Star"


async def test_a_list_of_channels_hides_private_ones_the_bot_is_not_in(slack, client):
    slack.add_channel("open")
    slack.add_channel("old", archived=True)
    slack.add_channel("ours", [slack.bot], private=True)
    slack.add_channel("theirs", private=True)

    everything = await client.conversations_list(
        types="public_channel,private_channel", exclude_archived=True
    )
    mine = await client.users_conversations()

    assert [(one["name"], one["is_member"]) for one in everything["channels"]] == [
        ("open", False),
        ("ours", True),
    ]
    assert [one["name"] for one in mine["channels"]] == ["ours"]


async def test_direct_messages_are_opened_with_their_scope(slack, client):
    ana, other = slack.add_person("Ana"), slack.add_person("Other", bot=True)

    refused = await error_of(client.conversations_open(users=ana.id))
    slack.scopes.add("im:write")
    opened = await client.conversations_open(users=[ana.id])

    assert refused == "missing_scope"
    assert opened["channel"]["id"] == ana.dm.id
    assert await error_of(client.conversations_open(users=other.id)) == "cannot_dm_bot"


async def test_blocks_can_be_validated_without_a_token(slack, client):
    good = json.dumps([{"type": "divider"}])
    bad = json.dumps([{"type": "sparkles"}])

    await client.api_call("blocks.validate", data={"blocks": good})

    assert await error_of(client.api_call("blocks.validate", data={"blocks": bad})) == "invalid_blocks"


async def test_what_does_not_exist_is_unknown(slack, client):
    growth = slack.add_channel("growth", [slack.bot])

    assert await error_of(client.api_call("chat.sing")) == "unknown_method"
    assert (
        await error_of(client.chat_getPermalink(channel=growth.id, message_ts="1.2")) == "message_not_found"
    )
    assert (
        await error_of(client.chat_postMessage(channel=growth.id, text="x", thread_ts="1.2"))
        == "thread_not_found"
    )
    assert await error_of(client.usergroups_users_list(usergroup="S0NONE")) == "no_such_subteam"
    assert await error_of(client.files_info(file="F0NONE")) == "file_not_found"


async def test_choosing_from_menus_in_a_message(slack, app, connect):
    ana, bo = slack.add_person("Ana"), slack.add_person("Bo")
    growth = slack.add_channel("growth", [ana, slack.bot])
    options = [
        {"text": {"type": "plain_text", "text": name.title()}, "value": name} for name in ("yes", "no")
    ]
    row = {
        "type": "actions",
        "block_id": "row",
        "elements": [
            {"type": "static_select", "action_id": "verdict", "options": options},
            {"type": "overflow", "action_id": "more", "options": options},
            {"type": "users_select", "action_id": "owner"},
            {"type": "button", "action_id": "go", "value": "1", "text": {"type": "plain_text", "text": "Go"}},
        ],
    }
    heard = []

    async def chosen(ack, action):
        await ack()
        picked = action.get("selected_option", {}).get("value")
        heard.append(picked or action.get("selected_user") or action.get("value"))

    for name in ("verdict", "more", "owner", "go", "hidden"):
        app.action(name)(chosen)

    await connect(app)
    await app.client.chat_postMessage(channel=growth.id, text="x", blocks=[row])
    (message,) = growth.messages
    for action_id, choice in [("verdict", "yes"), ("more", "no"), ("owner", bo)]:
        await ana.clicks(message, action_id, option=choice, patience=0)
    await ana.clicks(message, "go", value="forged", force=True, patience=0)
    await ana.clicks(message, "hidden", value="forged too", force=True, patience=0)
    await slack.until(lambda: len(heard) == 5)

    assert set(heard) == {"yes", "no", bo.id, "forged", "forged too"}
