"""Home shows a person what concerns them, and nothing to people from outside."""


async def test_home_before_anything_is_declared_says_what_to_do(on_stage):
    home = await on_stage.ana.opens_home()
    await on_stage.settle()
    assert "North Star" in on_stage.ana.home.plain
    del home


async def test_a_guest_gets_no_home(on_stage):
    await on_stage.guest.opens_home()
    await on_stage.settle()
    assert on_stage.guest.home is None
    assert on_stage.slack.calls_to("views.publish") == []
