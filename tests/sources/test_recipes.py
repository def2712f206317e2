"""Each recipe of docs/sources.md, word for word, against an answer in the shape its vendor documents."""

import json
import re
from pathlib import Path

import asyncpg
import pytest
import yaml
from aiohttp import web

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric, Style
from northstar_bot.domain.errors import SourceFailed
from northstar_bot.plugins import Point, Window
from northstar_bot.sources.registry import installed

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "sources.md").read_text()
SOURCES, _ = installed()
LESSONS = Metric("lessons", "Lessons", Kind.STAR, style=Style.COUNT)
W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")
BOTH = Window(W46, W47)
TOLD = (Point(W46, 412), Point(W47, 437))

POSTHOG_QUERY = {
    "cache_key": "cache_1",
    "columns": ["week", "count(DISTINCT person_id)"],
    "hasMore": False,
    "results": [["2026-11-02", 399], ["2026-11-09", 412], ["2026-11-16", 437]],
    "types": [["week", "Date"], ["count(DISTINCT person_id)", "UInt64"]],
}
POSTHOG_INSIGHT = {
    "id": 678,
    "short_id": "aB3dE",
    "name": "Lessons",
    "result": [
        {
            "label": "lesson finished",
            "count": 849.0,
            "data": [412.0, 437.0],
            "labels": ["9-Nov-2026", "16-Nov-2026"],
            "days": ["2026-11-09", "2026-11-16"],
        }
    ],
    "is_cached": True,
}
AMPLITUDE = {
    "data": {
        "series": [[412, 437]],
        "seriesCollapsed": [[{"setId": "", "value": 640}]],
        "seriesLabels": [0],
        "xValues": ["2026-11-09", "2026-11-16"],
    }
}
MIXPANEL = {
    "computed_at": "2026-11-23T05:35:41.252314+00:00",
    "date_range": {
        "from_date": "2026-11-09T00:00:00-07:00",
        "to_date": "2026-11-22T23:59:59.999000-07:00",
    },
    "headers": ["$event"],
    "series": {
        "Lesson finished": {"2026-11-09T00:00:00-07:00": 412, "2026-11-16T00:00:00-07:00": 437},
        "Signed up": {"2026-11-09T00:00:00-07:00": 9, "2026-11-16T00:00:00-07:00": 8},
    },
}
SHEETS = {
    "range": "Weeks!A2:B1000",
    "majorDimension": "ROWS",
    "values": [[46335, 412], ["2026-11-16", 437], [], ["", ""], [46349, ""], [46356]],
}
CUBE = {
    "query": {"measures": ["lessons.count"]},
    "data": [
        {
            "lessons.finished_at.week": "2026-11-09T00:00:00.000",
            "lessons.finished_at": "2026-11-09T00:00:00.000",
            "lessons.count": "412",
        },
        {
            "lessons.finished_at.week": "2026-11-16T00:00:00.000",
            "lessons.finished_at": "2026-11-16T00:00:00.000",
            "lessons.count": "437",
        },
    ],
    "annotation": {"measures": {"lessons.count": {"title": "Lessons Count", "type": "number"}}},
}
ANSWERS = {
    "/api/projects/12345/query/": POSTHOG_QUERY,
    "/api/projects/12345/insights/678/": POSTHOG_INSIGHT,
    "/api/2/events/segmentation": AMPLITUDE,
    "/api/query/insights": MIXPANEL,
    "/v4/spreadsheets/1AbCdEf/values/Weeks!A2:B": SHEETS,
    "/cubejs-api/v1/load": CUBE,
}


def recipes(title):
    """The options of each recipe under a heading."""
    section = PAGE.partition(f"\n## {title}\n")[2].partition("\n## ")[0]
    blocks = re.findall(r"```yaml\n(.*?)```", section, re.DOTALL)
    return [yaml.safe_load(block)["source"] for block in blocks]


@pytest.fixture
async def vendor(monkeypatch):
    """Every vendor at once on this machine, what it was asked, and what it answers instead, if anything."""
    asked, instead = [], []

    async def answer(request):
        asked.append(
            (request.method, request.path, dict(request.query), request.headers, await request.text())
        )
        return web.json_response(instead[0] if instead else ANSWERS[request.path])

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    monkeypatch.setenv("NORTHSTAR_ALLOW_PRIVATE_HOSTS", "127.0.0.1")
    yield f"http://127.0.0.1:{site._server.sockets[0].getsockname()[1]}", asked, instead
    await runner.cleanup()


