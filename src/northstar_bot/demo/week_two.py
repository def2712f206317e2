"""Week two: the same two requests under another star, thanks through every door, and clumsy fingers."""

from dataclasses import replace

from northstar_bot.demo.stage import Stage
from northstar_bot.demo.week_one import NOTIFICATIONS, WORKFLOW
from northstar_bot.demo.weighing import asks, news, weighs
from northstar_bot.playground import Message, Person

YES = {
    "answer": "yes",
    "mechanism": "When Assign stands on the class page, more teachers find it, so more of them assign.",
    "stops": "The notifications stop.",
}
NO = {
    "answer": "no",
    "reason_code": "moves no input",
    "reason": "It brings people to sign in, which we no longer steer by. No lesson is finished because of it.",
    "would_be_yes": "Numbers from two schools that a nudge makes students finish more lessons.",
}


async def play(stage: Stage) -> None:
    """Monday's posts, two verdicts that flip, and a week of thanks."""
    cast, tell = stage.cast, stage.tell
    tell.week("Week 2: steering by lessons completed")
    tell.tells(
        "Monday. The digest follows the new star, from the same database; last week's thanks are told too."
    )
    await stage.monday(9)
    tell.answers(cast.growth.messages[-1], "digest-2026-W45", only=3)
    tell.answers(cast.wins.messages[-1], "roundup-2026-W45", only=3)
    await _the_same_again(stage)
    await _thanks(stage)
    await _boosts(stage)
    await _clumsy(stage)


async def _the_same_again(stage: Stage) -> None:
    cast, tell = stage.cast, stage.tell
    tell.tells(
        "The same two requests, asked again. The yes to #1 was for the old star, so Sam takes it back first."
    )
    stage.clock.until(9, 10)
    await _takes_back(stage)
    await asks(stage, cast.sam, replace(NOTIFICATIONS, input="unsure"), again=True)
    await asks(stage, cast.ines, WORKFLOW, again=True)
    await weighs(stage, cast.maya, 3, "none", NO)
    await weighs(stage, cast.maya, 4, "assigning_teachers", YES)
    tell.answers(news(cast.sam), "verdict-3", only=1)
    tell.answers(news(cast.ines), "verdict-4", only=1)


async def _takes_back(stage: Stage) -> None:
    card = await stage.answer(await stage.cast.sam.types("/northstar why 1", stage.cast.growth))
    await stage.cast.sam.clicks(card, "northstar.requests.withdraw")
    stage.does(stage.cast.sam, "/northstar why 1, then the button [Withdraw]")
    await stage.settle()


async def _thanks(stage: Stage) -> None:
    cast, tell = stage.cast, stage.tell
    tell.tells(
        "Tuesday the turn is Engineering's, the fix is out, and people say thanks. A line, a form, a shortcut, a "
        "reaction, a group."
    )
    await stage.tuesday(10)
    tell.answers(cast.growth.messages[-1], "spotlight-engineering", only=4)
    stage.clock.until(10, 10)
    shipped = await _says(stage, cast.tomas, "Assign is on the class page now, for every school.")
    found = "moving Assign to the class page. A teacher at Northfield found it in ten seconds"
    await _line(stage, cast.nadia, f"@Inês Carvalho @Tomás Vega for {found}")
    tell.answers(cast.wins.messages[-1], "card")
    await _forms(stage)
    await cast.omar.reacts(shipped, "star2")
    stage.does(cast.omar, "adds :star2: to Tomás's message: thanks without words")
    await stage.settle()
    tell.answers(news(cast.tomas), "thanked-by-reaction-2")
    reply = await _line(
        stage, cast.maya, "@classroom-squad for shipping on a Tuesday without one broken class"
    )
    tell.answers(reply, "receipt-group", only=3)


async def _forms(stage: Stage) -> None:
    cast = stage.cast
    stage.clock.until(11, 9)
    view = await stage.form(await cast.ines.types("/northstar thanks", cast.growth))
    filled = {
        "text": "Said no to us last week, wrote down what would change it, and kept her word",
        "changed": "We stopped arguing and measured instead",
    }
    await cast.ines.looks_up(view, "people", "Maya")
    await cast.ines.submits(view, {"people": [f"person:{cast.maya.id}"], "value": "tell-it-early", **filled})
    stage.does(cast.ines, "/northstar thanks, and the form that opens", {"whom": "@Maya Lindqvist", **filled})
    await stage.settle()

    guide = await _says(
        stage, cast.lucia, "The one-page guide “Assign your first lesson” is out: 61 teachers today."
    )
    view = await stage.form(await cast.jonas.uses_shortcut("northstar_thank_message", guide))
    text = {"text": "Wrote the guide we now send with every answer to a teacher"}
    await cast.jonas.submits(view, text)
    stage.does(cast.jonas, "the shortcut “Thank for this” on Lucia's message", text)
    await stage.settle()


async def _boosts(stage: Stage) -> None:
    card = next(one for one in stage.cast.wins.messages if "Northfield" in one.plain)
    await stage.cast.wen.reacts(card, "raised_hands")
    await stage.settle()
    counted = await stage.answer(await stage.cast.priya.clicks(card, "northstar.shoutouts.boost"))
    stage.does(stage.cast.priya, "[Me too] on the card about Northfield, beside Wen's :raised_hands:")
    stage.tell.answers(counted, "boosted", only=1)
    await stage.settle()


async def _clumsy(stage: Stage) -> None:
    cast, tell = stage.cast, stage.tell
    tell.tells(
        "Thursday is a day of slips. What is clear is taken as it was meant, the rest gets a sentence; nobody else "
        "sees it, and nobody is pinged."
    )
    stage.clock.until(12, 10)
    mistakes = (
        (cast.omar, "/northstar thnaks @Lucia Moretti for the guide", 1),
        (cast.lucia, "/northstar record newsletter 12,5k", 1),
        (cast.omar, "/northstar thanks @Omar Haddad for being so quick", 1),
        (cast.omar, "/northstar thanks @channel for everything", 3),
        (cast.nadia, "/northstar thanks @Dana Brooks for testing with us", 1),
        (cast.gil, "/northstar thanks @Inês Carvalho for the help", 1),
    )
    for number, (person, line, lines) in enumerate(mistakes, 1):
        answer = await stage.answer(await person.types(line, cast.growth))
        stage.does(person, line)
        tell.answers(answer, f"mistake-{number}", only=lines)
        await stage.settle()


async def _says(stage: Stage, person: Person, words: str) -> Message:
    stage.does(person, words)
    return await person.says(stage.cast.growth, words)


async def _line(stage: Stage, person: Person, rest: str) -> Message:
    line = f"/northstar thanks {rest}"
    receipt = await stage.answer(await person.types(line, stage.cast.growth))
    stage.does(person, line)
    await stage.settle()
    return receipt
