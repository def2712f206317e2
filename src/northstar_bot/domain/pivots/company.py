"""What a company declares after a pivot: the next star, its inputs, and the retired ones kept as kpis."""

from dataclasses import replace

from northstar_bot.domain.company.company import Company, Dimension, Formula, Kind, Metric, Star
from northstar_bot.domain.company.declared_scopes import carried_over
from northstar_bot.domain.declaration.declaration import check, with_star_metric
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.pivots.pivot import PivotDraft


def next_star(draft: PivotDraft) -> Star:
    """The star of a proposal; its version and day are given when it is approved."""
    return Star(
        version=0,
        metric=draft.metric,
        vision=draft.vision,
        name=draft.name,
        unit=draft.unit,
        definition=draft.definition,
        why=draft.reason,
        orientation=draft.orientation,
        stage=draft.stage,
        exit_criteria=draft.exit_criteria,
    )


def succeeded(company: Company, draft: PivotDraft) -> Company:
    """`company` under the next star; readings and what is not about the star stay as they are.

    What is retired becomes a kpi without a squad, so that its history can still be seen.
    """
    metrics = {metric.key: _retired(metric, draft) for metric in company.metrics}
    for new in draft.new_inputs:
        known = metrics.get(new.key)
        before = _predecessor(company, draft, new.key)
        fresh = known or Metric(new.key, new.name, Kind.INPUT)
        metrics[new.key] = replace(
            fresh,
            kind=Kind.INPUT,
            dimension=new.dimension or fresh.dimension or Dimension.OTHER,
            owner=fresh.owner or (before.owner if before else None),
            squad=fresh.squad or (before.squad if before else None),
        )
    known = metrics.get(draft.metric) or Metric(draft.metric, draft.name, Kind.STAR, style=draft.style)
    metrics[draft.metric] = replace(known, kind=Kind.STAR, dimension=None, squad=None)
    after = with_star_metric(
        replace(
            company,
            star=next_star(draft),
            metrics=tuple(metrics.values()),
            # How the inputs make the new star is for its owner to say.
            formula=Formula(),
            scopes=carried_over(company.scopes, draft.carried),
        )
    )
    check(after)
    return after


def _retired(metric: Metric, draft: PivotDraft) -> Metric:
    leaves = metric.kind is Kind.INPUT and draft.carried.get(metric.key) != metric.key
    if metric.kind is Kind.STAR or leaves:
        return replace(metric, kind=Kind.KPI, dimension=None, squad=None)
    return metric


def _predecessor(company: Company, draft: PivotDraft, key: MetricKey) -> Metric | None:
    found = (old for old, new in draft.carried.items() if new == key)
    return next((company.metric(old) for old in found), None)
