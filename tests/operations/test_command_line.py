"""The command line: what it prints, how it ends, and one sentence for everything that cannot be done."""

import json
import logging
import sqlite3
from io import StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from northstar_bot.cli import main

COMPANY = """
workspace: {key: acme, name: Acme, zone: Europe/Berlin}
channels: {growth: C0123ABCD}
teams:
  - {key: sales, name: Sales, people: [U0123ABCD]}
star:
  metric: lessons
  name: Weekly lessons
  vision: Everybody learns.
  style: count
  source: {kind: csv, path: PLACE/lessons.csv}
inputs:
  - {key: classes, name: Classes, dimension: breadth, style: count, source: {kind: csv, path: PLACE/classes.csv}}
schedules:
  - {key: monday, kind: digest, channel: growth, weekday: monday, at: "09:00"}
"""


@pytest.fixture
def shell(tmp_path, monkeypatch, capsys):
    """Run one command; its exit code, what it printed, and what it said on the side."""
    monkeypatch.setenv("NORTHSTAR_DATABASE_URL", f"sqlite:///{tmp_path / 'n.db'}")
    for name in ("NORTHSTAR_SLACK_BOT_TOKEN", "NORTHSTAR_SLACK_APP_TOKEN", "NORTHSTAR_LOG_LEVEL"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "company.yaml").write_text(COMPANY.replace("PLACE", str(tmp_path)))
    lessons = "\n".join(
        f"2026-{week // 4 + 1:02d}-{week % 4 * 7 + 1:02d},{1000 + week}" for week in range(40)
    )
    (tmp_path / "lessons.csv").write_text(f"week,value\n{lessons}\n")
    level = logging.getLogger("northstar_bot").level

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr("sys.argv", ["northstar-bot", *arguments])
        with pytest.raises(SystemExit) as ended:
            main()
        said = capsys.readouterr()
        return int(ended.value.code or 0), said.out, said.err

    run.folder = tmp_path
    yield run
    logging.getLogger("northstar_bot").setLevel(level)


@pytest.fixture
def declared(shell):
    assert shell("apply", str(shell.folder / "company.yaml"))[0] == 0
    return shell


def test_a_dry_run_shows_the_difference_and_changes_nothing(shell):
    code, out, _ = shell("apply", str(shell.folder / "company.yaml"), "--dry-run")
    assert code == 0
    assert "Weekly lessons" in out
    assert "dry run" in out
    assert shell("digest")[0] == 2


def test_the_second_time_nothing_changes(declared):
    assert declared("apply", str(declared.folder / "company.yaml"))[1] == "Nothing to change.\n"


def test_a_pivot_is_refused(declared):
    file = declared.folder / "company.yaml"
    file.write_text(file.read_text().replace("metric: lessons", "metric: hours"))
    code, _, err = declared("apply", str(file))
    assert code == 2
    assert "pivot" in err


BAD_FILES = {
    "not there": None,
    "a folder": "folder",
    "not YAML": "workspace: [",
    "not a company": "- 1\n- 2\n",
    "nothing": "",
    "unknown field": "workspace: {key: a, name: A}\nstarr: {}\n",
    "two stars": "workspace: {key: a, name: A}\nstar: [1, 2]\n",
    "rubbish": b"\xff\xfe\x00\x01",
    "an alias bomb": "a: &a [x,x]\nb: &b [*a,*a]\nworkspace: *b\n",
}


@pytest.mark.parametrize("text", BAD_FILES.values(), ids=BAD_FILES.keys())
def test_a_file_that_cannot_be_used_is_one_sentence(shell, text):
    file = shell.folder / "bad.yaml"
    if text == "folder":
        file.mkdir()
    elif text is not None:
        file.write_bytes(text if isinstance(text, bytes) else text.encode())
    code, out, err = shell("apply", str(file))
    assert (code, out) == (2, "")
    assert "bad.yaml" in err
    assert len(err.strip().splitlines()) == 1


def test_a_source_that_fails_does_not_stop_the_others(declared):
    code, _, err = declared("collect", "--from", "2026-W01", "--to", "2026-W40")
    assert code == 1
    assert "classes: failed" in err
    assert "lessons:" in err
    assert "new or restated" in err
    (declared.folder / "classes.csv").write_text("week,value\n2026-03-02,12\n")
    assert declared("collect", "--week", "2026-W10")[0] == 0


