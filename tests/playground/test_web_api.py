"""The Web API refuses in Slack's own words and carries what slack_sdk sends, wherever it puts it."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.playground import Playground


async def refusal(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response


@pytest.mark.parametrize(
    ("token", "error"),
    [("", "not_authed"), ("xoxb-other", "invalid_auth"), ("xapp-playground", "not_allowed_token_type")],
)
async def test_a_wrong_token_is_refused(slack, token, error):
    client = AsyncWebClient(token, base_url=slack.api_url)

    assert (await refusal(client.users_info(user=slack.bot.id)))["error"] == error


async def test_auth_test_names_the_bot_and_the_granted_scopes(slack, client):
    answer = await client.auth_test()

    assert (answer["user_id"], answer["team_id"], answer["bot_id"]) == (
        slack.bot.id, slack.team_id, slack.bot.bot_id,
    )  # fmt: skip
    assert "chat:write" in answer.headers["x-oauth-scopes"].split(",")


async def test_a_missing_scope_says_what_was_needed(slack, client):
    slack.scopes.discard("users:read")

    answer = await refusal(client.users_list())

    assert (answer["error"], answer["needed"]) == ("missing_scope", "users:read")
    assert "commands" in answer["provided"]


async def test_where_the_bot_may_post(slack, client):
    open_one, secret = slack.add_channel("open"), slack.add_channel("secret", private=True)
    old = slack.add_channel("old", [slack.bot], archived=True)
    ana, other = slack.add_person("Ana"), slack.add_person("Other bot", bot=True)
    gone = slack.add_person("Gone", deactivated=True)

    expected = {
        open_one.id: "not_in_channel", secret.id: "channel_not_found", old.id: "is_archived",
        "C0NOWHERE": "channel_not_found", other.id: "cannot_dm_bot", gone.id: "user_disabled",
    }  # fmt: skip
    for channel, error in expected.items():
        assert (await refusal(client.chat_postMessage(channel=channel, text="x")))["error"] == error
    await client.chat_postMessage(channel=ana.id, text="psst")
    slack.scopes.add("chat:write.public")
    await client.chat_postMessage(channel="#open", text="hello")

    assert [message.text for message in ana.dm.messages] == ["psst"]
    assert [message.text for message in open_one.messages] == ["hello"]


async def test_ephemerals_reach_members_only_and_nobody_else_sees_them(slack, client):
    ana, bo = slack.add_person("Ana"), slack.add_person("Bo")
    growth = slack.add_channel("growth", [ana, slack.bot])

    assert (await refusal(client.chat_postEphemeral(channel=growth.id, user=bo.id, text="x")))[
        "error"
    ] == "user_not_in_channel"
    await client.chat_postEphemeral(channel=growth.id, user=ana.id, text="only you")

    assert growth.messages == []
    assert [message.text for message in growth.messages_for(ana)] == ["only you"]


async def test_bad_blocks_and_empty_messages_are_refused(slack, client):
    growth = slack.add_channel("growth", [slack.bot])
    header = {"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}

    answer = await refusal(client.chat_postMessage(channel=growth.id, text="x", blocks=[header]))

    assert answer["error"] == "invalid_blocks"
    assert "151" in answer["response_metadata"]["messages"][0]
    empty = client.api_call("chat.postMessage", json={"channel": growth.id, "text": ""})
    assert (await refusal(empty))["error"] == "no_text"


async def test_updating_and_deleting_only_own_messages(slack, client):
    ana = slack.add_person("Ana")
    growth = slack.add_channel("growth", [ana, slack.bot])
    said = await ana.says(growth, "mine")
    ts = (await client.chat_postMessage(channel=growth.id, text="first"))["ts"]

    await client.chat_update(channel=growth.id, ts=ts, text="second")
    too_long = await refusal(client.chat_update(channel=growth.id, ts=ts, text="x" * 4001))
    not_mine = await refusal(client.chat_update(channel=growth.id, ts=said.ts, text="x"))
    message = growth.messages[-1]
    await client.chat_delete(channel=growth.id, ts=ts)
    gone = await refusal(client.chat_update(channel=growth.id, ts=ts, text="x"))

    assert (message.text, message.edited) == ("second", True)
    assert (too_long["error"], not_mine["error"], gone["error"]) == (
        "msg_too_long", "cant_update_message", "message_not_found",
    )  # fmt: skip
    assert growth.messages == [said]


async def test_history_needs_its_scope_and_shows_metadata_only_when_asked(slack, client):
    growth = slack.add_channel("growth", [slack.bot])
    metadata = {"event_type": "delivery", "event_payload": {"id": 7}}
    posted = await client.chat_postMessage(channel=growth.id, text="digest", metadata=metadata)
    await client.chat_postMessage(channel=growth.id, text="detail", thread_ts=posted["ts"])

    refused = await refusal(client.conversations_history(channel=growth.id))
    slack.scopes.add("channels:history")
    bare = await client.conversations_history(channel=growth.id)
    full = await client.conversations_history(channel=growth.id, include_all_metadata=True)
    thread = await client.conversations_replies(channel=growth.id, ts=posted["ts"])

    assert (refused["error"], refused["needed"]) == ("missing_scope", "channels:history")
    assert [m["text"] for m in bare["messages"]] == ["digest"]
    assert "metadata" not in bare["messages"][0]
    assert full["messages"][0]["metadata"] == metadata
    assert [m["text"] for m in thread["messages"]] == ["digest", "detail"]
    assert [reply.text for reply in growth.messages[0].thread] == ["detail"]


async def test_people_come_in_pages_with_what_they_are(slack, client):
    ana = slack.add_person("Ana", tz="Europe/Berlin", admin=True)
    guest = slack.add_person("Gus", guest=True)
    gone = slack.add_person("Gone", deactivated=True)
    stranger = slack.add_person("Stranger", external=True)
    seen, cursor = [], None
    while cursor != "":
        page = await client.users_list(limit=2, cursor=cursor)
        assert len(page["members"]) <= 2
        seen += page["members"]
        cursor = page["response_metadata"]["next_cursor"]
    by_id = {one["id"]: one for one in seen}

    assert by_id[ana.id]["tz"] == "Europe/Berlin"
    assert by_id[ana.id]["is_admin"]
    assert by_id[guest.id]["is_restricted"]
    assert by_id[gone.id]["deleted"]
    assert by_id["USLACKBOT"]["is_bot"] is False
    assert stranger.id not in by_id
    assert (await client.users_info(user=stranger.id))["user"]["is_stranger"]
    assert (await refusal(client.users_info(user="U0NOBODY")))["error"] == "user_not_found"


async def test_groups_and_channels_tell_their_members(slack, client):
    ana, bo = slack.add_person("Ana"), slack.add_person("Bo")
    design = slack.add_group("design", [ana, bo])
    growth = slack.add_channel("growth", [bo, slack.bot])

    groups = await client.usergroups_list(include_users=True)
    members = await client.conversations_members(channel=growth.id)

    assert groups["usergroups"][0]["users"] == [ana.id, bo.id]
    assert (await client.usergroups_users_list(usergroup=design.id))["users"] == [ana.id, bo.id]
    assert members["members"] == [bo.id, slack.bot.id]
    assert (await client.conversations_info(channel=growth.id))["channel"]["is_member"]


async def test_an_upload_goes_through_its_three_steps(slack, client):
    growth = slack.add_channel("growth", [slack.bot])
    digest = await client.chat_postMessage(channel=growth.id, text="digest")

    done = await client.files_upload_v2(
        content=b"\x89PNG", filename="star.png", title="Star", alt_txt="The star rose", channel=growth.id,
        thread_ts=digest["ts"],
    )  # fmt: skip
    (reply,) = growth.messages[0].thread

    assert reply.files[0].data == b"\x89PNG"
    assert (reply.files[0].title, reply.files[0].alt_text) == ("Star", "The star rose")
    assert done["files"][0]["mimetype"] == "image/png"


async def test_a_slow_upload_cannot_be_shown_before_it_is_ready(slack, client):
    slack.admin.slow_files(2)
    growth = slack.add_channel("growth", [slack.bot])
    file_id = (await client.files_upload_v2(content=b"\x89PNG", filename="a.png"))["files"][0]["id"]
    image = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "The star"}

    early = await refusal(client.chat_postMessage(channel=growth.id, text="x", blocks=[image]))
    first = await client.files_info(file=file_id)
    second = await client.files_info(file=file_id)
    await client.chat_postMessage(channel=growth.id, text="x", blocks=[image])

    assert early["error"] == "invalid_blocks"
    assert (first["file"]["mimetype"], second["file"]["mimetype"]) == ("", "image/png")


async def test_ts_are_unique_and_increase_while_the_clock_stands_still(clock):
    async with Playground(now=clock.now) as slack:
        client = AsyncWebClient(slack.bot_token, base_url=slack.api_url)
        growth = slack.add_channel("growth", [slack.bot])
        for _ in range(3):
            await client.chat_postMessage(channel=growth.id, text="x")
        clock.advance(days=7)
        await client.chat_postMessage(channel=growth.id, text="x")
    stamps = [float(message.ts) for message in growth.messages]

    assert stamps == sorted(set(stamps))
    assert stamps[-1] - stamps[0] == pytest.approx(7 * 86400, abs=1)


async def test_the_call_log_keeps_arguments(slack, client):
    growth = slack.add_channel("growth", [slack.bot])
    await client.chat_postMessage(channel=growth.id, text="x", unfurl_links=False)

    method, args = slack.calls[-1]

    assert method == "chat.postMessage"
    assert (args["text"], args["unfurl_links"]) == ("x", False)
    assert slack.calls_to("chat.postMessage") == [args]
