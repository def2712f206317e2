"""Home shows a person what concerns them, and nothing to people from outside."""

from tests.support.request_doors import NO, ask, choose, decline, on_scene, weigh_view, words_of

from northstar_bot.domain.requests.requests import State


async def test_home_before_anything_is_declared_says_what_to_do(on_stage):
    home = await on_stage.ana.opens_home()
    await on_stage.settle()
    assert "North Star" in on_stage.ana.home.plain
    del home


async def test_a_guest_reads_in_one_sentence_who_may_use_it(on_stage):
    await on_stage.guest.opens_home()
    await on_stage.settle()
    (block,) = on_stage.guest.home.blocks
    assert block["text"]["text"] == (
        "Only full members of this workspace can use Northstar. Ask a colleague to do it for you."
    )


async def home_of(scene, person):
    await person.opens_home()
    await scene.settle()
    return person.home


async def test_home_names_the_star_its_version_and_since_when(on_stage):
    scene = await on_scene(on_stage)
    home = await home_of(scene, scene.bo)
    assert home.blocks[0]["text"]["text"] == "★ Daily users"
    assert "version 1" in home.plain
    assert "since 5 Jan" in home.plain


async def test_an_idea_is_checked_from_home_and_asked_for_with_what_was_chosen(on_stage):
    scene = await on_scene(on_stage)
    home = await home_of(scene, scene.bo)
    await scene.bo.clicks(home, "northstar.requests.check_open")
    view = (await scene.bo.submits(scene.bo.view, {"text": "Reminders at eight in the morning"})).view
    assert "Nothing is kept" in words_of(view)
    await scene.bo.clicks(view, "northstar.requests.check_changed.input", option="return_days")
    await scene.bo.clicks(scene.bo.view, "northstar.requests.check_changed.evidence", option="measured")
    view = (await scene.bo.submits(scene.bo.view)).view
    fields = {"kind": "bug fix", "problem": "Teachers of Oak School forget to come back."}
    done = await scene.bo.submits(view, fields)
    assert "#1 Reminders at eight in the morning" in words_of(done.view)
    why = await scene.bo.types("/northstar why 1", channel=scene.growth)
    assert "evidence: measured" in words_of(why.message)
    assert "Return days" in words_of(why.message)


async def test_the_star_is_shared_from_home_once_a_day(on_stage, clock):
    scene = await on_scene(on_stage)
    home = await home_of(scene, scene.bo)
    for said in ("with your name", "was shown in this channel today"):
        clock.advance(seconds=2)
        await scene.bo.clicks(home, "northstar.star.share")
        done = await scene.bo.submits(scene.bo.view, {"channel": scene.growth.id})
        assert said in (str(done.errors) if done.errors else words_of(done.view))
        await scene.settle()
    (card,) = [each for each in scene.growth.messages if "Every classroom learns daily" in each.plain]
    assert f"shown by <@{scene.bo.id}>" in card.text


async def test_help_opens_from_home(on_stage):
    scene = await on_scene(on_stage)
    home = await home_of(scene, scene.bo)
    reply = await scene.bo.clicks(home, "northstar.help.open")
    assert "/northstar" in (words_of(reply.view) if reply.view else reply.text)


async def test_stewards_find_what_is_to_be_weighed_again(on_stage, clock):
    scene = await on_scene(on_stage)
    await ask(scene)
    assert "under the new star" not in (await home_of(scene, scene.ana)).plain
    async with scene.bot.house.transactions.write() as store:
        request = await store.requests.find(scene.bot.workspace, 1)
        await store.requests.move(request, State.OPEN, clock.now(), re_weigh=True)
    await scene.ana.clicks(await home_of(scene, scene.ana), "northstar.requests.browse", value="re-weigh")
    assert "#1 New notifications" in scene.ana.view.plain
    assert "under the new star" not in (await home_of(scene, scene.cy)).plain


async def test_what_an_appeal_opened_is_no_decision_any_more(on_stage):
    scene = await on_scene(on_stage)
    await ask(scene)
    view = await choose(scene.cy, await weigh_view(scene), "input", "none")
    assert (await decline(scene.cy, await choose(scene.cy, view, "answer", "no"), NO)).closed
    assert NO["reason"] in (await home_of(scene, scene.ana)).plain
    await scene.bo.clicks(await home_of(scene, scene.bo), "northstar.requests.appeal", value="1")
    assert (
        await scene.bo.submits(scene.bo.view, {"text": "Two schools now say that they come back for it."})
    ).view
    home = await home_of(scene, scene.ana)
    assert "Recent decisions" not in home.plain
    assert NO["reason"] not in home.plain
    why = await scene.ana.types("/northstar why 1", channel=scene.growth)
    assert why.message.text == "#1 New notifications for teachers is open again."
    listed = await scene.ana.types("/northstar requests", channel=scene.growth)
    assert NO["reason"] not in words_of(listed.message)
