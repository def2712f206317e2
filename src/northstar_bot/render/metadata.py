"""What a form carries along, read back; one that an older version drew may carry something else."""

import json
from typing import Any

from northstar_bot.domain.errors import BadInput

OLD = "This form is from an older version."
AGAIN = "Copy what you typed, close it and open it again."


def carried(metadata: str, *needed: str) -> dict[str, Any]:
    """The fields in `metadata`, with all that are `needed`; BadInput when it is not of this version."""
    try:
        found = json.loads(metadata or "{}")
    except ValueError:
        found = None
    if not isinstance(found, dict) or any(name not in found for name in needed):
        raise BadInput(OLD, AGAIN)
    return found
