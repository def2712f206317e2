"""One form per kind of setting, filled with what is declared; domain/declaration/settings.py reads the same names."""

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum
from typing import Any

from northstar_bot.domain.company.company import (
    Centre,
    Company,
    Dimension,
    Direction,
    Kind,
    Limits,
    Mode,
    Orientation,
    Style,
)
from northstar_bot.domain.company.preferences import MESSAGES
from northstar_bot.domain.company.surroundings import Around
from northstar_bot.domain.company.teams import HOME_RULE
from northstar_bot.domain.declaration import form, settings
from northstar_bot.domain.declaration.settings import Noun
from northstar_bot.domain.declaration.settings_form import mark_of
from northstar_bot.render import blocks
from northstar_bot.render.company.schedule_form import calendar_fields, schedule_form
from northstar_bot.render.company.settings_decider import decider_form
from northstar_bot.render.company.settings_recognition import recognition_form
from northstar_bot.render.ids import SETTINGS_SAVE
from northstar_bot.render.message import Block, View
from northstar_bot.render.words import plain

SINGULAR = {noun: str(noun).capitalize() for noun in Noun} | {
    Noun.STAR: "North Star",
    Noun.SCHEDULE: "Scheduled post",
}
STYLES = {
    Style.COUNT: "Whole numbers",
    Style.DECIMAL: "Numbers with decimals",
    Style.SHARE: "Shares, written as percent",
    Style.MONEY: "Money",
}
DIRECTIONS = {Direction.UP: "Higher", Direction.DOWN: "Lower"}
LIMITS = {Limits.LOCKED: "The first 24 weeks, then kept", Limits.ROLLING: "The latest 24 weeks"}
CENTRES = {Centre.MEAN: "The mean of the weeks", Centre.MEDIAN: "Their median"}
AROUNDS = {
    Around.LEVEL: "One level",
    Around.TREND: "A trend",
    Around.CHANGE: "The week before",
    Around.AUTO: "Whatever fits its weeks",
}
MODES = {
    Mode.IDENTITY: "Exactly: they multiply to it",
    Mode.RESIDUAL: "Nearly: the rest is shown as its own part",
    Mode.HYPOTHESIS: "A hypothesis: no split is shown",
}
KEY_HINT = "A short name for formulas and files: lower-case letters, digits, - or _. It cannot change later."

TARGET_HINT = "quarter, or a day such as 2026-12-31; nothing when it is for every week."


def editor(company: Company, noun: Noun, key: str | None, source_kinds: Iterable[str]) -> View:
    """The form for one thing; `key` None means a new one."""
    item = settings.item_of(company, noun, key) if key and noun in settings.SEVERAL else None
    fields = _FORMS[noun](company, item, tuple(source_kinds))
    if item is not None:
        ticks = blocks.checkboxes_field([blocks.option(f"Remove this {SINGULAR[noun].lower()}", "remove")])
        fields.append(
            blocks.input_block("remove", "Remove", ticks, optional=True, hint="What was recorded stays.")
        )
    about = f"{noun}:{key or ''}:{mark_of(company, noun, key)}"
    return blocks.modal(SETTINGS_SAVE, SINGULAR[noun], fields, submit="Save", metadata=about)


def _text(name: str, label: str, value: str = "", *, optional: bool = True, hint: str | None = None) -> Block:
    return blocks.input_block(name, label, blocks.text_field(initial=value), optional=optional, hint=hint)


def _long(name: str, label: str, value: str = "", *, optional: bool = True, hint: str | None = None) -> Block:
    box = blocks.text_field(initial=value, multiline=True)
    return blocks.input_block(name, label, box, optional=optional, hint=hint)


def _key(item: Any) -> list[Block]:
    return [] if item else [_text("key", "Key", optional=False, hint=KEY_HINT)]


def _menu(
    name: str, label: str, choices: Mapping[Any, str], chosen: str | None, *, optional: bool = False
) -> list[Block]:
    options = {value: blocks.option(plain(text, 75), value) for value, text in list(choices.items())[:100]}
    if not options:
        return []
    field = blocks.select_field(list(options.values()), initial=options.get(chosen or ""))
    return [blocks.input_block(name, label, field, optional=optional)]


