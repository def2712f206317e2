"""The picture in the digest's thread: whole for any number of metrics, any name and any gap."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PIL import Image
from tests.support.digests import digest, forms
from tests.support.hostile import HOSTILE

from northstar_bot.charts.png import Panel, panels_png
from northstar_bot.render.digest.picture import picture

WEEKS = [(f"W{at}", 100.0 + at % 3) for at in range(36, 48)]


def opened(data: bytes) -> Image.Image:
    return Image.open(BytesIO(data))


def shaded(data: bytes) -> int:
    """How many points are nearly as light as the band, and not white."""
    found = opened(data).convert("RGB").getcolors(10_000)
    return sum(many for many, (red, _, blue) in found if 232 <= red <= 246 and blue >= 244)


def test_each_metric_has_its_own_strip():
    one, three = (panels_png([Panel("Lessons", "lessons", "111: normal", WEEKS)] * many) for many in (1, 3))
    assert (opened(one).format, opened(one).width, opened(three).width) == ("PNG", 1000, 1000)
    assert opened(three).height - opened(one).height == 2 * (opened(one).height - 40)
    assert len(three) < 100_000


def test_the_band_is_there_when_something_is_normal():
    plain = panels_png([Panel("Lessons", "lessons", "", WEEKS)])
    banded = panels_png([Panel("Lessons", "lessons", "", WEEKS, [(98.0, 104.0)] * 12)])
    assert shaded(banded) > 50_000 > shaded(plain)
    marked = panels_png([Panel("Lessons", "lessons", "", WEEKS, marked=frozenset({"W40"}))])
    assert marked != plain


def bounds(data):
    """The lightest band of the picture: its highest and lowest point, near the left and near the right."""
    drawn = opened(data).convert("RGB")
    found = []
    for x in (170, 895):
        points = [y for y in range(drawn.height) if (234, 240) <= drawn.getpixel((x, y))[:2] <= (242, 246)]
        found.append((min(points), max(points)))
    return found


def test_the_band_follows_its_weeks():
    level = bounds(panels_png([Panel("Lessons", "lessons", "", WEEKS, [(98.0, 104.0)] * 12)]))
    assert level[0] == level[1]
    rising = [(90.0 + at, 96.0 + at) for at in range(12)]
    left, right = bounds(panels_png([Panel("Lessons", "lessons", "", WEEKS, rising)]))
    assert left[0] > right[0] + 20
    assert left[1] > right[1] + 20
    gap = [limits if at % 3 else None for at, limits in enumerate(rising)]
    assert opened(panels_png([Panel("Lessons", "lessons", "", WEEKS, gap)])).format == "PNG"


def test_without_anything_to_draw_there_is_no_picture():
    with pytest.raises(ValueError, match="panel"):
        panels_png([])
    assert picture(digest({})) is None


@pytest.mark.parametrize("name", HOSTILE)
def test_no_name_breaks_it(name):
    assert opened(panels_png([Panel(name, "lessons", f"1,502: {name}", WEEKS)])).format == "PNG"


@settings(max_examples=10, deadline=None)
@given(some.lists(some.none() | some.floats(-1e15, 1e15, allow_subnormal=False), max_size=14))
def test_no_weeks_break_it(values):
    weeks = [(f"W{at}", value) for at, value in enumerate(values)]
    assert (
        opened(panels_png([Panel("Lessons", "lessons", "", weeks, [(-1.0, 1.0)] * len(weeks))])).format
        == "PNG"
    )


@pytest.mark.parametrize("form", sorted(set(forms()) - {"nothing known"}))
def test_the_words_beside_a_picture_hold_its_numbers(form):
    drawn = picture(forms()[form])
    assert len(drawn.alt) <= 1000
    assert drawn.alt.startswith("Weekly lessons completed · week 47 (16–22 Nov 2026): ")
    assert "Line chart of Weekly lessons completed over" in drawn.alt
    assert "Active learners " in drawn.alt
    assert opened(drawn.data).height <= 2000
