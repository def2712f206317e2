"""What a form carries along, read back; one that an older version drew may carry something else."""

import base64
import json
import zlib
from collections.abc import Mapping
from typing import Any

from northstar_bot.domain.errors import BadInput

OLD = "This form is from an older version."
AGAIN = "Copy what you typed, close it and open it again."
# Slack keeps 3,000 characters beside a form.
ROOM = 2900
_PRESSED = "z:"


def packed(carry: Mapping[str, Any]) -> str | None:
    """What a form carries along, pressed when it is long; None when Slack would not keep it even so."""
    whole = json.dumps(carry, ensure_ascii=False)
    if _units(whole) > ROOM:
        whole = _PRESSED + base64.b85encode(zlib.compress(whole.encode("utf-8", "surrogatepass"), 9)).decode()
    return whole if _units(whole) <= ROOM else None


def carried(metadata: str, *needed: str, **typed: type) -> dict[str, Any]:
    """What is in `metadata`, with all that is `needed`, some of it `typed`; BadInput when another version wrote it."""
    try:
        found = json.loads(_unpressed(metadata) or "{}")
    except (ValueError, zlib.error):
        found = None
    if not isinstance(found, dict) or any(name not in found for name in needed):
        raise BadInput(OLD, AGAIN)
    if any(not isinstance(found.get(name), kind) for name, kind in typed.items()):
        raise BadInput(OLD, AGAIN)
    return found


def _unpressed(metadata: str) -> str:
    if not metadata.startswith(_PRESSED):
        return metadata
    pressed = base64.b85decode(metadata.removeprefix(_PRESSED))
    return zlib.decompress(pressed).decode("utf-8", "surrogatepass")


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


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