async def collected(recipe, url, monkeypatch):
    """What a recipe fetches when its vendor stands at `url`."""
    options = dict(recipe)
    kind = options.pop("kind")
    for env in {**options.get("headers_env", {}), **options.get("query_env", {})}.values():
        monkeypatch.setenv(env, f"secret of {env}")
    options["url"] = re.sub(r"^https://[^/]+", url, options["url"])
    return await SOURCES[kind].fetch(LESSONS, options, BOTH)


WEB = [
    (title, place)
    for title in ("PostHog", "Amplitude", "Mixpanel", "Google Sheets", "Cube")
    for place in range(len(recipes(title)))
]


@pytest.mark.parametrize(("title", "place"), WEB)
async def test_a_recipe_reads_the_documented_answer(vendor, monkeypatch, title, place):
    url, asked, _ = vendor
    fetched = await collected(recipes(title)[place], url, monkeypatch)
    assert fetched.points == TOLD
    assert len(asked) == 1


def test_every_vendor_has_a_recipe_and_a_recorded_answer():
    assert len(WEB) == len(ANSWERS)
    assert [recipe["kind"] for recipe in recipes("dbt semantic layer")] == ["sql"]


async def test_posthog_is_posted_its_question_with_the_days_in_it(vendor, monkeypatch):
    url, asked, _ = vendor
    await collected(recipes("PostHog")[0], url, monkeypatch)
    method, _, _, headers, body = asked[0]
    question = json.loads(body)["query"]
    assert (method, question["kind"]) == ("POST", "HogQLQuery")
    assert "timestamp >= '2026-11-09' AND timestamp < '2026-11-23'" in question["query"]
    assert headers["Authorization"] == "secret of POSTHOG_AUTHORIZATION"
    assert headers["Content-Type"] == "application/json"


async def test_amplitude_is_asked_for_its_own_shape_of_days(vendor, monkeypatch):
    url, asked, _ = vendor
    await collected(recipes("Amplitude")[0], url, monkeypatch)
    _, _, query, _, _ = asked[0]
    assert json.loads(query["e"]) == {"event_type": "Lesson Finished"}
    assert (query["start"], query["end"]) == ("20261109", "20261122")


async def test_mixpanel_says_how_far_its_report_reaches(vendor, monkeypatch):
    url, _, _ = vendor
    fetched = await collected(recipes("Mixpanel")[0], url, monkeypatch)
    assert (fetched.first, fetched.through) == (W46.start, W47.end)


async def test_the_key_of_sheets_is_added_to_the_address_and_never_told(vendor, monkeypatch):
    url, asked, instead = vendor
    (recipe,) = recipes("Google Sheets")
    await collected(recipe, url, monkeypatch)
    assert asked[0][2]["key"] == "secret of GOOGLE_SHEETS_KEY"
    instead.append({"error": {"code": 400, "message": "API key not valid: secret of GOOGLE_SHEETS_KEY"}})
    with pytest.raises(SourceFailed) as failed:
        await collected(recipe, url, monkeypatch)
    assert "secret" not in failed.value.words


async def test_cube_that_still_computes_is_no_empty_week(vendor, monkeypatch):
    url, asked, instead = vendor
    instead.append({"error": "Continue wait"})
    with pytest.raises(SourceFailed, match="is still computing"):
        await collected(recipes("Cube")[0], url, monkeypatch)
    assert json.loads(asked[0][4])["query"]["timeDimensions"][0]["dateRange"] == ["2026-11-09", "2026-11-22"]


LESSONS_TABLE = """CREATE SCHEMA analytics;
CREATE TABLE analytics.lessons (finished_at TIMESTAMP);
INSERT INTO analytics.lessons SELECT '2026-11-09'::timestamp FROM generate_series(1, 412);
INSERT INTO analytics.lessons SELECT '2026-11-22 23:59'::timestamp FROM generate_series(1, 437);
INSERT INTO analytics.lessons VALUES ('2026-11-23'), ('2026-11-08');"""


@pytest.mark.parametrize(
    "database_url", [pytest.param("postgres", marks=pytest.mark.postgres)], indirect=True
)
async def test_what_dbt_compiles_runs_on_the_warehouse(database_url, monkeypatch):
    connection = await asyncpg.connect(database_url)
    await connection.execute(LESSONS_TABLE)
    await connection.close()
    monkeypatch.setenv("WAREHOUSE_URL", database_url)
    (recipe,) = recipes("dbt semantic layer")
    options = {name: value for name, value in recipe.items() if name != "kind"}
    assert tuple((await SOURCES["sql"].fetch(LESSONS, options, BOTH)).points) == TOLD
