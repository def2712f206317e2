"""May this be told at the all-hands? The answers by button, and one's own list."""

from northstar_bot.domain.recognition.consent import Consent, ConsentQuestion
from northstar_bot.render.ids import CONSENT_NO, CONSENT_YES
from northstar_bot.render.message import Message
from northstar_bot.render.recognition import consent as drawn
from northstar_bot.slack.feature import Call, Feature
from northstar_bot.slack.reading import must_be_number


async def agree(call: Call) -> Message | None:
    """Yes."""
    return await _answer(call, Consent.YES)


async def decline(call: Call) -> Message | None:
    """No, or a yes taken back."""
    return await _answer(call, Consent.NO)


async def _answer(call: Call, said: Consent) -> Message | None:
    """The question shows the answer in its own place; in a list of several the answer is said beside it."""
    number = must_be_number(call.value, "Which thanks?", "Use the button of the question again.")
    answered = drawn.question(await call.services.consent.answer(call.viewer, number, said))
    if call.channel and (call.body.get("message") or {}).get("ts"):
        await call.screen.replace(answered)
        return None
    return answered


FEATURE = Feature(
    actions={CONSENT_YES: agree, CONSENT_NO: decline},
    posts={ConsentQuestion: drawn.question},
)
