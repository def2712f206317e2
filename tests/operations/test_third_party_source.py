"""A source in a package of somebody else's: found by its entry point, collected like ours, harmless when broken."""

import json
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest
from typer.testing import CliRunner

from northstar_bot import plugins
from northstar_bot.cli import app
from northstar_bot.sources.registry import installed

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "northstar-source-example"
COMPANY = """
workspace: {key: school, name: School, zone: UTC}
star:
  metric: lessons
  name: Lessons
  vision: Everybody learns.
  style: count
  source: {kind: jsonl, path: LOG, where: lesson finished}
guardrails:
  - {key: refunds, name: Refunds, style: count, direction: down, source: {kind: csv, path: CSV}}
"""


def put(site, name, points_of):
    """A package's metadata in a folder on the path, as an installer writes it."""
    folder = site / f"{name.replace('-', '_')}-1.0.0.dist-info"
    folder.mkdir(parents=True)
    (folder / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0.0\n")
    (folder / "entry_points.txt").write_text(
        "".join(
            f"[{group}]\n" + "".join(f"{key} = {value}\n" for key, value in points.items())
            for group, points in points_of.items()
        )
    )


@pytest.fixture
def site(tmp_path, monkeypatch):
    """A folder of installed packages with the example in it."""
    site = tmp_path / "site-packages"
    project = tomllib.loads((EXAMPLE / "pyproject.toml").read_text())["project"]
    put(site, project["name"], project["entry-points"])
    shutil.copy(EXAMPLE / "northstar_source_jsonl.py", site)
    monkeypatch.syspath_prepend(site)
    # Packages come and go here: each look is a new one.
    monkeypatch.setattr(plugins, "entry_points", entry_points)
    yield site
    for name in [name for name in sys.modules if name.startswith("northstar_source_")]:
        del sys.modules[name]


@pytest.fixture
def school(tmp_path, site, monkeypatch):
    """A company whose star comes from the example and whose guardrail from a file; runs the command line."""
    monkeypatch.setenv("NORTHSTAR_DATABASE_URL", f"sqlite:///{tmp_path / 'bot.db'}")
    days = [f"2026-11-{day:02}" for day in (2, 3, 9, 10, 11, 22)]
    lines = (json.dumps({"day": day, "event": "lesson finished"}) for day in days)
    (tmp_path / "lessons.jsonl").write_text("\n".join(lines))
    (tmp_path / "refunds.csv").write_text("week,value\n2026-W46,1\n2026-W47,2\n")
    written = COMPANY.replace("LOG", str(tmp_path / "lessons.jsonl")).replace(
        "CSV", str(tmp_path / "refunds.csv")
    )
    (tmp_path / "company.yaml").write_text(written)

    def run(*words):
        return CliRunner().invoke(app, list(words))

    assert run("apply", str(tmp_path / "company.yaml")).exit_code == 0
    return run


def told(run, week):
    data = json.loads(run("digest", "--week", week, "--format", "json").stdout)
    return data["star"]["value"], data["guardrails"][0]["value"]


def test_it_is_collected_and_told_like_one_of_ours(school):
    collected = school("collect", "--from", "2026-W45", "--to", "2026-W47")
    assert collected.exit_code == 0, collected.output
    assert [told(school, week) for week in ("2026-W46", "2026-W47")] == [(3, 1), (1, 2)]


BROKEN = {
    "it cannot be imported": ("import nothing_of_this_name", "ModuleNotFoundError"),
    "it has no factory": ("", "AttributeError"),
    "its factory fails": ("def source():\n    raise RuntimeError('hunter2')", "RuntimeError"),
    "it makes something else": ("source = dict", "it has no kind"),
}


def test_broken_ones_are_reported_and_stop_nothing(school, site):
    for place, (code, _) in enumerate(BROKEN.values()):
        module = f"northstar_source_broken_{place}"
        put(
            site,
            f"northstar-broken-{place}",
            {"northstar_bot.sources": {f"broken{place}": f"{module}:source"}},
        )
        (site / f"{module}.py").write_text(code)
    assert school("collect", "--from", "2026-W45", "--to", "2026-W47").exit_code == 0
    assert told(school, "2026-W47") == (1, 2)
    said = school("doctor").output
    for place, (_, reason) in enumerate(BROKEN.values()):
        assert f"fix  source plugin broken{place} does not load ({reason}): update or remove it" in said
    assert "hunter2" not in said
    assert "jsonl" in installed()[0]


def test_one_that_was_taken_away_leaves_its_readings_and_the_others(school, site):
    school("collect", "--from", "2026-W45", "--to", "2026-W46")
    shutil.rmtree(next(site.glob("*.dist-info")))
    collected = school("collect", "--from", "2026-W45", "--to", "2026-W47")
    assert "There is no source “jsonl” here." in collected.output
    assert told(school, "2026-W46") == (3, 1)
    assert told(school, "2026-W47") == (None, 2)
    assert "lessons: There is no source “jsonl” here." in school("doctor").output


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("Fetched([Point(window.last, float('nan'))])", "The value for 2026-W47 is not a finite number."),
        ("Fetched([Point(None, 1)])", "The source broke"),
    ],
)
def test_what_it_answers_is_looked_at_before_it_is_kept(school, site, answer, said):
    code = (site / "northstar_source_jsonl.py").read_text()
    (site / "northstar_source_jsonl.py").write_text(
        code.replace("        del metric\n", f"        return {answer}\n")
    )
    sys.modules.pop("northstar_source_jsonl", None)
    collected = school("collect", "--from", "2026-W46", "--to", "2026-W47")
    assert said in collected.output
    assert told(school, "2026-W47") == (None, 2)


def test_its_own_test_passes():
    environment = {"PYTHONPATH": f"{EXAMPLE}:{EXAMPLE.parents[1] / 'src'}", "PATH": ""}
    asked = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", str(EXAMPLE)]
    ended = subprocess.run(asked, cwd=EXAMPLE, env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stdout + ended.stderr
