"""Posts in trouble: told to whoever looks after them, sent again or resumed by a button."""

from northstar_bot.domain.deliveries import Notice
from northstar_bot.render.company.deliveries import done, notice
from northstar_bot.render.ids import DELIVERY_RESEND, SCHEDULE_RESUME
from northstar_bot.render.message import Message
from northstar_bot.slack.feature import Call, Feature
from northstar_bot.slack.reading import must_be_number


async def resend(call: Call) -> Message:
    """Send a post again that did not arrive."""
    number = must_be_number(call.value, "Which post?", "See northstar-bot doctor for posts in trouble.")
    delivery = await call.services.deliveries.resend(call.viewer, number)
    return done(f"The {delivery.plan.kind} is on its way again.")


async def resume(call: Call) -> Message:
    """Wake a schedule that rests."""
    await call.services.deliveries.resume(call.viewer, call.value)
    return done(f"The schedule {call.value} posts again.")


FEATURE = Feature(actions={DELIVERY_RESEND: resend, SCHEDULE_RESUME: resume}, posts={Notice: notice})
