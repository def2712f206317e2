"""Hostile words in the forms that test_hostile does not fill in: spotlight, learning, consent, settings, appeal, pivot.

On one database, because what is looked at is only what Slack is given.
"""

import json
from datetime import date, time

import pytest
from tests.slack.test_hostile import EVERYTHING, MARK, NAMES
from tests.support.bot import stage
from tests.support.hostile import HOSTILE
from tests.support.inspecting import answered, findings, shown
from tests.support.request_doors import ASKED, NO, ask, choose, weigh_view

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Dimension, Kind, Metric, Recognition, Star, Team, Value
from northstar_bot.render.ids import SETTINGS_OPEN, SETTINGS_SAVE

PING = EVERYTHING[EVERYTHING.index("<!channel>") :][:190]
LINES = [text.replace("\n", " ") for text in HOSTILE if text.strip() and "\ud83d" not in text]


@pytest.fixture
async def acme(tmp_path, clock):
    """Ana owns and is in Sales, Bo is in Design and asks, Cy leads Design and decides; every name is hostile."""
    async with stage(f"sqlite:///{tmp_path / 'northstar.db'}", clock) as made:
        for person, name in ((made.bo, NAMES[8]), (made.cy, NAMES[9])):
            person.name = name
        await made.declare(
            zone="Europe/Berlin",
            star=Star(0, "dau", NAMES[1], NAMES[2], since=date(2026, 1, 5)),
            metrics=(
                Metric("dau", NAMES[2], Kind.STAR),
                Metric("new_users", NAMES[5], Kind.INPUT, dimension=Dimension.BREADTH),
                Metric("return_days", NAMES[7], Kind.INPUT, dimension=Dimension.FREQUENCY),
            ),
            teams=(
                Team("sales", NAMES[0], brings=EVERYTHING[:300], people=(made.ana.id,), lead=made.ana.id),
                Team(
                    "design",
                    NAMES[3],
                    brings=EVERYTHING[300:600],
                    people=(made.bo.id, made.cy.id),
                    lead=made.cy.id,
                ),
            ),
            values=(Value("care", NAMES[4], EVERYTHING[:200]),),
            recognition=Recognition(feed=made.growth.id),
            owners=(made.ana.id,),
            deciders=(made.cy.id,),
            schedules=(Schedule("light", PostKind.SPOTLIGHT, made.growth.id, 0, time(10), "Europe/Berlin"),),
        )
        yield made


async def settled(acme, clock, **later):
    await acme.slack.quiet()
    clock.advance(**later)
    await acme.settle_in_turn(clock, 4)


async def typed(acme, person, words):
    reply = await person.types(words, channel=acme.growth)
    await acme.slack.until(lambda: reply.messages or reply.view)
    return reply


def harmless(acme, caplog, told, *, at_least):
    """Nothing of what Slack was given is alive, and the hostile words did get that far."""
    seen = [*shown(acme.slack.calls), *answered(told)]
    assert {(method, problem) for method, payload in seen for problem in findings(payload)} == set()
    assert sum(MARK in json.dumps(payload, ensure_ascii=False) for _, payload in seen) >= at_least
    assert "refused" not in caplog.text


async def test_spotlight(acme, clock, caplog):
    for line in LINES[:9]:
        await acme.ana.types(f"/northstar thanks @Cy {line[:600]}", channel=acme.growth)
    told = [await typed(acme, acme.ana, "/northstar spotlight")]
    await settled(acme, clock, hours=2)
    told += [await typed(acme, who, f"/northstar spotlight {word}") for who, word in (
        (acme.bo, ""), (acme.bo, "skip"), (acme.ana, f"swap {EVERYTHING[:200]}"), (acme.ana, "swap sales"),
        (acme.cy, "skip"),
    )]  # fmt: skip
    for _ in range(2):
        await settled(acme, clock, days=7)
    harmless(acme, caplog, told, at_least=6)


async def test_learning(acme, clock, caplog):
    told = []
    for number, line in enumerate(LINES[6:12]):
        opened = await typed(acme, acme.ana, "/northstar learn propose")
        fields = {
            "topic": line[:120], "host": acme.ana.id, "day": "2026-11-25", "time": f"1{number % 8}:30", "length": "45",
            "place": LINES[-number - 1][:120], "channel": acme.growth.id,
        }  # fmt: skip
        told.append(await acme.ana.submits(opened.view, fields))
    for _ in range(2):
        await settled(acme, clock, hours=1)
    cards = [one for one in acme.growth.messages if "Lunch-and-learn: " in one.text]
    assert len(cards) == 6
    told += [await acme.bo.clicks(card, "northstar.learn.yes") for card in cards]
    await settled(acme, clock, days=2, hours=3)
    told += [await typed(acme, acme.ana, "/northstar learn")]
    asked = [one for one in acme.ana.dm.messages if "northstar.learn.after" in json.dumps(one.blocks)]
    for message, line in zip(asked, LINES[6:], strict=False):
        opened = await acme.ana.clicks(message, "northstar.learn.after")
        told.append(await acme.ana.submits(opened.view or acme.ana.view, {"learned": line}))
    await settled(acme, clock, hours=1)
    assert asked
    harmless(acme, caplog, told, at_least=7)


