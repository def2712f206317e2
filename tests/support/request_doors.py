"""The bot with a star, an asker and a decider, and how they act."""

import json
from datetime import date

from northstar_bot.domain.company.company import Dimension, Kind, Metric, Star

ASKED = {
    "title": "New notifications for teachers",
    "kind": "client request",
    "problem": "Teachers of Oak School forget to come back after the first lesson.",
    "evidence": "seen",
    "input": "return_days",
}
WORKFLOW = ASKED | {
    "title": "Fix the assignment workflow",
    "kind": "bug fix",
    "problem": "It takes ten clicks to assign a lesson; teachers give up at the fifth.",
    "input": "none",
}
YES = {"answer": "yes"}
MECHANISM = "When a teacher is reminded at eight, they open the app on more days."
NO = {
    "reason_code": "moves no input",
    "reason": "Nobody would come on more days because assigning a lesson is quicker.",
    "would_be_yes": "Two schools whose teachers come back more often with it.",
}


async def on_scene(on_stage):
    """Ana owns, Bo asks, Cy decides; the star counts daily users."""
    await on_stage.declare(
        star=Star(0, "dau", "Every classroom learns daily", "Daily users", "users", since=date(2026, 1, 5)),
        metrics=(
            Metric("dau", "Daily users", Kind.STAR),
            Metric("new_users", "New teachers", Kind.INPUT, dimension=Dimension.BREADTH),
            Metric("return_days", "Return days", Kind.INPUT, dimension=Dimension.FREQUENCY),
        ),
        deciders=(on_stage.cy.id,),
    )
    return on_stage


async def ask(scene, who=None, values=None, **changes):
    """Fill the form in and send it, also when something like it was asked before."""
    shown = await ask_first(scene, who, values, **changes)
    if shown.view and shown.view.title == "Asked before?":
        return await (who or scene.bo).submits(shown.view)
    return shown


async def ask_first(scene, who=None, values=None, **changes):
    """Fill the form in and send it."""
    person = who or scene.bo
    reply = await person.types("/northstar ask", channel=scene.growth)
    return await person.submits(reply.view, (values or ASKED) | changes)


async def weigh_view(scene, number=1, who=None):
    return (await (who or scene.cy).types(f"/northstar weigh {number}", channel=scene.growth)).view


async def decline(person, view, fields):
    """Fill in a no, read what the asker will read, and send it."""
    preview = await person.submits(view, fields)
    assert preview.view.title == "Before it is sent", preview.errors
    return await person.submits(preview.view)


async def choose(person, view, name, value):
    await person.clicks(view, f"northstar.requests.weigh_changed.{name}", option=value)
    return person.view


def words_of(view):
    return json.dumps(view.blocks, ensure_ascii=False)


def fields_of(view):
    return [block["block_id"] for block in view.blocks if block["type"] == "input"]


async def told(scene, person, words):
    """The one message in a person's DM that says `words`; whoever carries it, it arrives once."""
    await scene.settle()
    await scene.slack.until(lambda: any(words in each.text for each in person.dm.messages))
    await scene.slack.quiet()
    (message,) = [each for each in person.dm.messages if words in each.text]
    return message
