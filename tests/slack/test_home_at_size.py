"""Home with hundreds of requests stays within Slack's limits, and leads to a modal with filters and pages."""

import json
from dataclasses import replace

import pytest
from tests.support.bot import stage
from tests.support.request_doors import on_scene

from northstar_bot.domain.company.company import Squad, Team
from northstar_bot.domain.requests.requests import Answer, Evidence, Request, State, Verdict, Visibility
from northstar_bot.playground import view_problems

MANY = 500


@pytest.fixture
async def crowded(tmp_path, clock):
    """Cy decides, and is in the squad of return days, of which 60 promises were made under an older star."""
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock) as made:
        scene = await on_scene(made)
        companies = scene.bot.house.services.company
        company = await companies.of(scene.bot.workspace)
        metrics = [replace(one, squad="core") if one.key == "return_days" else one for one in company.metrics]
        await companies.apply(
            replace(
                company,
                metrics=tuple(metrics),
                squads=(Squad("core", "Core", people=(scene.cy.id,)),),
                teams=(Team("sales", "Sales"), Team("ops", "Ops")),
                stewards=(scene.cy.id,),
            )
        )
        await _fill(scene, clock)
        yield scene


async def _fill(scene, clock):
    async with scene.bot.house.transactions.write() as store:
        for number in range(1, MANY + 1):
            mine = number % 5 == 0
            kept, _ = await store.requests.add(
                Request(
                    scene.bot.workspace, 0, scene.cy.id if mine else scene.bo.id, "other",
                    f"Wish <!channel> & *{number}* " + "long " * 15, "problem", Evidence.SEEN, clock.now(),
                    asker_team="sales" if number % 2 else "ops", input="return_days" if number % 3 else "new_users",
                    visibility=Visibility.CHANNEL if number % 7 else Visibility.DECIDERS,
                ),
                f"k{number}",
            )  # fmt: skip
            if number > MANY - 60:
                verdict = Verdict(
                    kept.number, Answer.YES, None, "", scene.ana.id, clock.now(), 1, input="return_days"
                )
                await store.requests.move(kept, State.ACCEPTED, clock.now(), re_weigh=True)
                await store.requests.add_verdict(scene.bot.workspace, verdict)


async def home_of(scene, person):
    await person.opens_home()
    await scene.settle()
    await scene.slack.until(lambda: person.home, within=10)
    return person.home


async def test_home_stays_within_the_limits_and_says_how_many_more(crowded):
    for person in (crowded.cy, crowded.ana, crowded.bo):
        home = await home_of(crowded, person)
        assert len(home.blocks) <= 100
        assert view_problems(home.payload) == []
        menus = [part for part in _parts(home.blocks) if part.get("type") == "overflow"]
        assert all(len(menu["options"]) <= 5 for menu in menus)
    said = json.dumps((await home_of(crowded, crowded.cy)).blocks)
    assert "Waiting on me" in said
    assert "And 347 more" in said  # 440 are open, 88 of them Cy's own, 5 in sight
    assert "And 95 more" in said
    assert "The star changed: does this still stand?" in said
    assert "And 55 more" in said


async def test_and_n_more_opens_a_modal_with_filters_and_pages(crowded):
    cy = crowded.cy
    home = await home_of(crowded, cy)
    await cy.clicks(home, "northstar.requests.browse", value="waiting-on-me")
    view = cy.view
    assert (view.title, view.payload["private_metadata"]) == ("Requests", "waiting-on-me")
    first = _numbers(view)
    assert len(first) == 10
    await cy.clicks(view, "northstar.requests.browse.older")
    second = _numbers(cy.view)
    assert max(second) < min(first)
    await cy.clicks(cy.view, "northstar.requests.browse.newest")
    assert _numbers(cy.view) == first
    await cy.clicks(cy.view, "northstar.requests.browse.older")
    await cy.clicks(cy.view, "northstar.requests.browse.team", option="sales")
    assert cy.view.payload["private_metadata"] == "waiting-on-me from:sales"
    assert all(number % 2 for number in _numbers(cy.view))
    await cy.clicks(cy.view, "northstar.requests.browse.input", option="new_users")
    assert all(number % 2 and number % 3 == 0 for number in _numbers(cy.view))
    # What was accepted there is listed under the input that was decided.
    await cy.clicks(cy.view, "northstar.requests.browse.input", option="return_days")
    await cy.clicks(cy.view, "northstar.requests.browse.which", option="accepted")
    assert min(_numbers(cy.view)) > MANY - 60
    await cy.clicks(cy.view, "northstar.requests.browse.team", option="*")
    assert cy.view.payload["private_metadata"] == "accepted input:return_days"
    assert view_problems(cy.view.payload) == []
    await cy.clicks(cy.view, "northstar.requests.browse.input", option="new_users")
    await cy.clicks(cy.view, "northstar.requests.browse.which", option="mine")
    await cy.clicks(cy.view, "northstar.requests.why")
    assert "is open" in cy.view.plain


async def test_a_member_sees_no_private_words_there(crowded):
    dot = crowded.slack.add_person("Dot")
    await home_of(crowded, dot)
    # The button of a Home that was drawn by an older version.
    await dot.clicks(dot.home, "northstar.requests.list", value="accepted", force=True, block_id="old")
    await crowded.slack.until(lambda: dot.view, within=10)
    private = [number for number in _numbers(dot.view) if number % 7 == 0]
    assert private
    assert all(f"#{number} private" in dot.view.plain for number in private)


def _numbers(view):
    texts = [block["text"]["text"] for block in view.blocks if block["type"] == "section"]
    return [int(text.split()[0].lstrip("#")) for text in texts if text.startswith("#")]


def _parts(found):
    if isinstance(found, dict):
        yield found
        found = list(found.values())
    if isinstance(found, list):
        for each in found:
            yield from _parts(each)
