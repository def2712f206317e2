"""A pivot through Slack, from end to end: two requests flip under the next star, and every old verdict stays."""

import asyncio
import json
from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import text
from tests.support.request_doors import (
    MECHANISM,
    NO,
    WORKFLOW,
    ask,
    choose,
    decline,
    told,
    weigh_view,
    words_of,
)

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import (
    Dimension,
    ExitCriterion,
    Kind,
    Metric,
    Star,
)

NEXT_STAR = {
    "name": "Weekly lessons completed",
    "metric": "new",
    "vision": "Every student finishes a lesson that their own teacher chose.",
    "reason": "Daily users rose every week while schools left: signing in is not learning.",
    "result": "Users up by a third, churn doubled.",
    "input.new_users": "keep",
    "input.return_days": "retire",
    "input.clicks": "becomes-1",
    "new_inputs": "depth: Lessons assigned per teacher\nFinished homework",
    "exit_criteria": "[ ] 5,000 lessons a week",
}


@pytest.fixture
async def scene(on_stage):
    """Ana and Bo own, Cy decides and looks after requests; the star counts daily users."""
    await on_stage.declare(
        star=Star(
            0, "dau", "Every classroom learns daily", "Daily users", "users", since=date(2026, 1, 5),
            stage="solidify", exit_criteria=(ExitCriterion("1,000 schools", met=True), ExitCriterion("Churn under 2%")),
        ),
        metrics=(
            Metric("dau", "Daily users", Kind.STAR),
            Metric("new_users", "New teachers", Kind.INPUT, dimension=Dimension.BREADTH),
            Metric("return_days", "Return days", Kind.INPUT, dimension=Dimension.FREQUENCY),
            Metric("clicks", "Clicks per visit", Kind.INPUT, dimension=Dimension.DEPTH, owner=on_stage.cy.id),
        ),
        owners=(on_stage.ana.id, on_stage.bo.id),
        stewards=(on_stage.cy.id,),
        schedules=(Schedule("monday", PostKind.DIGEST, on_stage.growth.id, 0, time(9), "Europe/Berlin"),),
    )  # fmt: skip
    return on_stage


async def _verdict(scene, number, chosen, answer, fields):
    view = await weigh_view(scene, number)
    view = await choose(scene.cy, view, "input", chosen)
    view = await choose(scene.cy, view, "answer", answer)
    return await (decline(scene.cy, view, fields) if answer == "no" else scene.cy.submits(view, fields))


async def _judged_under_daily_users(scene):
    """Bo asks for both; notifications are a yes, the workflow is a no."""
    await ask(scene)
    await ask(scene, values=WORKFLOW)
    assert (await _verdict(scene, 1, "return_days", "yes", {"mechanism": MECHANISM})).closed
    assert (await _verdict(scene, 2, "none", "no", NO)).closed


async def _verdict_rows(scene):
    async with scene.bot.house.transactions.read() as opened:
        rows = await opened.deliveries._connection.execute(text("SELECT * FROM verdict ORDER BY id"))
        return [tuple(map(str, row)) for row in rows]


async def _propose(scene, who, **changes):
    view = (await who.types("/northstar pivot propose", channel=scene.growth)).view
    return await who.submits(view, NEXT_STAR | {"next": "propose"} | changes)


async def _told(scene, clock, person, words):
    """Messages to one person are sent a moment apart."""
    for _ in range(6):
        clock.advance(seconds=5)
        await scene.settle()
    return await told(scene, person, words)


async def _pivot(scene):
    await _propose(scene, scene.ana)
    page = await scene.bo.types("/northstar pivot", channel=scene.growth)
    return await scene.bo.clicks(page.message, "northstar.pivot.approve")


