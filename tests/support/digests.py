"""A small teaching company and its weeks, to make digests of any shape from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import (
    Company,
    Dimension,
    Direction,
    Formula,
    Kind,
    Limits,
    Metric,
    Mode,
    Squad,
    Star,
    Style,
)
from northstar_bot.domain.counts import RequestCounts, ShoutoutCounts
from northstar_bot.domain.digest.composition import Occasion, compose
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.domain.ids import MetricKey, PersonId, SquadKey, WorkspaceId
from northstar_bot.domain.numbers.readings import Reach, Reading, Series

WEEK = Week.parse("2026-W47")
MONDAY = datetime(2026, 11, 23, 8, tzinfo=UTC)
LESSONS, LEARNERS, PER_LEARNER, CHURN, REFUNDS = (
    MetricKey(key) for key in ("lessons", "learners", "per_learner", "churn", "refunds")
)
STAR = Star(
    version=2,
    metric=LESSONS,
    vision="Everybody who starts a course learns something every week.",
    name="Weekly lessons completed",
    unit="lessons",
    since=date(2026, 1, 5),
)
METRICS = (
    Metric(LESSONS, "Weekly lessons completed", Kind.STAR, unit="lessons", style=Style.COUNT),
    Metric(
        LEARNERS,
        "Active learners",
        Kind.INPUT,
        style=Style.COUNT,
        dimension=Dimension.BREADTH,
        owner=PersonId("U0ANA"),
        squad=SquadKey("growth"),
    ),
    Metric(PER_LEARNER, "Lessons per learner", Kind.INPUT, dimension=Dimension.DEPTH, owner=PersonId("Bo")),
    Metric(
        CHURN, "Churn", Kind.GUARDRAIL, style=Style.SHARE, direction=Direction.DOWN, owner=PersonId("U0CY")
    ),
    Metric(REFUNDS, "Late refunds", Kind.GUARDRAIL, style=Style.COUNT, direction=Direction.DOWN),
)
COMPANY = Company(
    workspace=WorkspaceId("acme"),
    name="Acme",
    zone="Europe/Berlin",
    star=STAR,
    formula=Formula(Mode.IDENTITY, (LEARNERS, PER_LEARNER)),
    metrics=METRICS,
    squads=(Squad(SquadKey("growth"), "Growth", people=(PersonId("U0EVE"),)),),
    limits=Limits.ROLLING,
)
NAMES = {PersonId("U0ANA"): "Ana", PersonId("U0CY"): "Cy"}
# Swings inside natural limits, and no run of eight.
CALM = (100.0, 104, 98, 103, 97, 102, 99, 105, 96, 101)


def weeks(values: Sequence[float | None], last: Week = WEEK) -> dict[Week, float]:
    """`values` as the weeks up to `last`, oldest first; None leaves a week out."""
    first = last.plus(1 - len(values))
    return {first.plus(at): value for at, value in enumerate(values) if value is not None}


def series(
    key: MetricKey,
    values: Mapping[Week, float],
    *,
    unfinished: Sequence[Week] = (),
    reach: Reach | None = None,
    metric: Metric | None = None,
) -> Series:
    """A series of plain readings."""
    found = metric or COMPANY.metric(key)
    assert found
    readings = {
        week: Reading(key, week, value, provisional=week in unfinished, source="sql")
        for week, value in values.items()
    }
    return Series(found, readings, reach)


def calm(many: int, scale: float = 1.0) -> list[float]:
    """`many` unremarkable values."""
    return [CALM[at % len(CALM)] * scale for at in range(many)]


def business(
    learners: Sequence[float] = tuple(calm(30)),
    per_learner: Sequence[float] = tuple(calm(30, 0.05)),
    churn: Sequence[float] = tuple(calm(30, 0.0005)),
    refunds: Sequence[float] = tuple(calm(30, 0.05)),
) -> dict[MetricKey, Series]:
    """Every metric of the company, its star the product of its inputs."""
    star = [one * other for one, other in zip(learners, per_learner, strict=True)]
    told = {LESSONS: star, LEARNERS: learners, PER_LEARNER: per_learner, CHURN: churn, REFUNDS: refunds}
    return {key: series(key, weeks(values)) for key, values in told.items() if values}


def digest(
    known: Mapping[MetricKey, Series] | None = None,
    company: Company = COMPANY,
    week: Week = WEEK,
    *,
    now: datetime = MONDAY,
    requests: RequestCounts = RequestCounts(),  # noqa: B008
    shoutouts: ShoutoutCounts = ShoutoutCounts(),  # noqa: B008
    **occasion: object,
) -> Digest:
    """The digest of `week`, by default of a calm one."""
    told = Occasion(now, company.zone, names=NAMES)
    return compose(
        company,
        company.star or STAR,
        business() if known is None else known,
        week,
        replace(told, **occasion),  # type: ignore[arg-type]
        requests=requests,
        shoutouts=shoutouts,
    )


def last(values: Sequence[float], value: float) -> list[float]:
    """`values` with another last one."""
    return [*values[:-1], value]


NORMAL = business(learners=last(calm(30), 131), per_learner=last(calm(30, 0.05), 5.2))
ALARM = business(learners=last(calm(30), 106), churn=last(calm(30, 0.0005), 0.09))
EARLY = business(calm(4), calm(4, 0.05), calm(4, 0.0005), calm(4, 0.05))
TRIAL = business(calm(9), calm(9, 0.05), calm(9, 0.0005), calm(9, 0.05))
COUNTS = RequestCounts(5, 2, 1, 1, {LEARNERS: 3})
THANKS = ShoutoutCounts(6, 4, 7)


def forms() -> dict[str, Digest]:
    """Each form a digest can take."""
    reach = Reach(LESSONS, date(2026, 1, 1), date(2026, 11, 18))
    part = {**business(), LESSONS: series(LESSONS, weeks(calm(30, 5)), reach=reach)}
    failing = Reach(REFUNDS, None, date(2026, 11, 15), error="The database did not answer.")
    stale = {**NORMAL, REFUNDS: series(REFUNDS, weeks([*calm(29, 0.05), None]), reach=failing)}
    bare = replace(COMPANY, metrics=tuple(one for one in METRICS if one.kind is not Kind.GUARDRAIL))
    loose = replace(COMPANY, formula=Formula())
    next_at = MONDAY + timedelta(days=7)
    return {
        "normal": digest(NORMAL, requests=COUNTS, shoutouts=THANKS, next_at=next_at),
        "quiet": digest(next_at=next_at),
        "alarm": digest(ALARM),
        "incomplete": digest(part),
        "stale": digest(stale),
        "first weeks": digest(EARLY),
        "trial": digest(TRIAL),
        "no guardrail": digest(NORMAL, bare),
        "hypothesis": digest(NORMAL, loose),
        "late": digest(NORMAL, due_at=MONDAY - timedelta(hours=3), late=True),
        "preview": digest(NORMAL, preview=True),
        "nothing known": digest({}),
    }