@pytest.fixture
def collected(declared):
    (declared.folder / "classes.csv").write_text("week,value\n2026-03-02,12\n")
    assert declared("collect", "--from", "2026-W01", "--to", "2026-W40")[0] == 0
    return declared


def test_a_digest_in_each_form(collected):
    code, out, _ = collected("digest", "--week", "2026-W10", "--format", "json")
    assert code == 0
    assert json.loads(out)["week"] == "2026-W10"
    blocks = json.loads(collected("digest", "--week", "2026-W10", "--format", "blocks")[1])
    assert blocks["blocks"]
    assert "Weekly lessons" in collected("digest", "--week", "2026-W10")[1]


def test_posting_is_planned_once(collected):
    assert "run posts it" in collected("digest", "--week", "2026-W10", "--post")[2]
    assert "on its way already" in collected("digest", "--week", "2026-W10", "--post")[2]
    assert "on its way already" in collected("digest", "--week", "2026-W10", "--resend")[2]
    code, _, err = collected("digest", "--week", "2026-W10", "--post", "--schedule", "nobody")
    assert (code, "No schedule “nobody” posts a digest." in err) == (2, True)


@pytest.mark.parametrize("form", ["json", "text", "blocks"])
def test_a_roundup_in_each_form(declared, form):
    code, out, _ = declared("roundup", "--week", "2026-W10", "--format", form)
    assert code == 0
    assert out.strip()


@pytest.mark.parametrize("form", ["pptx", "html", "md", "csv"])
def test_a_deck_in_each_form(declared, form):
    file = declared.folder / f"deck.{form}"
    asked = ("deck", "--since", "2026-01-01", "--until", "2026-03-31", "--format", form, "-o", str(file))
    code, out, _ = declared(*asked)
    assert code == 0
    assert "Wrote" in out
    assert file.stat().st_size > 0


DAYS = ("--since", "2026-01-01", "--until", "2026-03-31")


def test_several_formats_go_into_a_folder(declared):
    folder = declared.folder / "all-hands"
    code, out, _ = declared(
        "deck", *DAYS, "--formats", "pptx,html,markdown,csv,newsletter,mail", "-o", str(folder)
    )
    assert (code, out.count("Wrote")) == (0, 6)
    assert {file.name.partition(".")[2] for file in folder.iterdir()} == {
        "pptx", "html", "md", "csv", "newsletter.md", "newsletter.html"
    }  # fmt: skip
    again = declared("deck", *DAYS, "--formats", "md", "-o", str(folder))
    assert (again[0], len(list(folder.iterdir()))) == (0, 6)


def test_sections_and_minutes_are_those_of_the_form(declared):
    whole, part = declared.folder / "whole.md", declared.folder / "part.md"
    assert declared("deck", *DAYS, "-o", str(whole))[0] == 0
    code, _, err = declared("deck", *DAYS, "--sections", "stories,teams", "--minutes", "3", "-o", str(part))
    assert (code, err) == (0, "")
    assert "no figure for this period" in whole.read_text()
    assert "no figure for this period" not in part.read_text()
    assert "3 slides, about 3 min." in part.read_text()


def test_a_deck_that_was_written_is_remembered_as_an_all_hands(declared):
    assert declared("deck", *DAYS, "-o", str(declared.folder / "deck.md"))[0] == 0
    with sqlite3.connect(declared.folder / "n.db") as kept:
        kept.execute("UPDATE deck_made SET made_at = '2026-04-01 09:00:00.000000'")
    file = declared.folder / "next.md"
    assert declared("deck", "--period", "since-last", "-o", str(file))[0] == 0
    assert "1 Apr" in file.read_text()


def test_a_deck_of_the_last_month_needs_no_days(declared):
    file = declared.folder / "month.md"
    assert declared("deck", "--period", "month", "-o", str(file))[0] == 0
    assert file.stat().st_size


def test_the_manifest_in_both_modes(shell):
    assert "socket_mode_enabled: true" in shell("manifest")[1]
    assert "request_url" in shell("manifest", "--mode", "http")[1]


def test_help_and_version(shell):
    assert "apply" in shell("--help")[1]
    assert shell("version")[1].strip()[0].isdigit()
    assert shell("migrate") == (0, "The database is up to date.\n", "")