async def test_an_approval_that_takes_long_is_acknowledged_before_it_is_done(scene):
    await _propose(scene, scene.ana)
    page = await scene.bo.types("/northstar pivot", channel=scene.growth)
    async with scene.bot.house.transactions.write() as busy:
        await busy.deliveries._connection.execute(text("UPDATE pivot SET reason = reason"))
        pressed = asyncio.create_task(scene.bo.clicks(page.message, "northstar.pivot.approve", patience=20))
        _, waiting = await asyncio.wait({pressed}, timeout=2.5)
        assert waiting
    reply = await pressed
    assert reply.elapsed < 2.5
    assert "Weekly lessons completed is the North Star now, version 2." in reply.text


async def test_what_an_input_was_called_is_still_said_after_it_was_retired(scene, clock):
    await _judged_under_daily_users(scene)
    await ask(scene, title="Reminders at eight in the morning")
    await _pivot(scene)
    clock.advance(days=1, hours=2)
    reminder = await _told(scene, clock, scene.cy, "waits for your verdict")
    why = await scene.bo.types("/northstar why 1", channel=scene.growth)
    listing = await scene.cy.types("/northstar requests re-weigh", channel=scene.growth)
    weighing = words_of(await weigh_view(scene, 3))
    for shown in (
        reminder.text + words_of(reminder),
        words_of(why.message),
        words_of(listing.message),
        weighing,
    ):
        assert "Return days" in shown
        assert "return_days" not in shown


async def test_both_requests_flip_under_the_next_star_and_old_verdicts_stay(scene, clock):
    await _judged_under_daily_users(scene)
    before = await _verdict_rows(scene)
    approved = await _pivot(scene)
    assert "Weekly lessons completed is the North Star now, version 2." in approved.text
    assert "1 accepted, of which 1 loses its input" in approved.text
    assert "1 declined, 1 moved none then" in approved.text
    assert await _verdict_rows(scene) == before

    listing = await scene.cy.types("/northstar requests re-weigh", channel=scene.growth)
    assert "#1 New notifications" in listing.text
    assert "#2" not in listing.text
    assert (await _verdict(scene, 1, "none", "no", NO)).closed

    noes = await scene.cy.types("/northstar pivot", channel=scene.growth)
    noes = await scene.cy.clicks(noes.message, "northstar.pivot.yes_now")
    assert "1 no given because nothing that counted then would move." in noes.text
    assert "#2 Fix the assignment workflow" in noes.text
    await scene.cy.clicks(noes.message, "northstar.pivot.reopen", value="2")
    news = await _told(scene, clock, scene.bo, "Open again: #2 Fix the assignment workflow")
    assert "Weekly lessons completed" in news.text
    yes = {"mechanism": "When assigning takes one click, teachers assign more lessons a week."}
    assert (await _verdict(scene, 2, "lessons_assigned_per_teacher", "yes", yes)).closed

    assert (await _verdict_rows(scene))[:2] == before
    record = await scene.bo.types("/northstar why 1", channel=scene.growth)
    said = json.dumps(record.message.blocks, ensure_ascii=False)
    assert "No" in said
    assert "under ★ Weekly lessons completed, version 2" in said
    assert "under ★ Daily users, version 1 (an earlier star)" in said
    assert "is declined" in record.text
    assert "is accepted" in (await scene.bo.types("/northstar why 2", channel=scene.growth)).text
    assert (
        "Nothing here." in (await scene.cy.types("/northstar requests re-weigh", channel=scene.growth)).text
    )


async def test_one_announcement_and_one_message_per_asker(scene, clock):
    await _judged_under_daily_users(scene)
    await ask(scene, title="A third thing for teachers")
    await ask(scene, who=scene.cy, title="Something Cy would like")
    await _pivot(scene)
    news = await _told(scene, clock, scene.bo, "What that means for your 2 requests")
    assert "by 7 Dec 2026 a person looks again:\n#1 New notifications" in news.text
    assert "weighed under the new star next:\n#3 A third thing" in news.text
    assert "#2" not in news.text
    await _told(scene, clock, scene.cy, "What that means for your request")
    (announced,) = [each for each in scene.growth.messages if "Our North Star is now" in each.text]
    assert "Clicks per visit becomes Lessons assigned per teacher" in announced.text
    assert "Return days is retired" in announced.text
    assert "notifications" not in announced.text


