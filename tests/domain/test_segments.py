"""The star's change taken apart segment by segment: exact, never mixed with the total, silent where it cannot be."""

from math import prod

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.numbers.segments import SegmentReading, by_segment, must_be_few, split_by_segment
from northstar_bot.domain.numbers.split import Method

FACTORS = ("breadth", "depth", "share")


def week(*segments):
    """Each segment's breadth, depth and share, with the star they multiply to."""
    return {
        name: {**dict(zip(FACTORS, values, strict=True)), "star": prod(values)}
        for name, values in zip("abcdefgh", segments, strict=False)
        if values
    }


def taken_apart(before, after, totals=None):
    totals = totals or tuple(sum(one["star"] for one in each.values()) for each in (before, after))
    return split_by_segment(
        before, after, star="star", factors=FACTORS, totals=totals, level="each country of 2"
    )


factor = st.floats(0.1, 1000) | st.just(0.0)
segment = st.none() | st.tuples(st.integers(1, 500).map(float), factor, factor)
weeks_of = st.lists(segment, min_size=1, max_size=6)


@given(weeks_of, weeks_of)
def test_the_parts_of_all_segments_add_up_to_the_change(first, second):
    before, after = week(*first), week(*second)
    if not before or not after:
        assert taken_apart(before, after) is None
        return
    made = taken_apart(before, after)
    change = sum(one["star"] for one in after.values()) - sum(one["star"] for one in before.values())
    assert made.change == pytest.approx(change)
    assert sum(made.parts.values()) == pytest.approx(change, rel=1e-6, abs=1e-6)
    back = taken_apart(after, before)
    for key in FACTORS:
        assert back.parts[key] == pytest.approx(-made.parts[key], rel=1e-6, abs=1e-6)


def test_a_segment_that_comes_or_goes_is_the_work_of_the_first_factor():
    made = taken_apart(week((10.0, 2.0, 0.5)), week((10.0, 2.0, 0.5), (4.0, 5.0, 1.0)))
    assert made.parts == {"breadth": 20.0, "depth": 0.0, "share": 0.0}
    assert (made.method, made.level) == (Method.LMDI, "each country of 2")


def test_segments_that_miss_the_star_are_not_taken_apart():
    made = taken_apart(week((10.0, 2.0, 0.5)), week((12.0, 2.0, 0.5)), totals=(10.0, 13.0))
    assert made.parts == {}
    assert made.note == "The segments do not add up to the star."


def test_too_many_segments_and_names_of_nothing_are_refused():
    at = Week.parse("2026-W47")
    few = [SegmentReading("breadth", at, f"s{number}", 1.0) for number in range(200)]
    must_be_few(few)
    for bad in (
        [*few, SegmentReading("breadth", at, "one more", 1.0)],
        [SegmentReading("breadth", at, " ", 1.0)],
    ):
        with pytest.raises(BadInput):
            must_be_few(bad)


def test_readings_are_gathered_by_week():
    at = Week.parse("2026-W47")
    readings = [SegmentReading("star", at, "a", 3.0), SegmentReading("star", at.next, "a", 4.0)]
    assert by_segment(readings, at) == {"a": {"star": 3.0}}
