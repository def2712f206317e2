"""Words in a proposal that divide: found in all that is announced, and in nothing that is fair."""

from dataclasses import replace

import pytest

from northstar_bot.domain.company.company import Company, ExitCriterion, Team
from northstar_bot.domain.pivots.pivot import NewInput, PivotDraft
from northstar_bot.domain.pivots.wording import Dividing, dividing

COMPANY = Company("acme", "Acme", teams=(Team("ops", "Field crew"),))
DRAFT = PivotDraft(
    "lessons", "Lessons finished", "Every student finishes.", "Sales and product learned it from schools.", {}
)


def test_fair_words_are_left_alone():
    assert dividing(DRAFT, COMPANY) == Dividing()
    assert dividing(replace(DRAFT, reason="Sales went up. It is nobody's fault."), COMPANY) == Dividing()


@pytest.mark.parametrize("field", ["name", "vision", "reason", "result", "definition", "stage"])
def test_every_text_that_is_announced_is_read(field):
    found = dividing(
        replace(DRAFT, **{field: "A Product-first company; the field crew dropped the ball"}), COMPANY
    )
    assert found == Dividing("Product-first", "field crew")


def test_inputs_and_exit_criteria_are_read_too():
    new = replace(DRAFT, new_inputs=(NewInput("a", "Sales-led trials"),))
    assert dividing(new, COMPANY).label == "Sales-led"
    ends = replace(DRAFT, exit_criteria=(ExitCriterion("We are engineering led"),))
    assert dividing(ends, COMPANY).label == "engineering led"
