"""Where it is written down that a program outside has to be told of something."""

from typing import Protocol

from northstar_bot.domain.deliveries import Plan


class Hooks(Protocol):
    """What is to be told; nothing is kept while nobody listens."""

    async def tell(self, event: Plan) -> None:
        """Plan one event."""
        ...
