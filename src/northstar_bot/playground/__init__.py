"""A local Slack over real HTTP on loopback: people, channels, modals and faults, without a workspace."""

from northstar_bot.playground.acts.replies import Answer, NotPossibleError, Reply
from northstar_bot.playground.limits import message_problems, view_problems
from northstar_bot.playground.people import Person
from northstar_bot.playground.playground import Playground
from northstar_bot.playground.records import Channel, Message, View
from northstar_bot.playground.tickets import Group
from northstar_bot.playground.world import MINIMAL_SCOPES, USUAL_EVENTS, USUAL_SCOPES

__all__ = [
    "MINIMAL_SCOPES",
    "USUAL_EVENTS",
    "USUAL_SCOPES",
    "Answer",
    "Channel",
    "Group",
    "Message",
    "NotPossibleError",
    "Person",
    "Playground",
    "Reply",
    "View",
    "message_problems",
    "view_problems",
]
