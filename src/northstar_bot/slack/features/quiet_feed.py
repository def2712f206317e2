"""The nudge in a quiet feed, drawn; its button opens the form of thanks."""

from northstar_bot.domain.recognition.quiet_feed import Nudge
from northstar_bot.render.recognition import quiet_feed as drawn
from northstar_bot.slack.feature import Feature

FEATURE = Feature(posts={Nudge: drawn.nudge})
