"""Events for a program outside, as rows of the ledger, while somebody listens."""

from dataclasses import dataclass

from northstar_bot.domain.deliveries import Plan
from northstar_bot.storage.posts.deliveries import StoredDeliveries


@dataclass(frozen=True, slots=True)
class StoredHooks:
    """`wanted` is False where no address is set."""

    deliveries: StoredDeliveries
    wanted: bool

    async def tell(self, event: Plan) -> None:
        """Plan one event."""
        if self.wanted:
            await self.deliveries.plan([event])
