"""Teams: look them up, and what each brings; and hear of it when the user group behind one changes."""

from northstar_bot.domain.ids import GroupId
from northstar_bot.render.company.teams import directory
from northstar_bot.render.message import Message
from northstar_bot.slack.feature import Call, Command, Feature, News


async def show(call: Call) -> Message | None:
    """Every team and what it brings."""
    return directory(await call.services.teams.view(call.viewer))


async def group_changed(news: News) -> None:
    """A user group is new, has other people or another name, or was switched off or on."""
    group = news.event.get("subteam_id") or (news.event.get("subteam") or {}).get("id")
    if group:
        await news.services.teams.group_changed(news.workspace, GroupId(group))


FEATURE = Feature(
    commands=(Command("teams", "Every team and what it brings; stewards see who is in none", "teams", show),),
    news=dict.fromkeys(("subteam_created", "subteam_members_changed", "subteam_updated"), group_changed),
)
