"""What was found of leads, once a quarter."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.numbers.lead_evidence import Evidence, Peak
from northstar_bot.storage.tables.evidence import evidence
from northstar_bot.storage.upsert import insert_into

_FOUND = tuple(column.name for column in evidence.columns if not column.primary_key)


class StoredEvidence:
    """What was found of leads, once a quarter."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def keep(
        self, workspace: WorkspaceId, star: MetricKey, quarter: str, found: Iterable[Evidence]
    ) -> None:
        """Keep what was found; what this quarter already has of what is counted alike is left as it is."""
        rows = [{"workspace_id": workspace, "star": star, "quarter": quarter, **_row(one)} for one in found]
        if rows:
            new = insert_into(self._connection, evidence)
            once = new.on_conflict_do_update(
                index_elements=["workspace_id", "star", "quarter", "metric"],
                set_={name: new.excluded[name] for name in _FOUND},
                where=evidence.c.counted_as != new.excluded.counted_as,
            )
            await self._connection.execute(once, rows)

    async def of_quarter(self, workspace: WorkspaceId, star: MetricKey, quarter: str) -> Sequence[Evidence]:
        """What was found of this star's inputs in the quarter."""
        question = (
            select(evidence)
            .where(
                evidence.c.workspace_id == workspace,
                evidence.c.star == star,
                evidence.c.quarter == quarter,
            )
            .order_by(evidence.c.metric)
        )
        return [_evidence(row) for row in (await self._connection.execute(question)).mappings()]


def _row(of: Evidence) -> dict[str, Any]:
    row = {
        "metric": of.metric,
        "weeks": of.weeks,
        "most_lags": of.most_lags,
        "tested_at": of.tested_at,
        "counted_as": of.counted_as,
    }
    for name, peak in (("ahead", of.ahead), ("behind", of.behind)):
        row |= {
            f"{name}_lag": peak.lag if peak else None,
            f"{name}_r": peak.r if peak else None,
            f"{name}_p": peak.p if peak else None,
        }
    return row


def _evidence(row: Mapping[Any, Any]) -> Evidence:
    ahead, behind = (
        Peak(row[f"{name}_lag"], row[f"{name}_r"], row[f"{name}_p"]) if row[f"{name}_lag"] else None
        for name in ("ahead", "behind")
    )
    metric, tested = MetricKey(row["metric"]), row["tested_at"]
    return Evidence(metric, row["weeks"], row["most_lags"], ahead, behind, tested, row["counted_as"])
