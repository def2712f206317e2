"""What a metric is counted in: whether another wording of its unit means another unit."""

from collections.abc import Iterator

from northstar_bot.domain.company.company import Company, Kind, Metric, Style
from northstar_bot.domain.ids import MetricKey

_SAME: tuple[frozenset[str], ...] = (
    frozenset({"s", "sec", "second"}),
    frozenset({"min", "minute"}),
    frozenset({"h", "hr", "hour"}),
    frozenset({"d", "day"}),
    frozenset({"%", "percent", "per cent", "pct"}),
    frozenset({"€", "eur", "euro"}),
    frozenset({"$", "usd", "dollar", "us dollar"}),
    frozenset({"£", "gbp", "pound"}),
)
_SINGULAR = ("ss", "us", "is")


def another_unit(before: Metric, after: Metric) -> bool:
    """Whether numbers of the one say something else as numbers of the other: hours and minutes, counts and shares.

    Another writing of the same unit (`Hours`, `hr`, `hour`) is none, and neither is one that was never said or no
    longer is.
    """
    if (before.style is Style.SHARE) is not (after.style is Style.SHARE):
        return True
    was, becomes = _plain(before.unit), _plain(after.unit)
    return bool(was and becomes) and was != becomes


def remeasured(before: Company, after: Company) -> Iterator[MetricKey]:
    """The metrics of both that `after` counts in another unit."""
    for metric in _measured(after):
        known = next((one for one in _measured(before) if one.key == metric.key), None)
        if known is not None and another_unit(known, metric):
            yield metric.key


def _measured(company: Company) -> tuple[Metric, ...]:
    """Every metric; a star that is declared without one is its own."""
    star = company.star
    if star is None or company.metric(star.metric):
        return company.metrics
    return (*company.metrics, Metric(star.metric, star.name, Kind.STAR, star.unit))


def _plain(unit: str) -> frozenset[str] | str:
    """A unit as it is compared: small letters, in the singular, and one of several writings."""
    written = " ".join(unit.casefold().replace(".", " ").split())
    singular = written if written.endswith(_SINGULAR) else written.removesuffix("s")
    return next((same for same in _SAME if written in same or singular in same), singular)
