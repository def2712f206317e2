"""A verdict as a decider fills it in, and what is still missing from it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from northstar_bot.domain.ids import MetricKey, SquadKey
from northstar_bot.domain.requests.refusals import complaint_about
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    STAR_ONLY,
    Answer,
    Evidence,
    ReasonCode,
    Request,
    WakeOn,
)
from northstar_bot.domain.typed import wrong_length

MECHANISM = (30, 800)
STOPS = (0, 400)
REASON = (30, 800)
WOULD_BE_YES = (20, 400)
WHY_NOT_NOW = (20, 800)
QUESTION = (10, 800)
DIFFERENCE = (30, 800)
# Nothing is judged by these yet, so nobody has to say what the request moves.
NEEDS_NO_INPUT = frozenset({Answer.ASK_BACK, Answer.DUPLICATE})


@dataclass(frozen=True, slots=True)
class Proposal:
    """A verdict as it was filled in; texts of fields that do not belong to the answer are ignored."""

    answer: Answer | None
    input: MetricKey | None
    evidence: Evidence
    mechanism: str = ""
    stops: str = ""
    reason_code: ReasonCode | None = None
    reason: str = ""
    would_be_yes: str = ""
    question: str = ""
    difference: str = ""
    wake_on: WakeOn | None = None
    wake_at: date | None = None
    duplicate_of: int | None = None
    squad: SquadKey | None = None
    look_by: date | None = None

    @property
    def names_an_input(self) -> bool:
        """Whether one input was chosen, rather than none, the star alone, or nothing yet."""
        return self.input not in (None, NO_INPUT, STAR_ONLY)


def needs_no_input(answer: Answer | None, *, exempt: bool) -> bool:
    """Whether nothing is judged by the star: a question back, a duplicate, or a yes that an obligation gives."""
    return answer in NEEDS_NO_INPUT or (exempt and answer is Answer.YES)


def missing_from(
    proposal: Proposal, request: Request, names: Mapping[MetricKey, str], today: date, *, exempt: bool = False
) -> dict[str, str]:
    """A sentence for every field that cannot stand; empty when the verdict is complete."""
    wrong = _wrong_input(proposal, names, exempt=exempt)
    return wrong | _wrong_answer(proposal, request, today, exempt=exempt)


def _wrong_input(proposal: Proposal, names: Mapping[MetricKey, str], *, exempt: bool) -> dict[str, str]:
    if proposal.input is None and needs_no_input(proposal.answer, exempt=exempt):
        return {}
    if proposal.input is None:
        return {"input": "Choose the input it moves, or “none of them”."}
    if proposal.names_an_input and proposal.input not in names:
        return {"input": "That input is no longer part of the star. Choose another."}
    return {}


def _wrong_answer(proposal: Proposal, request: Request, today: date, *, exempt: bool) -> dict[str, str]:
    match proposal.answer:
        case None:
            return {"answer": "Choose a verdict."}
        case Answer.YES:
            return _wrong_yes(proposal, today, exempt=exempt)
        case Answer.NO:
            return _wrong_no(proposal)
        case Answer.PARK:
            return _wrong_park(proposal, today)
        case Answer.ASK_BACK:
            return wrong_length("question", proposal.question, QUESTION, "ask the asker a question")
    return _wrong_duplicate(proposal, request)


def _wrong_yes(proposal: Proposal, today: date, *, exempt: bool) -> dict[str, str]:
    wrong = wrong_length("stops", proposal.stops, STOPS, "say what stops or waits")
    if proposal.look_by is not None and proposal.look_by <= today:
        wrong["look_by"] = "Choose a day after today."
    if not proposal.names_an_input:
        return wrong
    bounds = (0, MECHANISM[1]) if exempt else MECHANISM
    return wrong | wrong_length("mechanism", proposal.mechanism, bounds, "say how it moves the input")


def _wrong_no(proposal: Proposal) -> dict[str, str]:
    wrong = wrong_length("reason", proposal.reason, REASON, "give the reason in plain words")
    wrong |= wrong_length(
        "would_be_yes", proposal.would_be_yes, WOULD_BE_YES, "say what would make this a yes"
    )
    if complaint := complaint_about(proposal.reason):
        wrong["reason"] = complaint
    if proposal.reason_code is None:
        wrong["reason_code"] = "Choose the kind of reason."
    return wrong


def _wrong_park(proposal: Proposal, today: date) -> dict[str, str]:
    """What evidence would settle it is a reason; a day or the next star alone tells the asker nothing."""
    waits_for_evidence = proposal.wake_on is WakeOn.EVIDENCE
    bounds = (0, WHY_NOT_NOW[1]) if waits_for_evidence else WHY_NOT_NOW
    wrong = wrong_length("reason", proposal.reason, bounds, "say why not now")
    if complaint := complaint_about(proposal.reason) if proposal.reason.strip() else "":
        wrong["reason"] = complaint
    if proposal.wake_on is None:
        return wrong | {"wake_on": "Choose what brings it back."}
    if proposal.wake_on is WakeOn.DATE and (proposal.wake_at is None or proposal.wake_at <= today):
        return wrong | {"wake_at": "Choose a day after today."}
    if proposal.wake_on is WakeOn.EVIDENCE:
        return wrong | wrong_length(
            "would_be_yes", proposal.would_be_yes, WOULD_BE_YES, "say what evidence would settle it"
        )
    return wrong


def _wrong_duplicate(proposal: Proposal, request: Request) -> dict[str, str]:
    if proposal.duplicate_of is None or proposal.duplicate_of < 1:
        return {"duplicate_of": "Give the number of the request it repeats, such as 12."}
    if proposal.duplicate_of == request.number:
        return {"duplicate_of": "That is this request itself."}
    return {}
