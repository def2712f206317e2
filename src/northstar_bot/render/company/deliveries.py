"""What the people who look after posts are told, with the button that mends it."""

from northstar_bot.domain.deliveries import Delivery, Notice, State
from northstar_bot.domain.webhooks import WEBHOOK
from northstar_bot.render import blocks
from northstar_bot.render.ids import DELIVERY_RESEND, SCHEDULE_RESUME
from northstar_bot.render.message import Message
from northstar_bot.render.words import channel_link, escape, mention

REMEDIES = {
    "not_in_channel": "Invite the bot there (/invite @northstar), then use the button.",
    "channel_not_found": "The channel is gone, or private: invite the bot, or choose another in /northstar settings.",
    "is_archived": "The channel is archived. Unarchive it, or choose another in /northstar settings.",
}


def notice(told: Notice) -> Message:
    """Which post is in trouble, why, and what to do."""
    delivery = told.delivery
    plan = delivery.plan
    if plan.kind == WEBHOOK:
        return _not_taken(delivery)
    what = (
        f"the {plan.kind} of {plan.period}"
        if told.schedule or delivery.state is State.PAUSED
        else f"a {plan.kind}"
    )
    place = channel_link(plan.target) if plan.target[:1] in "CG" else mention(plan.target)
    if told.schedule:
        said = (
            f"The schedule {told.schedule} is paused:"
            f" {what} could not be posted to {plan.target} ({delivery.error})."
        )
        remedy = REMEDIES.get(delivery.error, "Mend that, then resume.")
        act = blocks.button("Resume", SCHEDULE_RESUME, told.schedule)
    elif delivery.state is State.UNKNOWN:
        said = f"It is not known whether {what} reached {plan.target}: Slack did not answer in time."
        remedy = "Look there. If it is missing, send it again."
        act = blocks.button("Send it again", DELIVERY_RESEND, str(delivery.id))
    else:
        said = f"{what.capitalize()} for {plan.target} was not posted ({delivery.error or delivery.state})."
        remedy = REMEDIES.get(delivery.error, "When the cause is mended, send it again.")
        act = blocks.button("Send it again", DELIVERY_RESEND, str(delivery.id))
    shown = escape(said).replace(escape(plan.target), place)
    return Message(
        f"{shown} {escape(remedy)}", (blocks.section(f"{shown}\n{escape(remedy)}"), blocks.actions(act))
    )


def _not_taken(delivery: Delivery) -> Message:
    said = f"An event was sent to the webhook for a day and not taken ({delivery.error or delivery.state})."
    remedy = "When the receiver works again, send it again."
    act = blocks.button("Send it again", DELIVERY_RESEND, str(delivery.id))
    return Message(
        escape(f"{said} {remedy}"), (blocks.section_plain(f"{said}\n{remedy}"), blocks.actions(act))
    )


def done(sentence: str) -> Message:
    """The plain answer after a button."""
    return Message(escape(sentence), (blocks.section_plain(sentence),))