WRONG = {
    "nothing declared": (("digest",), "apply company.yaml"),
    "another workspace": (("digest", "--workspace", "nope"), "apply company.yaml"),
    "an unknown mode": (("manifest", "--mode", "telnet"), "telnet"),
    "no token": (("run",), "NORTHSTAR_SLACK_BOT_TOKEN"),
}
WRONG_ONCE_DECLARED = {
    "another workspace": (("digest", "--workspace", "nope"), "nope"),
    "a wrong week": (("digest", "--week", "2026-W77"), "2026-W77"),
    "a wrong week to collect": (("collect", "--week", "soon"), "soon"),
    "an end without a beginning": (("collect", "--to", "2026-W10"), "--from"),
    "an end before the beginning": (("collect", "--from", "2026-W10", "--to", "2026-W09"), "--to"),
    "a wrong day": (("deck", "--since", "x", "--until", "2026-01-01", "-o", "/tmp/x"), "--since"),
    "a day before": (("deck", "--since", "2026-02-01", "--until", "2026-01-01", "-o", "/tmp/x"), "first day"),
    "an unknown format": (
        ("deck", "--since", "2026-01-01", "--until", "2026-01-07", "-o", "/tmp/x", "--format", "doc"),
        "doc",
    ),
    "an unknown section": (("deck", *DAYS, "-o", "/tmp/x.md", "--sections", "star,jokes"), "jokes"),
    "no section": (("deck", *DAYS, "-o", "/tmp/x.md", "--sections", ","), "needs a section"),
    "a canvas": (("deck", *DAYS, "-o", "/tmp/x", "--formats", "html,canvas"), "/northstar deck"),
    "a length there is not": (("deck", *DAYS, "-o", "/tmp/x.md", "--minutes", "7"), "3, 5 or 10"),
    "a period and days": (("deck", *DAYS, "--period", "month", "-o", "/tmp/x.md"), "--period"),
    "an unknown period": (("deck", "--period", "year", "-o", "/tmp/x.md"), "since-last"),
    "since an all-hands that never was": (("deck", "--period", "since-last", "-o", "/tmp/x.md"), "--since"),
    "no days": (("deck", "-o", "/tmp/x.md"), "From which day"),
    "a place that cannot be written": (
        ("deck", "--since", "2026-01-01", "--until", "2026-01-07", "-o", "/nowhere/x.pptx"),
        "/nowhere/x.pptx",
    ),
}


def _one_sentence(ended, named):
    code, out, err = ended
    assert (code, out) == (2, "")
    assert named in err
    assert len(err.strip().splitlines()) == 1


