"""Week three: what came of it, on Monday morning and on the way to the all-hands."""

from northstar_bot.demo.cast import TEAMS
from northstar_bot.demo.stage import PATIENCE, Stage
from northstar_bot.playground import Message, Person
from northstar_bot.render.ids import CONSENT_YES


async def play(stage: Stage) -> Message:
    """The digest, the roundup, a reason looked up, Home, and the deck, whose message is returned."""
    cast, tell = stage.cast, stage.tell
    tell.week("Week 3: what came of it")
    tell.tells("Monday, nine o'clock. This is the whole digest.")
    await stage.monday(16)
    tell.answers(cast.growth.messages[-1], "digest-2026-W46")
    tell.tells(
        "More teachers assign, and more often, so more lessons are finished. Churn is normal again; nothing claims "
        "to know why. A quarter past nine, the thanks of the week:"
    )
    tell.answers(cast.wins.messages[-1], "roundup-2026-W46")

    tell.tells("Anybody may look up what was decided, and why.")
    stage.clock.until(17, 9)
    record = await stage.answer(await cast.sam.types("/northstar why 3", cast.growth))
    stage.does(cast.sam, "/northstar why 3")
    tell.answers(record, "why-3", only=4)

    home = await cast.ines.opens_home()
    await stage.settle()
    if home is not None:
        stage.does(cast.ines, "opens North Star in the sidebar")
        tell.opens(home, "home", only=8)

    await _agree(stage)
    tell.tells("The all-hands is tomorrow.")
    line = "/northstar deck pptx html md csv"
    await cast.ruth.types(line, cast.growth)
    await stage.slack.until(lambda: any(one.files for one in cast.ruth.dm.messages), PATIENCE)
    stage.does(cast.ruth, line)
    deck = next(one for one in cast.ruth.dm.messages if one.files)
    for one in cast.ruth.dm.messages[cast.ruth.dm.messages.index(deck) - 1 :]:
        tell.answers(one, "deck")
    return deck


async def _agree(stage: Stage) -> None:
    """Who was thanked is asked whether it may be told, and everybody says yes."""
    cast, tell = stage.cast, stage.tell
    tell.tells("Nobody's thanks are told on a stage without a yes. Ruth asks.")
    line = "/northstar allhands ask"
    asked = await stage.answer(await cast.ruth.types(line, cast.growth))
    stage.does(cast.ruth, line)
    tell.answers(asked, "allhands-ask")
    stage.clock.until(17, 15)
    for _ in range(3):
        await stage.settle()
        for name in TEAMS:
            await _say_yes(stage, getattr(cast, name))
    tell.tells(
        "Each is asked in a direct message. Maya says yes, and may take it back until the deck is made:"
    )
    example = next(one for one in cast.maya.dm.messages if one.text.startswith("You said yes"))
    tell.answers(example, "allhands-consent")


async def _say_yes(stage: Stage, person: Person) -> None:
    for one in [one for one in person.dm.messages if one.text.startswith("May this be told")]:
        await person.clicks(one, CONSENT_YES)
    questions = person.dm.messages
    await stage.slack.until(
        lambda: not any(one.text.startswith("May this be told") for one in questions), PATIENCE
    )
