"""Words in a proposal that would divide the company when everybody reads them: a warning to its authors, never a no."""

from dataclasses import dataclass

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.numbers.smells import label_in
from northstar_bot.domain.pivots.pivot import PivotDraft
from northstar_bot.domain.requests.refusals import blamed_in


@dataclass(frozen=True, slots=True)
class Dividing:
    """The first label for one team, and the first team that is found fault with; None where there is none."""

    label: str | None = None
    blamed: str | None = None


NOTHING_DIVIDING = Dividing()


def dividing(draft: PivotDraft, company: Company) -> Dividing:
    """What stands in the announcement, or in how the star is counted."""
    texts = (
        *(draft.name, draft.vision, draft.reason, draft.result, draft.definition, draft.stage),
        *(new.name for new in draft.new_inputs),
        *(criterion.text for criterion in draft.exit_criteria),
    )
    teams = [name for team in company.teams for name in (team.name, team.key)]
    return Dividing(
        next((label for text in texts if (label := label_in(text))), None),
        next((team for text in texts if (team := blamed_in(text, teams))), None),
    )