def _of(words: type[StrEnum], *without: str) -> dict[str, str]:
    return {word.value: word.value.capitalize() for word in words if word.value not in without}


def _people(name: str, label: str, chosen: Iterable[str]) -> Block:
    initial = [one for one in chosen if one[:1] in "UW"]
    return blocks.input_block(name, label, blocks.people_field(initial=initial), optional=True)


def _somebody(name: str, label: str, chosen: str | None) -> Block:
    initial = chosen if chosen and chosen[:1] in "UW" else None
    return blocks.input_block(name, label, blocks.person_field(initial=initial), optional=True)


def _company(company: Company, _: Any, __: Any) -> list[Block]:
    zone = _text("zone", "Time zone", company.zone, optional=False, hint="Such as Europe/Berlin.")
    name = _text("name", "Name", company.name, optional=False)
    limits = _menu("limits", "Natural limits are drawn from", LIMITS, company.limits)
    centre = _menu("centre", "In the middle of natural limits stands", CENTRES, company.centre)
    days = _text("look_back_days", "Days until we look back at what was shipped", str(company.look_back_days))
    hint = "Of so many weighed requests, one goes blind to a second decider. 0: none does."
    twice = _text("second_weighing_every", "Second weighing", str(company.second_weighing_every), hint=hint)
    return [name, zone, *calendar_fields(company), *limits, *centre, days, twice]


def _star(company: Company, _: Any, __: Any) -> list[Block]:
    star = company.star
    first: list[Block] = []
    if star is None:
        first = [
            *_key(None),
            _text("name", "The one number", optional=False, hint="Such as Weekly lessons completed."),
            *_menu("style", "Its numbers are", STYLES, Style.COUNT),
        ]
    said = star.exit_criteria if star else ()
    return [
        *first,
        _long(
            "vision",
            "Vision",
            star.vision if star else "",
            optional=False,
            hint="One sentence: why we exist.",
        ),
        _text("unit", "Unit", star.unit if star else ""),
        _long("definition", "Definition", star.definition if star else "", hint="What counts, from where."),
        _long("why", "Why it leads revenue", star.why if star else ""),
        *_menu(
            "orientation", "Orientation", _of(Orientation), star.orientation if star else Orientation.PRODUCT
        ),
        _text("stage", "Stage", star.stage if star else ""),
        _long(
            "exit_criteria",
            "When it has done its work",
            form.criteria_text(said),
            hint="[x] in front means met.",
        ),
    ]


def _metric(company: Company, item: Any, _: Any) -> list[Block]:
    is_star = bool(item) and item.kind is Kind.STAR
    kinds = {Kind.STAR.value: "Star"} if is_star else _of(Kind, Kind.STAR)
    squads = {squad.key: squad.name for squad in company.squads}
    target = "" if item is None or item.target is None else f"{item.target:g}"
    return [
        *_key(item),
        _text("name", "Name", item.name if item else "", optional=False),
        *_menu("kind", "Kind", kinds, item.kind if item else Kind.INPUT),
        *_menu("dimension", "Dimension", _of(Dimension), item.dimension if item else None, optional=True),
        _text("unit", "Unit", item.unit if item else ""),
        *_menu("style", "Its numbers are", STYLES, item.style if item else Style.COUNT),
        *_menu("direction", "What is better", DIRECTIONS, item.direction if item else Direction.UP),
        _somebody("owner", "Owner", item.owner if item else None),
        *_menu("squad", "Squad", squads, item.squad if item else None, optional=True),
        _text("target", "Target", target),
        _text("target_for", "What the target is for", item.target_for if item else "", hint=TARGET_HINT),
        *_menu("around", "Judged around", AROUNDS, item.around if item else Around.LEVEL),
        _text("lag_days", "Days after its end until a week is final", str(item.lag_days if item else 0)),
        _long("definition", "Definition", item.definition if item else ""),
    ]


