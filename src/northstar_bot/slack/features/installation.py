"""The app is removed, or its token taken back: two events that nobody in particular caused, in any order."""

from northstar_bot.slack.feature import Feature, News


async def removed(news: News) -> None:
    """The app is gone from this workspace."""
    await news.services.installations.heard_removed(news.workspace)


async def revoked(news: News) -> None:
    """Tokens were taken back; those of people too, and we have none of them."""
    if (news.event.get("tokens") or {}).get("bot"):
        await news.services.installations.heard_removed(news.workspace)


FEATURE = Feature(news={"app_uninstalled": removed, "tokens_revoked": revoked})