async def test_the_page_says_where_things_stand_before_and_after_a_proposal(scene):
    page = await scene.cy.types("/northstar pivot", channel=scene.growth)
    assert "our star for 322 days. Stage: solidify." in page.text
    assert "1 of 2 exit criteria met:" in page.text
    assert "No pivot is proposed." in page.text
    answer = await _propose(scene, scene.cy)
    assert '"An owner approves it' in words_of(answer.view)
    page = await scene.ana.types("/northstar pivot preview", channel=scene.growth)
    assert "Proposed: Weekly lessons completed" in page.text
    assert "It waits for your approval." in page.text
    page = await scene.cy.types("/northstar pivot", channel=scene.growth)
    assert "It waits for an owner to approve it." in page.text
    assert "is cancelled" in (await scene.cy.types("/northstar pivot cancel", channel=scene.growth)).text
    stale = await scene.ana.clicks(page.message, "northstar.pivot.approve", value="1", force=True)
    assert "already cancelled" in stale.text


async def test_the_form_shows_what_would_happen_and_keeps_what_was_typed(scene):
    await _judged_under_daily_users(scene)
    view = (await scene.cy.types("/northstar pivot preview", channel=scene.growth)).view
    shown = await scene.cy.submits(view, NEXT_STAR | {"next": "preview"})
    assert "0 open · 1 accepted, of which 1 loses its input · 0 parked · 1 declined, 1 moved none then" in (
        words_of(shown.view)
    )
    assert "Nothing is kept yet" in words_of(shown.view)
    assert "advice" not in words_of(shown.view)
    proposed = await scene.cy.submits(shown.view, {"next": "propose"})
    assert "Proposed" in words_of(proposed.view)


async def test_words_that_divide_are_advised_against_and_nothing_is_refused(scene):
    words = {"reason": "Sales promised too much, and being sales-led cost us schools.", "next": "preview"}
    view = (await scene.cy.types("/northstar pivot preview", channel=scene.growth)).view
    shown = await scene.cy.submits(view, NEXT_STAR | words)
    assert "“sales-led” tells the other teams that their work counts less" in words_of(shown.view)
    assert "finds fault with a team (sales)" in words_of(shown.view)
    kept = await scene.cy.submits(shown.view, {"next": "propose"})
    assert "“sales-led”" in words_of(kept.view)
    page = await scene.ana.types("/northstar pivot", channel=scene.growth)
    assert "It waits for your approval." in page.text
    assert "“sales-led”" in page.text


async def test_a_wrong_form_stays_open_with_a_sentence_under_each_field(scene):
    answer = await _propose(scene, scene.ana, reason="Because.", **{"input.clicks": "becomes-7"})
    assert set(answer.errors) == {"reason", "input.clicks"}


async def test_members_and_outsiders_cannot_begin_or_end_a_pivot(scene):
    await _propose(scene, scene.ana)
    page = await scene.bo.types("/northstar pivot", channel=scene.growth)
    stranger = scene.slack.add_person("Max")
    for word in ("", "preview", "propose", "approve", "cancel", "reopen 1"):
        refused = await stranger.types(f"/northstar pivot {word}")
        assert "This needs the role" in refused.text
        assert refused.view is None
    steward = await scene.cy.types("/northstar pivot approve", channel=scene.growth)
    assert "It waits for an owner to approve it." in steward.text
    assert "northstar.pivot.approve" not in words_of(steward.message)
    refused = await scene.cy.clicks(page.message, "northstar.pivot.approve", value="1", force=True)
    assert "This needs the role owner" in refused.text
    for who in (scene.guest, scene.stranger, scene.robot):
        for action in ("approve", "cancel", "keep", "reopen", "yes_now", "open"):
            refused = await who.clicks(page.message, f"northstar.pivot.{action}", value="1", force=True)
            assert refused.view is None
    own = await scene.ana.types("/northstar pivot approve", channel=scene.growth)
    assert "As you proposed it, another owner approves it." in own.text
    assert "version 1" in (await scene.ana.types("/northstar show", channel=scene.growth)).text


