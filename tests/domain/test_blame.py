"""No sentence that an asker reads finds fault with a team, in whichever field of a verdict it stands."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.support.requests import COMPANY

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.requests.refusals import must_not_blame
from northstar_bot.domain.requests.requests import Answer, Verdict

VERDICT = Verdict(1, Answer.NO, Answer.NO, "R1", "UDEC", datetime(2026, 11, 23, tzinfo=UTC), 1, {})
TEAMS = replace(COMPANY, teams=(Team("field", "Field crew"),))


@pytest.mark.parametrize("field", ["reason", "would_be_yes", "difference"])
@pytest.mark.parametrize("team", ["Sales", "The field crew", "Field"])
def test_blame_is_refused_under_the_field_where_it_stands(field, team):
    with pytest.raises(Invalid) as refused:
        must_not_blame(replace(VERDICT, **{field: f"{team} promised too much, once again."}), TEAMS)
    assert set(refused.value.fields) == {field}


@pytest.mark.parametrize("field", ["reason", "would_be_yes", "difference"])
def test_a_team_may_be_named(field):
    must_not_blame(replace(VERDICT, **{field: "Sales and the field crew saw it with two schools."}), TEAMS)
