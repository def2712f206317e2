"""A replay tells each past week as its digest would have, from the real sql source."""

import json

import pytest
from examples.northwind_load import load
from typer.testing import CliRunner

from northstar_bot.cli import app

SIGNALS = ["1997-W01", "1997-W36", "1998-W08", "1998-W14", "1998-W16"]


@pytest.fixture
def northwind(shared, tmp_path, monkeypatch):
    url = f"sqlite:///{tmp_path / 'northwind.db'}"
    monkeypatch.setenv("NORTHWIND_URL", url)
    monkeypatch.setenv("NORTHSTAR_DATABASE_URL", f"sqlite:///{tmp_path / 'bot.db'}")
    return shared / "data" / "northwind", url


async def _loaded(folder, url):
    await load(folder, url)


def test_the_five_weeks_outside_the_limits_are_told_and_the_part_weeks_withheld(northwind, tmp_path, request):
    import asyncio

    asyncio.run(_loaded(*northwind))
    run = CliRunner().invoke
    example = str(request.config.rootpath / "examples" / "northwind.yaml")
    assert run(app, ["apply", example]).exit_code == 0
    assert run(app, ["collect", "--from", "1996-07-01", "--to", "1998-05-10"]).exit_code == 0
    folder = tmp_path / "replay"
    told = run(app, ["replay", "--from", "1996-W27", "--to", "1998-W19", "-o", str(folder)])
    assert told.exit_code == 0
    weeks = {path.stem: json.loads(path.read_text()) for path in folder.glob("*.json")}
    assert len(weeks) == 97
    assert sorted(week for week, said in weeks.items() if "R1" in said["star"]["rules"]) == SIGNALS
    assert sorted(week for week, said in weeks.items() if said["withheld"]) == ["1996-W27", "1998-W19"]
    assert "1,502" in (folder / "1998-W16.txt").read_text()
