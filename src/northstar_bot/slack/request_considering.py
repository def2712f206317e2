"""Between the ask form and a request: what is like it is shown first, and what was typed comes back for Ask anyway."""

from northstar_bot.domain.requests.views import Asked
from northstar_bot.render.message import View
from northstar_bot.render.requests.ask_form import Origin, asked
from northstar_bot.render.requests.similar import similar
from northstar_bot.slack.feature import Call, Pushed
from northstar_bot.slack.reading import storable
from northstar_bot.slack.request_fields import draft_of


async def asked_or_similar(call: Call) -> View | Pushed:
    """What was asked; or, on top of the form, what somebody has asked for already."""
    draft = draft_of(call.fields, Origin.unpacked(call.metadata))
    found = await call.services.following.consider(
        call.viewer, draft, storable(call.fields), storable(call.metadata), call.source_key
    )
    return asked(found.asked) if found.asked else Pushed(similar(found))


async def asked_anyway(call: Call) -> View:
    """What was typed before, asked as it was; closing it closes the form beneath as well."""
    source_key = call.metadata
    kept = await call.services.following.typed(call.viewer, source_key)
    if not isinstance(kept, Asked):
        draft = draft_of(kept.fields, Origin.unpacked(kept.origin))
        await call.services.named.must_be_members(call.viewer, draft)
        kept = await call.services.requests.ask(call.viewer, draft, source_key)
    return asked(kept) | {"clear_on_close": True}