@pytest.mark.parametrize(("arguments", "named"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_be_done_is_one_sentence(shell, arguments, named):
    _one_sentence(shell(*arguments), named)


@pytest.mark.parametrize(("arguments", "named"), WRONG_ONCE_DECLARED.values(), ids=WRONG_ONCE_DECLARED.keys())
def test_what_cannot_be_done_once_declared_is_one_sentence(declared, arguments, named):
    _one_sentence(declared(*arguments), named)


SETTINGS = {
    "database": ("NORTHSTAR_DATABASE_URL", "postgresql://u:hunter2@127.0.0.1:1/x"),
    "database of another kind": ("NORTHSTAR_DATABASE_URL", "oracle://u:hunter2@h/x"),
    "a file that is no database": ("NORTHSTAR_DATABASE_URL", f"sqlite:///{Path(__file__)}"),
    "mode": ("NORTHSTAR_MODE", "telnet"),
    "log level": ("NORTHSTAR_LOG_LEVEL", "shouting"),
    "load cap": ("NORTHSTAR_LOAD_CAP", "0"),
}


@pytest.mark.parametrize(("name", "value"), SETTINGS.values(), ids=SETTINGS.keys())
def test_a_wrong_setting_is_one_sentence_that_names_it(shell, monkeypatch, name, value):
    monkeypatch.setenv(name, value)
    ended = shell("digest")
    _one_sentence(ended, name)
    assert "hunter2" not in ended[2]


def test_the_unforeseen_is_a_reference(shell, monkeypatch, caplog):
    secret = "hunter2"

    def broken(_):
        raise RuntimeError(secret)

    monkeypatch.setattr("northstar_bot.config.load", broken)
    code, _, err = shell("digest")
    assert code == 70
    reference = err.split("Reference ")[1][:4]
    assert f"reference={reference}" in caplog.text
    assert secret not in caplog.text + err


def test_the_log_of_decisions_is_printed_or_written(declared):
    code, out, _ = declared("requests", "export")
    assert code == 0
    assert "number,state,title" in out
    file = declared.folder / "log.md"
    assert declared("requests", "export", "--format", "md", "-o", str(file))[0] == 0
    assert file.read_text().startswith("# Decisions")


def test_the_log_of_decisions_has_two_forms(declared):
    code, _, err = declared("requests", "export", "--format", "pdf")
    assert code == 2
    assert "csv" in err


def test_everything_is_copied_and_then_deleted(declared):
    path = declared.folder / "acme.zip"
    code, out, _ = declared("export", "-o", str(path))
    assert (code, out) == (0, f"Wrote {path}: 2 rows of workspace acme.\n")
    with ZipFile(path) as archive:
        (row,) = json.loads(archive.read("json/workspace.json"))
        assert row["declared"]["teams"][0]["people"] == ["U0123ABCD"]
    code, out, _ = declared("wipe", "--yes")
    assert (code, out) == (0, "Everything kept of workspace acme is deleted.\n")
    code, _, err = declared("export", "-o", str(path))
    assert code == 2
    assert "Nothing is declared yet." in err


def test_a_copy_that_cannot_be_written_is_one_sentence(declared):
    code, _, err = declared("export", "-o", str(declared.folder / "nowhere" / "acme.zip"))
    assert code == 2
    assert "cannot be written (No such file or directory). Choose another place with -o." in err


def test_a_wipe_asks_first(declared, monkeypatch):
    monkeypatch.setattr("sys.stdin", StringIO("n\n"))
    code, out, _ = declared("wipe")
    assert code == 1
    assert "Delete everything kept of workspace acme for good?" in out
    assert declared("apply", str(declared.folder / "company.yaml"))[1] == "Nothing to change.\n"


TEAMS = "team;person;lead;what we bring\r\nSales;U0123ABCD;yes;Trust\r\nGrowth;U0123ABCE;;\r\n"


def test_teams_are_looked_at_first_and_then_taken_over(declared):
    file = declared.folder / "teams.csv"
    file.write_text(TEAMS, "utf-8-sig")
    code, out, _ = declared("teams", "import", str(file))
    assert code == 0
    assert out.splitlines() == [
        "1 joins, 1 new team, 1 stays.",
        "+ team Growth",
        "+ U0123ABCE joins Growth",
        "+ Sales, lead: U0123ABCD",
        "+ Sales, what we bring: Trust",
        "Nothing was changed: this was a dry run. Add --yes to do it.",
    ]
    assert declared("teams", "import", str(file), "--yes")[1].endswith("bring: Trust\n")
    assert declared("teams", "import", str(file))[1].startswith("2 stay.\n")
    code, out, _ = declared("teams", "export")
    assert code == 0
    assert out.splitlines()[0].endswith("team,person,name,lead,what we bring")
    assert "Sales,U0123ABCD,,yes,Trust" in out
    copy = declared.folder / "copy.csv"
    assert declared("teams", "export", "-o", str(copy))[0] == 0
    assert declared("teams", "import", str(copy))[1].startswith("2 stay.\n")


def test_a_row_that_cannot_be_used_is_named_and_nothing_is_done(declared):
    file = declared.folder / "teams.csv"
    file.write_text(TEAMS + "Growth;Zed;;\r\n", "utf-8-sig")
    code, out, err = declared("teams", "import", str(file), "--yes")
    assert code == 2
    assert out.startswith("1 joins, 1 new team, 1 stays, 1 row cannot be used: 4.\n")
    assert err.startswith("Row 4: Nobody known here is “Zed”. Write their member id")
    assert "Growth" not in declared("teams", "export")[1]


def test_a_list_of_teams_that_is_not_there_is_one_sentence(declared):
    _one_sentence(declared("teams", "import", str(declared.folder / "none.csv")), "none.csv")


def test_who_took_part_is_written_as_a_table(declared):
    path = declared.folder / "thanks.csv"
    code, said, wrong = declared("balance", "export", "-o", str(path))
    assert (code, said, wrong) == (0, "", "")
    assert path.read_text(encoding="utf-8-sig").startswith("month,team,people,thanked somebody")
