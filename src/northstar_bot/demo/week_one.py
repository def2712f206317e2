"""Week one: steering by daily users, a yes that brings visits and a no to what teachers need."""

from northstar_bot.demo.stage import Stage
from northstar_bot.demo.weighing import Wish, asks, news, weighs

NOTIFICATIONS = Wish(
    title="New notifications that bring teachers back",
    problem="Head teachers tell me their staff forget to sign in after lunch. A nudge at three would do it.",
    kind="client request",
    evidence="seen",
    input="days_present",
)
WORKFLOW = Wish(
    title="Fix the assignment workflow",
    problem="Teachers sign in and cannot find how to assign a lesson: it hides behind two menus. "
    "In our sessions 14 of 20 gave up.",
    kind="bug fix",
    evidence="measured",
)
YES = {
    "answer": "yes",
    "mechanism": "When teachers get a nudge at three, they sign in on days they would have skipped.",
    "stops": "The assignment workflow waits.",
}
NO = {
    "answer": "no",
    "reason_code": "moves no input",
    "reason": "The trouble is real, but these teachers sign in already: it moves no input of Daily users.",
    "would_be_yes": "A star that counts what teachers get done after they sign in.",
}


async def play(stage: Stage) -> None:
    """Monday's digest, two requests and their verdicts, thanks, and the end of a star."""
    cast, tell = stage.cast, stage.tell
    tell.week("Week 1: steering by daily users")
    tell.tells(
        "Tallybird makes a teaching product for schools. Its North Star is Daily users, and they go up. "
        "Monday, nine o'clock, nobody pressed a button:"
    )
    await stage.monday(2)
    tell.answers(cast.growth.messages[-1], "digest-2026-W44", only=8)

    tell.tells("Tuesday, nine o'clock: each week another team stands in the light. Sales begins.")
    await stage.tuesday(3)
    tell.answers(cast.growth.messages[-1], "spotlight-sales", only=4)

    tell.tells("Two people ask for something. The form is the same for everybody.")
    stage.clock.until(3, 10)
    await asks(stage, cast.sam, NOTIFICATIONS)
    await asks(stage, cast.ines, WORKFLOW)

    tell.tells("Maya decides. The rule suggests, a person answers, and the reason is kept.")
    stage.clock.until(4, 9)
    await weighs(stage, cast.maya, 1, "days_present", YES)
    await weighs(stage, cast.maya, 2, "none", NO)
    tell.answers(news(cast.ines), "verdict-2")

    await _the_star_falls(stage)


async def _the_star_falls(stage: Stage) -> None:
    cast, tell = stage.cast, stage.tell
    stage.clock.until(5, 13)
    said = "I called the seven schools that left. Their teachers signed in every day, and assigned nothing."
    message = await cast.priya.says(cast.churn_calls, said)
    tell.does("Priya Nair (Customer success)", "#churn-calls, a private channel", said)
    await cast.jonas.reacts(message, "star2")
    tell.does("Jonas Weber (Customer success)", cast.churn_calls.where, "adds :star2: to it")
    await stage.settle()
    tell.answers(news(cast.priya), "thanked-by-reaction")

    line = f"/northstar thanks @{cast.priya.name} for calling seven schools that left us, and asking why"
    receipt = await stage.answer(await cast.sam.types(line, cast.growth))
    stage.does(cast.sam, line)
    await stage.settle()
    tell.answers(receipt, "receipt", only=1)

    stage.clock.until(6, 14)
    await stage.follow_lessons()
    tell.tells(
        "Friday. Ruth, who owns the star, replaces it. What was decided stays beside the star of its day. "
        "(/northstar pivot would show beforehand what becomes of every request, and wait for a second person.)"
    )
    shared = await stage.answer(await cast.ruth.types("/northstar show share", cast.growth))
    stage.does(cast.ruth, "/northstar show share")
    tell.answers(shared, "star", only=9)
    await stage.settle()
