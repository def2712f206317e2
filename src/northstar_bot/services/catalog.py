"""The use cases a door may ask for, in one value that the composition root fills."""

from dataclasses import dataclass

from northstar_bot.services.requests import RequestService


@dataclass(frozen=True, slots=True)
class Services:
    """One field per noun."""

    requests: RequestService
