"""Elements people use: buttons, inputs, menus and pickers, and where each may stand."""

import re
from datetime import date
from typing import Any

from northstar_bot.playground.limits.checks import (
    Check,
    Problems,
    boolean,
    enum,
    every,
    exactly_one,
    items,
    matching,
    note,
    record,
    string,
    whole,
)
from northstar_bot.playground.limits.objects import (
    CONFIRM,
    DISPATCH,
    FILTER,
    ID,
    IMAGE_URL,
    LINK,
    MENU_OPTION,
    OPTION,
    OPTION_GROUP,
    PLACEHOLDER,
    RICH_OPTION,
    SLACK_FILE,
    STYLE,
    plain_text,
)
from northstar_bot.playground.limits.rich import RICH_TEXT


def _is_date(value: str) -> bool:
    try:
        return bool(re.fullmatch(r"\d{4}-\d{2}-\d{2}", value)) and bool(date.fromisoformat(value))
    except ValueError:
        return False


DATE = matching(_is_date, "must be a date like 2026-11-22")
TIME = matching(re.compile(r"([01]\d|2[0-3]):[0-5]\d").fullmatch, "must be a time like 08:30")
DECIMAL = matching(re.compile(r"-?\d+(\.\d+)?").fullmatch, "must be a number as a string")
PERSON = matching(re.compile(r"[UW][A-Z0-9]+").fullmatch, "must be a user id")
CHANNEL = matching(re.compile(r"[CG][A-Z0-9]+").fullmatch, "must be a channel id")
NAMED: dict[str, Check] = {"action_id": ID}
FOCUSED = NAMED | {"focus_on_load": boolean}
ASKING = FOCUSED | {"confirm": CONFIRM}
PICKING = ASKING | {"placeholder": PLACEHOLDER}
TYPING = FOCUSED | {
    "placeholder": PLACEHOLDER,
    "dispatch_action_config": DISPATCH,
    "initial_value": string(least=0),
}
MANY: dict[str, Check] = {"max_selected_items": whole(1, 10_000)}


def _chosen_are_offered(value: Any, at: str, problems: Problems) -> None:
    """What is chosen at first must be among what is offered."""
    if not isinstance(value, dict):
        return
    offered = [*(value.get("options") or [])]
    for group in value.get("option_groups") or []:
        offered.extend((group.get("options") or []) if isinstance(group, dict) else [])
    first = [value["initial_option"]] if "initial_option" in value else value.get("initial_options") or []
    if any(option not in offered for option in first):
        note(problems, "initial option is not among the options", at)


def _bounds(low: str, high: str) -> Check:
    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, dict) or low not in value or high not in value:
            return
        try:
            wrong = float(value[low]) > float(value[high])
        except (TypeError, ValueError):
            return
        if wrong:
            note(problems, f"{low} must not be more than {high}", at)

    return check


def _select(extra: dict[str, Check]) -> Check:
    return record({}, PICKING | extra)


def _static(extra: dict[str, Check]) -> Check:
    offered = {"options": items(OPTION, 1, 100), "option_groups": items(OPTION_GROUP, 1, 100)}
    return every(
        exactly_one("options", "option_groups"), record({}, PICKING | offered | extra), _chosen_are_offered
    )


IMAGE = every(
    exactly_one("image_url", "slack_file"),
    record({"alt_text": string(2000)}, {"image_url": IMAGE_URL, "slack_file": SLACK_FILE}),
)
BUTTON = record(
    {"text": plain_text(75)},
    NAMED
    | {
        "url": LINK, "value": string(2000, least=0), "style": STYLE, "confirm": CONFIRM,
        "accessibility_label": string(75),
    },
)  # fmt: skip
FEEDBACK = record({"text": plain_text(75), "value": string(2000)}, {"accessibility_label": string(75)})
TICKS = every(
    record(
        {"options": items(RICH_OPTION, 1, 10)},
        ASKING | {"initial_option": RICH_OPTION, "initial_options": items(RICH_OPTION, 1, 10)},
    ),
    _chosen_are_offered,
)
QUERY: dict[str, Check] = {"min_query_length": whole(0, 255)}
RESPONSE: dict[str, Check] = {"response_url_enabled": boolean}
CONVERSATION: dict[str, Check] = {"filter": FILTER, "default_to_current_conversation": boolean}

