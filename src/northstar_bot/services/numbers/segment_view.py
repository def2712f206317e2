"""The split of a week segment by segment, when the sources of the star and its inputs tell segments."""

from northstar_bot.domain.company.company import Company, Mode
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.numbers.baselines import SEGMENTS_CALLED
from northstar_bot.domain.numbers.segments import by_segment, split_by_segment
from northstar_bot.domain.numbers.split import Split
from northstar_bot.services.ports.store import Store

_USUAL = "segment"


async def segmented(store: Store, company: Company, digest: Digest) -> Split | None:
    """The change of the digest's own split, taken apart first; None without segments, or where nothing is split."""
    star, factors = digest.star, company.formula.factors
    if company.formula.mode is Mode.HYPOTHESIS or not digest.split.parts:
        return None
    if star.value is None or star.previous is None:
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


def _called(company: Company) -> str:
    """What the star's source calls a segment."""
    spec = company.source(company.star.metric) if company.star else None
    name = spec.options.get(SEGMENTS_CALLED) if spec else None
    return str(name)[:40] if name else _USUAL
