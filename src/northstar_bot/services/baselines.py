"""New normals that people confirm, breaks that the bot notices, and taking either back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.baselines import (
    Baseline,
    Reason,
    definition_of,
    latest,
    must_begin_inside,
    must_stand,
)
from northstar_bot.domain.company import Company, Metric, SourceSpec
from northstar_bot.domain.errors import AlreadyDone, NotFound
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.periods import Week, last_closed_week
from northstar_bot.domain.recording import metric_named, must_own
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock


@dataclass(frozen=True, slots=True)
class Anew:
    """A metric whose past begins anew at `baseline.since`."""

    metric: Metric
    baseline: Baseline


@dataclass(frozen=True, slots=True)
class BaselineService:
    """Whoever may record a metric may say what is normal for it."""

    unit_of_work: UnitOfWork
    clock: Clock

    async def all(self, viewer: Viewer) -> tuple[Anew, ...]:
        """Every one that stands, by metric."""
        must_be_member(viewer)
        async with self.unit_of_work.read() as store:
            company = _declared(await store.companies.of(viewer.workspace))
            standing = await store.baselines.standing(viewer.workspace)
        return tuple(Anew(metric, one) for metric in company.metrics for one in standing.get(metric.key, ()))

    async def confirm(self, viewer: Viewer, name: str, since: Week) -> Anew:
        """From `since` on this is normal: limits are drawn from there. AlreadyDone when somebody was first."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = _declared(await store.companies.of(viewer.workspace))
            metric = metric_named(company, name)
            must_own(viewer, company, metric)
            last = last_closed_week(now, company.zone)
            first = await store.baselines.first_reading(viewer.workspace, metric.key)
            must_begin_inside(since, [first] if first else [], last)
            new = Baseline(metric.key, since, Reason.NEW_NORMAL, now, viewer.person.id)
            if not await store.baselines.add(viewer.workspace, new):
                raise AlreadyDone(
                    f"{since.label} is already where {metric.name} begins anew.", "Nothing was changed."
                )
        return Anew(metric, new)

    async def take_back(self, viewer: Viewer, name: str) -> Anew:
        """The latest of a metric counts no more: what was before it is normal, or compared, again."""
        must_be_member(viewer)
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            company = _declared(await store.companies.of(viewer.workspace))
            metric = metric_named(company, name)
            must_own(viewer, company, metric)
            standing = await store.baselines.standing(viewer.workspace)
            last = must_stand(
                latest(standing.get(metric.key, ()), last_closed_week(now, company.zone)), metric.name
            )
            if not await store.baselines.take_back(viewer.workspace, last.id, viewer.person.id, now):
                raise AlreadyDone("Somebody took it back just now.", "Nothing was changed.")
        return Anew(metric, last)


async def note_definition(
    store: Store, company: Company, spec: SourceSpec, weeks: Sequence[Week], now: datetime
) -> None:
    """After `weeks` were collected: when the source was asked otherwise before, the line breaks at the first of them.

    Collecting the older weeks too, by the same question, moves the break back; once all weeks are, there is none.
    """
    if not weeks:
        return
    asked, workspace, since = definition_of(spec), company.workspace, min(weeks)
    known = await store.baselines.definition(workspace, spec.metric)
    await store.baselines.note_definition(workspace, spec.metric, asked)
    standing = (await store.baselines.standing(workspace)).get(spec.metric, ())
    inside = [one for one in standing if one.reason is Reason.DEFINITION and one.since >= since]
    if [one.since for one in inside] == [since] or not (inside or (known and known != asked)):
        return
    for one in inside:
        await store.baselines.take_back(workspace, one.id, None, now)
    first = await store.baselines.first_reading(workspace, spec.metric)
    if first is not None and first < since:
        await store.baselines.add(workspace, Baseline(spec.metric, since, Reason.DEFINITION, now))


def _declared(company: Company | None) -> Company:
    if company is None:
        raise NotFound("This workspace has nothing declared yet.", "Start with /northstar settings.")
    return company
