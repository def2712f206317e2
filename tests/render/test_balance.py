"""The balance drawn: inside Slack's limits with many teams and hostile names, people never in it."""

from datetime import date

import pytest

from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.recognition.balance import Flow, Span, balance
from northstar_bot.playground.limits.payloads import message_problems
from northstar_bot.render.recognition import balance as drawn

SPAN = Span("90d", date(2026, 8, 26), date(2026, 11, 23))


def picture(teams, flows, people=9):
    company = Company("acme", "Acme", teams=tuple(teams))
    return drawn.balance(balance(company, SPAN, flows, {team.key: people for team in teams}))


@pytest.mark.parametrize("amount", [1, 2, 8, 19, 20, 45])
def test_any_number_of_teams_fits(amount):
    teams = [Team(f"t{n}", f"Team *{n}* <!channel> {'x' * 60}") for n in range(amount)]
    flows = [
        Flow(f"t{a}", f"t{b}", 5 + a, one_giver=a % 3 == 0) for a in range(amount) for b in range(amount)
    ]
    message = picture(teams, flows)
    assert not message_problems({"text": message.text, "blocks": list(message.blocks)})
    assert "<!channel>" not in message.text


def test_darker_where_there_is_more():
    teams = [Team("a", "A"), Team("b", "B")]
    message = picture(teams, [Flow("a", "b", 40), Flow("b", "a", 5)])
    (table,) = [block for block in message.blocks if block["type"] == "table"]
    cells = [[cell["text"] for cell in row] for row in table["rows"]]
    assert cells == [["From ↓ to →", "A", "B"], ["A", "–", "█ 40"], ["B", "░ 5", "–"]]


def test_nothing_to_show_is_said():
    message = picture([Team("a", "The forgotten"), Team("b", "B")], [Flow("a", "b", 4)])
    assert "1 of 2 teams thanked by another team." in message.text
    assert "No pair of teams has 5 shout-outs yet" in message.text
    assert "The forgotten" not in str(message), "a team that nobody thanked is counted, not named"
