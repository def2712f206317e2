"""What is wrong with a declaration: names that lead nowhere, keys taken twice, numbers out of range."""

import re
from collections.abc import Iterator
from math import isfinite

from northstar_bot.domain.calendar.target_span import parse_target_for
from northstar_bot.domain.company.company import Company, Kind, Metric, Mode, Star, Style
from northstar_bot.domain.company.declared_fields import (
    Problem,
    bad_channel,
    bad_key,
    bad_number,
    bad_people,
    bad_twice,
    bad_words,
    bad_zone,
    can_be_kept,
    nearest,
)
from northstar_bot.domain.company.declared_scopes import bad_scope
from northstar_bot.domain.declaration.declared_schedules import bad_days_off, bad_schedules
from northstar_bot.domain.errors import BadInput

# Where metrics of each kind stand in the company file.
PLACES = {Kind.STAR: "star", Kind.INPUT: "inputs", Kind.GUARDRAIL: "guardrails", Kind.KPI: "kpis"}
LONGEST_LAG = 60
MOST_BETWEEN = 1000
MOST_THANKS = 1000
FACTORS_NEEDED = {Mode.IDENTITY: 2, Mode.RESIDUAL: 1, Mode.HYPOTHESIS: 0}
_GROUP = re.compile(r"S[A-Z0-9]+")
_EMOJI = re.compile(r"[^\s:]{1,100}")

# Words that go go for good: a slip of the finger must not empty last week.
RETENTION = (30, 3650)


def problems(company: Company) -> Iterator[Problem]:
    """Everything wrong with `company`, in the order of the file."""
    yield from bad_key("workspace.key", company.workspace)
    yield from bad_words("workspace", {"name": company.name}, required=("name",))
    yield from bad_zone("workspace.zone", company.zone)
    yield from bad_days_off(company)
    yield from bad_number("workspace.week_start", company.week_start, 0, 6)
    yield from _teams(company)
    for value in company.values:
        yield from bad_words(f"values.{value.key}", {"name": value.name, "meaning": value.meaning}, ("name",))
    yield from _star(company)
    for metric in company.metrics:
        yield from _metric(company, metric)
    yield from _formula(company)
    yield from _sources(company)
    yield from bad_schedules(company)
    yield from _second_weighing(company)
    yield from _recognition(company)
    yield from _roles(company)
    yield from _keys(company)
    yield from bad_number("look_back_days", company.look_back_days, 35, 365)
    if company.retention_days:
        yield from bad_number("retention_days", company.retention_days, *RETENTION)


def place_of(metric: Metric) -> str:
    """Where a metric stands in the company file."""
    return "star" if metric.kind is Kind.STAR else f"{PLACES[metric.kind]}.{metric.key}"


def _teams(company: Company) -> Iterator[Problem]:
    for team in company.teams:
        path = f"teams.{team.key}"
        yield from bad_words(path, {"name": team.name, "brings": team.brings}, ("name",))
        yield from bad_people(f"{path}.people", team.people)
        yield from bad_people(f"{path}.lead", (team.lead,) if team.lead else ())
        if team.group and not _GROUP.fullmatch(team.group):
            yield Problem(
                f"{path}.group",
                f"“{team.group}” is not the id of a user group.",
                "It starts with S. In Slack: People, User groups, Copy group ID.",
            )
    for squad in company.squads:
        yield from bad_words(f"squads.{squad.key}", {"name": squad.name}, ("name",))
        yield from bad_people(f"squads.{squad.key}.people", squad.people)
        if squad.team and not company.team(squad.team):
            hint = nearest(squad.team, (team.key for team in company.teams))
            yield Problem(f"squads.{squad.key}.team", f"There is no team “{squad.team}”.", hint)


def _star(company: Company) -> Iterator[Problem]:
    stars = company.of_kind(Kind.STAR)
    if len(stars) > 1:
        names = " and ".join(metric.key for metric in stars)
        yield Problem(
            "star", f"There are {len(stars)} North Stars: {names}.", "Choose one; the rest are kpis."
        )
    if company.star is None:
        if len(stars) == 1:
            yield Problem(
                "star", f"The metric {stars[0].key} is a star, but no star is declared.", "Declare it."
            )
        return
    yield from _star_words(company.star)
    if company.star.metric not in {metric.key for metric in stars}:
        yield Problem(
            "star.metric",
            f"The star's metric “{company.star.metric}” is not declared as a star.",
            "Declare a metric with this key.",
        )


def _star_words(star: Star) -> Iterator[Problem]:
    texts = {"vision": star.vision, "name": star.name, "unit": star.unit, "definition": star.definition}
    yield from bad_words("star", {**texts, "why": star.why, "stage": star.stage}, ("vision", "name"))
    for index, criterion in enumerate(star.exit_criteria):
        yield from bad_words(f"star.exit_criteria[{index}]", {"text": criterion.text}, ("text",))


def _metric(company: Company, metric: Metric) -> Iterator[Problem]:
    path = place_of(metric)
    if metric.kind is not Kind.STAR:
        texts = {"name": metric.name, "unit": metric.unit, "definition": metric.definition}
        yield from bad_words(path, texts, ("name",))
    if metric.squad and not company.squad(metric.squad):
        hint = nearest(metric.squad, (squad.key for squad in company.squads))
        yield Problem(f"{path}.squad", f"There is no squad “{metric.squad}”.", hint)
    if metric.lag_days not in range(LONGEST_LAG + 1):
        yield Problem(
            f"{path}.lag_days",
            f"A lag of {metric.lag_days} days cannot be used.",
            f"Write 0 to {LONGEST_LAG}.",
        )
    yield from _target(f"{path}.target", metric)
    yield from _target_for(f"{path}.target_for", metric, company.week_start)


