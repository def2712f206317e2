"""A company as the JSON document that is stored, and back; the star lives in its own table."""

from collections.abc import Mapping
from typing import Any

from northstar_bot.domain.company.company import (
    Centre,
    Company,
    Dimension,
    Direction,
    ExitCriterion,
    Formula,
    Kind,
    Limits,
    Metric,
    Mode,
    Recognition,
    Scope,
    SourceSpec,
    Squad,
    Star,
    Style,
    Team,
    Value,
)
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.ids import (
    ChannelId,
    GroupId,
    MetricKey,
    PersonId,
    SquadKey,
    TeamKey,
    ValueKey,
    WorkspaceId,
)
from northstar_bot.storage.company.schedule_document import (
    days_document,
    days_of,
    schedule_document,
    schedule_of,
)

Json = dict[str, Any]


def document_of(company: Company) -> Json:
    """Everything but workspace, name, zone, star and revision, which have columns of their own."""
    return {
        "formula": {"mode": company.formula.mode.value, "factors": list(company.formula.factors)},
        "metrics": [_metric_document(metric) for metric in company.metrics],
        "teams": [_team_document(team) for team in company.teams],
        "squads": [_squad_document(squad) for squad in company.squads],
        "values": [
            {"key": value.key, "name": value.name, "meaning": value.meaning} for value in company.values
        ],
        "sources": [_source_document(source) for source in company.sources],
        "schedules": [schedule_document(schedule) for schedule in company.schedules],
        "owners": list(company.owners),
        "stewards": list(company.stewards),
        "deciders": list(company.deciders),
        "scopes": [_scope_document(scope) for scope in company.scopes],
        "recognition": _recognition_document(company.recognition),
        "limits": company.limits.value,
        "centre": company.centre.value,
        "country": company.country,
        "skip": days_document(company.skip),
        "week_start": company.week_start,
        "second_weighing_every": company.second_weighing_every,
        "look_back_days": company.look_back_days,
        "retention_days": company.retention_days,
        "quiet": list(company.quiet),
    }


def company_of(row: Mapping[str, Any], star: Star | None) -> Company:
    """The company from its row (`id`, `name`, `zone`, `revision`, `declared`) and its active star."""
    declared: Json = row["declared"]
    return Company(
        workspace=WorkspaceId(row["id"]),
        name=row["name"],
        zone=row["zone"],
        star=star,
        formula=_formula(declared.get("formula", {})),
        metrics=tuple(_metric(each) for each in declared.get("metrics", ())),
        teams=tuple(_team(each) for each in declared.get("teams", ())),
        squads=tuple(_squad(each) for each in declared.get("squads", ())),
        values=tuple(_value(each) for each in declared.get("values", ())),
        sources=tuple(_source(each) for each in declared.get("sources", ())),
        schedules=tuple(schedule_of(each) for each in declared.get("schedules", ())),
        owners=_people(declared.get("owners", ())),
        stewards=_people(declared.get("stewards", ())),
        deciders=_people(declared.get("deciders", ())),
        scopes=tuple(_scope(each) for each in declared.get("scopes", ())),
        recognition=_recognition(declared.get("recognition", {})),
        limits=Limits(declared.get("limits", Limits.LOCKED)),
        centre=Centre(declared.get("centre", Centre.MEAN)),
        country=declared.get("country", ""),
        skip=days_of(declared.get("skip", ())),
        week_start=declared.get("week_start", 0),
        second_weighing_every=declared.get("second_weighing_every", 5),
        look_back_days=declared.get("look_back_days", 60),
        retention_days=declared.get("retention_days", 0),
        quiet=tuple(Switch(each) for each in declared.get("quiet", ())),
        revision=row["revision"],
    )


def criteria_document(criteria: tuple[ExitCriterion, ...]) -> list[Json]:
    """Exit criteria as they are kept beside a star."""
    return [{"text": each.text, "met": each.met} for each in criteria]


def criteria_of(document: list[Json]) -> tuple[ExitCriterion, ...]:
    """Exit criteria from what is kept beside a star."""
    return tuple(ExitCriterion(each["text"], each["met"]) for each in document)


