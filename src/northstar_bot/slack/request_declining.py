"""A no is shown to its decider as the asker will read it, and sent from there."""

from northstar_bot.render.requests.decline_preview import Unsent, decline_preview
from northstar_bot.render.requests.weigh_form import Ticket
from northstar_bot.slack.feature import Call, Pushed
from northstar_bot.slack.request_fields import proposal_of


async def shown_before(call: Call) -> Pushed:
    """The preview, on top of the form."""
    ticket = Ticket.unpacked(call.metadata)
    preview = await call.services.requests.preview(
        call.viewer, ticket.number, proposal_of(call.fields), ticket.seen
    )
    return Pushed(decline_preview(preview, Unsent(ticket.number, ticket.seen, call.fields)))
