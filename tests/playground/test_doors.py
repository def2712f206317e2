"""Both doors carry commands, clicks, modals, events and their acknowledgements to a real Bolt app."""

MODAL = {
    "type": "modal",
    "callback_id": "thanks",
    "title": {"type": "plain_text", "text": "Say thanks"},
    "submit": {"type": "plain_text", "text": "Send"},
    "blocks": [
        {
            "type": "input",
            "block_id": "why",
            "label": {"type": "plain_text", "text": "What for"},
            "element": {"type": "plain_text_input", "action_id": "text", "max_length": 20},
        }
    ],
}
BUTTON = {
    "type": "actions",
    "block_id": "row",
    "elements": [
        {"type": "button", "action_id": "go", "value": "7", "text": {"type": "plain_text", "text": "Go"}}
    ],
}


async def test_a_command_reaches_the_bot_escaped_and_its_answer_the_person(slack, app, connect):
    ana, bo = slack.add_person("Ana"), slack.add_person("Bo Berg")
    growth = slack.add_channel("growth", [ana])
    heard = {}

    @app.command("/northstar")
    async def answer(ack, command, respond):
        heard.update(command)
        await ack("got it")
        await respond("and more", response_type="in_channel")

    await connect(app)
    reply = await ana.types("/northstar thanks @Bo Berg & <you>", growth)
    await slack.until(lambda: len(reply.messages) == 2)

    assert reply.status == "ok"
    assert heard["text"] == f"thanks <@{bo.id}|bo.berg> &amp; &lt;you&gt;"
    assert [message.text for message in growth.messages] == ["and more"]
    assert {message.text for message in growth.messages_for(ana)} == {"got it", "and more"}


async def test_a_click_opens_a_modal_and_the_modal_complains_then_closes(slack, app, connect):
    ana = slack.add_person("Ana")
    growth = slack.add_channel("growth", [ana, slack.bot])
    heard = []

    @app.action("go")
    async def clicked(ack, body, client):
        await ack()
        heard.append(body["actions"][0]["value"])
        await client.views_open(trigger_id=body["trigger_id"], view=MODAL)

    @app.view("thanks")
    async def submitted(ack, view):
        words = view["state"]["values"]["why"]["text"]["value"]
        await (ack(response_action="errors", errors={"why": "Too short"}) if len(words) < 5 else ack())

    await connect(app)
    await app.client.chat_postMessage(channel=growth.id, text="Press", blocks=[BUTTON])
    reply = await ana.clicks(growth.messages[-1], "go")

    assert heard == ["7"]
    assert reply.view is ana.view
    assert (await ana.submits(reply.view)).errors == {"why": "Please complete this required field."}
    assert (await ana.submits(reply.view, {"why": "tiny"})).errors == {"why": "Too short"}
    assert (await ana.submits(reply.view, {"why": "long enough"})).closed
    assert ana.view is None


async def test_a_reaction_is_an_event_only_where_the_bot_is(slack, app, connect):
    ana, cy = slack.add_person("Ana"), slack.add_person("Cy", external=True)
    growth = slack.add_channel("growth", [ana, cy, slack.bot])
    closed = slack.add_channel("closed", [ana])
    heard = []

    @app.event("reaction_added")
    async def reacted(event, body):
        heard.append((event["user"], event.get("user_team"), body["is_ext_shared_channel"]))

    await connect(app)
    await ana.reacts(await ana.says(growth, "shipped"), "tada")
    await cy.reacts(growth.messages[-1], "tada")
    await ana.reacts(await ana.says(closed, "secret"), "tada")
    await slack.until(lambda: len(heard) == 2)

    assert sorted(heard) == sorted([(ana.id, None, True), (cy.id, cy.team_id, True)])
    assert growth.messages[-1].reactions == {"tada": [ana.id, cy.id]}


async def test_the_home_tab_shows_what_was_published(slack, app, connect):
    ana = slack.add_person("Ana")

    @app.event("app_home_opened")
    async def opened(event, client):
        section = {"type": "section", "text": {"type": "plain_text", "text": f"Hello {event['tab']}"}}
        await client.views_publish(user_id=event["user"], view={"type": "home", "blocks": [section]})

    await connect(app)

    assert "Hello home" in (await ana.opens_home()).plain
