"""The names of things: ids that come from Slack keep Slack's value, keys come from the company file."""

import re
from typing import NewType

from northstar_bot.domain.errors import BadInput

WorkspaceId = NewType("WorkspaceId", str)
PersonId = NewType("PersonId", str)
ChannelId = NewType("ChannelId", str)
GroupId = NewType("GroupId", str)
TeamKey = NewType("TeamKey", str)
SquadKey = NewType("SquadKey", str)
MetricKey = NewType("MetricKey", str)
ValueKey = NewType("ValueKey", str)

_KEY = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_SLACK_PERSON = re.compile(r"[UW][A-Z0-9]{1,30}", re.ASCII)


def is_in_slack(person: str) -> bool:
    """Whether this is Slack's id of a person; an owner may also be only a name."""
    return _SLACK_PERSON.fullmatch(person) is not None


def key_of(text: str, *, field: str | None = None) -> str:
    """`text` as a key (lower case, digits, `_` and `-`, at most 40), or BadInput."""
    if not _KEY.fullmatch(text):
        raise BadInput(
            f"“{text[:60]}” is not a key.",
            "Use lower-case letters, digits, - or _, starting with a letter, at most 40.",
            field,
        )
    return text
