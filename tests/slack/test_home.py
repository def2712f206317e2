"""Home shows a person what concerns them, and nothing to people from outside."""


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
