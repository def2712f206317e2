"""Who took part, drawn: inside Slack's limits with many teams, and as text where no file may be sent."""

import pytest

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.recognition.participation import Participation, Share, TeamMonths
from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.recognition import participation as drawn

MONTHS = (Month(2026, 11), Month(2026, 10))


def view(amount, small=0):
    teams = (
        TeamMonths(f"t{n}", f"Team *{n}* <!channel> {'x' * 60}", (Share(9, 3, 9), None))
        for n in range(amount)
    )
    return Participation(MONTHS, tuple(teams), small)


@pytest.mark.parametrize("amount", [0, 1, 60, 150])
def test_any_number_of_teams_fits(amount):
    message = drawn.participation(view(amount, small=3))
    assert not message_problems({"text": message.text, "blocks": list(message.blocks)})
    assert "<!channel>" not in message.text
    assert "3 teams of fewer than 5 people are not shown." in message.text
    assert ("90 more teams are in the file." in message.text) == (amount == 150)


def test_a_share_stands_beside_the_one_before_and_a_missing_one_is_a_dash():
    (table,) = [one for one in drawn.participation(view(1)).blocks if one["type"] == "table"]
    assert [cell["text"] for cell in table["rows"][1]][1:] == ["33.3% (3 of 9)", "–", "100% (9 of 9)", "–"]


def test_a_long_table_is_not_handed_over_as_text():
    assert "2026-11,Sales" in str(drawn.not_granted("files:write", "2026-11,Sales").blocks)
    assert "2026-11" not in str(drawn.not_granted("files:write", "2026-11,Sales\n" * 300).blocks)