async def test_a_promise_can_be_kept_with_one_click(scene):
    await _judged_under_daily_users(scene)
    await _pivot(scene)
    record = await scene.cy.types("/northstar why 1", channel=scene.growth)
    kept = await scene.cy.clicks(record.message, "northstar.pivot.keep", value="1")
    assert "#1 stays accepted, and its asker is told." in kept.text
    assert (
        "Nothing here." in (await scene.cy.types("/northstar requests re-weigh", channel=scene.growth)).text
    )


@pytest.mark.parametrize("words", ["later", "reopen", "reopen x", "approve", "cancel", "reopen 7"])
async def test_words_that_mean_nothing_are_answered(scene, words):
    reply = await scene.ana.types(f"/northstar pivot {words}", channel=scene.growth)
    assert reply.text
    assert "went wrong" not in reply.text


async def test_when_all_exit_criteria_are_met_home_offers_the_next_star(scene):
    assert "time to propose the next one" not in words_of(await scene.ana.opens_home())
    done = (ExitCriterion("1,000 schools", met=True), ExitCriterion("Churn under 2%", met=True))
    company = await scene.bot.house.services.company.of(scene.bot.workspace)
    await scene.bot.house.services.company.apply(
        replace(company, star=replace(company.star, exit_criteria=done))
    )
    home = await scene.ana.opens_home()
    assert "time to propose the next one" in words_of(home)
    assert "All are met" in words_of((await scene.ana.clicks(home, "northstar.pivot.show")).view)
    stranger = scene.slack.add_person("Max")
    assert "time to propose the next one" not in words_of(await stranger.opens_home())


async def test_owners_who_may_approve_hear_of_a_proposal(scene, clock):
    await _propose(scene, scene.ana)
    note = await _told(scene, clock, scene.bo, "A new North Star waits for your approval")
    assert "Weekly lessons completed" in note.text
    page = await scene.bo.clicks(note, "northstar.pivot.show")
    assert "It waits for your approval." in page.text
    assert not any("waits for your approval" in each.text for each in scene.ana.dm.messages)


async def test_to_approve_by_command_is_asked_once_more_and_changes_nothing_yet(scene):
    await _propose(scene, scene.ana)
    page = await scene.bo.types("/northstar pivot approve", channel=scene.growth)
    assert "It waits for your approval." in page.text
    assert "version 1" in (await scene.ana.types("/northstar show", channel=scene.growth)).text
    (button,) = [
        each
        for block in page.message.blocks
        for each in block.get("elements", [])
        if each.get("action_id") == "northstar.pivot.approve"
    ]
    assert button["confirm"]["title"]["text"] == "Replace the star?"
    done = await scene.bo.clicks(page.message, "northstar.pivot.approve")
    assert "Weekly lessons completed is the North Star now, version 2" in done.text


async def test_what_becomes_of_an_input_is_said_by_a_person(scene):
    view = (await scene.ana.types("/northstar pivot propose", channel=scene.growth)).view
    fates = {
        block["block_id"]: block for block in view.blocks if block.get("block_id", "").startswith("input.")
    }
    assert set(fates) == {"input.new_users", "input.return_days", "input.clicks"}
    assert not any("initial_option" in block["element"] or block.get("optional") for block in fates.values())
    said = {name: value for name, value in NEXT_STAR.items() if name != "input.return_days"}
    answer = await scene.ana.submits(view, said | {"next": "propose"}, force=True)
    assert answer.errors == {"input.return_days": "Say what becomes of Return days."}
    assert "No pivot is proposed." in (await scene.ana.types("/northstar pivot", channel=scene.growth)).text
