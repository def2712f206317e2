"""Owners are called by name in a digest, also those who never used the bot."""

from northstar_bot.domain.company.company import Kind, Metric, Star
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Person, Viewer


async def test_an_owner_who_never_used_the_bot_has_a_name(on_stage):
    metrics = (
        Metric("orders", "Orders", Kind.STAR),
        Metric("breadth", "Breadth", Kind.INPUT, owner=on_stage.bo.id),
        Metric("depth", "Depth", Kind.INPUT, owner="Somebody else"),
    )
    await on_stage.declare(star=Star(1, "orders", "All eat", "Orders"), metrics=metrics)
    services = on_stage.bot.services
    await services.people.settle_teams(on_stage.bot.workspace, services.shoutouts.directory)
    viewer = Viewer(on_stage.bot.workspace, Person(PersonId(on_stage.ana.id), "Ana"))
    assert (await services.digest.preview(viewer)).names == {on_stage.bo.id: "Bo"}
    assert [call["user"] for call in on_stage.slack.calls_to("users.info")] == [on_stage.bo.id]
