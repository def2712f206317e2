"""company.yaml read into a declaration: an error names the file, line and field, and changes nothing."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from northstar_bot.company_file import shape
from northstar_bot.company_file.schedules import schedule_of
from northstar_bot.company_file.yaml_lines import LARGEST_FILE, Document, parse
from northstar_bot.domain.company import company as declared
from northstar_bot.domain.company.company import Company, Formula, Kind, Metric, Recognition, Star
from northstar_bot.domain.declaration.declaration import check
from northstar_bot.domain.errors import BadInput
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


@dataclass(frozen=True, slots=True)
class CompanyFile:
    """A declaration, the Slack team it names, and the lines it came from."""

    company: Company
    slack_team: str | None
    name: str
    document: Document

    def placed(self, error: BadInput) -> BadInput:
        """The same error with the file and the line of the field it is about."""
        return _placed(self.name, self.document, error)


def read(path: Path) -> CompanyFile:
    """The declaration in `path`, checked as far as it can be without the sources."""
    name = path.name
    document = parse(_text_of(path), name)
    if not isinstance(document.value, dict):
        raise BadInput(
            f"{name} does not hold a declaration.", "Begin it with workspace:, as in examples/company.yaml."
        )
    if isinstance(document.value.get("star"), list) or "stars" in document.value:
        line = document.line(("star",) if "star" in document.value else ("stars",))
        raise BadInput(
            f"{name}, line {line}, star: there is more than one North Star.",
            "Focus is singular: keep one under star:, the others may be inputs or kpis.",
        )
    try:
        said = shape.CompanyShape.model_validate(document.value)
    except ValidationError as error:
        raise _explained(error, document, name) from error
    found = CompanyFile(_company(said), said.workspace.slack_team, name, document)
    try:
        check(found.company)
    except BadInput as error:
        raise found.placed(error) from error
    return found


def _text_of(path: Path) -> str:
    hint = "Give the path of a company file, such as examples/company.yaml."
    try:
        raw = path.read_bytes()
    except FileNotFoundError as error:
        raise BadInput(f"There is no file {path.name}.", hint) from error
    except OSError as error:
        raise BadInput(f"{path.name} cannot be read ({error.strerror}).", hint) from error
    if len(raw) > LARGEST_FILE:
        raise BadInput(f"{path.name} is larger than a company file can be (1 MB).", hint)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadInput(
            f"{path.name} is not text in UTF-8.", "Save it as UTF-8 and apply it again."
        ) from error


def _explained(error: ValidationError, document: Document, name: str) -> BadInput:
    """The first thing pydantic refused, in our words, with its line."""
    wrong = error.errors()[0]
    path = tuple(wrong["loc"])
    line = document.line(path)
    field = ".".join(_readable(path, document.value))
    if wrong["type"] == "extra_forbidden":
        close = get_close_matches(str(path[-1]), _fields_at(path), n=1)
        hint = f"Did you mean {close[0]}?" if close else f"Known here: {', '.join(_fields_at(path))}."
        return BadInput(f"{name}, line {line}, {field}: there is no such field.", hint, field)
    if wrong["type"] == "missing":
        return BadInput(
            f"{name}, line {line}, {field}: this is missing.",
            "Every field is in docs/company-file.md.",
            field,
        )
    said = wrong["msg"].removeprefix("Value error, ").removesuffix(".")
    return BadInput(
        f"{name}, line {line}, {field}: {said}.", "Every field is in docs/company-file.md.", field
    )


def _readable(path: tuple[Any, ...], value: Any) -> Iterable[str]:
    """A path with the keys of list items in place of their numbers."""
    for part in path:
        item = value[part] if isinstance(value, (dict, list)) and _has(value, part) else None
        yield (
            str(item["key"])
            if isinstance(part, int) and isinstance(item, dict) and "key" in item
            else str(part)
        )
        value = item


def _has(value: Any, part: Any) -> bool:
    return part in value if isinstance(value, dict) else isinstance(part, int) and part < len(value)


def _fields_at(path: tuple[Any, ...]) -> list[str]:
    """The fields known where `path` ends."""
    model: Any = shape.CompanyShape
    for part in path[:-1]:
        if isinstance(part, str) and isinstance(model, type) and issubclass(model, BaseModel):
            model = _model_in(model.model_fields[part].annotation)
    return list(model.model_fields) if isinstance(model, type) and issubclass(model, BaseModel) else []


def _model_in(annotation: Any) -> Any:
    inner = [_model_in(one) for one in getattr(annotation, "__args__", ())]
    found = [one for one in inner if isinstance(one, type) and issubclass(one, BaseModel)]
    return found[0] if found else annotation


def _placed(name: str, document: Document, error: BadInput) -> BadInput:
    path = _path_of(error.field or "", document.value)
    where = f"{name}, line {document.line(path)}, {error.field}" if error.field else name
    return BadInput(f"{where}: {error.sentence}", error.hint, error.field)


def _path_of(field: str, value: Any) -> tuple[Any, ...]:
    """`inputs.breadth.squad` as a path into the document; `sources.breadth` is that metric's source."""
    parts = field.split(".")
    if parts[0] == "sources":
        parts = _source_place(parts, value)
    path: list[Any] = []
    for part in parts:
        if isinstance(value, list):
            at = next(
                (i for i, one in enumerate(value) if isinstance(one, dict) and part in _names(one)), None
            )
            if at is None:
                break
            path.append(at)
            value = value[at]
        elif isinstance(value, dict) and part in value:
            path.append(part)
            value = value[part]
        else:
            break
    return tuple(path)


