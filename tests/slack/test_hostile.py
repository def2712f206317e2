"""Hostile words through every door of the real bot, and nothing of what then reaches Slack is alive or too long.

Every command of the registry is said, Home is opened by everybody, weeks go by with their posts; then everything that
Slack was ever given is looked at. Renderers one by one: tests/render/test_hostile.py; files: tests/exports.
"""

import json
from datetime import date, time

from tests.support.hostile import HOSTILE
from tests.support.inspecting import answered, findings, shown
from tests.support.request_doors import ASKED, NO, ask, weigh_view

from northstar_bot.domain.calendar.schedules import Schedule
from northstar_bot.domain.company.company import Dimension, Kind, Metric, Recognition, Star, Team, Value
from northstar_bot.domain.declaration.post_kinds import PostKind
from northstar_bot.slack.registry import features, registry

DOORS = registry(features())
# One line of everything short, and pieces of it for what is named.
EVERYTHING = " ".join(text for text in HOSTILE if 0 < len(text) < 200 and not {"\n", "\ud83d"} & set(text))[
    :1400
]
NAMES = [text[:70] for text in HOSTILE if 3 < len(text.strip()) < 200 and "\ud83d" not in text]
MARK = "evil.example"
# Said alone they only begin something that the other tests end.
SAID = {"thanks": "thanks mine", "shipped": "shipped", "away": "away"}


def _name(number):
    return NAMES[number % len(NAMES)]


async def _declare(scene):
    for number, person in enumerate((scene.bo, scene.cy)):
        person.name = _name(number + 8)
    await scene.declare(
        star=Star(0, "dau", _name(1), _name(2), _name(3), since=date(2026, 1, 5)),
        metrics=(
            Metric("dau", _name(2), Kind.STAR, unit=_name(4)[:20]),
            Metric("new_users", _name(5), Kind.INPUT, unit=_name(6)[:20], dimension=Dimension.BREADTH),
            Metric("return_days", _name(7), Kind.INPUT, dimension=Dimension.FREQUENCY, owner=scene.bo.id),
        ),
        teams=(
            Team("sales", _name(8), brings=EVERYTHING[:300], people=(scene.ana.id,), lead=scene.ana.id),
            Team(
                "design",
                _name(9),
                brings=EVERYTHING[300:600],
                people=(scene.bo.id, scene.cy.id),
                lead=scene.cy.id,
            ),
        ),
        values=(Value("care", _name(10), EVERYTHING[:200]),),
        recognition=Recognition(feed=scene.growth.id),
        deciders=(scene.cy.id,),
        schedules=(
            Schedule("weekly", PostKind.DIGEST, scene.growth.id, 1, time(9), "UTC"),
            Schedule("thanks", PostKind.ROUNDUP, scene.growth.id, 1, time(9), "UTC"),
        ),
    )


async def _say_everything(scene):
    """Thanks, requests, a no that is refused for what it lacks, notes: hostile words in each field.

    Verdicts that are kept: test_hostile_forms.
    """
    told = [await scene.ana.types(f"/northstar thanks @Bo {EVERYTHING}", channel=scene.growth)]
    view = (await scene.ana.types("/northstar thanks", channel=scene.growth)).view
    found = await scene.ana.looks_up(view, "people", "")
    chosen = next((one for one in found if one.startswith("person") or scene.bo.id in one), found[0])
    told.append(await scene.ana.submits(view, {"people": [chosen], "text": EVERYTHING, "value": "care"}))
    for number in (0, 1):
        asked = ASKED | {"title": EVERYTHING[number * 70 : number * 70 + 70], "problem": EVERYTHING}
        told.append(await ask(scene, values=asked))
    view = await weigh_view(scene, 1)
    reasons = {key: text if key == "reason_code" else EVERYTHING[:700] for key, text in NO.items()}
    await scene.cy.clicks(view, "northstar.requests.weigh_changed.answer", value="no")
    told.append(await scene.cy.submits(scene.cy.view, reasons))
    for number, text in enumerate(HOSTILE):
        line = text.replace("\n", " ")[:300] if "\ud83d" not in text else ""
        told.append(
            await scene.ana.types(f"/northstar note 2026-W4{number % 7} {line}", channel=scene.growth)
        )
        told.append(await scene.ana.types(f"/northstar {line}", channel=scene.growth))
    return told


async def _look_everywhere(scene):
    told = []
    for person in (scene.ana, scene.bo, scene.cy):
        await person.opens_home()
        for command in DOORS.commands:
            line = SAID.get(command.name, command.name)
            told.append(await person.types(f"/northstar {line}", channel=scene.growth))
            told.append(
                await person.types(f"/northstar {command.name} {EVERYTHING[:120]}", channel=scene.growth)
            )
    return told


async def test_nothing_typed_comes_alive_anywhere(on_stage, caplog):
    await _declare(on_stage)
    told = await _say_everything(on_stage)
    await on_stage.settle()
    told += await _look_everywhere(on_stage)
    for _ in range(3):
        on_stage.bot.house.clock.advance(days=7, hours=2)
        await on_stage.settle()
        on_stage.bot.house.clock.advance(minutes=2)
        await on_stage.settle()
    seen = [*shown(on_stage.slack.calls), *answered(told)]
    assert len(seen) > 3 * len(DOORS.commands)
    wrong = {(method, problem) for method, payload in seen for problem in findings(payload)}
    assert wrong == set()
    assert sum(MARK in json.dumps(payload, ensure_ascii=False) for _, payload in seen) > 30
    assert MARK not in caplog.text
    assert "refused" not in caplog.text
