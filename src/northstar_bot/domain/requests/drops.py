"""Dropping what was accepted: by those who could have decided it, never silently."""

from collections.abc import Sequence

from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.requests.refusals import blame_in, complaint_about
from northstar_bot.domain.requests.requests import Answer, Request, Verdict
from northstar_bot.domain.requests.views import Desk
from northstar_bot.domain.typed import cleaned, wrong_length

REASON = (20, 800)


def may_drop(desk: Desk, request: Request, verdicts: Sequence[Verdict]) -> bool:
    """Whether this desk decides `request`, or owns the input it was accepted for; nobody drops their own."""
    accepted = next((each for each in reversed(verdicts) if each.answer is Answer.YES), None)
    theirs = accepted is not None and accepted.input in desk.own_inputs and not request.is_own(desk.person)
    return theirs or desk.decides(request)


def reason_of(text: str, teams: Sequence[str]) -> str:
    """`text` as the reason of a drop, or Invalid: its asker reads it."""
    wrong = wrong_length("reason", text, REASON, "say why it will not be built")
    if complaint := complaint_about(text) or blame_in(text, teams):
        wrong = {"reason": complaint}
    if wrong:
        raise Invalid(wrong)
    return cleaned(text)
