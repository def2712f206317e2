"""What a form carries along, read back; one that an older version drew may carry something else."""

import json
from collections.abc import Mapping
from typing import Any

from northstar_bot.domain.errors import BadInput

OLD = "This form is from an older version."
AGAIN = "Copy what you typed, close it and open it again."


def carried(metadata: str, *needed: str, **typed: type) -> dict[str, Any]:
    """What is in `metadata`, with all that is `needed`, some of it `typed`; BadInput when another version wrote it."""
    try:
        found = json.loads(metadata or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict) or any(name not in found for name in needed):
        raise BadInput(OLD, AGAIN)
    if any(not isinstance(found.get(name), kind) for name, kind in typed.items()):
        raise BadInput(OLD, AGAIN)
    return found


def text_in(kept: Mapping[str, Any], name: str) -> str:
    """The text that a form carries as `name`, empty when there is none; BadInput when something else stands there."""
    found = kept.get(name) or ""
    if not isinstance(found, str):
        raise BadInput(OLD, AGAIN)
    return found


def texts_in(kept: Mapping[str, Any], name: str) -> dict[str, str]:
    """The texts that a form carries under `name`, if any; BadInput when something else stands there."""
    found = kept.get(name) or {}
    if not isinstance(found, dict) or any(not isinstance(text, str) for text in found.values()):
        raise BadInput(OLD, AGAIN)
    return found