def _names(item: Mapping[str, Any]) -> tuple[Any, ...]:
    """What an item of a list goes by; a decider is named by the person."""
    return (item.get("key"), item.get("person"))


def _source_place(parts: list[str], value: dict[str, Any]) -> list[str]:
    key, rest = (parts[1] if len(parts) > 1 else ""), parts[2:]
    if (value.get("star") or {}).get("metric") == key:
        return ["star", "source", *rest]
    for place in ("inputs", "guardrails", "kpis"):
        if any(isinstance(one, dict) and one.get("key") == key for one in value.get(place) or []):
            return [place, key, "source", *rest]
    return parts


def _company(said: shape.CompanyShape) -> Company:
    groups = ((Kind.INPUT, said.inputs), (Kind.GUARDRAIL, said.guardrails), (Kind.KPI, said.kpis))
    metrics = tuple(_metric(kind, one) for kind, several in groups for one in several)
    star = _star(said.star) if said.star else None
    sources = _sources(said)
    return Company(
        workspace=WorkspaceId(said.workspace.key),
        name=said.workspace.name,
        zone=said.workspace.zone,
        star=star,
        formula=Formula(said.formula.mode, tuple(MetricKey(one) for one in said.formula.factors)),
        metrics=((_star_metric(said.star),) if said.star else ()) + metrics,
        teams=tuple(_team(one) for one in said.teams),
        squads=tuple(_squad(one) for one in said.squads),
        values=tuple(declared.Value(ValueKey(one.key), one.name, one.meaning) for one in said.values),
        sources=sources,
        schedules=tuple(schedule_of(one, said.channels, said.workspace.zone) for one in said.schedules),
        owners=_people(said.roles.owners),
        stewards=_people(said.roles.stewards),
        deciders=_people(one.person for one in said.roles.deciders if not one.teams and not one.inputs),
        scopes=tuple(_scope(one) for one in said.roles.deciders if one.teams or one.inputs),
        recognition=_recognition(said),
        limits=said.limits,
        centre=said.centre,
        country=said.workspace.country.upper(),
        skip=said.workspace.skip,
        week_start=said.workspace.week_start,
        second_weighing_every=said.second_weighing_every,
        look_back_days=said.look_back_days,
        retention_days=said.retention_days,
        quiet=tuple(said.quiet),
    )


def _people(ids: Iterable[str]) -> tuple[PersonId, ...]:
    return tuple(PersonId(one) for one in ids)


def _maybe(make: Callable[[str], Any], value: str | None) -> Any:
    return make(value) if value else None


def _team(said: shape.TeamShape) -> declared.Team:
    group, lead, people = _maybe(GroupId, said.group), _maybe(PersonId, said.lead), _people(said.people)
    return declared.Team(TeamKey(said.key), said.name, said.brings, group, people, lead, said.spotlight)


def _squad(said: shape.SquadShape) -> declared.Squad:
    return declared.Squad(SquadKey(said.key), said.name, _maybe(TeamKey, said.team), _people(said.people))


def _metric(kind: Kind, said: shape.MetricShape) -> Metric:
    known = said.model_dump(exclude={"source", "key", "owner", "squad"})
    owner, squad = _maybe(PersonId, said.owner), _maybe(SquadKey, said.squad)
    return Metric(key=MetricKey(said.key), kind=kind, owner=owner, squad=squad, **known)


def _star_metric(said: shape.StarShape) -> Metric:
    known = said.model_dump(
        include={
            "name",
            "unit",
            "style",
            "direction",
            "target",
            "target_for",
            "around",
            "lag_days",
            "definition",
        }
    )
    return Metric(key=MetricKey(said.metric), kind=Kind.STAR, owner=_maybe(PersonId, said.owner), **known)


def _star(said: shape.StarShape) -> Star:
    known = said.model_dump(
        include={"name", "vision", "unit", "definition", "why", "orientation", "stage", "since"}
    )
    criteria = tuple(declared.ExitCriterion(one.text, one.met) for one in said.exit_criteria)
    return Star(version=1, metric=MetricKey(said.metric), exit_criteria=criteria, **known)


def _sources(said: shape.CompanyShape) -> tuple[declared.SourceSpec, ...]:
    asked = [(said.star.metric, said.star.source)] if said.star else []
    asked += [(one.key, one.source) for one in (*said.inputs, *said.guardrails, *said.kpis)]
    return tuple(
        declared.SourceSpec(MetricKey(key), source.kind, _plain(source.model_extra or {}))
        for key, source in asked
        if source
    )


def _plain(value: Any) -> Any:
    """Options as they are stored: what YAML took for a day is the text it was written as."""
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value


def _channel(name: str, channels: Mapping[str, str]) -> ChannelId:
    return ChannelId(channels.get(name.removeprefix("#"), name))


def _scope(said: shape.DeciderShape) -> declared.Scope:
    teams = tuple(TeamKey(one) for one in said.teams)
    return declared.Scope(PersonId(said.person), teams, tuple(MetricKey(one) for one in said.inputs))


def _recognition(whole: shape.CompanyShape) -> Recognition:
    said = whole.recognition
    known = said.model_dump(exclude={"feed", "emoji", "boost"})
    feed = _channel(said.feed, whole.channels) if said.feed else None
    return Recognition(feed=feed, emoji=said.emoji.strip(":"), boost=said.boost.strip(":"), **known)
