"""A company file is read whole, or refused with the file, the line and the field."""

from datetime import time
from pathlib import Path

import pytest

from northstar_bot.company_file.reading import read
from northstar_bot.domain.calendar.schedules import PostKind
from northstar_bot.domain.company.company import Kind, Mode
from northstar_bot.domain.errors import BadInput

GOOD = """\
workspace: {key: acme, name: Acme, zone: Europe/Berlin}
channels: {growth: C0123456}
teams:
  - {key: sales, name: Sales, people: [U0000001]}
star:
  metric: lessons
  name: Weekly lessons completed
  vision: Every pupil finishes what they start.
  source: {kind: sql, url_env: LESSONS_URL, query: "select 1"}
  exit_criteria:
    - Retention above 40 %
    - {text: Ten schools, met: true}
inputs:
  - key: breadth
    name: Active classes
    dimension: breadth
  - key: depth
    name: Lessons per class
formula: {mode: identity, factors: [breadth, depth]}
schedules:
  - {key: monday, kind: digest, channel: growth, weekday: monday, at: 09:00}
"""


@pytest.fixture
def written(tmp_path: Path):
    def write(text: str | bytes) -> Path:
        path = tmp_path / "company.yaml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def test_everything_said_is_declared(written):
    company = read(written(GOOD)).company
    assert company.star
    assert company.star.name == "Weekly lessons completed"
    assert [one.met for one in company.star.exit_criteria] == [False, True]
    assert company.metrics[0].kind is Kind.STAR
    assert company.formula.mode is Mode.IDENTITY
    assert company.source("lessons").options == {"url_env": "LESSONS_URL", "query": "select 1"}
    schedule = company.schedules[0]
    assert (schedule.kind, schedule.channel, schedule.weekday, schedule.at, schedule.zone) == (
        PostKind.DIGEST, "C0123456", 0, time(9), "Europe/Berlin",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (
            ("dimension: breadth", "dimensions: breadth"),
            "line 16, inputs.breadth.dimensions: there is no such field",
        ),
        (("dimension: breadth", "squad: nobody"), "line 16, inputs.breadth.squad"),
        (
            ("weekday: monday", "weekday: moonday"),
            "line 21, schedules.monday.weekday: “moonday” is not a weekday",
        ),
        (("weekday: monday, ", ""), "line 21, schedules.monday: weekday is missing"),
        (
            ("weekday: monday", "cadence: monthly"),
            "line 21, schedules.monday.cadence: The digest cannot come monthly",
        ),
        (("weekday: monday", "nth: fifth, weekday: monday"), "schedules.monday.nth: write first, second"),
        (("weekday: monday", "skip: [Xmas], weekday: monday"), "schedules.monday.skip: “Xmas” is not a day"),
        (("weekday: monday", "options: {audience: all}, weekday: monday"), "schedules.monday.options"),
        (("kind: digest", "kind: kickoff"), "The ritual of this kickoff is not said"),
        (
            ("kind: digest", "kind: kickoff, options: {ritual: retro}"),
            "“retro” is not what the ritual of a kickoff",
        ),
        (("kind: digest", "kind: kickoff, options: {mood: good}"), "The kickoff has no option “mood”"),
        (("kind: digest", "kind: limelight"), "schedules.monday.kind"),
        (
            ("Europe/Berlin", "UTC, week_start: sunyay"),
            "line 1, workspace.week_start: “sunyay” is not a weekday",
        ),
        (
            ("Europe/Berlin", "UTC, country: Germany"),
            "line 1, workspace.country: “GERMANY” is not how a country",
        ),
        (("Europe/Berlin", "Europe/Berlim"), "line 1, workspace.zone"),
        (("factors: [breadth, depth]", "factors: [breadth, width]"), "line 19, formula.factors"),
        (("  vision: Every pupil finishes what they start.\n", ""), "star.vision: this is missing"),
        (("key: depth", "key: breadth"), "breadth"),
        (("teams:", "teams: ["), "this is not YAML"),
        (("star:", "stars:"), "more than one North Star"),
        (("channels:", "workspace:"), "line 2: “workspace” stands here twice"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(written, change, said):
    text = GOOD.replace(*change)
    assert text != GOOD
    with pytest.raises(BadInput) as refused:
        read(written(text))
    assert "company.yaml" in refused.value.words
    assert said in refused.value.words


@pytest.mark.parametrize("text", [b"\xff\xfe\x00", b"- a\n- b\n", b"", b"x" * (1024 * 1024 + 1), b"{" * 5000])
def test_what_is_no_company_file_is_refused_in_a_sentence(written, text):
    with pytest.raises(BadInput):
        read(written(text))


def test_an_alias_bomb_is_refused(written):
    lines = ["workspace: {key: a, name: A}", "x0: &x0 [1,1,1,1,1,1,1,1,1,1]"]
    lines += [f"x{n}: &x{n} [{','.join([f'*x{n - 1}'] * 10)}]" for n in range(1, 9)]
    with pytest.raises(BadInput, match="too large"):
        read(written("\n".join(lines)))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(BadInput, match=r"There is no file nothing\.yaml"):
        read(tmp_path / "nothing.yaml")


def test_a_day_among_a_sources_options_is_the_text_it_was_written_as(written):
    options = "complete_through: 2026-11-22, x: [2026-11-22]"
    company = read(written(GOOD.replace("url_env: LESSONS_URL", options))).company
    assert company.source("lessons").options == {
        "complete_through": "2026-11-22",
        "x": ["2026-11-22"],
        "query": "select 1",
    }


def test_a_monthly_kickoff_and_a_squads_digest_are_read(written):
    kickoff = "{key: roadmap, kind: kickoff, options: {ritual: roadmap}, channel: growth, cadence: monthly, at: 10:00}"
    own = (
        "{key: squad, kind: digest, options: {audience: breadth}, channel: C0SQUAD, weekday: tue, at: 09:00}"
    )
    last = "{key: review, kind: kickoff, options: {ritual: review}, channel: growth, cadence: monthly, nth: last, "
    text = f"{GOOD}  - {kickoff}\n  - {own}\n  - {last}weekday: fri, at: 10:00}}\n"
    _, roadmap, squad, review = read(written(text)).company.schedules
    assert (roadmap.cadence, roadmap.nth, roadmap.options) == ("monthly", 0, {"ritual": "roadmap"})
    assert squad.options == {"audience": "breadth"}
    assert (review.nth, review.weekday) == (-1, 4)


def test_days_to_skip_are_days_and_spans(written):
    text = GOOD.replace("weekday: monday", "weekday: monday, skip: [2026-12-24, 2026-12-28 to 2026-12-29]")
    (schedule,) = read(written(text)).company.schedules
    assert [f"{day:%d}" for day in schedule.skip] == ["24", "28", "29"]