def _formula(company: Company, _: Any, __: Any) -> list[Block]:
    inputs = {
        metric.key: blocks.option(plain(metric.name, 75), metric.key)
        for metric in company.of_kind(Kind.INPUT)
    }
    mode = _menu("mode", "How the inputs make the star", MODES, company.formula.mode)
    if not inputs:
        return mode
    initial = [inputs[key] for key in company.formula.factors if key in inputs]
    picker = blocks.many_select_field(list(inputs.values())[:100], initial=initial)
    return [*mode, blocks.input_block("factors", "Inputs that multiply to the star", picker, optional=True)]


def _source(company: Company, item: Any, kinds: tuple[str, ...]) -> list[Block]:
    metrics = {metric.key: metric.name for metric in company.metrics if company.source(metric.key) is None}
    options = form.options_text(item.options) if item else ""
    hint = (
        "One option per line, name: value. Passwords never go here: name an environment variable (url_env)."
    )
    return [
        *([] if item else _menu("key", "Metric", metrics, None)),
        *_menu("kind", "Kind", {kind: kind for kind in kinds}, item.kind if item else None),
        _long("options", "Options", options, hint=hint),
    ]


def _team(company: Company, item: Any, _: Any) -> list[Block]:
    del company
    left = blocks.option("This team takes no turns in the spotlight", "left")
    turns = blocks.checkboxes_field([left], initial=[] if item is None or item.spotlight else [left])
    return [
        *_key(item),
        _text("name", "Name", item.name if item else "", optional=False),
        _long("brings", "What we bring", item.brings if item else "", hint="One line other teams will read."),
        _text(
            "group", "Slack user group", item.group or "" if item else "", hint="Its id, such as S0123ABCD."
        ),
        _people("people", "People named by hand", item.people if item else ()),
        _somebody("lead", "Lead", item.lead if item else None),
        blocks.input_block("spotlight", "Team spotlight", turns, optional=True),
        blocks.context(HOME_RULE),
    ]


def _squad(company: Company, item: Any, _: Any) -> list[Block]:
    teams = {team.key: team.name for team in company.teams}
    return [
        *_key(item),
        _text("name", "Name", item.name if item else "", optional=False),
        *_menu("team", "Team", teams, item.team if item else None, optional=True),
        _people("people", "People", item.people if item else ()),
    ]


def _value(company: Company, item: Any, _: Any) -> list[Block]:
    del company
    return [
        *_key(item),
        _text("name", "Name", item.name if item else "", optional=False),
        _long("meaning", "What one would see somebody do", item.meaning if item else ""),
    ]


def _roles(company: Company, _: Any, __: Any) -> list[Block]:
    return [
        _people("owners", "Owners: set the star, roles and everything else", company.owners),
        _people("stewards", "Stewards: inputs, teams, schedules", company.stewards),
        _people("deciders", "Deciders: answer every request", company.deciders),
    ]


def _messages(company: Company, _: Any, __: Any) -> list[Block]:
    kinds = {kind: blocks.option(said, kind) for kind, said in MESSAGES.items()}
    boxes = blocks.checkboxes_field(list(kinds.values()), initial=[kinds[kind] for kind in company.quiet])
    hint = "What is ticked reaches nobody here. Verdicts on one's own requests always arrive."
    return [blocks.input_block("quiet", "Off for everybody", boxes, optional=True, hint=hint)]


_FORMS: Mapping[Noun, Callable[[Company, Any, tuple[str, ...]], list[Block]]] = {
    Noun.COMPANY: _company,
    Noun.STAR: _star,
    Noun.METRIC: _metric,
    Noun.FORMULA: _formula,
    Noun.SOURCE: _source,
    Noun.TEAM: _team,
    Noun.SQUAD: _squad,
    Noun.VALUE: _value,
    Noun.SCHEDULE: lambda company, item, _: [*_key(item), *schedule_form(company, item)],
    Noun.RECOGNITION: recognition_form,
    Noun.ROLES: _roles,
    Noun.MESSAGES: _messages,
    Noun.DECIDER: decider_form,
}
