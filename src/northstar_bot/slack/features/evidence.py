"""Which inputs move before the star: on demand, and once a month below the digest."""

from northstar_bot.domain.numbers.lead_evidence import LeadReport
from northstar_bot.render.digest.evidence import evidence_message
from northstar_bot.render.message import Message
from northstar_bot.slack.feature import Call, Command, Feature


async def evidence(call: Call) -> Message:
    """Every input, or the one that is named."""
    return evidence_message(await call.services.evidence.leads(call.viewer, call.text))


FEATURE = Feature(
    commands=(
        Command(
            "evidence",
            "Which inputs move before the star, as far as the weeks can say",
            "evidence [input]",
            evidence,
        ),
    ),
    posts={LeadReport: evidence_message},
)
