"""The checks of the star, and answering what only people can."""

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.people import Role
from northstar_bot.domain.star.star_check import Question
from northstar_bot.render.ids import STAR_ANSWER, STAR_ANSWER_FORM
from northstar_bot.render.message import Message, View
from northstar_bot.render.star import star_check as drawn
from northstar_bot.slack.feature import Call, Command, Feature


async def check(call: Call) -> Message:
    """`star check`; `star` alone means the same."""
    wish = call.text.strip().casefold()
    if wish not in {"", "check"}:
        raise BadInput(f"“{call.text.strip()[:40]}” cannot be done to a star.", "Try /northstar star check.")
    found = await call.services.star_check.check(call.viewer)
    return drawn.check_message(found, may_answer=call.viewer.holds(Role.STEWARD))


async def ask(call: Call) -> Message | None:
    """The form of one question."""
    question = _question(call.value)
    star, earlier = await call.services.star_check.answered(call.viewer, question)
    await call.screen.open(drawn.answer_form(star, question, earlier))
    return None


async def keep(call: Call) -> View | None:
    """Keep the answer."""
    question = _question(call.metadata)
    await call.services.star_check.answer(call.viewer, question, call.fields.get("text") or "")
    return None


def _question(value: str) -> Question:
    if value not in set(Question):
        raise BadInput("This question is not asked any more.", "Ask for /northstar star check again.")
    return Question(value)


FEATURE = Feature(
    commands=(Command("star", "Is it a good star? Warnings, never a verdict", "star check", check),),
    actions={f"{STAR_ANSWER}.{question.value}": ask for question in Question},
    views={STAR_ANSWER_FORM: keep},
)