def _people(ids: Any) -> tuple[PersonId, ...]:
    return tuple(PersonId(each) for each in ids)


def _metric_document(metric: Metric) -> Json:
    return {
        "key": metric.key,
        "name": metric.name,
        "kind": metric.kind.value,
        "unit": metric.unit,
        "style": metric.style.value,
        "dimension": metric.dimension.value if metric.dimension else None,
        "owner": metric.owner,
        "squad": metric.squad,
        "direction": metric.direction.value,
        "target": metric.target,
        "lag_days": metric.lag_days,
        "definition": metric.definition,
        "target_for": metric.target_for,
        "around": metric.around.value,
    }


def _metric(document: Json) -> Metric:
    return Metric(
        key=MetricKey(document["key"]),
        name=document["name"],
        kind=Kind(document["kind"]),
        unit=document["unit"],
        style=Style(document["style"]),
        dimension=Dimension(document["dimension"]) if document["dimension"] else None,
        owner=PersonId(document["owner"]) if document["owner"] else None,
        squad=SquadKey(document["squad"]) if document["squad"] else None,
        direction=Direction(document["direction"]),
        target=document["target"],
        lag_days=document["lag_days"],
        definition=document["definition"],
        target_for=document.get("target_for", ""),
        around=Around(document.get("around", Around.LEVEL)),
    )


def _formula(document: Json) -> Formula:
    factors = tuple(MetricKey(each) for each in document.get("factors", ()))
    return Formula(Mode(document.get("mode", Mode.HYPOTHESIS)), factors)


def _team_document(team: Team) -> Json:
    return {
        "key": team.key,
        "name": team.name,
        "brings": team.brings,
        "group": team.group,
        "people": list(team.people),
        "lead": team.lead,
        "spotlight": team.spotlight,
    }


def _team(document: Json) -> Team:
    group = GroupId(document["group"]) if document["group"] else None
    lead = PersonId(document["lead"]) if document.get("lead") else None
    people, turns = _people(document["people"]), document.get("spotlight", True)
    return Team(TeamKey(document["key"]), document["name"], document["brings"], group, people, lead, turns)


def _squad_document(squad: Squad) -> Json:
    return {"key": squad.key, "name": squad.name, "team": squad.team, "people": list(squad.people)}


def _squad(document: Json) -> Squad:
    team = TeamKey(document["team"]) if document["team"] else None
    return Squad(SquadKey(document["key"]), document["name"], team, _people(document["people"]))


def _value(document: Json) -> Value:
    return Value(ValueKey(document["key"]), document["name"], document["meaning"])


def _source_document(source: SourceSpec) -> Json:
    return {"metric": source.metric, "kind": source.kind, "options": dict(source.options)}


def _source(document: Json) -> SourceSpec:
    return SourceSpec(MetricKey(document["metric"]), document["kind"], document["options"])


def _scope_document(scope: Scope) -> Json:
    return {"person": scope.person, "teams": list(scope.teams), "inputs": list(scope.inputs)}


def _scope(document: Json) -> Scope:
    return Scope(
        PersonId(document["person"]),
        tuple(TeamKey(each) for each in document["teams"]),
        tuple(MetricKey(each) for each in document["inputs"]),
    )


def _recognition_document(recognition: Recognition) -> Json:
    return {
        "feed": recognition.feed,
        "emoji": recognition.emoji,
        "boost": recognition.boost,
        "allowance": recognition.allowance,
        "value_required": recognition.value_required,
        "nudge": recognition.nudge,
        "private": recognition.private.value,
        "anniversaries": recognition.anniversaries,
    }


def _recognition(document: Json) -> Recognition:
    names = ("emoji", "boost", "allowance", "value_required", "nudge", "anniversaries")
    known = {name: document[name] for name in names if name in document}
    feed = ChannelId(document["feed"]) if document.get("feed") else None
    private = PrivateThanks(document.get("private", PrivateThanks.EVERYBODY))
    return Recognition(feed=feed, private=private, **known)
