"""What segments tell: the split of a week one by one, and whether a guardrail is worse in its cohorts too."""

from collections.abc import Mapping
from dataclasses import replace

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Metric, Mode
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.baselines import SEGMENTS_CALLED
from northstar_bot.domain.numbers.leaks import WEEKS, Leak, cohorts_held
from northstar_bot.domain.numbers.segments import by_segment, split_by_segment
from northstar_bot.domain.numbers.split import Split
from northstar_bot.services.ports.store import Store

_USUAL = "segment"


async def segmented(store: Store, company: Company, digest: Digest) -> Split | None:
    """The change of the digest's own split, taken apart first; None without segments, or where nothing is split."""
    star, factors = digest.star, company.formula.factors
    if company.formula.mode is Mode.HYPOTHESIS or not digest.split.parts:
        return None
    # Only sources tell segments.
    if star.value is None or star.previous is None or company.source(star.metric.key) is None:
        return None
    weeks = (digest.week.previous, digest.week)
    keys = (star.metric.key, *factors)
    readings = await store.segments.of_weeks(company.workspace, keys, weeks)
    if not readings:
        return None
    before, after = (by_segment(readings, week) for week in weeks)
    return split_by_segment(
        before,
        after,
        star=star.metric.key,
        factors=factors,
        totals=(star.previous, star.value),
        level=f"each {_called(company)} of {len({*before, *after})}",
    )


async def by_cohort(store: Store, company: Company, leaks: tuple[Leak, ...]) -> tuple[Leak, ...]:
    """The leaks, those read by cohort: where most cohorts are what they were eight weeks before, newcomers moved it."""
    asked = {
        leak.guardrail.key: leak for leak in leaks if not leak.mix and _has_cohorts(company, leak.guardrail)
    }
    if not asked:
        return leaks
    weeks = {week for leak in asked.values() for week in (leak.week, leak.week.plus(-WEEKS))}
    readings = await store.segments.of_weeks(company.workspace, tuple(asked), tuple(weeks))

    def told(leak: Leak, week: Week) -> Mapping[str, float]:
        key = leak.guardrail.key
        mine = (one for one in readings if (one.metric, one.week) == (key, week))
        return {one.segment: one.value for one in mine if one.value is not None}

    return tuple(
        replace(leak, mix=True)
        if leak.guardrail.key in asked
        and cohorts_held(told(leak, leak.week.plus(-WEEKS)), told(leak, leak.week), leak.guardrail.direction)
        else leak
        for leak in leaks
    )


def _has_cohorts(company: Company, metric: Metric) -> bool:
    spec = company.source(metric.key)
    return spec is not None and "cohort" in str(spec.options.get(SEGMENTS_CALLED, "")).casefold()


def _called(company: Company) -> str:
    """What the star's source calls a segment."""
    spec = company.source(company.star.metric) if company.star else None
    name = spec.options.get(SEGMENTS_CALLED) if spec else None
    return str(name)[:40] if name else _USUAL
