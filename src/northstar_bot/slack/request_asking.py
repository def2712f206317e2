"""The ask form drawn again as it is filled in, after its kind has changed or a field was not in sight yet."""

from collections.abc import Mapping
from dataclasses import replace

from northstar_bot.domain.requests.detail_form import Shape, shape_of
from northstar_bot.domain.requests.requests import RequestKind
from northstar_bot.render.message import View
from northstar_bot.render.requests.ask_details import out_of_sight
from northstar_bot.render.requests.ask_form import Origin, ask_form
from northstar_bot.slack.feature import Call
from northstar_bot.slack.request_fields import choice


async def ask_form_as_filled(call: Call, wanting: Mapping[str, str] | None = None) -> View:
    """The form with the fields of its kind; what is typed in them stays, what goes out of sight is carried along."""
    kind = choice(RequestKind, call.fields, "kind")
    form = await call.services.requests.form(call.viewer)
    origin = Origin.unpacked(call.metadata)
    hidden = out_of_sight(shape_of(kind), call.fields, origin.kept)
    # What comes into sight again starts with what was typed before.
    filled = {**origin.kept, **call.fields}
    if shape_of(kind) is Shape.DEAL and "deal" not in call.fields:
        # What stands there was meant for another kind; whoever wants everybody to read of a deal says so again.
        filled.pop("visibility", None)
    return ask_form(form, replace(origin, kept=hidden), filled, wanting)
