"""A feed channel without thanks: when one may say so, once, and with which question."""

from dataclasses import dataclass
from datetime import timedelta

QUIET_AFTER = timedelta(days=7)
# Each asks for one thing that somebody in another team did; none says that anybody should have thanked.
PROMPTS = (
    "Who in another team made your last release or deal possible?",
    "Which answer from another team saved you an afternoon lately?",
    "Whose work did a customer praise where that person could not hear it?",
    "Who told your team early about a problem, so that it stayed small?",
    "What did somebody in another team explain to you that you use now?",
    "Who outside your team made time for something that was yours?",
    "Which handover between two teams went well, and who saw to it?",
)


@dataclass(frozen=True, slots=True)
class Nudge:
    """What is said in a quiet feed; `days` since its last shout-out, None when it never had one."""

    prompt: str
    days: int | None


def prompt_after(earlier: int) -> str:
    """The question of a channel that has had so many nudges: each in turn, from the first again after the last."""
    return PROMPTS[earlier % len(PROMPTS)]
