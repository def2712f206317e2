"""The demo, played once over real HTTP: what a newcomer sees and finds in the folder."""

import asyncio
import io
import json
import os
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from pptx import Presentation

from northstar_bot import cli
from northstar_bot.company_file import reading
from northstar_bot.demo import sample
from northstar_bot.demo.keeping import prepared
from northstar_bot.demo.story import play
from northstar_bot.playground import Playground, message_problems, view_problems


@dataclass(frozen=True)
class Played:
    """What is left of one evening at the theatre."""

    slack: Playground
    folder: Path
    printed: str

    def person(self, name):
        return next(one for one in self.slack.world.people.values() if one.name == name)

    def channel(self, name):
        return next(one for one in self.slack.world.channels.values() if one.name == name)

    def file(self, ending):
        (found,) = self.folder.glob(f"all-hands-*.{ending}")
        return found.read_bytes()


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    folder = tmp_path_factory.mktemp("demo") / "northstar-demo"
    terminal, sys.stdout = sys.stdout, io.StringIO()
    try:
        slack = asyncio.run(play(folder))
        printed = sys.stdout.getvalue()
    finally:
        sys.stdout = terminal
    return Played(slack, folder, printed)


def verdicts(played, name):
    """What somebody was told about their requests, in order."""
    told = [message.plain.splitlines() for message in played.person(name).dm.messages]
    return [(lines[0], "\n".join(lines)) for lines in told if "weighed against" in "\n".join(lines)]


def test_the_same_two_requests_get_the_opposite_answer_under_the_new_star(played):
    (first, under_users), (second, under_lessons) = verdicts(played, "Sam Whitfield")
    assert first.startswith("Yes: #1 New notifications")
    assert "Daily users, version 1" in under_users
    assert second.startswith("No, for now: #3 New notifications")
    assert "Weekly lessons completed, version 2" in under_lessons
    (first, under_users), (second, under_lessons) = verdicts(played, "Inês Carvalho")
    assert first.startswith("No, for now: #2 Fix the assignment workflow")
    assert "What would make it a yes" in under_users
    assert "Daily users, version 1" in under_users
    assert second.startswith("Yes: #4 Fix the assignment workflow")
    assert "Weekly lessons completed, version 2" in under_lessons


def test_each_week_has_one_digest_and_one_roundup_where_they_belong(played):
    posted = Counter(
        (channel.name, *message.metadata["event_payload"]["key"].split("/")[1::2])
        for channel in played.slack.world.channels.values()
        for message in channel.everything
        if message.metadata and not channel.direct
    )
    scheduled = {key: times for key, times in posted.items() if key[1] in {"digest", "roundup"}}
    assert scheduled == {
        ("growth", "digest", "2026-W44"): 1,
        ("growth", "digest", "2026-W45"): 1,
        ("growth", "digest", "2026-W46"): 1,
        ("wins", "roundup", "2026-W45"): 1,
        ("wins", "roundup", "2026-W46"): 1,
    }


def test_the_digests_tell_the_story(played):
    digests = [one.plain for one in played.channel("growth").messages if "Next digest" in one.plain]
    first, second, third = digests
    assert "Up, but churn is above its normal range." in first
    assert "Daily users" in first
    assert "Within the normal range" in second
    assert "A real change: above the normal range" in third
    assert "churn is above" not in third
    assert "Where the +1,244 came from: " in third
    assert "Assigning teachers +968" in third
    assert not any("U0" in text.replace("<@U0", "") for text in digests), "owners have names"


def test_thanks_came_through_every_door_and_nobody_was_pinged(played):
    wins = "\n".join(one.plain for one in played.channel("wins").messages)
    for words in (
        "calling seven schools",
        "moving Assign",
        "kept her word",
        "the guide we now send",
        "broken class",
    ):
        assert words in wins
    assert "2 “me too”" in wins
    assert "churn-calls" not in wins
    assert "churn-calls" not in played.person("Priya Nair").dm.messages[0].plain
    everything = [one for channel in played.slack.world.channels.values() for one in channel.everything]
    from_bot = [one for one in everything if one.author is played.slack.bot]
    assert from_bot
    assert not any(f"<!{word}" in one.text for one in from_bot for word in ("channel", "here"))


def test_the_folder_holds_what_the_story_promises(played):
    names = {path.name for path in played.folder.iterdir()}
    assert {"messages", "transcript.txt", "company.yaml"} <= names
    slides = Presentation(io.BytesIO(played.file("pptx"))).slides
    assert len(slides) > 5
    for ending in ("html", "md", "csv"):
        assert "Northfield" in played.file(ending).decode()
    for ending in ("html", "md"):
        assert "In the spotlight: Engineering" in played.file(ending).decode()
    company = reading.read(played.folder / "company.yaml").company
    assert company.star.name == "Weekly lessons completed"
    transcript = (played.folder / "transcript.txt").read_text()
    assert transcript.split() == played.printed.split()


def test_every_message_kept_can_be_pasted_into_a_builder(played):
    files = sorted((played.folder / "messages").iterdir())
    assert [path.name[:3] for path in files] == [f"{number:02}-" for number in range(1, len(files) + 1)]
    for path in files:
        kept = json.loads(path.read_text())
        assert (view_problems if "type" in kept else message_problems)(kept) == []


def test_it_reads_at_eighty_columns_without_colour(played):
    assert max(map(len, played.printed.splitlines())) <= 80
    assert "\x1b" not in played.printed
    assert "Week 1" in played.printed
    assert "Week 3" in played.printed
    for line in ("/northstar thnaks", "12,500 people", "You cannot thank yourself", "Only full members"):
        assert line in " ".join(played.printed.split())


def test_nothing_of_it_stays_behind(played):
    assert "TALLYBIRD_DATA_URL" not in os.environ


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("")
    monkeypatch.setattr(
        sys, "argv", ["northstar-bot", "demo", "--once", "-o", str(tmp_path / "file" / "demo")]
    )
    with pytest.raises(SystemExit) as ended:
        cli.main()
    assert ended.value.code == 2
    assert "Nothing can be written to" in capsys.readouterr().err


def test_a_second_demo_leaves_no_messages_of_the_first(tmp_path):
    prepared(tmp_path)
    (tmp_path / "messages" / "99-old.json").write_text("{}")
    (tmp_path / "messages" / "mine.json").write_text("{}")
    prepared(tmp_path)
    assert [path.name for path in (tmp_path / "messages").iterdir()] == ["mine.json"]


def test_the_sample_is_the_same_whenever_a_week_is_added(tmp_path):
    sample.build(tmp_path / "whole.db", sample.FIRST.plus(2))
    sample.build(tmp_path / "grown.db", sample.FIRST.plus(1))
    sample.add(tmp_path / "grown.db", sample.FIRST.plus(2))
    dumps = []
    for name in ("whole.db", "grown.db"):
        with closing(sqlite3.connect(tmp_path / name)) as database:
            dumps.append(list(database.iterdump()))
    assert dumps[0] == dumps[1]
    assert len(dumps[0]) > 1000
