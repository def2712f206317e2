"""How long words are kept, when the operator has set an end."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.services.ports.store import UnitOfWork


@dataclass(frozen=True, slots=True)
class RetentionService:
    """`days`: after so many the words of thanks and of closed requests go; a company may declare fewer."""

    unit_of_work: UnitOfWork
    days: int | None

    async def forget(self, workspace: WorkspaceId, now: datetime) -> int:
        """Take out what is too old; returns how many rows changed."""
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(workspace)
        limits = [limit for limit in (self.days, company.retention_days if company else 0) if limit]
        if not limits:
            return 0
        async with self.unit_of_work.write() as store:
            return await store.retention.forget_words(workspace, now - timedelta(days=min(limits)))
