"""Proposals as rows, and back."""

from typing import Any

from sqlalchemy import RowMapping

from northstar_bot.domain.company.company import Dimension, Orientation, Style
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.pivots.pivot import NewInput, Pivot, PivotDraft, Stage, Tally
from northstar_bot.storage.company.company_document import criteria_document, criteria_of


def document_of(draft: PivotDraft) -> dict[str, Any]:
    """Everything but the reason and the result, which have columns of their own."""
    return {
        "metric": draft.metric,
        "name": draft.name,
        "vision": draft.vision,
        "carried": dict(draft.carried),
        "new_inputs": [
            {"key": new.key, "name": new.name, "dimension": new.dimension.value if new.dimension else None}
            for new in draft.new_inputs
        ],
        "unit": draft.unit,
        "style": draft.style.value,
        "definition": draft.definition,
        "orientation": draft.orientation.value,
        "stage": draft.stage,
        "exit_criteria": criteria_document(draft.exit_criteria),
    }


def pivot_of(row: RowMapping) -> Pivot:
    """The proposal kept in `row`."""
    return Pivot(
        id=row["id"],
        from_version=row["from_version"],
        draft=_draft(row),
        proposer=PersonId(row["proposer"]),
        proposed_at=row["proposed_at"],
        stage=Stage(row["state"]),
        decided_by=PersonId(row["decided_by"]) if row["decided_by"] else None,
        decided_at=row["decided_at"],
        tally=Tally(**row["tally"]) if row["tally"] else None,
    )


def _draft(row: RowMapping) -> PivotDraft:
    kept: dict[str, Any] = row["draft"]
    return PivotDraft(
        metric=MetricKey(kept["metric"]),
        name=kept["name"],
        vision=kept["vision"],
        reason=row["reason"],
        result=row["result"],
        carried={MetricKey(old): MetricKey(new) if new else None for old, new in kept["carried"].items()},
        new_inputs=tuple(
            NewInput(
                MetricKey(new["key"]), new["name"], Dimension(new["dimension"]) if new["dimension"] else None
            )
            for new in kept["new_inputs"]
        ),
        unit=kept["unit"],
        style=Style(kept["style"]),
        definition=kept["definition"],
        orientation=Orientation(kept["orientation"]),
        stage=kept["stage"],
        exit_criteria=criteria_of(kept["exit_criteria"]),
    )
