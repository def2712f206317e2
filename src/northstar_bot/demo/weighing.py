"""Asking and deciding as people do it: a command, a form, choices in it, and the message that follows."""

from collections.abc import Mapping
from dataclasses import dataclass

from northstar_bot.demo.stage import Stage, must
from northstar_bot.playground import Message, Person, View

_CHANGED = "northstar.requests.weigh_changed"
_ASKED_BEFORE = "Asked before?"


@dataclass(frozen=True, slots=True)
class Wish:
    """A request as its asker fills it in."""

    title: str
    problem: str
    kind: str
    evidence: str
    input: str = "unsure"


async def asks(stage: Stage, person: Person, wish: Wish, *, again: bool = False) -> None:
    """Ask by command; the form is filled and sent, and told in full unless it is the same as before."""
    line = f"/northstar ask {wish.title}"
    view = await stage.form(await person.types(line, stage.cast.growth))
    form = {"kind": wish.kind, "problem": wish.problem, "evidence": wish.evidence, "input": wish.input}
    answer = await person.submits(view, form)
    told = {"kind": wish.kind, "problem": wish.problem, "evidence": wish.evidence}
    stage.does(person, line, {} if again else told)
    shown = must(answer.view)
    if shown.title == _ASKED_BEFORE:
        stage.tell.opens(shown, "asked-before", only=2)
        stage.does(person, "the button [Ask anyway]")
        shown = must((await person.submits(shown)).view)
    stage.tell.opens(shown, "asked", only=1)
    await person.closes(shown)
    await stage.settle()


async def weighs(stage: Stage, person: Person, number: int, chosen: str, words: Mapping[str, str]) -> None:
    """Decide a request: the input it moves, the verdict, and the words that verdict asks for."""
    line = f"/northstar weigh {number}"
    view = await stage.form(await person.types(line, stage.cast.growth))
    await stage.chooses(person, view, f"{_CHANGED}.input", chosen)
    await stage.chooses(person, view, f"{_CHANGED}.answer", words["answer"])
    stage.does(person, line, {"it moves": _label(view, chosen)})
    stage.tell.opens(view, f"weigh-{number}", keep="Suggestion")
    filled = {name: text for name, text in words.items() if name != "answer"}
    answer = await person.submits(view, filled)
    if words["answer"] == "no":  # shown first as the asker will read it
        await person.submits(must(answer.view))
    told = {name.replace("_", " "): text for name, text in filled.items() if name != "reason_code"}
    stage.tell.fills({"decides": words["answer"], **told})
    await stage.settle()


def _label(view: View, chosen: str) -> str:
    """What the form calls the input that was chosen."""
    (menu,) = (block["element"] for block in view.blocks if block.get("block_id") == "input")
    return next(str(each["text"]["text"]) for each in menu["options"] if each["value"] == chosen)


def news(person: Person) -> Message:
    """The last thing the bot told somebody in direct messages."""
    return person.dm.messages[-1]