async def test_consent(acme, clock, caplog):
    for line in LINES[:8]:
        await acme.ana.types(f"/northstar thanks @Cy {line[:900]}", channel=acme.growth)
    await acme.ana.types(f"/northstar thanks @sales @design {EVERYTHING}", channel=acme.growth)
    told = [await typed(acme, acme.ana, "/northstar allhands ask 2026-11-16 2026-11-23")]
    for wait in (24, 0.1):
        await settled(acme, clock, hours=wait)
    asked = [one for one in acme.cy.dm.messages if "May this be told" in one.text]
    assert asked
    for number, question in enumerate(asked):
        answer = ("northstar.consent.yes", "northstar.consent.no")[number % 2]
        told.append(await acme.cy.clicks(question, answer))
    told.append(await typed(acme, acme.cy, "/northstar allhands mine"))
    told.append(await typed(acme, acme.ana, f"/northstar allhands {EVERYTHING[:150]}"))
    told.append(await typed(acme, acme.ana, "/northstar allhands 2026-11-16 2026-11-23 md"))
    await acme.settle()
    harmless(acme, caplog, told, at_least=3)


@pytest.mark.parametrize(
    ("noun", "fields"),
    [
        ("value", {"name": 60, "meaning": 200}),
        ("team", {"name": 60, "brings": 300}),
        ("metric", {"name": 60, "unit": 20, "definition": 300}),
    ],
)
async def test_settings(acme, caplog, noun, fields):
    told = []
    for number, line in enumerate(LINES[:8]):
        await acme.ana.types("/northstar settings", channel=acme.growth)
        await acme.slack.until(lambda: acme.ana.view is not None)
        await acme.ana.clicks(acme.ana.view, f"{SETTINGS_OPEN}.{noun}", value=f"{noun}:")
        await acme.slack.until(lambda: acme.ana.view.callback_id == SETTINGS_SAVE)
        words = {
            name: LINES[(number + at) % len(LINES)][:most] for at, (name, most) in enumerate(fields.items())
        }
        form = acme.ana.view
        known = {block["block_id"] for block in form.blocks}
        filled = {"key": f"k{number}", "kind": "input", "style": "count", **words, "name": line[:60]}
        told.append(
            await acme.ana.submits(form, {name: text for name, text in filled.items() if name in known})
        )
    told.append(await typed(acme, acme.bo, "/northstar teams"))
    await acme.bo.opens_home()
    harmless(acme, caplog, told, at_least=3)


async def test_appeal(acme, clock, caplog):
    told = []
    for number, line in enumerate(LINES[8:10], start=1):
        await ask(acme, values=ASKED | {"title": line[:100], "problem": EVERYTHING[-900:]})
        view = await choose(acme.cy, await weigh_view(acme, number), "input", "none")
        view = await choose(acme.cy, view, "answer", "no")
        preview = await acme.cy.submits(view, NO | {"reason": EVERYTHING[:600]})
        told += [preview, await acme.cy.submits(preview.view)]
        await settled(acme, clock, minutes=5)
        note = next(
            one for one in reversed(acme.bo.dm.messages) if "northstar.requests.appeal" in str(one.blocks)
        )
        form = (await acme.bo.clicks(note, "northstar.requests.appeal")).view
        told.append(
            await acme.bo.submits(form, {"text": f"{LINES[-number][:1500]} and two schools more asked."})
        )
        await settled(acme, clock, minutes=5)
        told.append(await typed(acme, acme.cy, f"/northstar why {number}"))
    harmless(acme, caplog, told, at_least=6)


async def test_pivot(acme, clock, caplog):
    told, opened = [], await typed(acme, acme.ana, "/northstar pivot preview")
    words = {
        "name": NAMES[6],
        "vision": EVERYTHING[:500],
        "reason": EVERYTHING[-700:],
        "result": EVERYTHING[:700],
    }
    rest = {
        "metric": "new", "unit": NAMES[10][:20], "stage": NAMES[11], "definition": EVERYTHING[:700],
        "exit_criteria": f"[ ] {NAMES[12]}", "input.new_users": "keep", "input.return_days": "retire",
        "new_inputs": f"depth: {NAMES[0]}",
    }  # fmt: skip
    preview = await acme.ana.submits(opened.view, words | rest | {"next": "preview"})
    assert preview.errors == {}
    told += [preview, await acme.ana.submits(preview.view, {"next": "propose"})]
    told.append(await typed(acme, acme.ana, "/northstar pivot"))
    await settled(acme, clock, hours=25)
    page = await typed(acme, acme.ana, "/northstar pivot approve")
    told += [page, await acme.ana.clicks(page.message, "northstar.pivot.approve")]
    await settled(acme, clock, hours=1)
    told.append(await typed(acme, acme.bo, "/northstar star"))
    harmless(acme, caplog, told, at_least=4)


