"""A changed declaration: whether it may stand, and what is different, in lines a person can read."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from northstar_bot.domain.calendar.days_off import days_text
from northstar_bot.domain.calendar.zones import WEEKDAYS
from northstar_bot.domain.company.company import Company, Kind, Metric, SourceSpec, Star
from northstar_bot.domain.declaration.declaration_problems import place_of, problems
from northstar_bot.domain.errors import BadInput

Facts = Mapping[str, object]
_PIVOT = "Replacing the star is a pivot, a person's act: an owner does it in Slack, with the reason."


@dataclass(frozen=True, slots=True)
class Change:
    """One difference; `before` is empty for something new, `after` for something removed."""

    path: str
    before: str
    after: str

    @property
    def line(self) -> str:
        """`+ path: new`, `- path: old` or `~ path: old → new`."""
        if not self.before:
            return f"+ {self.path}: {self.after}"
        if not self.after:
            return f"- {self.path}: {self.before}"
        return f"~ {self.path}: {self.before} → {self.after}"


def check(company: Company) -> None:
    """Raise BadInput with the first thing that is wrong; its `field` is the path in the company file."""
    for problem in problems(company):
        raise BadInput(problem.sentence, problem.hint, problem.path)


def refuse_pivot(before: Company | None, after: Company) -> None:
    """Raise BadInput when the active star would be replaced; its wording may change."""
    if before is None or before.star is None:
        return
    if after.star is None:
        raise BadInput("The North Star cannot be taken away.", _PIVOT, "star")
    for field in ("metric", "name"):
        was, would_be = getattr(before.star, field), getattr(after.star, field)
        if was != would_be:
            raise BadInput(f"The North Star is “{was}”; here it is “{would_be}”.", _PIVOT, f"star.{field}")


def with_star_metric(company: Company) -> Company:
    """The star's metric carries the star's own name, unit and definition, so that they are said once."""
    star = company.star
    if star is None:
        return company
    metrics = tuple(
        replace(metric, name=star.name, unit=star.unit, definition=star.definition)
        if metric.kind is Kind.STAR and metric.key == star.metric
        else metric
        for metric in company.metrics
    )
    return replace(company, metrics=metrics)


def difference(before: Company | None, after: Company) -> tuple[Change, ...]:
    """What changes from `before` to `after`, in the order of the file; empty when they say the same."""
    old = dict(_things(before)) if before else {}
    new = dict(_things(after))
    return tuple(
        change
        for path in dict.fromkeys((*old, *new))
        for change in _between(path, old.get(path), new.get(path))
    ) + tuple(_moved(before, after))


def _between(path: str, old: Facts | None, new: Facts | None) -> Iterator[Change]:
    if old is None or new is None:
        yield Change(path, _summary(old), _summary(new))
        return
    for field in dict.fromkeys((*old, *new)):
        was, becomes = old.get(field), new.get(field)
        if was != becomes:
            yield Change(f"{path}.{field}".rstrip("."), _said(was) or "(empty)", _said(becomes) or "(empty)")


def _summary(facts: Facts | None) -> str:
    """What a new or removed thing is called; a thing without a name says all it holds."""
    if facts is None:
        return ""
    if name := facts.get("name"):
        return _said(name)
    return ", ".join(f"{field} {_said(value)}" for field, value in facts.items() if _said(value)) or "(empty)"


def _things(company: Company) -> Iterator[tuple[str, Facts]]:
    """Everything declared, each under its path and as flat facts."""
    yield (
        "workspace",
        {
            "name": company.name,
            "zone": company.zone,
            "country": company.country,
            "skip": days_text(company.skip),
            "week_start": WEEKDAYS[company.week_start],
        },
    )
    yield "limits", {"": company.limits}
    yield "centre", {"": company.centre}
    yield "second_weighing_every", {"": company.second_weighing_every}
    yield "look_back_days", {"": company.look_back_days}
    yield "retention_days", {"": company.retention_days}
    yield "quiet", {"": company.quiet}
    for place, items in _lists(company).items():
        for item in items:
            yield f"{place}.{item.key}", _facts(item, "key")
    if company.star:
        yield "star", _star_facts(company.star)
    for metric in company.metrics:
        yield from _metric_things(metric)
    for source in company.sources:
        yield f"sources.{source.metric}", _source_facts(source)
    yield "formula", _facts(company.formula)
    yield "recognition", _facts(company.recognition)
    yield "roles", {"owners": company.owners, "stewards": company.stewards, "deciders": company.deciders}
    for scope in company.scopes:
        yield f"roles.deciders.{scope.person}", _facts(scope, "person")


def _metric_things(metric: Metric) -> Iterator[tuple[str, Facts]]:
    if metric.kind is Kind.STAR:
        # What the star itself says is compared there.
        yield f"star metric {metric.key}", _facts(metric, "key", "kind", "unit", "definition")
    else:
        yield place_of(metric), _facts(metric, "key", "kind")


def _star_facts(star: Star) -> Facts:
    criteria = tuple(f"[{'x' if each.met else ' '}] {each.text}" for each in star.exit_criteria)
    return {**_facts(star, "version", "since", "until", "exit_criteria"), "exit_criteria": criteria}


def _source_facts(source: SourceSpec) -> Facts:
    return {"kind": source.kind, **{f"options.{name}": value for name, value in source.options.items()}}


def _facts(item: Any, *left_out: str) -> Facts:
    return {name: getattr(item, name) for name in item.__slots__ if name not in left_out}


def _said(value: object) -> str:
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_said(each)}" for name, each in value.items())
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_said(each) for each in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return f"{value:g}"
    return "" if value is None else " ".join(str(value).split())


def _lists(company: Company) -> dict[str, Sequence[Any]]:
    return {
        "teams": company.teams,
        "squads": company.squads,
        "values": company.values,
        "schedules": company.schedules,
    }


def _moved(before: Company | None, after: Company) -> Iterator[Change]:
    """Lists whose members are the same but stand in another order, which is the order they are shown in."""
    if before is None:
        return
    key: Callable[[Any], str] = lambda item: str(item.key)  # noqa: E731
    for place in ("metrics", *_lists(after)):
        old = [key(item) for item in getattr(before, place)]
        new = [key(item) for item in getattr(after, place)]
        if old != new and sorted(old) == sorted(new):
            yield Change(f"{place} in order", ", ".join(old), ", ".join(new))
