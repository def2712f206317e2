"""Requests: asking, weighing, deciding and looking back, by command, shortcut, button and form."""

import re
from collections.abc import Mapping

from northstar_bot.domain.errors import BadInput, Invalid, NorthstarError, NotFound
from northstar_bot.domain.requests.query import Query, Which
from northstar_bot.domain.requests.requests import Answer, Evidence, WakeOn
from northstar_bot.domain.requests.views import VerdictNote
from northstar_bot.render.ids import (
    REQUEST_ASK,
    REQUEST_ASK_FORM,
    REQUEST_FROM_TEXT,
    REQUEST_LIST,
    REQUEST_REPLY,
    REQUEST_REPLY_FORM,
    REQUEST_WEIGH,
    REQUEST_WEIGH_CHANGED,
    REQUEST_WEIGH_FORM,
    REQUEST_WHY,
    REQUEST_WITHDRAW,
)
from northstar_bot.render.message import Message, View
from northstar_bot.render.requests import requests as drawn
from northstar_bot.render.requests.ask_form import Origin, ask_form, begun_with
from northstar_bot.render.requests.self_check import LONGEST, self_check
from northstar_bot.render.requests.shipped import with_record
from northstar_bot.render.requests.verdict_fields import TEXTS
from northstar_bot.render.requests.verdicts import verdict_note
from northstar_bot.render.requests.weigh_form import Filled, Ticket, weigh_form
from northstar_bot.slack.feature import Call, Command, Feature, Pushed
from northstar_bot.slack.features import fairness
from northstar_bot.slack.features.second_weighing import consistency
from northstar_bot.slack.markup import as_read
from northstar_bot.slack.reading import must_be_number, number_in
from northstar_bot.slack.request_asking import ask_form_as_filled
from northstar_bot.slack.request_considering import asked_or_similar
from northstar_bot.slack.request_declining import shown_before
from northstar_bot.slack.request_fields import choice, chosen_input, draft_of, proposal_of
from northstar_bot.slack.request_origin import message_of, origin_of

_LIKE_A_NUMBER = re.compile(r"#?\s*[-+−]?\d[\d.,]*", re.ASCII)


async def ask(call: Call) -> Message | None:
    """The form, with the words of the command as title."""
    text = _fitting(as_read(call.text))
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


async def weigh(call: Call) -> Message | None:
    """With a number the decider's form, with words a private self-check."""
    typed = call.text.strip()
    if (number := number_in(typed)) is not None:
        await _open_weighing(call, number)
        return None
    if _LIKE_A_NUMBER.fullmatch(typed):
        said = typed.lstrip("# ")[:30]
        raise NotFound(f"There is no request #{said}.", "See /northstar requests for those there are.")
    if not typed:
        raise BadInput(
            "Weigh what?",
            "Give a request's number, such as /northstar weigh 12, or words to check privately.",
        )
    text = _fitting(as_read(call.text), LONGEST)
    check = await call.services.requests.self_check(call.viewer, text)
    await call.screen.open(self_check(check, origin_of(call.body)))
    return None


async def weigh_pressed(call: Call) -> Message | None:
    """The decider's form, from a button."""
    await _open_weighing(call, _number(call.value))
    return None


async def weighing_changed(call: Call) -> Message | None:
    """Another choice in the decider's form: the suggestion and the fields follow, typed text stays."""
    await call.screen.redraw(await _weighing(call))
    return None


async def keep_verdict(call: Call) -> View | Pushed | None:
    """Keep a verdict, a no after a preview; a field in want that was not in sight yet is shown instead."""
    ticket = Ticket.unpacked(call.metadata)
    try:
        if choice(Answer, call.fields, "answer") is Answer.NO and not ticket.second:
            return await shown_before(call)
        await call.services.requests.decide(call.viewer, ticket.number, proposal_of(call.fields), ticket.seen)
    except Invalid as wrong:
        if set(wrong.fields) <= set(call.fields):
            raise
        return await _weighing(call, wrong.fields)
    except NorthstarError as refused:
        # Without a field it would stand under the form's first question, which is about something else.
        refused.field = refused.field or "answer"
        raise
    await call.screen.refresh_home()
    return None


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


async def _open_weighing(call: Call, number: int) -> None:
    question = await call.services.requests.weigh(call.viewer, number)
    deep = (call.body.get("view") or {}).get("previous_view_id")
    # Slack stacks three views at most, and a no needs one more for its preview.
    await (call.screen.redraw if deep else call.screen.open)(weigh_form(question))


async def _weighing(call: Call, wanting: Mapping[str, str] | None = None) -> View:
    ticket = Ticket.unpacked(call.metadata)
    evidence = choice(Evidence, call.fields, "evidence")
    question = await call.services.requests.weigh(
        call.viewer, ticket.number, chosen_input(call.fields), evidence
    )
    typed = {name: call.fields[name] or "" for name in TEXTS if name in call.fields}
    filled = Filled(
        answer=choice(Answer, call.fields, "answer"),
        wake_on=choice(WakeOn, call.fields, "wake_on"),
        texts={**ticket.texts, **typed},
        seen=ticket.seen,
    )
    return weigh_form(question, filled, wanting)


def _number(text: str) -> int:
    return must_be_number(text, "Which request?", "Give its number, such as /northstar why 12.")


def _fitting(text: str, longest: int = 3000) -> str:
    if len(text) > longest:
        raise BadInput(
            f"That is {len(text):,} characters; this takes up to {longest:,}.", "Shorten it and try again."
        )
    return text


FEATURE = Feature(
    commands=(
        Command(
            "ask", "Ask for something; it is weighed against the star", "ask [what]", ask, ("request", "tag")
        ),
        Command(
            "requests",
            "Requests and how they stand",
            "requests [open|mine|waiting-on-me|my-time|parked|accepted|declined|re-weigh|shipped|dropped|"
            "withdrawn|all] [from:team] [input:key] [kind:name]",
            show_list,
        ),
        Command("weigh", "Decide a request, or check words privately", "weigh <number or words>", weigh),
        Command("why", "What was decided on a request, and why", "why <number>", why),
    ),
    shortcuts={"northstar_ask": ask_from_value, "northstar_weigh_message": ask_about_message},
    actions={
        REQUEST_ASK: ask_from_value,
        REQUEST_FROM_TEXT: ask_from_value,
        REQUEST_WEIGH: weigh_pressed,
        REQUEST_WHY: why,
        REQUEST_REPLY: open_reply,
        REQUEST_WITHDRAW: withdraw,
        **{f"{REQUEST_LIST}.{where}": turn_page for where in ("refresh", "older", "newest")},
        **{
            f"{REQUEST_WEIGH_CHANGED}.{each}": weighing_changed
            for each in ("input", "evidence", "answer", "wake_on")
        },
    },
    views={
        REQUEST_ASK_FORM: keep_request,
        REQUEST_WEIGH_FORM: keep_verdict,
        REQUEST_REPLY_FORM: keep_reply,
    },
    posts={VerdictNote: verdict_note},
)
