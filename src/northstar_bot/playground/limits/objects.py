"""Composition objects: texts, options, confirmations, files."""

import re

from northstar_bot.playground.limits.checks import (
    Check,
    boolean,
    by_type,
    enum,
    every,
    exactly_one,
    items,
    matching,
    record,
    string,
)

ID = string(255)
IMAGE_URL = matching(lambda url: re.match(r"https?://\S+$", url) and len(url) <= 3000, "must be a valid URL")
LINK = matching(
    lambda url: re.match(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+$", url) and len(url) <= 3000, "must be a valid URL"
)


def plain_text(most: int = 3000) -> Check:
    return by_type({"plain_text": record({"text": string(most)}, {"emoji": boolean})}, "text object")


def text(most: int = 3000) -> Check:
    """Either kind of text object."""
    return by_type(
        {
            "plain_text": record({"text": string(most)}, {"emoji": boolean}),
            "mrkdwn": record({"text": string(most)}, {"verbatim": boolean}),
        },
        "text object",
    )


PLACEHOLDER = plain_text(150)
STYLE = enum("primary", "danger")
CONFIRM = record(
    {"title": plain_text(100), "text": text(300), "confirm": plain_text(30), "deny": plain_text(30)},
    {"style": STYLE},
)
OPTION = record({"text": plain_text(75), "value": string(150)}, {"description": plain_text(75)})
RICH_OPTION = record({"text": text(75), "value": string(150)}, {"description": text(75)})
MENU_OPTION = record(
    {"text": plain_text(75), "value": string(150)}, {"description": plain_text(75), "url": LINK}
)
OPTION_GROUP = record({"label": plain_text(75), "options": items(OPTION, 1, 100)})
DISPATCH = record({"trigger_actions_on": items(enum("on_enter_pressed", "on_character_entered"), 1, 2)})
FILTER = record(
    {},
    {
        "include": items(enum("im", "mpim", "private", "public"), 1, 4),
        "exclude_external_shared_channels": boolean,
        "exclude_bot_users": boolean,
    },
)
SLACK_FILE = every(
    exactly_one("id", "url"),
    record(
        {}, {"id": matching(re.compile(r"F[A-Z0-9]{8,}").fullmatch, "invalid slack file"), "url": IMAGE_URL}
    ),
)