def _target(path: str, metric: Metric) -> Iterator[Problem]:
    target = metric.target
    if target is None:
        return
    if not isfinite(target):
        yield Problem(path, "The target is not a number.", "Write it as 12.5, 1,234 or 45%.")
    elif metric.style is Style.SHARE and not 0 <= target <= 1:
        yield Problem(
            path, f"A share of {target:g} cannot be reached.", "A share lies between 0 and 1, or 45%."
        )
    elif metric.style is Style.COUNT and target < 0:
        yield Problem(path, f"A count of {target:g} cannot be reached.", "A count is never below zero.")


def _target_for(path: str, metric: Metric, starts: int) -> Iterator[Problem]:
    try:
        parse_target_for(metric.target_for, starts)
    except BadInput as error:
        yield Problem(path, error.sentence, error.hint)
    if metric.target_for and metric.target is None:
        yield Problem(path, "There is no target that this could be for.", "Write the target as well.")


def _formula(company: Company) -> Iterator[Problem]:
    formula = company.formula
    inputs = [metric.key for metric in company.of_kind(Kind.INPUT)]
    for factor in formula.factors:
        if factor not in inputs:
            known = company.metric(factor)
            sentence = f"“{factor}” is a {known.kind}." if known else f"There is no input “{factor}”."
            yield Problem("formula.factors", sentence, f"Factors are inputs. {nearest(factor, inputs)}")
    if len(set(formula.factors)) != len(formula.factors):
        yield Problem("formula.factors", "A factor is named twice.", "Name each input once.")
    needed = FACTORS_NEEDED[formula.mode]
    if len(formula.factors) < needed:
        count = "two inputs" if needed > 1 else "one input"
        yield Problem(
            "formula.factors",
            f"In the mode “{formula.mode}” the star is a product of at least {count}.",
            "Name them as factors, or choose the mode hypothesis.",
        )


def _sources(company: Company) -> Iterator[Problem]:
    metrics = [metric.key for metric in company.metrics]
    for source in company.sources:
        if source.metric not in metrics:
            yield Problem(
                f"sources.{source.metric}",
                f"There is no metric “{source.metric}” for this source.",
                nearest(source.metric, metrics),
            )
        for name, value in source.options.items():
            if not can_be_kept(value):
                yield Problem(
                    f"sources.{source.metric}.{name}",
                    f"The option {name} is neither text nor a number.",
                    "Put it in quotation marks.",
                )
    yield from bad_twice("sources", "metric with a source", [source.metric for source in company.sources])


def _second_weighing(company: Company) -> Iterator[Problem]:
    if company.second_weighing_every not in range(MOST_BETWEEN + 1):
        yield Problem(
            "second_weighing_every",
            f"Every {company.second_weighing_every} requests cannot be used.",
            f"Write a whole number from 0 to {MOST_BETWEEN}; 0 weighs nothing twice.",
        )


def _recognition(company: Company) -> Iterator[Problem]:
    recognition = company.recognition
    if recognition.feed:
        yield from bad_channel("recognition.feed", recognition.feed)
    for field, emoji in (("emoji", recognition.emoji), ("boost", recognition.boost)):
        if not _EMOJI.fullmatch(emoji):
            yield Problem(f"recognition.{field}", f"“{emoji}” is not an emoji's name.", "Write it as star2.")
    if recognition.emoji == recognition.boost:
        yield Problem(
            "recognition.boost", "This emoji already gives thanks.", "Choose another one for a boost."
        )
    if recognition.allowance not in range(1, MOST_THANKS + 1):
        yield Problem(
            "recognition.allowance",
            f"An allowance of {recognition.allowance} cannot be used.",
            f"Write how many shout-outs a person may give in a day, 1 to {MOST_THANKS}.",
        )


def _roles(company: Company) -> Iterator[Problem]:
    roles = {"owners": company.owners, "stewards": company.stewards, "deciders": company.deciders}
    for role, people in roles.items():
        yield from bad_people(f"roles.{role}", people)
    for scope in company.scopes:
        yield from bad_scope(f"roles.deciders.{scope.person}", company, scope)
    yield from bad_twice("roles.deciders", "decider", [scope.person for scope in company.scopes])


def _keys(company: Company) -> Iterator[Problem]:
    lists: dict[str, list[str]] = {
        "teams": [team.key for team in company.teams],
        "squads": [squad.key for squad in company.squads],
        "values": [value.key for value in company.values],
        "schedules": [schedule.key for schedule in company.schedules],
    }
    for place, keys in lists.items():
        for key in keys:
            yield from bad_key(f"{place}.{key}.key", key)
        yield from bad_twice(place, place.removesuffix("s"), keys)
    for metric in company.metrics:
        yield from bad_key(
            "star.metric" if metric.kind is Kind.STAR else f"{place_of(metric)}.key", metric.key
        )
    yield from bad_twice("metrics", "metric", [metric.key for metric in company.metrics])
