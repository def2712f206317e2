"""What people type, click and see."""

import pytest

from northstar_bot.playground import NotPossibleError, Playground


def plain_text(text):
    return {"type": "plain_text", "text": text}


BUTTONS = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": f"go-{n}", "value": str(n), "text": plain_text(f"Go {n}")}
        for n in (1, 2)
    ],
}


async def test_mentions_are_escaped_like_slack_escapes_them(slack, app, connect):
    ana, bo = slack.add_person("Ana"), slack.add_person("Bo Berg")
    design = slack.add_group("design", [bo])
    growth, secret = slack.add_channel("growth", [ana]), slack.add_channel("secret", private=True)
    heard = []

    @app.command("/northstar")
    async def answer(ack, command):
        heard.append(command["text"])
        await ack("ok")

    await connect(app)
    for typed in [
        "@bo berg @design #growth #secret",
        "@nobody @channel x@y.org https://a.b/c?d=1&e=2",
        "a < b & c",
    ]:
        await ana.types(f"/northstar {typed}", growth)  # fmt: skip
    await ana.types("/northstar <!channel> & “quotes”", growth, raw=True)

    assert heard == [
        f"<@{bo.id}|bo.berg> <!subteam^{design.id}|@design> <#{growth.id}|growth> <#{secret.id}|>",
        "@nobody <!channel> <mailto:x@y.org|x@y.org> <https://a.b/c?d=1&amp;e=2>",
        "a &lt; b &amp; c",
        "<!channel> & “quotes”",
    ]


async def test_a_click_can_replace_and_delete_the_message_it_was_made_on(slack, app, connect):
    ana = slack.add_person("Ana")
    growth = slack.add_channel("growth", [ana, slack.bot])

    @app.action("go-1")
    async def replace(ack, respond):
        await ack()
        await respond(text="replaced", replace_original=True)

    @app.action("go-2")
    async def delete(ack, respond):
        await ack()
        await respond(delete_original=True)

    await connect(app)
    for name in ("first", "second"):
        await app.client.chat_postMessage(channel=growth.id, text=name, blocks=[BUTTONS])
    first, second = growth.messages
    await ana.clicks(first, "go-1")
    await ana.clicks(second, "go-2")

    assert [message.text for message in growth.messages] == ["replaced"]


async def test_a_response_url_lasts_five_times_and_half_an_hour(clock):
    import aiohttp

    async with Playground(now=clock.now) as slack, aiohttp.ClientSession() as session:
        ana = slack.add_person("Ana")
        growth = slack.add_channel("growth", [ana])
        reply = await ana.types("/northstar show", growth)
        bad = await session.post(reply.response_url, json={"blocks": [{"type": "nonsense"}]})
        for number in range(5):
            good = await session.post(reply.response_url, json={"text": f"{number}"})
            assert good.status == 200
        sixth = await (await session.post(reply.response_url, json={"text": "6"})).json()
        later = await ana.types("/northstar show", growth)
        clock.advance(minutes=31)
        late = await (await session.post(later.response_url, json={"text": "x"})).json()

        assert bad.status == 400
        assert (sixth["error"], late["error"]) == ("used_url", "expired_url")
        assert growth.messages == []
        assert reply.text == "0\n1\n2\n3\n4"


async def test_nobody_clicks_what_they_do_not_see(slack, client):
    ana, bo = slack.add_person("Ana"), slack.add_person("Bo")
    growth = slack.add_channel("growth", [ana, bo, slack.bot])
    await client.chat_postEphemeral(channel=growth.id, user=ana.id, text="x", blocks=[BUTTONS])
    await client.chat_postMessage(channel=growth.id, text="x", blocks=[BUTTONS])
    (private,) = [message for message in growth.messages_for(ana) if message.only_for]

    with pytest.raises(NotPossibleError, match="does not see"):
        await bo.clicks(private, "go-1")
    with pytest.raises(NotPossibleError, match="only \\['go-1', 'go-2'\\]"):
        await ana.clicks(private, "stop")
    with pytest.raises(NotPossibleError, match="carries '1'"):
        await ana.clicks(private, "go-1", value="9")


