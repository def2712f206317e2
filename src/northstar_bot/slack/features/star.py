"""The star by command, button and message shortcut: the card, the table of inputs, and the history."""

from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.digest.star_card import ShownStar
from northstar_bot.domain.errors import BadInput, Invalid, NotAllowed
from northstar_bot.domain.ids import ChannelId
from northstar_bot.render.errors import notice
from northstar_bot.render.ids import STAR_INPUTS, STAR_SHARE, STAR_SHARE_FORM
from northstar_bot.render.message import Message, View
from northstar_bot.render.star import star as drawn
from northstar_bot.render.star.history import history_message
from northstar_bot.slack.feature import Call, Command, Feature


async def show(call: Call) -> Message:
    """The card, for oneself or, with `share`, for the channel."""
    wish = call.text.strip().casefold()
    if wish not in {"", "share"}:
        raise BadInput(f"“{call.text.strip()[:40]}” is not something to show.", "Try /northstar show share.")
    card = await call.services.star.card(call.viewer)
    return drawn.card_message(card, shared=wish == "share") if card else drawn.no_star()


async def inputs(call: Call) -> Message:
    """Every input in a table."""
    card = await call.services.star.card(call.viewer)
    return drawn.inputs_message(card) if card else drawn.no_star()


async def history(call: Call) -> Message:
    """Every version of the star, newest first."""
    found = await call.services.star.history(call.viewer)
    return history_message(found) if found else drawn.no_star()


async def answer(call: Call) -> Message | None:
    """The card for everybody in a message's thread."""
    message = call.body.get("message") or {}
    root = message.get("thread_ts") or message.get("ts")
    if not (call.channel and root):
        raise BadInput("There is no message to answer.", "Use the shortcut on a message in a channel.")
    if call.channel.startswith("D"):
        raise NotAllowed(
            "Northstar cannot answer in a direct message.", "There, /northstar show share shows the star."
        )
    planned = await call.services.star.show_under(call.viewer, Receipt(call.channel, root))
    return None if planned else drawn.no_star()


async def choose_channel(call: Call) -> Message | None:
    """Where to show it."""
    await call.screen.open(drawn.share_form())
    return None


async def share(call: Call) -> View:
    """The card for everybody in a channel."""
    channel = call.fields.get("channel")
    if not channel:
        raise Invalid({"channel": "Choose a channel."})
    planned = await call.services.star.show_in(call.viewer, ChannelId(channel))
    return notice("Share the star", drawn.shared_soon() if planned else drawn.no_star())


FEATURE = Feature(
    commands=(
        Command("show", "The North Star and where it stands", "show [share]", show),
        Command("inputs", "The inputs: now, what is normal, whose they are", "inputs", inputs),
        Command(
            "history", "Every star so far: when, why, and how much was decided under it", "history", history
        ),
    ),
    shortcuts={"northstar_answer_message": answer},
    actions={STAR_INPUTS: inputs, STAR_SHARE: choose_channel},
    views={STAR_SHARE_FORM: share},
    posts={ShownStar: drawn.shown},
)
