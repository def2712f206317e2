"""Modals live and die as Slack's do: short triggers, hashes, stacks of three, typed values kept by id."""

import pytest
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.playground import NotPossibleError, Playground


def plain(text):
    return {"type": "plain_text", "text": text}


def field(block_id, element_type="plain_text_input", **changes):
    element = {"type": element_type, "action_id": "it"} | changes
    return {"type": "input", "block_id": block_id, "label": plain(block_id), "element": element}


def modal(*blocks, **changes):
    whole = {"type": "modal", "callback_id": "form", "title": plain("Form"), "submit": plain("Save")}
    return whole | {"blocks": list(blocks) or [field("name")]} | changes


MORE = {
    "type": "actions",
    "block_id": "row",
    "elements": [{"type": "button", "action_id": "more", "text": plain("More")}],
}


async def error_of(call):
    with pytest.raises(SlackApiError) as caught:
        await call
    return caught.value.response["error"]


async def opened(slack, app, connect, ana, view):
    """The modal a command opens, and everything submitted from it."""

    @app.command("/northstar")
    async def show(ack, body, client):
        await ack()
        await client.views_open(trigger_id=body["trigger_id"], view=view)

    await connect(app)
    return (await ana.types("/northstar form")).view


async def test_a_trigger_opens_one_view_within_three_seconds(clock):
    async with Playground(now=clock.now) as slack:
        ana = slack.add_person("Ana")
        client = AsyncWebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        late, good = (await ana.types("/x")).trigger_id, None
        clock.advance(seconds=3.1)
        good = (await ana.types("/x")).trigger_id
        await client.views_open(trigger_id=good, view=modal())

        assert await error_of(client.views_open(trigger_id=late, view=modal())) == "expired_trigger_id"
        assert await error_of(client.views_open(trigger_id=good, view=modal())) == "exchanged_trigger_id"
        assert await error_of(client.views_open(trigger_id="1.2.3", view=modal())) == "invalid_trigger_id"


async def test_a_bad_view_does_not_use_up_the_trigger(slack, client):
    trigger = (await slack.add_person("Ana").types("/x")).trigger_id

    assert await error_of(client.views_open(trigger_id=trigger, view=modal(title=plain("x" * 25)))) == (
        "invalid_arguments"
    )
    assert (await client.views_open(trigger_id=trigger, view=modal()))["view"]["title"]["text"] == "Form"


async def test_an_update_with_an_old_hash_conflicts(slack, client):
    ana = slack.add_person("Ana")
    trigger = (await ana.types("/x")).trigger_id
    first = (await client.views_open(trigger_id=trigger, view=modal()))["view"]
    await client.views_update(view_id=first["id"], hash=first["hash"], view=modal(title=plain("Second")))

    stale = client.views_update(view_id=first["id"], hash=first["hash"], view=modal(title=plain("Third")))

    assert await error_of(stale) == "hash_conflict"
    assert ana.view.title == "Second"
    await ana.closes(ana.view)
    assert await error_of(client.views_update(view_id=first["id"], view=modal())) == "not_found"


async def test_what_was_typed_stays_where_ids_stay(slack, app, connect):
    ana = slack.add_person("Ana")
    view = await opened(slack, app, connect, ana, modal(field("name"), field("why")))
    ana.fills(view, {"name": "Bo", "why": "thanks"})

    await app.client.views_update(view_id=view.id, view=modal(field("name"), field("other")))

    assert view.state()["values"]["name"]["it"]["value"] == "Bo"
    assert view.state()["values"]["other"]["it"]["value"] is None


async def test_three_modals_are_the_most(slack, app, connect):
    ana = slack.add_person("Ana")
    errors = []

    @app.action("more")
    async def more(ack, body, client):
        await ack()
        try:
            await client.views_push(trigger_id=body["trigger_id"], view=modal(MORE))
        except SlackApiError as error:
            errors.append(error.response["error"])

    await opened(slack, app, connect, ana, modal(MORE))
    await ana.clicks(ana.view, "more")
    await ana.clicks(ana.view, "more")
    assert len(ana.modals) == 3
    await ana.clicks(ana.view, "more", patience=0)
    await slack.until(lambda: errors)

    assert errors == ["push_limit_reached"]
    await ana.closes(ana.view)
    assert len(ana.modals) == 2