async def test_external_people_click_but_type_no_commands(slack, app, connect):
    cy = slack.add_person("Cy", external=True)
    shared = slack.add_channel("shared", [cy, slack.bot])
    heard = []

    @app.action("go-1")
    async def clicked(ack, body):
        await ack()
        heard.append((body["user"]["team_id"], body["team"]["id"]))

    await connect(app)
    await app.client.chat_postMessage(channel=shared.id, text="x", blocks=[BUTTONS])
    with pytest.raises(NotPossibleError):
        await cy.types("/northstar show", shared)
    await cy.clicks(shared.messages[0], "go-1", patience=0)
    await slack.until(lambda: heard)

    assert heard == [(cy.team_id, slack.team_id)]
    assert cy.team_id != slack.team_id


async def test_a_message_shortcut_carries_the_message_and_a_global_one_does_not(slack, app, connect):
    ana = slack.add_person("Ana")
    growth = slack.add_channel("growth", [ana])
    heard = []

    @app.shortcut("thank")
    async def used(ack, body):
        await ack()
        heard.append((body["type"], body.get("message", {}).get("text"), "response_url" in body))

    await connect(app)
    said = await ana.says(growth, "shipped it")
    await ana.uses_shortcut("thank", said, patience=0)
    await ana.uses_shortcut("thank", patience=0)
    await slack.until(lambda: len(heard) == 2)

    assert sorted(heard) == [("message_action", "shipped it", True), ("shortcut", None, False)]


async def test_taking_a_reaction_back_needs_one(slack):
    ana = slack.add_person("Ana")
    growth = slack.add_channel("growth", [ana])
    said = await ana.says(growth, "x")
    await ana.reacts(said, "tada")
    await ana.unreacts(said, "tada")

    assert said.reactions == {}
    with pytest.raises(NotPossibleError):
        await ana.unreacts(said, "tada")


async def test_the_transcript_tells_the_story_in_order(slack, app, connect):
    ana = slack.add_person("Ana")
    growth = slack.add_channel("growth", [ana, slack.bot])

    @app.command("/northstar")
    async def answer(ack):
        await ack("only for Ana")

    await connect(app)
    await ana.says(growth, "morning")
    await ana.types("/northstar show", growth)

    assert [(line.who, line.door, line.where, line.text, line.seen_by) for line in slack.transcript] == [
        ("Ana", "says", "#growth", "morning", None),
        ("Ana", "command", "#growth", "/northstar show", None),
        ("North Star", "reply", "#growth", "only for Ana", "Ana"),
    ]


async def test_plain_shows_every_word_of_a_message(slack, client):
    growth = slack.add_channel("growth", [slack.bot])
    await client.chat_postMessage(
        channel=growth.id,
        text="fallback",
        blocks=[
            {"type": "header", "text": {"type": "plain_text", "text": "Week 47"}},
            {"type": "section", "fields": [plain_text("*Star*"), plain_text("1,502")]},
            {
                "type": "table",
                "rows": [[{"type": "raw_text", "text": "Gain"}, {"type": "raw_number", "value": 4}]],
            },
            {
                "type": "rich_text",
                "elements": [
                    {
                        "type": "rich_text_section",
                        "elements": [{"type": "user", "user_id": "U1"}, {"type": "text", "text": " did it"}],
                    }
                ],
            },
            {
                "type": "data_visualization", "title": "Lessons",
                "chart": {"type": "pie", "segments": [{"label": "Depth", "value": 3}]},
            },
            BUTTONS,
        ],
    )  # fmt: skip

    assert growth.messages[0].plain.splitlines() == [
        "Week 47", "*Star*", "1,502", "Gain", "4", "<@U1> did it", "Lessons", "Depth", "3", "Go 1", "Go 2",
    ]  # fmt: skip


async def test_until_says_what_was_waited_for_in_vain(slack):
    with pytest.raises(AssertionError, match="not so within"):
        await slack.until(lambda: False, within=0.01)


async def test_the_home_tab_has_buttons_too(slack, app, connect):
    ana = slack.add_person("Ana")
    heard = []

    @app.action("go-2")
    async def clicked(ack, body):
        await ack()
        heard.append((body["view"]["type"], body["container"]["type"], "response_url" in body))

    await connect(app)
    await app.client.views_publish(user_id=ana.id, view={"type": "home", "blocks": [BUTTONS]})
    await ana.clicks(ana.home, "go-2", patience=0)
    await slack.until(lambda: heard)

    assert heard == [("home", "view", False)]
