"""Kinds of request with fields of their own: the form that follows the kind, and who is told of their time."""

from northstar_bot.domain.requests.time_asked import TimeAsked, TimeDecided
from northstar_bot.render.ids import REQUEST_KIND_CHANGED
from northstar_bot.render.message import Message
from northstar_bot.render.requests.time_asked import time_asked, time_decided
from northstar_bot.slack.feature import Call, Feature
from northstar_bot.slack.request_asking import ask_form_as_filled


async def kind_changed(call: Call) -> Message | None:
    """Another kind in the ask form: its fields follow, typed text stays."""
    await call.screen.redraw(await ask_form_as_filled(call))
    return None


FEATURE = Feature(
    actions={REQUEST_KIND_CHANGED: kind_changed},
    posts={TimeAsked: time_asked, TimeDecided: time_decided},
)
