"""Reminders in direct messages; their buttons are those of requests and of preferences."""

from northstar_bot.domain.requests.reminders import StillWaiting, Unanswered, Waiting
from northstar_bot.domain.star.sprints import SquadsToPick, SquadsWithout
from northstar_bot.render.requests import reminders as drawn
from northstar_bot.slack.feature import Feature

FEATURE = Feature(
    posts={
        Waiting: drawn.waiting,
        Unanswered: drawn.unanswered,
        StillWaiting: drawn.still_waiting,
        SquadsWithout: drawn.squads,
        SquadsToPick: drawn.squads_to_pick,
    },
)
