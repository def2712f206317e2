"""Weighing a request against the star: the rules R1 to R5 as a table, and the verdict of a person."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from northstar_bot.domain.company.company import Star
from northstar_bot.domain.errors import BadInput, Invalid, NotAllowed
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.requests.precedents import Precedents
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    STAR_ONLY,
    Answer,
    Evidence,
    Obligation,
    Request,
    Verdict,
    WakeOn,
)
from northstar_bot.domain.requests.verdict_form import DIFFERENCE, Proposal, missing_from
from northstar_bot.domain.typed import cleaned, wrong_length

_PROVEN = frozenset({Evidence.MEASURED, Evidence.SEEN})
_ON_THE_MERITS = frozenset({Answer.YES, Answer.NO, Answer.PARK})
_NO_PRECEDENTS = Precedents()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the rules say, never applied by itself; `exempt` when an obligation decides, not the star."""

    answer: Answer
    rule: str
    words: str
    exempt: bool = False


def suggest(
    chosen: MetricKey | None,
    evidence: Evidence,
    obligation: Obligation = Obligation.NONE,
    link: str = "",
    *,
    names: Mapping[MetricKey, str],
) -> Suggestion | None:
    """What the table says for this input, evidence and obligation; None until an input is chosen."""
    if obligation is not Obligation.NONE and link:
        words = f"an obligation ({obligation.value}): exempt, counted apart"
        return Suggestion(Answer.YES, "R5", words, exempt=True)
    if chosen == NO_INPUT:
        return Suggestion(Answer.NO, "R1", "moves no input of the current star")
    if chosen == STAR_ONLY:
        return Suggestion(Answer.ASK_BACK, "R4", "too broad for a Tuesday: pick an input")
    if chosen is None or chosen not in names:
        return None
    if evidence in _PROVEN:
        return Suggestion(Answer.YES, "R2", f"moves {names[chosen]}, with evidence")
    return Suggestion(Answer.PARK, "R3", "plausible, unproven: what evidence would settle it?")


def departs(
    answer: Answer | None, suggestion: Suggestion | None, precedents: Precedents = _NO_PRECEDENTS
) -> bool:
    """Whether `answer` judges otherwise than the rules or the majority of similar requests.

    A question back or a duplicate judges nothing yet; what obliges us is its own difference to all precedents.
    """
    if answer not in _ON_THE_MERITS:
        return False
    if suggestion is not None and (suggestion.exempt or answer is not suggestion.answer):
        return answer is not suggestion.answer
    return precedents.majority not in (None, answer)


def must_be_weighable(star: Star | None) -> Star:
    """The active star, or the sentence that without one a request can only be kept."""
    if star is None:
        raise BadInput(
            "No North Star is set yet, so nothing can be weighed. Requests are kept and wait for it.",
            "An owner sets it in /northstar settings.",
        )
    return star


def must_be_anothers(request: Request, decider: PersonId) -> None:
    """Raise NotAllowed when somebody would decide what they asked for, or what was asked on their behalf."""
    if request.is_own(decider):
        raise NotAllowed("Nobody decides their own request.", "Another decider has to weigh it.")


def decide(
    request: Request,
    proposal: Proposal,
    *,
    star: Star | None,
    names: Mapping[MetricKey, str],
    decider: PersonId,
    at: datetime,
    today: date,
    precedents: Precedents = _NO_PRECEDENTS,
) -> Verdict:
    """The verdict, or Invalid with a sentence for every field in want; `names` are the active inputs."""
    active = must_be_weighable(star)
    must_be_anothers(request, decider)
    suggestion = suggest(
        proposal.input, proposal.evidence, request.obligation, request.obligation_link, names=names
    )
    if proposal.answer is Answer.DUPLICATE:
        # What was decided on the other one counts; a rule about this one would only mislead.
        suggestion, proposal = None, replace(proposal, input=None)
    exempt = suggestion is not None and suggestion.exempt
    wrong = missing_from(proposal, request, names, today, exempt=exempt)
    if departs(proposal.answer, suggestion, precedents):
        wrong |= wrong_length("difference", proposal.difference, DIFFERENCE, "say what is different here")
    if wrong or proposal.answer is None:
        raise Invalid(wrong)
    return _verdict(
        request.number,
        proposal,
        proposal.answer,
        suggestion=suggestion,
        precedents=precedents,
        star=active,
        decider=decider,
        at=at,
    )


def wording(star: Star) -> dict[str, str]:
    """The words of a star as they are kept beside a verdict."""
    return {
        "name": star.name,
        "vision": star.vision,
        "metric": star.metric,
        "unit": star.unit,
        "definition": star.definition,
    }


def _verdict(
    number: int,
    proposal: Proposal,
    answer: Answer,
    *,
    suggestion: Suggestion | None,
    precedents: Precedents,
    star: Star,
    decider: PersonId,
    at: datetime,
) -> Verdict:
    yes, no, parked = answer is Answer.YES, answer is Answer.NO, answer is Answer.PARK
    waits_for_evidence = parked and proposal.wake_on is WakeOn.EVIDENCE
    asked_back = proposal.question if answer is Answer.ASK_BACK else ""
    return Verdict(
        request=number,
        answer=answer,
        suggestion=suggestion.answer if suggestion else None,
        rule=suggestion.rule if suggestion else "",
        decider=decider,
        decided_at=at,
        star_version=star.version,
        star_wording=wording(star),
        input=proposal.input,
        evidence=proposal.evidence,
        mechanism=cleaned(proposal.mechanism) if yes else "",
        stops=cleaned(proposal.stops) if yes else "",
        reason_code=proposal.reason_code.value if no and proposal.reason_code else "",
        reason=cleaned(proposal.reason if no or parked else asked_back),
        would_be_yes=cleaned(proposal.would_be_yes) if no or waits_for_evidence else "",
        difference=cleaned(proposal.difference) if departs(answer, suggestion, precedents) else "",
        exempt=yes and suggestion is not None and suggestion.exempt,
        duplicate_of=proposal.duplicate_of if answer is Answer.DUPLICATE else None,
        wake_on=proposal.wake_on if parked else None,
        wake_at=proposal.wake_at if parked and proposal.wake_on is WakeOn.DATE else None,
        precedents=tuple(each.number for each in precedents.latest),
        squad=proposal.squad if yes else None,
        look_by=proposal.look_by if yes else None,
    )
