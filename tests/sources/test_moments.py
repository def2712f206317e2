"""Days as tools tell them: moments of another zone, numbers since a first day, another country's order."""

import pytest

from northstar_bot.domain.errors import BadInput
from northstar_bot.sources.moments import check, reader
from northstar_bot.sources.pointer import found_at, steps_of
from northstar_bot.sources.rows import day_of


@pytest.mark.parametrize(
    ("options", "cell", "day"),
    [
        ({}, "2026-11-15T23:00:00Z", "2026-11-15"),
        ({"zone": "Europe/Berlin"}, "2026-11-15T23:00:00Z", "2026-11-16"),
        ({"zone": "Europe/Berlin"}, "2026-11-16", "2026-11-16"),
        ({"zone": "America/New_York"}, "2026-11-16T00:00:00+01:00", "2026-11-15"),
        ({}, "20261116", "2026-11-16"),
        ({"dates": "milliseconds"}, 1794783600000, "2026-11-15"),
        ({"dates": "milliseconds", "zone": "Europe/Berlin"}, 1794783600000, "2026-11-16"),
        ({"dates": "seconds", "zone": "Europe/Berlin"}, "1794783600", "2026-11-16"),
        ({"dates": "spreadsheet"}, 46342, "2026-11-16"),
        ({"dates": "spreadsheet"}, "2026-11-16", "2026-11-16"),
        ({"dates": "%d/%m/%Y"}, "16/11/2026", "2026-11-16"),
        ({"dates": "%Y%m%d"}, "20261116", "2026-11-16"),
    ],
)
def test_a_day_is_read(options, cell, day):
    check(options)
    found = day_of(reader(options)(cell))
    assert found is not None
    assert found.isoformat() == day


@pytest.mark.parametrize(
    ("options", "cell"),
    [
        ({}, None),
        ({}, "soon"),
        ({"dates": "seconds"}, True),
        ({"dates": "seconds"}, "soon"),
        ({"dates": "seconds"}, float("nan")),
        ({"dates": "milliseconds"}, 1e300),
        ({"dates": "%d/%m/%Y"}, "2026-W47"),
        ({"dates": "%d/%m/%Y"}, 7),
    ],
)
def test_what_is_no_such_day_is_left_as_it_is(options, cell):
    assert reader(options)(cell) is cell


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({"zone": "Berlin"}, "zone"),
        ({"dates": "american"}, "dates"),
        ({"dates": "%d/%m"}, "dates"),
        ({"dates": "%Q"}, "dates"),
        ({"dates": 7}, "dates"),
    ],
)
def test_what_cannot_be_read_is_refused_when_declared(options, field):
    with pytest.raises(BadInput) as refused:
        check(options)
    assert refused.value.field == field


def test_names_and_members_of_an_object_belong_together():
    document = {"series": {"2026-11-09": 1, "2026-11-16": 2}}
    assert dict(found_at(document, steps_of("series[*]~", "week"))) == {
        (0,): "2026-11-09",
        (1,): "2026-11-16",
    }
    assert dict(found_at(document, steps_of("series[*]", "value"))) == {(0,): 1, (1,): 2}
    assert list(found_at({"series": [1]}, steps_of("series[*]~", "week"))) == []
    with pytest.raises(BadInput):
        steps_of("series[*]~.x", "week")
