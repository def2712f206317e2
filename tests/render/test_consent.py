"""The question whether thanks may be told: who is thanked, for whom one answers, and by which rule."""

from datetime import UTC, datetime

import pytest

from northstar_bot.domain.recognition.consent import Consent, ConsentQuestion, Voice
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.playground import message_problems
from northstar_bot.render.recognition.consent import question

GIVEN = Shoutout(
    7, "acme", "U1", "sales", (), ("design",), "The page.", datetime(2026, 11, 18, tzinfo=UTC), "k"
)


def asked(voice, said=None, teams=("Design <!here>",)):
    message = question(ConsentQuestion(GIVEN, "U2", teams, said, voice))
    assert message_problems({"text": message.text, "blocks": list(message.blocks)}) == []
    assert "<!here>" not in message.text
    return message.text


def test_a_person_a_lead_and_one_of_a_team_read_what_their_answer_does():
    alone = asked(Voice.OWN, teams=())
    assert "thanked you: The page. Without an answer it is not told." in alone
    assert "thanked you and the team Design" in asked(Voice.OWN)
    lead = asked(Voice.LEAD)
    assert "thanked the team Design" in lead
    assert "You lead the team, so you answer for it." in lead
    member = asked(Voice.MEMBER)
    assert "It is told when 2 of the team say yes and nobody says no." in member


@pytest.mark.parametrize("voice", [Voice.LEAD, Voice.MEMBER])
def test_after_a_yes_for_a_team_its_name_is_told_and_not_ones_own(voice):
    said = asked(voice, Consent.YES)
    assert "the team's" in said
    assert "yours" not in said
    assert "the team's" not in asked(Voice.OWN, Consent.YES)
