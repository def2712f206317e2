"""How fast a month was decided, in words that fit how many verdicts there were."""

from datetime import timedelta

import pytest

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.requests.decision_pace import Pace
from northstar_bot.domain.requests.review import Review, ReviewRow
from northstar_bot.render.requests.review import review


@pytest.mark.parametrize(("decided", "said"), [(1, "It came within"), (3, "Half of them came within")])
def test_one_verdict_has_no_half(decided, said):
    pace = Pace(decided=decided, median=timedelta(days=2))
    assert (
        said in review(Review(Month(2026, 11), (ReviewRow("Return days", accepted=decided),), pace=pace)).text
    )