ELEMENTS: dict[str, Check] = {
    "button": BUTTON,
    "image": IMAGE,
    "checkboxes": TICKS,
    "radio_buttons": TICKS,
    "overflow": record({"options": items(MENU_OPTION, 1, 5)}, NAMED | {"confirm": CONFIRM}),
    "datepicker": _select({"initial_date": DATE}),
    "timepicker": _select({"initial_time": TIME, "timezone": string()}),
    "datetimepicker": record({}, ASKING | {"initial_date_time": whole(1_000_000_000, 9_999_999_999)}),
    "static_select": _static({"initial_option": OPTION}),
    "multi_static_select": _static({"initial_options": items(OPTION, 1, 100)} | MANY),
    "external_select": _select({"initial_option": OPTION} | QUERY),
    "multi_external_select": _select({"initial_options": items(OPTION, 1, 100)} | QUERY | MANY),
    "users_select": _select({"initial_user": PERSON}),
    "multi_users_select": _select({"initial_users": items(PERSON, 1, None)} | MANY),
    "channels_select": _select({"initial_channel": CHANNEL} | RESPONSE),
    "multi_channels_select": _select({"initial_channels": items(CHANNEL, 1, None)} | MANY),
    "conversations_select": _select({"initial_conversation": string()} | CONVERSATION | RESPONSE),
    "multi_conversations_select": _select(
        {"initial_conversations": items(string(), 1, None)} | CONVERSATION | MANY
    ),
    "plain_text_input": every(
        record(
            {}, TYPING | {"multiline": boolean, "min_length": whole(0, 3000), "max_length": whole(1, 3000)}
        ),
        _bounds("min_length", "max_length"),
    ),
    "email_text_input": record({}, TYPING),
    "url_text_input": record({}, TYPING),
    "number_input": every(
        record(
            {"is_decimal_allowed": boolean},
            TYPING | {"initial_value": DECIMAL, "min_value": DECIMAL, "max_value": DECIMAL},
        ),
        _bounds("min_value", "max_value"),
    ),
    "rich_text_input": record({"action_id": ID}, TYPING | {"initial_value": RICH_TEXT}),
    "file_input": record({}, NAMED | {"filetypes": items(string(), 1, None), "max_files": whole(1, 10)}),
    "feedback_buttons": record({"positive_button": FEEDBACK, "negative_button": FEEDBACK}, NAMED),
    "icon_button": record(
        {"icon": enum("trash"), "text": plain_text(75)},
        NAMED
        | {
            "value": string(2000), "confirm": CONFIRM, "accessibility_label": string(75),
            "visible_to_user_ids": items(PERSON, 0, None),
        },
    ),
}  # fmt: skip

MENUS = {name for name in ELEMENTS if name.endswith("_select")}
IN_ACTIONS = MENUS | {
    "button", "checkboxes", "radio_buttons", "overflow", "datepicker", "timepicker", "datetimepicker",
}  # fmt: skip
IN_SECTION = (IN_ACTIONS | {"image"}) - {"datetimepicker"}
IN_INPUT = MENUS | {
    "checkboxes", "radio_buttons", "datepicker", "timepicker", "datetimepicker", "plain_text_input",
    "email_text_input", "url_text_input", "number_input", "rich_text_input", "file_input",
}  # fmt: skip
IN_CONTEXT_ACTIONS = {"feedback_buttons", "icon_button"}

NOT_ON: dict[str, frozenset[str]] = {
    "datetimepicker": frozenset({"home"}),
    "email_text_input": frozenset({"message", "home"}),
    "url_text_input": frozenset({"message", "home"}),
    "number_input": frozenset({"message", "home"}),
    "file_input": frozenset({"message", "home"}),
    "rich_text_input": frozenset({"message"}),
}


def chosen_from(names: set[str]) -> dict[str, Check]:
    """The checks of the elements that may stand in one kind of block."""
    return {name: ELEMENTS[name] for name in names}
