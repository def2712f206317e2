"""The http source reads JSON, holds its secrets in headers, and reaches nothing private."""

import asyncio
import socket
from datetime import date
from ipaddress import ip_address

import pytest
from aiohttp import web

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Kind, Metric
from northstar_bot.domain.errors import BadInput, SourceFailed
from northstar_bot.plugins import Point, Window
from northstar_bot.sources.http import source
from northstar_bot.sources.public_network import Guard, is_public, networks

UNITS = Metric("units", "Units", Kind.STAR)
W46, W47 = Week.parse("2026-W46"), Week.parse("2026-W47")
BOTH = Window(W46, W47)
DOCUMENT = {
    "meta": {"from": "2026-01-01", "through": "2026-11-22"},
    "data": [
        {"week": "2026-W46", "value": 7},
        {"week": "2026-11-18", "value": 11, "open": True},
        {"week": "2026-W45", "value": 1},
        {"week": "2026-W44"},
    ],
}
OPTIONS = {"week": "data[*].week", "value": "$.data[*].value"}


@pytest.fixture
async def site(monkeypatch):
    """A web site on this machine that keeps what it was asked, and its address."""
    asked = []

    async def answer(request):
        asked.append(request)
        match request.path:
            case "/moved":
                raise web.HTTPFound("/data")
            case "/large":
                return web.Response(body=b"[" + b"1," * 600_000 + b"1]", content_type="application/json")
            case "/packed":
                response = web.json_response(DOCUMENT)
                response.enable_compression(web.ContentCoding.gzip)
                response._compression_force = web.ContentCoding.gzip
                return response
            case "/text":
                return web.Response(text="soon")
            case "/deep":
                return web.Response(text="[" * 100_000)
            case "/slow":
                await asyncio.Event().wait()
            case "/broken":
                raise web.HTTPInternalServerError
        return web.json_response(DOCUMENT)

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]
    monkeypatch.setenv("NORTHSTAR_ALLOW_PRIVATE_HOSTS", "127.0.0.1")
    yield f"http://127.0.0.1:{port}", asked
    await runner.cleanup()


async def fetch(url, **options):
    return await source().fetch(UNITS, {"url": url, **OPTIONS, **options}, BOTH)


async def sentence(url, **options):
    with pytest.raises(SourceFailed) as failed:
        await fetch(url, **options)
    assert failed.value.hint
    assert "127.0.0.1" not in failed.value.sentence
    return failed.value.sentence


async def test_weeks_values_and_reach_are_pointed_at(site):
    url, _ = site
    fetched = await fetch(
        f"{url}/data",
        provisional="data[*].open",
        complete_from="meta.from",
        complete_through='["meta"].through',
    )
    assert fetched.points == (Point(W46, 7), Point(W47, 11, provisional=True))
    assert (fetched.first, fetched.through) == (date(2026, 1, 1), date(2026, 11, 22))


async def test_days_go_into_the_address_and_secrets_into_headers(site, monkeypatch):
    url, asked = site
    monkeypatch.setenv("SALES_TOKEN", "Bearer hunter2")
    await fetch(f"{url}/data?from={{start}}&to={{end}}", headers_env={"Authorization": "SALES_TOKEN"})
    assert asked[0].query_string == "from=2026-11-09&to=2026-11-23"
    assert asked[0].headers["Authorization"] == "Bearer hunter2"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/moved", "The web source answered with status 302."),
        ("/broken", "The web source answered with status 500."),
        ("/large", "The web source answers with more than 1 MB."),
        ("/packed", "The web source does not answer with JSON."),
        ("/text", "The web source does not answer with JSON."),
        ("/deep", "The web source does not answer with JSON."),
    ],
)
async def test_what_is_no_answer_is_a_sentence(site, path, said):
    url, asked = site
    assert await sentence(url + path) == said
    assert len(asked) == 1


async def test_a_site_that_hangs_is_left(site):
    url, _ = site
    said = await sentence(f"{url}/slow", timeout=0.2)
    assert said == "The web source did not answer within 0.2 seconds."


async def test_pointers_that_lead_nowhere(site):
    url, _ = site
    assert await sentence(f"{url}/data", week="rows[*].week") == "The web source's answer holds no weeks."
    assert (await fetch(f"{url}/data", value="data[*].nothing")).points == ()
    assert "does not point at one day" in await sentence(f"{url}/data", complete_through="data[*].week")
    assert (
        await sentence(f"{url}/data", week="data")
        == "“[{'week': '2026-W46', 'value': 7}, {'wee” is not a week."
    )
    assert (await fetch(f"{url}/data", week="data[0].week", value="data[0].value")).points == (Point(W46, 7),)


async def test_a_missing_variable_is_named(site):
    url, _ = site
    said = await sentence(f"{url}/data", headers_env={"Authorization": "NOT_SET_ANYWHERE"})
    assert said == "The environment variable NOT_SET_ANYWHERE is not set."