async def judged(acme, number, answer, fields, **choices):
    """Choose and fill in a verdict, and send it, a no after its preview."""
    view = await weigh_view(acme, number)
    for name, value in (choices | {"answer": answer}).items():
        view = await choose(acme.cy, view, name, value)
    if answer == "park":
        view = await choose(acme.cy, view, "wake_on", "evidence")
    done = await acme.cy.submits(view, fields)
    assert not done.errors, done.errors
    return [done, await acme.cy.submits(done.view)] if answer == "no" else [done]


VERDICTS = [
    ("yes", {"mechanism": EVERYTHING[:790], "stops": EVERYTHING[-390:]}, {"input": "return_days"}),
    (
        "no",
        NO
        | {"reason": EVERYTHING[-790:], "would_be_yes": EVERYTHING[:390], "difference": EVERYTHING[300:900]},
        {"input": "return_days"},
    ),
    (
        "park",
        {"reason": EVERYTHING[200:990], "would_be_yes": EVERYTHING[-390:], "difference": EVERYTHING[:700]},
        {"input": "new_users"},
    ),
    ("ask back", {"question": EVERYTHING[-790:]}, {}),
    ("duplicate", {"duplicate_of": "4"}, {}),
    ("yes", {"difference": EVERYTHING[-790:], "stops": EVERYTHING[:390]}, {"input": "none"}),
]


async def test_every_verdict_and_what_follows_from_it(acme, clock, caplog):
    told = []
    for number, (answer, fields, choices) in enumerate(VERDICTS, start=1):
        title = LINES[-number - 1][:100].strip() or NAMES[number]
        await ask(
            acme,
            values=ASKED | {"title": f"{NAMES[number][:30]} {title}"[:110], "problem": EVERYTHING[:1300]},
        )
        told += await judged(acme, number, answer, fields, **choices)
        await settled(acme, clock, minutes=5)
    told += await followed(acme, clock)
    for who in (acme.bo, acme.cy, acme.ana):
        told += [await typed(acme, who, f"/northstar why {number}") for number in range(1, 7)]
        told.append(await typed(acme, who, "/northstar requests"))
        await who.opens_home()
    async with acme.bot.house.transactions.read() as opened:
        kept = [await opened.requests.verdicts(acme.bot.workspace, number) for number in range(1, 7)]
        story = await opened.shipments.of(acme.bot.workspace, 1)
    assert [each[0].answer.value for each in kept] == [answer for answer, *_ in VERDICTS]
    assert (story.shipment.changed, [each.note for each in story.answers]) == (
        PING.strip(),
        ["", PING.strip()],
    )
    assert all(MARK in str(each[0]) for each in kept if each[0].answer.value != "duplicate")
    harmless(acme, caplog, told, at_least=30)


async def followed(acme, clock):
    """An answer, a mark with its look back and a note, and a drop."""
    why = (await typed(acme, acme.bo, "/northstar why 4")).message
    form = (await acme.bo.clicks(why, "northstar.requests.reply", value="4")).view
    told = [await acme.bo.submits(form, {"text": EVERYTHING[:1000]})]
    form = (await typed(acme, acme.ana, f"/northstar shipped 1 {LINES[9][:150]}")).view
    told.append(await acme.ana.submits(form, {"changed": PING}))
    await settled(acme, clock, days=2)
    why = (await typed(acme, acme.ana, "/northstar why 1")).message
    looked = await acme.ana.clicks(why, "northstar.shipped.look_back.open", value="1")
    told.append(looked)
    await acme.ana.clicks(looked.message, "northstar.shipped.look_back.UNCLEAR", value="1")
    note = (
        await acme.ana.clicks(looked.message, "northstar.shipped.note", value="1:cannot tell", force=True)
    ).view
    told.append(await acme.ana.submits(note, {"note": PING}))
    why = (await typed(acme, acme.cy, "/northstar why 6")).message
    form = (await acme.cy.clicks(why, "northstar.requests.drop", value="6")).view
    told.append(await acme.cy.submits(form, {"reason": EVERYTHING[-790:]}))
    await settled(acme, clock, minutes=5)
    return told
