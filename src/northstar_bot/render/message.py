"""What a renderer returns: the sentence that stands alone, and the blocks that draw it."""

from dataclasses import dataclass, field
from typing import Any

Block = dict[str, Any]
View = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """`text` is complete without any block (notifications, screen readers); `shared` shows it to the channel.

    `thread` holds messages to be posted under this one.
    """

    text: str
    blocks: tuple[Block, ...] = ()
    shared: bool = False
    thread: tuple["Message", ...] = field(default=())
