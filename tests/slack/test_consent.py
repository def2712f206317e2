"""Consent at the door: asked in a direct message, answered by button, changed again, told in the deck only then."""

from northstar_bot.domain.company.company import Team


async def declared(on_stage):
    teams = (
        Team("sales", "Sales", people=(on_stage.bo.id,)),
        Team("design", "Design", people=(on_stage.cy.id,)),
    )
    await on_stage.declare(zone="Europe/Berlin", teams=teams)


async def given_and_asked(on_stage, clock, text="You stayed until the export was right."):
    await declared(on_stage)
    clock.advance(hours=2)
    reply = await on_stage.bo.types(f"/northstar thanks @Cy {text}", channel=on_stage.growth)
    await on_stage.slack.until(lambda: reply.messages)
    asked = await on_stage.bo.types("/northstar allhands ask 2026-11-16 2026-11-23", channel=on_stage.growth)
    await on_stage.slack.until(lambda: asked.messages)
    for wait in (24, 0.1):
        clock.advance(hours=wait)
        await on_stage.settle()
    question = next(one for one in on_stage.cy.dm.messages if "May this be told" in one.text)
    return asked.messages[-1], question


async def deck_says(on_stage):
    reply = await on_stage.bo.types("/northstar deck 2026-11-16 2026-11-23 md", channel=on_stage.growth)
    await on_stage.slack.until(lambda: len(reply.messages) == 2)
    files = [file for message in on_stage.bo.dm.messages for file in message.files]
    return files[-1].data.decode(), reply.messages[-1].text


async def test_a_yes_brings_the_story_into_the_deck_and_taking_it_back_takes_it_out(on_stage, clock):
    asked, question = await given_and_asked(on_stage, clock)
    assert "Asking 1 person about 1 shout-out" in asked.text
    text, answer = await deck_says(on_stage)
    assert "You stayed until" not in text
    assert "Not told: 1 shout-out (1 without a yes from everybody thanked)." in answer

    await on_stage.cy.clicks(question, "northstar.consent.yes")
    await on_stage.slack.until(lambda: "You said yes" in question.text)
    assert "You stayed until the export was right." in (await deck_says(on_stage))[0]

    await on_stage.cy.clicks(question, "northstar.consent.no")
    await on_stage.slack.until(lambda: "You said no" in question.text)
    assert "Nobody is told that you said no." in question.text
    text, after_no = await deck_says(on_stage)
    assert "You stayed until" not in text
    assert after_no == answer, "a no reads like silence"


async def test_ones_own_answers_can_be_looked_up(on_stage, clock):
    await given_and_asked(on_stage, clock)
    reply = await on_stage.cy.types("/northstar allhands mine", channel=on_stage.growth)
    await on_stage.slack.until(lambda: reply.messages)
    assert "May this be told at the all-hands?" in reply.messages[-1].text
    other = await on_stage.bo.types("/northstar allhands mine", channel=on_stage.growth)
    await on_stage.slack.until(lambda: other.messages)
    assert "Nobody has asked you yet" in other.messages[-1].text
