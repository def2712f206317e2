"""Weighing: the decider's form by command and button, as it is filled in, and the verdict that is kept."""

import re
from collections.abc import Mapping

from northstar_bot.domain.errors import BadInput, Invalid, NorthstarError, NotFound
from northstar_bot.domain.requests.requests import Answer, Evidence, WakeOn
from northstar_bot.domain.requests.views import VerdictNote
from northstar_bot.render.errors import with_notice
from northstar_bot.render.ids import REQUEST_WEIGH, REQUEST_WEIGH_CHANGED, REQUEST_WEIGH_FORM
from northstar_bot.render.message import Message, View
from northstar_bot.render.requests.self_check import LONGEST, self_check
from northstar_bot.render.requests.verdict_fields import TEXTS
from northstar_bot.render.requests.verdicts import verdict_note
from northstar_bot.render.requests.weigh_form import Filled, Ticket, weigh_form
from northstar_bot.slack.feature import Call, Command, Feature, Pushed
from northstar_bot.slack.markup import as_read
from northstar_bot.slack.reading import fitting, must_be_number, number_in
from northstar_bot.slack.request_declining import shown_before
from northstar_bot.slack.request_fields import choice, chosen_input, proposal_of
from northstar_bot.slack.request_origin import origin_of

_NO_WORDS = re.compile(r"[#\s\d.,+−-]*", re.ASCII)


async def weigh(call: Call) -> Message | None:
    """With a number the decider's form, with words a private self-check."""
    typed = call.text.strip()
    if (number := number_in(typed)) is not None:
        await _open_weighing(call, number)
        return None
    if _NO_WORDS.fullmatch(typed) and any(each.isdigit() for each in typed):
        said = typed.lstrip("# ")[:30]
        raise NotFound(f"There is no request #{said}.", "See /northstar requests for those there are.")
    if _NO_WORDS.fullmatch(typed):
        raise BadInput(
            "Weigh what?",
            "Give a request's number, such as /northstar weigh 12, or words to check privately.",
        )
    text = fitting(as_read(call.text), LONGEST)
    check = await call.services.requests.self_check(call.viewer, text)
    await call.screen.open(self_check(check, origin_of(call.body)))
    return None


async def weigh_pressed(call: Call) -> Message | None:
    """The decider's form, from a button."""
    await _open_weighing(
        call, must_be_number(call.value, "Which request?", "Give its number, such as /northstar weigh 12.")
    )
    return None


async def weighing_changed(call: Call) -> Message | None:
    """Another choice in the decider's form: the suggestion and the fields follow, typed text stays."""
    try:
        drawn = await _weighing(call)
    except NorthstarError as late:
        if "view" not in call.body:
            raise
        # Decided meanwhile: what was typed is worth more than the form.
        drawn = with_notice(call.body["view"], late.words)
    await call.screen.redraw(drawn)
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


FEATURE = Feature(
    commands=(
        Command("weigh", "Decide a request, or check words privately", "weigh <number or words>", weigh),
    ),
    actions={
        REQUEST_WEIGH: weigh_pressed,
        **{
            f"{REQUEST_WEIGH_CHANGED}.{each}": weighing_changed
            for each in ("input", "evidence", "answer", "wake_on")
        },
    },
    views={REQUEST_WEIGH_FORM: keep_verdict},
    posts={VerdictNote: verdict_note},
)
