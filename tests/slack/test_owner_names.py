"""Owners are called by name in a digest, also those who never used the bot."""

from tests.support.bot import stage

from northstar_bot.domain.company import Kind, Metric, Star
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Person, Viewer


async def test_an_owner_who_never_used_the_bot_has_a_name(database_url, clock):
    async with stage(database_url, clock) as here:
        metrics = (
            Metric("orders", "Orders", Kind.STAR),
            Metric("breadth", "Breadth", Kind.INPUT, owner=here.bo.id),
            Metric("depth", "Depth", Kind.INPUT, owner="Somebody else"),
        )
        await here.declare(star=Star(1, "orders", "All eat", "Orders"), metrics=metrics)
        services = here.bot.services
        await services.people.settle_teams(here.bot.workspace, services.shoutouts.directory)
        viewer = Viewer(here.bot.workspace, Person(PersonId(here.ana.id), "Ana"))
        assert (await services.digest.preview(viewer)).names == {here.bo.id: "Bo"}
        assert [call["user"] for call in here.slack.calls_to("users.info")] == [here.bo.id]
