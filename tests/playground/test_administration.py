"""What administrators change is told to the bot, and shows in the Web API."""

import pytest
from slack_sdk.errors import SlackApiError


async def test_people_and_channels_change_and_the_bot_hears_of_it(slack, app, connect):
    ana = slack.add_person("Ana")
    growth = slack.add_channel("growth", [ana, slack.bot])
    secret = slack.add_channel("secret", [ana], private=True)
    heard = []

    for name in ("user_change", "channel_rename", "channel_archive", "group_archive"):

        @app.event(name)
        async def changed(event):
            heard.append(event["type"])

    await connect(app)
    slack.events.add("group_archive")
    await slack.admin.deactivate(ana)
    await slack.admin.rename(growth, "growth-emea")
    await slack.admin.archive(growth)
    await slack.admin.archive(secret)
    await slack.until(lambda: len(heard) == 3)

    assert sorted(heard) == ["channel_archive", "channel_rename", "user_change"]
    assert (await app.client.users_info(user=ana.id))["user"]["deleted"]
    assert (await app.client.conversations_info(channel=growth.id))["channel"]["is_archived"]


async def test_an_uninstalled_app_is_told_and_its_token_is_dead(slack, app, over_http):
    heard = []

    for name in ("app_uninstalled", "tokens_revoked"):

        @app.event(name)
        async def removed(event):
            heard.append(event["type"])

    await over_http(app)
    await app.client.auth_test()
    await slack.admin.uninstall()
    await slack.until(lambda: len(heard) == 2)

    with pytest.raises(SlackApiError, match="account_inactive"):
        await app.client.auth_test()


async def test_hidden_tabs_refuse(slack, client):
    ana = slack.add_person("Ana")
    slack.admin.hide_tabs(messages=True, home=True)
    home = {"type": "home", "blocks": [{"type": "divider"}]}

    with pytest.raises(SlackApiError, match="messages_tab_disabled"):
        await client.chat_postMessage(channel=ana.id, text="x")
    with pytest.raises(SlackApiError, match="not_enabled"):
        await client.views_publish(user_id=ana.id, view=home)
