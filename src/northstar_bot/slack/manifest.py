"""The Slack app as Slack wants it described, for both modes, from one source."""

from typing import Any

import yaml

from northstar_bot.slack.identity import OPTIONAL, WANTED

# Slack sends these where usergroups:read was granted. It offers no bot the two about its own memberships.
GROUP_EVENTS = ("subteam_created", "subteam_members_changed", "subteam_updated")
EVENTS = (
    "app_home_opened",
    "app_uninstalled",
    "reaction_added",
    "reaction_removed",
    *GROUP_EVENTS,
    "tokens_revoked",
)
SHORTCUTS = (
    ("northstar_thank_message", "Thank for this", "message", "Thank somebody for what this message shows"),
    ("northstar_weigh_message", "Weigh vs North Star", "message", "Ask whether this moves the North Star"),
    ("northstar_answer_message", "Answer with North Star", "message", "Show the North Star in this thread"),
    ("northstar_ask", "Ask", "global", "Ask for something and have it weighed against the North Star"),
    ("northstar_thanks", "Give thanks", "global", "Thank people or teams across the company"),
)
LONG = (
    "Northstar keeps the company's one number where people already talk. It shows the North Star and the inputs"
    " that move it, weighs every request against it with a reason that is kept, lets teams thank each other in"
    " the open, and posts a weekly digest that says what moved and whether the move is more than noise."
    " It is open source and runs on your own machine."
)
COMMAND = {
    "command": "/northstar",
    "description": "The North Star: show it, weigh a request against it, thank across teams",
    "usage_hint": "show | inputs | ask | weigh | requests | why | thanks | digest | roundup | deck | help",
    "should_escape": True,
}


def manifest(mode: str, url: str = "https://northstar.example.com") -> dict[str, Any]:
    """The manifest for `mode` socket or http; `url` is where Slack reaches the bot over HTTP."""
    http = mode == "http"
    request_url = {"request_url": f"{url}/slack/events"} if http else {}
    command = COMMAND | ({"url": f"{url}/slack/events"} if http else {})
    return {
        "_metadata": {"major_version": 2, "minor_version": 1},
        "display_information": {
            "name": "Northstar",
            "description": "The one number that matters, requests weighed against it, thanks across teams.",
            "long_description": LONG,
            "background_color": "#1f3a5f",
        },
        "features": {
            "app_home": {
                "home_tab_enabled": True,
                "messages_tab_enabled": True,
                "messages_tab_read_only_enabled": True,
            },
            "bot_user": {"display_name": "Northstar", "always_online": True},
            "shortcuts": [
                {"name": name, "type": kind, "callback_id": callback, "description": description}
                for callback, name, kind, description in SHORTCUTS
            ],
            "slash_commands": [command],
        },
        "oauth_config": {"scopes": {"bot": list(WANTED), "bot_optional": list(OPTIONAL)}},
        "settings": {
            "event_subscriptions": request_url | {"bot_events": list(EVENTS)},
            "interactivity": {"is_enabled": True} | request_url,
            "org_deploy_enabled": False,
            "socket_mode_enabled": not http,
            "token_rotation_enabled": False,
        },
    }


def as_yaml(mode: str) -> str:
    """The manifest as the file that is pasted into Slack."""
    return yaml.safe_dump(manifest(mode), sort_keys=False, allow_unicode=True, width=100)
