"""A self-check: what the rules would say to words, by command or from Home, and the way from it to the form."""

from northstar_bot.domain.requests.requests import Evidence
from northstar_bot.render.ids import (
    REQUEST_CHECK_CHANGED,
    REQUEST_CHECK_FORM,
    REQUEST_CHECK_OPEN,
    REQUEST_CHECK_WORDS,
)
from northstar_bot.render.message import Message, View
from northstar_bot.render.requests.ask_form import ask_form, begun_with
from northstar_bot.render.requests.self_check import check_words, origin_in, self_check, text_of
from northstar_bot.slack.feature import Call, Feature
from northstar_bot.slack.request_fields import choice, chosen_input
from northstar_bot.slack.request_origin import origin_of


async def open_check(call: Call) -> Message | None:
    """Where the words of a self-check are typed, from a button."""
    await call.screen.open(check_words(origin_of(call.body)))
    return None


async def check(call: Call) -> View:
    """What the rules say to the words that were typed."""
    found = await call.services.requests.self_check(call.viewer, call.fields.get("text") or "")
    return self_check(found, origin_in(call.metadata))


async def check_changed(call: Call) -> Message | None:
    """Another choice in a self-check."""
    evidence = choice(Evidence, call.fields, "evidence") or Evidence.HUNCH
    check = await call.services.requests.self_check(
        call.viewer, text_of(call.metadata), chosen_input(call.fields), evidence
    )
    await call.screen.redraw(self_check(check, origin_in(call.metadata)))
    return None


async def ask_after_check(call: Call) -> View | None:
    """From a self-check to the form, with the words and both choices taken along."""
    form = await call.services.requests.form(call.viewer)
    chosen = {name: call.fields.get(name) for name in ("input", "evidence")}
    return ask_form(form, origin_in(call.metadata), {**begun_with(text_of(call.metadata)), **chosen})


FEATURE = Feature(
    actions={
        REQUEST_CHECK_OPEN: open_check,
        **{f"{REQUEST_CHECK_CHANGED}.{each}": check_changed for each in ("input", "evidence")},
    },
    views={REQUEST_CHECK_FORM: ask_after_check, REQUEST_CHECK_WORDS: check},
)