async def test_what_is_posted_meets_the_same_walls(monkeypatch, site):
    url, asked = site
    posted = {"method": "POST", "body": "{}"}
    assert await sentence(f"{url}/moved", **posted) == "The web source answered with status 302."
    assert [request.method for request in asked] == ["POST"]
    monkeypatch.delenv("NORTHSTAR_ALLOW_PRIVATE_HOSTS")
    with pytest.raises(SourceFailed):
        await fetch(f"https://127.0.0.1:{url.rpartition(':')[2]}/data", **posted)
    assert len(asked) == 1


@pytest.mark.parametrize(
    "host",
    ["127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]", "2130706433", "0.0.0.0", "169.254.169.254"],
)
async def test_nothing_private_is_reached(monkeypatch, site, host):
    url, asked = site
    monkeypatch.delenv("NORTHSTAR_ALLOW_PRIVATE_HOSTS")
    port = url.rpartition(":")[2]
    with pytest.raises(SourceFailed) as failed:
        await fetch(f"https://{host}:{port}/data")
    assert failed.value.sentence in {
        "The web source stands at a private address.",
        "The web source cannot be reached.",
    }
    assert asked == []


async def test_no_proxy_from_the_environment_is_used(monkeypatch, site):
    url, asked = site
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    await fetch(f"{url}/data")
    assert len(asked) == 1


async def test_a_site_that_is_not_there(monkeypatch):
    monkeypatch.setenv("NORTHSTAR_ALLOW_PRIVATE_HOSTS", "127.0.0.0/8")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert "cannot be reached" in await sentence(f"https://127.0.0.1:{taken.getsockname()[1]}/data")


@pytest.mark.parametrize(
    ("options", "field"),
    [
        ({}, "url"),
        ({"url": "ftp://host/x", **OPTIONS}, "url"),
        ({"url": "https://[half/x", **OPTIONS}, "url"),
        ({"url": "http://host/x", **OPTIONS}, "url"),
        ({"url": "https://who:hunter2@host/x", **OPTIONS}, "url"),
        ({"url": "https://host/x", "week": "data[?].week", "value": "v"}, "week"),
        ({"url": "https://host/x", "week": "w"}, "value"),
        ({"url": "https://host/x", **OPTIONS, "complete_through": 7}, "complete_through"),
        ({"url": "https://host/x", **OPTIONS, "headers_env": "X"}, "headers_env"),
        ({"url": "https://host/x", **OPTIONS, "headers_env": {"A": "Bearer x"}}, "headers_env.A"),
        (
            {"url": "https://host/x", **OPTIONS, "headers_env": {"A": "NORTHSTAR_SLACK_BOT_TOKEN"}},
            "headers_env.A",
        ),
        ({"url": "https://host/x", **OPTIONS, "header": {}}, "header"),
        ({"url": "https://host/x", **OPTIONS, "query_env": {"key": "hunter2!"}}, "query_env.key"),
        ({"url": "https://host/x", **OPTIONS, "query_env": "KEY"}, "query_env"),
        ({"url": "https://host/x", **OPTIONS, "method": "DELETE"}, "method"),
        ({"url": "https://host/x", **OPTIONS, "method": "POST"}, "body"),
        ({"url": "https://host/x", **OPTIONS, "body": "{}"}, "body"),
        ({"url": "https://host/x", **OPTIONS, "method": "POST", "body": "{"}, "body"),
        ({"url": "https://host/x", **OPTIONS, "method": "POST", "body": f'"{"x" * 20_000}"'}, "body"),
        ({"url": "https://host/x", **OPTIONS, "timeout": 61}, "timeout"),
        ({"url": "https://host/x", **OPTIONS, "zone": "Mars"}, "zone"),
    ],
)
def test_options_that_cannot_work(options, field):
    with pytest.raises(BadInput) as refused:
        source().check(options)
    assert refused.value.field == field
    assert "hunter2" not in refused.value.words


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
    ]
    + [
        (each, False)
        for each in ("fe80::1", "fc00::1", "fec0::1", "ff02::1", "::", "240.0.0.1", "192.168.1.1")
    ],
)
def test_public_addresses(address, public):
    assert is_public(ip_address(address)) is public


@pytest.mark.parametrize(
    "address",
    ["::ffff:10.0.0.1", "64:ff9b::10.0.0.1", "2002:0a00:0001::1", "2001:0:4136:e378:8000:63bf:f5ff:fffe"],
)
def test_a_private_address_inside_another_is_seen(address):
    guard = Guard()
    with pytest.raises(OSError, match="not a public"):
        guard((socket.AF_INET6, socket.SOCK_STREAM, 0, "", (address, 443)))
    assert guard.refused


def test_networks_may_be_allowed_by_number():
    guard = Guard(networks(["10.0.0.0/8", "db.internal"]))
    guard((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("10.1.2.3", 443))).close()
    with pytest.raises(OSError, match="not a public"):
        guard((socket.AF_INET, socket.SOCK_STREAM, 0, "", ("192.168.1.1", 443)))