async def test_a_submission_can_update_push_and_clear(slack, app, connect):
    ana = slack.add_person("Ana")
    answers = iter(
        [
            {"response_action": "update", "view": modal(title=plain("Updated"))},
            {"response_action": "push", "view": modal(title=plain("Pushed"))},
            {"response_action": "clear"},
        ]
    )

    @app.view("form")
    async def submitted(ack):
        await ack(**next(answers))

    view = await opened(slack, app, connect, ana, modal())
    updated = await ana.submits(view, {"name": "a"})
    assert (updated.view.title, updated.closed) == ("Updated", False)
    pushed = await ana.submits(updated.view, {"name": "a"})
    assert (pushed.view.title, len(ana.modals)) == ("Pushed", 2)
    assert (await ana.submits(pushed.view, {"name": "a"})).closed
    assert ana.modals == []


async def test_errors_for_something_that_is_no_input_are_a_failure(slack, app, connect):
    ana = slack.add_person("Ana")

    @app.view("form")
    async def submitted(ack):
        await ack(response_action="errors", errors={"it": "keyed by action_id"})

    view = await opened(slack, app, connect, ana, modal())
    answer = await ana.submits(view, {"name": "a"})

    assert answer.status == "failed"
    assert "no input blocks" in answer.problem
    assert ana.view is view


async def test_values_arrive_as_slack_sends_them(slack, app, connect):
    ana, bo = slack.add_person("Ana"), slack.add_person("Bo")
    growth = slack.add_channel("growth", [ana])
    option = {"text": plain("Depth"), "value": "depth"}
    heard = {}

    @app.view("form")
    async def submitted(ack, view):
        heard.update({block: state["it"] for block, state in view["state"]["values"].items()})
        await ack()

    view = await opened(
        slack, app, connect, ana,
        modal(
            field("who", "multi_users_select"), field("day", "datepicker"),
            field("input", "static_select", options=[option]), field("where", "conversations_select"),
            field("note") | {"optional": True},
        ),
    )  # fmt: skip
    from datetime import date

    await ana.submits(view, {"who": [bo], "day": date(2026, 11, 23), "input": "depth", "where": growth})

    assert heard["who"] == {"type": "multi_users_select", "selected_users": [bo.id]}
    assert heard["day"]["selected_date"] == "2026-11-23"
    assert heard["input"]["selected_option"] == option
    assert heard["where"]["selected_conversation"] == growth.id
    assert heard["note"] == {"type": "plain_text_input", "value": None}


async def test_slack_refuses_what_its_client_would_and_a_hostile_client_does_not(slack, app, connect):
    ana = slack.add_person("Ana")
    heard = []

    @app.view("form")
    async def submitted(ack, view):
        heard.append(view["state"]["values"]["name"]["it"]["value"])
        await ack()

    view = await opened(slack, app, connect, ana, modal(field("name", max_length=5)))
    with pytest.raises(NotPossibleError, match="0 to 5 characters"):
        await ana.submits(view, {"name": "far too long"})
    with pytest.raises(NotPossibleError, match="no field"):
        await ana.submits(view, {"nome": "x"})
    with pytest.raises(NotPossibleError, match="no 'delete' here"):
        await ana.clicks(view, "delete")
    await ana.submits(view, {"name": "far too long"}, force=True)

    assert heard == ["far too long"]


async def test_suggestions_come_from_the_bot(slack, app, connect):
    ana = slack.add_person("Ana")

    @app.options("it")
    async def suggest(ack, payload):
        await ack(options=[{"text": plain(payload["value"].title()), "value": payload["value"]}])

    @app.view("form")
    async def submitted(ack):
        await ack()

    view = await opened(slack, app, connect, ana, modal(field("pick", "external_select")))

    assert await ana.looks_up(view, "it", "de") == []
    assert await ana.looks_up(view, "it", "depth") == ["Depth"]
    assert (await ana.submits(view, {"pick": "depth"})).closed


async def test_closing_tells_the_bot_only_when_it_asked(slack, app, connect):
    ana = slack.add_person("Ana")
    heard = []

    @app.view_closed("form")
    async def closed(ack, body):
        await ack()
        heard.append(body["is_cleared"])

    view = await opened(slack, app, connect, ana, modal(notify_on_close=True))
    await ana.closes(view)
    await slack.until(lambda: heard)

    assert heard == [False]
    assert ana.view is None


async def test_home_is_published_per_person_and_guarded_by_its_hash(slack, client):
    ana, bo = slack.add_person("Ana"), slack.add_person("Bo")
    section = {"type": "section", "text": plain("Hello")}
    first = await client.views_publish(user_id=ana.id, view={"type": "home", "blocks": [section]})
    await client.views_publish(user_id=ana.id, view={"type": "home", "blocks": [section, section]})

    stale = client.views_publish(
        user_id=ana.id, hash=first["view"]["hash"], view={"type": "home", "blocks": [section]}
    )

    assert await error_of(stale) == "hash_conflict"
    assert len(ana.home.blocks) == 2
    assert bo.home is None
