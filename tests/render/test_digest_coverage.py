"""The line about teams in the digest: beside what the week asked and thanked, within the same screen."""

from dataclasses import replace

from tests.support.digests import COUNTS, NORMAL, THANKS, digest

from northstar_bot.domain.counts import Covered
from northstar_bot.render.digest.digest import message
from northstar_bot.render.digest.digest_json import as_data
from northstar_bot.render.digest.text import text

SAID = "7 of 8 teams were thanked by another team in the last 30 days."


def test_it_stands_beside_the_counts_and_takes_no_room_of_its_own():
    without = digest(NORMAL, requests=COUNTS, shoutouts=THANKS)
    told = replace(without, covered=Covered(7, 8))
    drawn = message(told)
    assert len(drawn.blocks) == len(message(without).blocks) <= 15
    assert f"across teams. {SAID}" in drawn.text
    assert f"across teams. {SAID}" in text(told)


def test_a_week_without_counts_says_it_alone():
    assert f"\n{SAID}" in message(replace(digest(NORMAL), covered=Covered(7, 8))).text
    assert "1 of 2 teams was thanked" in message(replace(digest(NORMAL), covered=Covered(1, 2))).text
    assert "by another team" not in message(digest(NORMAL)).text


def test_as_data():
    told = replace(digest(NORMAL), covered=Covered(7, 8))
    assert as_data(told)["shoutouts"]["coverage"] == {"thanked": 7, "teams": 8, "days": 30}
