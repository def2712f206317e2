"""What a spotlight says of a team that nobody thanked, and to somebody who may not move its turn."""

import pytest

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.recognition.spotlights import Gathered, SpotlightCard, who_moves
from northstar_bot.playground import message_problems
from northstar_bot.render.recognition.spotlights import card

TEAM = Team("ops", "Ops")


@pytest.mark.parametrize("closed", [False, True])
def test_a_channel_does_not_read_that_a_team_was_forgotten(closed):
    message = card(SpotlightCard(TEAM, (), Gathered(0, (), ()), 0, closed))
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    said = str(message).lower()
    for word in ("nobody", "no thanks", "not thanked", "the thanks are in the thread"):
        assert word not in said
    assert ("still welcome" if closed else "can begin today") in said


def test_who_may_not_move_a_turn_is_told_whom_to_ask():
    assert who_moves(Team("ops", "Ops", lead="U1"), peopled=True)[1] == "Ask that lead, or a steward."
    said, ask = who_moves(TEAM, peopled=True)
    assert said == "Only the people of Ops and stewards can move this turn."
    assert ask == "Ask somebody of Ops, or a steward."
    assert who_moves(TEAM, peopled=False)[1] == "Ask a steward."
