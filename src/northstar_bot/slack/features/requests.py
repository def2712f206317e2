"""Requests: asking, lists and reasons, and what their askers do later, by command, shortcut, button and form."""

from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.render.ids import (
    REQUEST_ASK,
    REQUEST_ASK_FORM,
    REQUEST_FROM_TEXT,
    REQUEST_LIST,
    REQUEST_REPLY,
    REQUEST_REPLY_FORM,
    REQUEST_WHY,
    REQUEST_WITHDRAW,
)
from northstar_bot.render.message import Message, View
from northstar_bot.render.requests import requests as drawn
from northstar_bot.render.requests.ask_form import Origin, ask_form, begun_with
from northstar_bot.render.requests.shipped import with_record
from northstar_bot.slack.feature import Call, Command, Feature, Pushed
from northstar_bot.slack.features import fairness
from northstar_bot.slack.features.second_weighing import consistency
from northstar_bot.slack.markup import as_read
from northstar_bot.slack.reading import fitting, must_be_number
from northstar_bot.slack.request_asking import ask_form_as_filled
from northstar_bot.slack.request_considering import asked_or_similar
from northstar_bot.slack.request_fields import draft_of
from northstar_bot.slack.request_origin import message_of, origin_of


async def ask(call: Call) -> Message | None:
    """The form, with the words of the command as title."""
    text = fitting(as_read(call.text))
    form = await call.services.requests.form(call.viewer)
    await call.screen.open(ask_form(form, origin_of(call.body), begun_with(text)))
    return None


async def ask_from_value(call: Call) -> Message | None:
    """The form from a button; its value, if any, is what was typed."""
    form = await call.services.requests.form(call.viewer)
    await call.screen.open(ask_form(form, origin_of(call.body), begun_with(as_read(call.value))))
    return None


async def ask_about_message(call: Call) -> Message | None:
    """The form with the words of a message and a link to it."""
    form = await call.services.requests.form(call.viewer)
    text, origin = message_of(call.body)
    await call.screen.open(ask_form(form, origin, begun_with(text)))
    return None


async def keep_request(call: Call) -> View | Pushed | None:
    """Keep what was asked and say what happens next; what is like it is shown before."""
    draft = draft_of(call.fields, Origin.unpacked(call.metadata))
    try:
        await call.services.named.must_be_members(call.viewer, draft)
        return await asked_or_similar(call)
    except Invalid as wrong:
        if set(wrong.fields) <= set(call.fields):
            raise
        return await ask_form_as_filled(call, wrong.fields)


async def why(call: Call) -> Message | None:
    """A request and its verdicts."""
    number = _number(call.text or call.value)
    card = drawn.why_card(await call.services.requests.why(call.viewer, number))
    return with_record(card, await call.services.shipping.record(call.viewer, number))


async def show_list(call: Call) -> Message | None:
    """A list of requests, or what they say of how alike people decide and how fairly."""
    if call.text.strip().casefold() == "consistency":
        return await consistency(call)
    if call.text.strip().lower() == fairness.WORD:
        return await fairness.show(call)
    return await _listed(call, Query.parse(as_read(call.text)))


async def turn_page(call: Call) -> Message | None:
    """Refresh a list where it stands, or show another page of it."""
    await call.screen.replace(await _listed(call, Query.parse(call.value)))
    return None


async def open_reply(call: Call) -> Message | None:
    """The form in which the asker adds what is new."""
    found = await call.services.requests.own(call.viewer, _number(call.value))
    await call.screen.open(drawn.reply_form(found.number, found.title))
    return None


async def keep_reply(call: Call) -> View | None:
    """Keep what the asker added."""
    await call.services.requests.reply(call.viewer, _number(call.metadata), call.fields.get("text") or "")
    await call.screen.refresh_home()
    return None


async def withdraw(call: Call) -> Message | None:
    """The asker takes a request back."""
    number = (await call.services.requests.withdraw(call.viewer, _number(call.value))).number
    await call.screen.whisper(drawn.said(f"#{number} is withdrawn."))
    await call.screen.refresh_home()
    return None


async def _listed(call: Call, query: Query) -> Message:
    page = await call.services.requests.list(call.viewer, query)
    away = (await call.services.away.now(call.viewer)).others if query.which is Which.WAITING else ()
    return drawn.listing(page, away)


def _number(text: str) -> int:
    return must_be_number(text, "Which request?", "Give its number, such as /northstar why 12.")


FEATURE = Feature(
    commands=(
        Command(
            "ask", "Ask for something; it is weighed against the star", "ask [what]", ask, ("request", "tag")
        ),
        Command(
            "requests",
            "Requests and how they stand",
            "requests [open|mine|waiting-on-me|my-time|following|parked|accepted|declined|re-weigh|shipped|dropped|"
            "withdrawn|all] [from:team] [input:key] [kind:name]",
            show_list,
        ),
        Command("why", "What was decided on a request, and why", "why <number>", why),
    ),
    shortcuts={"northstar_ask": ask_from_value, "northstar_weigh_message": ask_about_message},
    actions={
        REQUEST_ASK: ask_from_value,
        REQUEST_FROM_TEXT: ask_from_value,
        REQUEST_WHY: why,
        REQUEST_REPLY: open_reply,
        REQUEST_WITHDRAW: withdraw,
        **{f"{REQUEST_LIST}.{where}": turn_page for where in ("refresh", "older", "newest")},
    },
    views={
        REQUEST_ASK_FORM: keep_request,
        REQUEST_REPLY_FORM: keep_reply,
    },
)
