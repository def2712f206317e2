"""The one place of the core that stops every exception: what fails is logged, and the next one goes on."""

import logging
import traceback
from collections.abc import Awaitable
from dataclasses import dataclass
from typing import TypeVar

log = logging.getLogger(__name__)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Broken:
    """Something failed that nobody expected; the log has the place under `reference`."""

    error: str
    reference: str

    def __str__(self) -> str:
        return f"{self.error}, reference {self.reference}"


async def isolated(reference: str, work: Awaitable[T]) -> T | Broken:
    """What `work` gives, or Broken.

    The log says where it broke, without the error's own words: they may quote somebody's message.
    """
    try:
        return await work
    except Exception as error:  # noqa: BLE001  (one failure must not stop the next)
        where = "".join(traceback.format_tb(error.__traceback__))
        kind = type(error).__name__
    log.error("isolated reference=%s error=%s\n%s", reference, kind, where)
    return Broken(kind, reference)
