"""The declaration as a person edits it in Slack: answers of a form in, a changed declaration out."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from enum import StrEnum
from typing import Any

from northstar_bot.domain.company.company import (
    Centre,
    Company,
    Dimension,
    Direction,
    Formula,
    Kind,
    Limits,
    Metric,
    Mode,
    Orientation,
    Recognition,
    Scope,
    SourceSpec,
    Squad,
    Star,
    Style,
    Team,
    Value,
)
from northstar_bot.domain.company.preferences import OF_MESSAGES
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.declaration import form
from northstar_bot.domain.declaration.schedule_form import read_schedule
from northstar_bot.domain.errors import BadInput, Invalid
from northstar_bot.domain.ids import ChannelId, GroupId, MetricKey, PersonId, SquadKey, TeamKey, ValueKey


class Noun(StrEnum):
    """What can be edited, in the order it is shown."""

    COMPANY = "company"
    STAR = "star"
    METRIC = "metric"
    FORMULA = "formula"
    SOURCE = "source"
    TEAM = "team"
    SQUAD = "squad"
    VALUE = "value"
    SCHEDULE = "schedule"
    RECOGNITION = "recognition"
    ROLES = "roles"
    MESSAGES = "messages"
    DECIDER = "decider"


# Nouns of which there are several, and where they stand in the declaration.
SEVERAL = {
    Noun.METRIC: "metrics",
    Noun.SOURCE: "sources",
    Noun.TEAM: "teams",
    Noun.SQUAD: "squads",
    Noun.VALUE: "values",
    Noun.SCHEDULE: "schedules",
    Noun.DECIDER: "scopes",
}


THERE_ALREADY = "They decide some requests already. Edit that instead."
NOTHING_TO_DECIDE = "Choose a team or an input. Who decides everything is named under Roles."


def changed(company: Company, noun: Noun, key: str | None, answers: form.Answers) -> Company:
    """The declaration after a form was submitted; Invalid names the fields that are wrong."""
    if noun in SEVERAL:
        item = READERS[noun](key, {**answers, "zone": answers.get("zone") or company.zone})
        place = SEVERAL[noun]
        kept = getattr(company, place)
        if key is None and any(form.key(one) == form.key(item) for one in kept):
            taken = "This key is taken. Choose another, or edit the one that has it."
            raise Invalid({"person": THERE_ALREADY} if noun is Noun.DECIDER else {"key": taken})
        several: dict[str, Any] = {place: form.with_item(kept, item)}
        return replace(company, **several)
    return SINGLE[noun](company, answers)


def without(company: Company, noun: Noun, key: str) -> Company:
    """The declaration without one team, squad, metric, value, source or schedule."""
    if noun not in SEVERAL:
        raise BadInput("This cannot be removed, only changed.")
    place = SEVERAL[noun]
    left = tuple(one for one in getattr(company, place) if form.key(one) != key)
    remaining: dict[str, Any] = {place: left}
    return replace(company, **remaining)


def item_of(company: Company, noun: Noun, key: str) -> Any | None:
    """The thing with this key, or None when it is gone."""
    return next((one for one in getattr(company, SEVERAL[noun]) if form.key(one) == key), None)


def _read_metric(key: str | None, answers: form.Answers) -> Metric:
    style = Style(form.choice(answers, "style"))
    return Metric(
        key=MetricKey(key or form.new_key(answers)),
        name=form.text(answers, "name"),
        kind=Kind(form.choice(answers, "kind")),
        unit=form.maybe(answers, "unit"),
        style=style,
        dimension=Dimension(answers["dimension"]) if answers.get("dimension") else None,
        owner=PersonId(answers["owner"]) if answers.get("owner") else None,
        squad=SquadKey(answers["squad"]) if answers.get("squad") else None,
        direction=Direction(answers.get("direction") or Direction.UP),
        target=form.number(answers, "target", share=style is Style.SHARE),
        lag_days=form.whole(answers, "lag_days", default=0, most=60),
        definition=form.maybe(answers, "definition"),
        target_for=form.target_for(answers, "target_for"),
        around=Around(answers.get("around") or Around.LEVEL),
    )


def _read_source(key: str | None, answers: form.Answers) -> SourceSpec:
    metric = key or form.choice(answers, "key")
    return SourceSpec(
        MetricKey(metric), form.choice(answers, "kind"), form.options(form.maybe(answers, "options"))
    )


def _read_team(key: str | None, answers: form.Answers) -> Team:
    group = form.maybe(answers, "group")
    if group and not re.fullmatch(r"S[A-Z0-9]{5,}", group):
        raise Invalid(
            {"group": "A user group's id starts with S. In Slack: People, User groups, Copy group ID."}
        )
    return Team(
        key=TeamKey(key or form.new_key(answers)),
        name=form.text(answers, "name"),
        brings=form.maybe(answers, "brings"),
        group=GroupId(group) if group else None,
        people=form.people(answers, "people"),
        lead=PersonId(form.maybe(answers, "lead")) if form.maybe(answers, "lead") else None,
        spotlight="left" not in (answers.get("spotlight") or ()),
    )


def _read_squad(key: str | None, answers: form.Answers) -> Squad:
    return Squad(
        key=SquadKey(key or form.new_key(answers)),
        name=form.text(answers, "name"),
        team=TeamKey(answers["team"]) if answers.get("team") else None,
        people=form.people(answers, "people"),
    )


def _read_value(key: str | None, answers: form.Answers) -> Value:
    return Value(
        ValueKey(key or form.new_key(answers)), form.text(answers, "name"), form.maybe(answers, "meaning")
    )


def _read_decider(key: str | None, answers: form.Answers) -> Scope:
    teams, inputs = answers.get("teams") or (), answers.get("inputs") or ()
    if not teams and not inputs:
        raise Invalid({"person" if "person" in answers else "inputs": NOTHING_TO_DECIDE})
    return Scope(
        PersonId(key or form.choice(answers, "person")),
        tuple(TeamKey(one) for one in teams),
        tuple(MetricKey(one) for one in inputs),
    )


def _change_company(company: Company, answers: form.Answers) -> Company:
    return replace(
        company,
        name=form.text(answers, "name"),
        zone=form.zone(answers, "zone"),
        limits=Limits(form.choice(answers, "limits")),
        centre=Centre(answers.get("centre") or company.centre),
        country=form.maybe(answers, "country").upper(),
        skip=form.days(answers, "skip"),
        week_start=form.weekday(answers, "week_start", default=company.week_start),
        second_weighing_every=form.whole(answers, "second_weighing_every", default=5, most=1000),
        look_back_days=form.whole(answers, "look_back_days", default=60, most=365),
    )


def _change_star(company: Company, answers: form.Answers) -> Company:
    """The first star with its metric, or new wording for the active one; another metric is a pivot."""
    wording: dict[str, Any] = {
        "vision": form.text(answers, "vision"),
        "unit": form.maybe(answers, "unit"),
        "definition": form.maybe(answers, "definition"),
        "why": form.maybe(answers, "why"),
        "orientation": Orientation(answers.get("orientation") or Orientation.PRODUCT),
        "stage": form.maybe(answers, "stage"),
        "exit_criteria": form.criteria(form.maybe(answers, "exit_criteria")),
    }
    if company.star is not None:
        return replace(company, star=replace(company.star, **wording))
    name = form.text(answers, "name")
    star = Star(version=1, metric=MetricKey(form.new_key(answers)), name=name, **wording)
    metric = Metric(star.metric, name, Kind.STAR, unit=star.unit, style=Style(form.choice(answers, "style")))
    return replace(company, star=star, metrics=form.with_item(company.metrics, metric))


def _change_formula(company: Company, answers: form.Answers) -> Company:
    factors = tuple(MetricKey(one) for one in answers.get("factors") or ())
    return replace(company, formula=Formula(Mode(form.choice(answers, "mode")), factors))


def _change_recognition(company: Company, answers: form.Answers) -> Company:
    feed = answers.get("feed")
    recognition = Recognition(
        feed=ChannelId(feed) if feed else None,
        emoji=form.emoji(answers, "emoji"),
        boost=form.emoji(answers, "boost"),
        allowance=form.whole(answers, "allowance", default=10, most=1000),
        value_required="value_required" in (answers.get("options") or ()),
        nudge="nudge" in (answers.get("options") or ()),
        private=PrivateThanks(answers.get("private") or company.recognition.private),
        anniversaries="anniversaries" in (answers.get("options") or ()),
    )
    if recognition.emoji == recognition.boost:
        raise Invalid({"boost": "Choose another emoji: this one already gives thanks."})
    return replace(company, recognition=recognition)


def _change_roles(company: Company, answers: form.Answers) -> Company:
    if company.owners and not form.people(answers, "owners"):
        raise Invalid({"owners": "Somebody has to stay owner. Choose at least one person."})
    return replace(
        company,
        owners=form.people(answers, "owners"),
        stewards=form.people(answers, "stewards"),
        deciders=form.people(answers, "deciders"),
    )


def _change_messages(company: Company, answers: form.Answers) -> Company:
    off = set(answers.get("quiet") or ())
    return replace(company, quiet=tuple(kind for kind in OF_MESSAGES if kind in off))


READERS: Mapping[Noun, Callable[[str | None, form.Answers], Any]] = {
    Noun.METRIC: _read_metric,
    Noun.SOURCE: _read_source,
    Noun.TEAM: _read_team,
    Noun.SQUAD: _read_squad,
    Noun.VALUE: _read_value,
    Noun.SCHEDULE: read_schedule,
    Noun.DECIDER: _read_decider,
}
SINGLE: Mapping[Noun, Callable[[Company, form.Answers], Company]] = {
    Noun.COMPANY: _change_company,
    Noun.STAR: _change_star,
    Noun.FORMULA: _change_formula,
    Noun.RECOGNITION: _change_recognition,
    Noun.ROLES: _change_roles,
    Noun.MESSAGES: _change_messages,
}
