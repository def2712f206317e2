"""The note about a source that will not have the coming digest's week."""

from northstar_bot.domain.digest.stale_sources import StaleNote
from northstar_bot.render.digest.stale_sources import missing_ahead
from northstar_bot.slack.feature import Feature

FEATURE = Feature(posts={StaleNote: missing_ahead})
