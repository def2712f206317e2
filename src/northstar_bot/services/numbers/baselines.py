"""New normals that people confirm, breaks that the bot notices, and taking either back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Metric, SourceSpec
from northstar_bot.domain.errors import AlreadyDone, NotFound
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.numbers.baselines import (
    BREAKS,
    Baseline,
    Reason,
    definition_of,
    latest,
    must_begin_inside,
    must_stand,
)
from northstar_bot.domain.numbers.measures import remeasured
from northstar_bot.domain.numbers.recording import metric_named, must_own
from northstar_bot.domain.people import Viewer, must_be_member
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
            last = company.closed_week(now)
            first = await store.baselines.first_reading(viewer.workspace, metric.key, company.week_start)
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
            last = must_stand(latest(standing.get(metric.key, ()), company.closed_week(now)), metric.name)
            if not await store.baselines.take_back(viewer.workspace, last.id, viewer.person.id, now):
                raise AlreadyDone("Somebody took it back just now.", "Nothing was changed.")
        return Anew(metric, last)


async def note_definition(
    store: Store, company: Company, spec: SourceSpec, weeks: Sequence[Week], now: datetime
) -> bool:
    """After `weeks` were collected: when the source was asked otherwise before, the line breaks at the first of them.

    So it does when older weeks were typed before there was a source. Collecting the older weeks too, by the same
    question, moves the break back; once all weeks are, there is none. Returns whether it was asked otherwise.
    """
    if not weeks:
        return False
    asked, workspace, since = definition_of(spec), company.workspace, min(weeks)
    known = await store.baselines.definition(workspace, spec.metric)
    await store.baselines.note_definition(workspace, spec.metric, asked)
    standing = (await store.baselines.standing(workspace)).get(spec.metric, ())
    inside = [one for one in standing if one.reason in BREAKS and one.since >= since]
    otherwise = known != asked if known else await _begins_before(store, company, spec.metric, since)
    if [one.since for one in inside] == [since] or not (inside or otherwise):
        return otherwise
    reason = Reason.DEFINITION if otherwise or not inside else inside[-1].reason
    await _moved(store, company, inside, Baseline(spec.metric, since, reason, now))
    return otherwise


async def note_units(store: Store, before: Company | None, after: Company, now: datetime) -> None:
    """When a declaration counts a metric in another unit: its line breaks after the last week that is known."""
    for metric in remeasured(before, after) if before else ():
        last = await store.baselines.last_reading(after.workspace, metric)
        if last is not None:
            since = last.beginning(after.week_start).next
            await store.baselines.add(after.workspace, Baseline(metric, since, Reason.UNIT, now))


async def note_typed(store: Store, company: Company, metric: Metric, week: Week, now: datetime) -> None:
    """The week directly before a change of the unit was typed once more: it is in the new unit now."""
    standing = (await store.baselines.standing(company.workspace)).get(metric.key, ())
    begun = [one for one in standing if one.reason is Reason.UNIT and one.since == week.next]
    if begun:
        await _moved(store, company, begun, Baseline(metric.key, week, Reason.UNIT, now))


async def _moved(store: Store, company: Company, gone: Sequence[Baseline], new: Baseline) -> None:
    """`new` in the place of those `gone`; where nothing lies before it, there is no break."""
    for one in gone:
        await store.baselines.take_back(company.workspace, one.id, None, new.told_at)
    if await _begins_before(store, company, new.metric, new.since):
        await store.baselines.add(company.workspace, new)


async def _begins_before(store: Store, company: Company, metric: MetricKey, week: Week) -> bool:
    first = await store.baselines.first_reading(company.workspace, metric, company.week_start)
    return first is not None and first < week


def _declared(company: Company | None) -> Company:
    if company is None:
        raise NotFound("This workspace has nothing declared yet.", "Start with /northstar settings.")
    return company
