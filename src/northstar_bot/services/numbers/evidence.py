"""Whether inputs move before the star: worked out in a thread of its own, at most once a quarter."""

import asyncio
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from hashlib import sha256
from random import Random

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Kind, Metric
from northstar_bot.domain.company.declared_fields import nearest
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.digest.composition import star_metric
from northstar_bot.domain.digest.line import known_weeks
from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.numbers.baselines import BREAKS, definition_of, latest
from northstar_bot.domain.numbers.lead_evidence import (
    Evidence,
    Finding,
    LeadReport,
    Told,
    evidence_of,
    paired,
    quarter_of,
    told,
)
from northstar_bot.domain.numbers.readings import Series
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.star.outcomes import outcomes_of
from northstar_bot.services.composers import Composer
from northstar_bot.services.numbers.week_view import series_through
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock

MONTHLY = "lead-evidence"
WORTH_SAYING = frozenset({Finding.LEADS, Finding.STAR_LEADS})
_LAST = Week(date.max)
Weeks = Mapping[MetricKey, Mapping[Week, float]]


@dataclass(frozen=True, slots=True)
class Known:
    """What is asked of, what its inputs' weeks are and how they are counted, and what this quarter already found."""

    company: Company
    star: Metric
    inputs: tuple[Metric, ...]
    quarter: str
    weeks: Weeks
    counted_as: Mapping[MetricKey, str]
    kept: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class EvidenceService:
    """What may be said of leads."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def leads(self, viewer: Viewer, asked: str = "") -> LeadReport:
        """What is found of every input, or of the one `asked` for; corrected for all that were tried."""
        must_be_member(viewer)
        return await self._report(viewer.workspace, asked)

    async def outcomes(self, viewer: Viewer) -> tuple[tuple[Metric, Told], ...]:
        """Whether the star moves before revenue and who stays, each that is declared; corrected for all of them."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company, star = _with_star(await store.companies.of(viewer.workspace))
            wanted = outcomes_of(company, star)
            pairs = [await self._known(store, company, outcome, (star,)) for outcome in wanted]
        found = [(await self._found(known))[star.key] for known in pairs]
        said = told(replace(one, metric=metric.key) for metric, one in zip(wanted, found, strict=True))
        return tuple(zip(wanted, said, strict=True))

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {MONTHLY: Composer(self.compose)}

    async def compose(self, plan: Plan, now: datetime) -> LeadReport | None:
        """The inputs that move before the star or after it; None without a star, or such an input."""
        del now
        try:
            report = await self._report(plan.workspace)
        except NotFound:
            return None
        found = tuple(each for each in report.inputs if each[1].finding in WORTH_SAYING)
        return replace(report, inputs=found) if found else None

    async def _report(self, workspace: WorkspaceId, asked: str = "") -> LeadReport:
        async with self.unit_of_work.read() as store:
            company, star = _with_star(await store.companies.of(workspace))
            known = await self._known(store, company, star, company.of_kind(Kind.INPUT))
        wanted = _chosen(known.inputs, asked)
        found = await self._found(known)
        said = {one.evidence.metric: one for one in told(found[metric.key] for metric in known.inputs)}
        return LeadReport(
            known.star,
            known.quarter,
            known.company.zone,
            tuple((metric, said[metric.key]) for metric in wanted),
        )

    async def _found(self, known: Known) -> dict[MetricKey, Evidence]:
        """What this quarter already has, and the rest worked out and kept."""
        workspace = known.company.workspace
        fresh = await asyncio.to_thread(_tested, known)
        found = {one.metric: one for one in fresh} | {one.metric: one for one in known.kept}
        worth_keeping = [
            replace(one, tested_at=self.clock.now(), counted_as=known.counted_as[one.metric])
            for one in fresh
            if one.ahead and not one.more_needed
        ]
        if worth_keeping:
            async with self.unit_of_work.write() as store:
                await store.evidence.keep(workspace, known.star.key, known.quarter, worth_keeping)
        return found | {one.metric: one for one in worth_keeping}

    async def _known(self, store: Store, company: Company, star: Metric, inputs: tuple[Metric, ...]) -> Known:
        week = company.closed_week(self.clock.now())
        series = await series_through(store, company, (star, *inputs), week)
        quarter = quarter_of(week)
        counted = {one.key: _counted_as(company, series[star.key], series[one.key]) for one in inputs}
        found = await store.evidence.of_quarter(company.workspace, star.key, quarter)
        kept = (one for one in found if one.counted_as == counted.get(one.metric))
        weeks = {key: known_weeks(one, week, company.zone) for key, one in series.items()}
        return Known(company, star, inputs, quarter, weeks, counted, tuple(kept))


def _counted_as(company: Company, *read: Series) -> str:
    """A short hash of how these are counted: their sources, lags and last breaks. Evidence holds for nothing else."""
    told = []
    for one in read:
        spec, broken = company.source(one.metric.key), latest(one.baselines, _LAST, *BREAKS)
        told.append([definition_of(spec) if spec else "", one.metric.lag_days, broken.id if broken else 0])
    return sha256(json.dumps(told).encode()).hexdigest()[:16]


def _with_star(company: Company | None) -> tuple[Company, Metric]:
    if company is None or company.star is None:
        raise NotFound(
            "There is no North Star yet, so nothing can lead it.",
            "An owner can set one in /northstar settings.",
        )
    return company, star_metric(company, company.star)


def _tested(known: Known) -> list[Evidence]:
    """Every input that this quarter has no result of; chance is seeded, so that who asks does not matter."""
    tried = {one.metric for one in known.kept}
    return [_one(known, metric) for metric in known.inputs if metric.key not in tried]


def _one(known: Known, metric: Metric) -> Evidence:
    values, star = paired(known.weeks[known.star.key], known.weeks[metric.key])
    seed = f"{known.company.workspace} {known.star.key} {metric.key} {known.quarter}"
    return evidence_of(metric.key, values, star, Random(seed))  # noqa: S311  (chance, not a secret)


def _chosen(inputs: tuple[Metric, ...], asked: str) -> Iterable[Metric]:
    """All inputs, or the one that was named by its key or its name."""
    word = asked.strip().casefold()
    if not word:
        return inputs
    found = [metric for metric in inputs if word in {metric.key, metric.name.casefold()}]
    if not found:
        raise NotFound(
            f"There is no input “{asked.strip()[:60]}”.", nearest(word, (metric.key for metric in inputs))
        )
    return found
