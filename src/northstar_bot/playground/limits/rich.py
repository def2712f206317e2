"""rich_text: sections, lists, quotes and code, and what may stand in them."""

import re

from northstar_bot.playground.limits.checks import (
    Check,
    anything,
    boolean,
    by_type,
    enum,
    items,
    matching,
    record,
    string,
    whole,
)
from northstar_bot.playground.limits.objects import ID, LINK


def _id(pattern: str, noun: str) -> Check:
    return matching(re.compile(pattern).fullmatch, f"must be a {noun} id")


STYLE = record(
    {},
    dict.fromkeys(
        ("bold", "italic", "strike", "underline", "code", "highlight", "client_highlight", "unlink"), boolean
    ),
)
STYLED: dict[str, Check] = {"style": STYLE}
LEAF = by_type(
    {
        "text": record({"text": string()}, STYLED),
        "link": record({"url": LINK}, STYLED | {"text": string(least=0), "unsafe": boolean}),
        "user": record({"user_id": _id(r"[UW][A-Z0-9]+", "user")}, STYLED),
        "usergroup": record({"usergroup_id": _id(r"S[A-Z0-9]+", "user group")}, STYLED),
        "channel": record({"channel_id": _id(r"[CDG][A-Z0-9]+", "channel")}, STYLED),
        "team": record({"team_id": _id(r"T[A-Z0-9]+", "team")}, STYLED),
        "emoji": record({"name": string()}, STYLED | {"unicode": string(), "skin_tone": whole(1, 6)}),
        "broadcast": record({"range": enum("here", "channel", "everyone")}, STYLED),
        "color": record({"value": string()}, STYLED),
        "date": record(
            {"timestamp": whole(0, 9_999_999_999), "format": string()},
            STYLED | {"url": LINK, "fallback": string()},
        ),
    },
    "rich text element",
)
LEAVES = items(LEAF, 0, None)
BORDER: dict[str, Check] = {"border": whole(0, 1)}
SECTION = record({"elements": LEAVES})
CONTAINER = by_type(
    {
        "rich_text_section": SECTION,
        "rich_text_list": record(
            {
                "style": enum("bullet", "ordered"),
                "elements": items(by_type({"rich_text_section": SECTION}, "list item"), 1, None),
            },
            BORDER | {"indent": whole(0, 8), "offset": whole(0, 100_000)},
        ),
        "rich_text_preformatted": record({"elements": LEAVES}, BORDER | {"language": string()}),
        "rich_text_quote": record({"elements": LEAVES}, BORDER),
    },
    "rich text part",
)
RICH_TEXT = by_type(
    {"rich_text": record({"elements": items(CONTAINER, 0, None)}, {"block_id": ID, "type": anything})},
    "block",
)
