"""The words of looking back: every case has an honest sentence, and none says why."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from tests.domain.test_look_back import CALM, SHIPPED, known

from northstar_bot.domain.company.company import Direction, Kind, Metric
from northstar_bot.domain.numbers.annotations import Annotation
from northstar_bot.domain.numbers.look_back import compare
from northstar_bot.domain.requests.shipped import LookBack, Moved, Shipment
from northstar_bot.domain.requests.shipped_views import Ground, Looked
from northstar_bot.render.numbers.look_back import question

DEPTH = Metric("depth", "Depth", Kind.INPUT)
MADE = Shipment(
    12, "UBO", SHIPPED.start, datetime(2026, 7, 20, tzinfo=UTC), date(2026, 9, 18), 1, "", "depth"
)


def looked(before=CALM * 2, after=CALM[:8], **parts):
    found = compare(known(before, after), SHIPPED.start)
    return replace(Looked(MADE, "Reminders", "Habit", Ground.INPUT, DEPTH, found), **parts)


@pytest.mark.parametrize(
    ("case", "sentence"),
    [
        (looked(after=[v + 20 for v in CALM[:8]]), "Depth went up: it lay beyond or near the upper edge"),
        (looked(after=[v - 20 for v in CALM[:8]]), "That is not the wanted direction."),
        (looked(), "lie within what was usual before"),
        (looked(after=[*CALM[:3], 150, *CALM[4:8]]), "One week (2026-W34) lay outside"),
        (looked(after=[150, 151, 150, 50, 49, 50]), "upwards and downwards"),
        (looked(after=CALM[:2]), "Only 2 closed weeks known since"),
        (looked(before=CALM[:3]), "Only 3 weeks known before"),
        (looked(comparison=compare({}, SHIPPED.start)), "Depth has no readings"),
        (looked(ground=Ground.NOTHING, metric=None, comparison=None), "without an input"),
        (
            looked(ground=Ground.RETIRED, star_now="Lessons"),
            "Depth is not an input any more since the star is",
        ),
        (looked(star_then="Users", star_now="Lessons"), "from Users to Lessons; Depth is still an input"),
        (looked(others=2), "2 other requests for the same input were shipped since"),
        (looked(before=CALM[:8]), "drawn from only 8 weeks"),
        (
            looked(before=[*CALM, *(v + 25 for v in CALM)], after=[v + 25 for v in CALM[:8]]),
            "begun to move before",
        ),
    ],
)
def test_each_case_says_what_is_seen_and_not_why(case, sentence):
    said = question(case).text
    assert sentence in said
    assert not any(word in said.lower() for word in ("because", "caused", "thanks to", "due to"))


def test_lower_may_be_what_is_wanted():
    down = looked(after=[v - 20 for v in CALM[:8]], metric=replace(DEPTH, direction=Direction.DOWN))
    assert "not the wanted direction" not in question(down).text


def test_notes_and_answers_stand_beside_it_and_stay_words():
    note = Annotation("depth", SHIPPED.plus(2), "UANA", "<!channel> launch", MADE.at)
    answer = LookBack(12, Moved.UNCLEAR, "UBO", MADE.at, None, "*bold* <!here>")
    drawn = question(looked(notes=(note,), answers=(answer,), names={"UANA": "Ana"}))
    assert "Noted for 2026-W32 by Ana: &lt;!channel&gt; launch" in drawn.text
    assert "Cannot tell: *bold* &lt;!here&gt;" in drawn.text
    assert "Change to: Yes, it moved" in str(drawn.blocks)
