"""Home: opened, or refreshed by its button."""

from northstar_bot.render.ids import HOME_REFRESH
from northstar_bot.slack.feature import Call, Feature


async def publish(call: Call) -> None:
    """Publish this person's page."""
    await call.screen.refresh_home()


FEATURE = Feature(actions={HOME_REFRESH: publish}, events={"app_home_opened": publish})
