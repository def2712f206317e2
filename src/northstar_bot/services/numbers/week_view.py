"""One week of a workspace, gathered by reading only: what digest, star card and inputs all stand on."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time, timedelta

from northstar_bot.domain.calendar.days_off import NO_DAYS_OFF, DaysOff
from northstar_bot.domain.calendar.occurrences import coming
from northstar_bot.domain.calendar.periods import Week, instant_of
from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Company, Kind, Limits, Metric, Star
from northstar_bot.domain.counts import COVERED_DAYS, Covered, RequestCounts, ShoutoutCounts
from northstar_bot.domain.digest.audience import heard_by
from northstar_bot.domain.digest.composition import Occasion, Readings, compose, star_metric
from northstar_bot.domain.digest.digest import NO_REQUESTS, NO_SHOUTOUTS, WHOLE, Digest
from northstar_bot.domain.digest.line import HISTORY
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.numbers.baselines import Baseline, latest
from northstar_bot.domain.numbers.readings import series_of
from northstar_bot.domain.recognition.balance import thanked_by_another
from northstar_bot.domain.requests.away import away, stand_in
from northstar_bot.services.numbers.segment_view import by_cohort, segmented
from northstar_bot.services.ports.store import Store
from northstar_bot.services.requests.happenings import happened_in

# Rolling limits, a year ago, and gaps: two years are enough of the recent past.
_RECENT = 104
# Frozen limits are drawn from the first 24 complete weeks; the first of all may be part of one.
_FIRST = 30
_SHOWN = (Kind.INPUT, Kind.GUARDRAIL)


async def week_of(store: Store, company: Company, star: Star, week: Week, occasion: Occasion) -> Digest:
    """The digest of `week` from what the database knows, in the company's zone."""
    asked = await _requests(store, company, week)
    thanked = await store.shoutouts.counts_for_week(company.workspace, week)
    numbers = await numbers_of(store, company, star, week, occasion, asked, thanked)
    answering = {} if occasion.afterwards else await _away(store, company, numbers)
    covering = await _called(store, company.workspace, [one for one in answering.values() if one])
    return replace(
        numbers,
        away=answering,
        names={**numbers.names, **covering},
        happened=heard_by(numbers, await happened_in(store, company, week.plus(1 - HISTORY), week)),
        segmented=await segmented(store, company, numbers),
        covered=await _covered(store, company, week) if numbers.audience == WHOLE else None,
        leaks=await by_cohort(store, company, numbers.leaks),
    )


async def numbers_of(
    store: Store,
    company: Company,
    star: Star,
    week: Week,
    occasion: Occasion,
    asked: RequestCounts = NO_REQUESTS,
    thanked: ShoutoutCounts = NO_SHOUTOUTS,
) -> Digest:
    """The same with these counts; what shows none of them need not wait for counting."""
    metrics = (star_metric(company, star), *(one for kind in _SHOWN for one in company.of_kind(kind)))
    names = await _names(store, company.workspace, metrics)
    series = await series_through(store, company, metrics, week)
    told_at = await _told_at(store, company, series, week, occasion)
    return compose(
        company,
        star,
        series,
        week,
        replace(occasion, zone=company.zone, names=names, told_at=told_at),
        requests=asked,
        shoutouts=thanked,
    )


def next_post(
    schedules: Iterable[Schedule], now: datetime, key: str | None = None, off: DaysOff = NO_DAYS_OFF
) -> datetime | None:
    """When the next digest is due: that of the schedule `key`, else the soonest of all."""
    digests = [schedule for schedule in schedules if schedule.kind is PostKind.DIGEST]
    wanted = [schedule for schedule in digests if schedule.key == key] or digests
    times = (coming(schedule, now, off) for schedule in wanted)
    return min((one.due_at for one in times if one), default=None)


async def series_through(store: Store, company: Company, metrics: Iterable[Metric], week: Week) -> Readings:
    """Two years up to `week` and what frozen limits need of the beginning, and how far the data goes."""
    wanted, workspace = {metric.key: metric for metric in metrics}, company.workspace
    baselines = await store.baselines.standing(workspace)
    recent = min([week.plus(-_RECENT), *_begins_anew(baselines, wanted, week)])
    found = list(await store.readings.latest_of_each(workspace, wanted, recent, week))
    if company.limits is Limits.LOCKED:
        found += await store.readings.first_of_each(workspace, wanted, _FIRST, recent)
    reaches = await store.readings.reaches(workspace)
    return series_of(company, wanted.values(), found, reaches, baselines)


async def _told_at(
    store: Store, company: Company, series: Readings, week: Week, occasion: Occasion
) -> datetime | None:
    """When a digest was last posted; asked only where a number has changed at all."""
    changed = any(one.course for read in series.values() for one in read.readings.values())
    if occasion.afterwards or not changed:
        return None
    kind = PostKind.DIGEST.value
    return await store.deliveries.last_told(company.workspace, kind, week.label, occasion.channel)


def _begins_anew(
    baselines: Mapping[MetricKey, Sequence[Baseline]], wanted: Iterable[MetricKey], week: Week
) -> Iterator[Week]:
    """Where limits are drawn from: a new normal may be older than the past that is read otherwise."""
    for key in wanted:
        begun = latest(baselines.get(key, ()), week)
        if begun is not None:
            yield begun.since


async def _requests(store: Store, company: Company, week: Week) -> RequestCounts:
    since, before = (instant_of(each.start, time(0), company.zone) for each in (week, week.next))
    return await store.requests.counts(company.workspace, since, before)


async def _covered(store: Store, company: Company, week: Week) -> Covered | None:
    """Which share of the teams another one thanked; a company that does not thank is not reminded of it weekly."""
    first = week.end - timedelta(days=COVERED_DAYS - 1)
    since, until = (instant_of(day, time(0), company.zone) for day in (first, week.next.start))
    thanked = thanked_by_another(await store.team_thanks.flows(company.workspace, since, until))
    known = [team for team in company.teams if team.key in thanked]
    return Covered(len(known), len(company.teams)) if known and len(company.teams) > 1 else None


async def _names(store: Store, workspace: WorkspaceId, metrics: Iterable[Metric]) -> Mapping[PersonId, str]:
    return await _called(store, workspace, {metric.owner for metric in metrics if metric.owner})


async def _called(
    store: Store, workspace: WorkspaceId, people: Collection[PersonId]
) -> Mapping[PersonId, str]:
    known = await store.people.known(workspace, people) if people else {}
    return {person: met.name for person, met in known.items() if met.name}


async def _away(store: Store, company: Company, digest: Digest) -> Mapping[PersonId, PersonId | None]:
    """Owners who are asked and away, with who answers for them."""
    owners = {line.metric.owner for line in digest.asks if line.metric.owner}
    absences = await store.absences.open(company.workspace) if owners else ()
    return {one: stand_in(absences, one) for one in owners & away(absences)}
