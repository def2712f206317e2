"""The settings: an overview of what is declared, with a way into each form."""

from collections.abc import Container, Iterable, Mapping, Sequence
from types import MappingProxyType

from northstar_bot.domain.calendar.schedules import Schedule
from northstar_bot.domain.company.company import Company, Kind, Limits, Metric, Mode, Scope
from northstar_bot.domain.company.preferences import MESSAGES
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.domain.declaration import form
from northstar_bot.domain.declaration.declaration import Change
from northstar_bot.domain.declaration.settings import SEVERAL, Noun
from northstar_bot.domain.ids import PersonId
from northstar_bot.render import blocks
from northstar_bot.render.company.schedule_words import schedule_name
from northstar_bot.render.company.settings_decider import scope_words
from northstar_bot.render.ids import AWAY_OPEN, SETTINGS_OPEN
from northstar_bot.render.message import Block, View
from northstar_bot.render.words import channel_link, count, escape, mention, plain

TITLES = {
    Noun.COMPANY: "Company",
    Noun.STAR: "North Star",
    Noun.METRIC: "Metrics",
    Noun.FORMULA: "How inputs make the star",
    Noun.SOURCE: "Where readings come from",
    Noun.TEAM: "Teams",
    Noun.SQUAD: "Squads",
    Noun.VALUE: "Company values",
    Noun.SCHEDULE: "Scheduled posts",
    Noun.RECOGNITION: "Thanks",
    Noun.ROLES: "Roles",
    Noun.MESSAGES: "Messages to people",
    Noun.DECIDER: "Deciders for some requests",
}
_IN_PRIVATE = {
    PrivateThanks.EVERYBODY: "",
    PrivateThanks.LEADS: " · in private only leads, stewards and owners",
    PrivateThanks.NOBODY: " · nothing in private",
}
LIMITS = {
    Limits.LOCKED: "natural limits from the first 24 weeks",
    Limits.ROLLING: "natural limits from the latest 24 weeks",
}
KINDS = {Kind.STAR: "Star", Kind.INPUT: "Inputs", Kind.GUARDRAIL: "Guardrails", Kind.KPI: "Kpis"}
AWAY = "*Away*\nAn owner may go away: requests are decided meanwhile, the star, pivots and settings wait"
LONGEST_LIST = 99
NAMED = 6
MOST_LINES = 8
LONGEST_NAME = 40


def overview(
    company: Company,
    may: Container[Noun] = frozenset(Noun),
    saved: Sequence[Change] | None = None,
    names: Mapping[PersonId, str] = MappingProxyType({}),
) -> View:
    """Every kind of setting with what it holds; `may` be changed by this person, `saved` says what just was.

    `names` are those of deciders, for the menu that chooses one.
    """
    rows = [] if saved is None else [blocks.section(_saved(saved)), blocks.divider()]
    rows += [_row(company, noun, names, changeable=noun in may) for noun in Noun]
    if Noun.ROLES in may:
        rows.append(blocks.section(AWAY, blocks.button("Go or change", AWAY_OPEN)))
    return blocks.modal("northstar.settings", "Settings", rows, close="Done")


def _saved(changes: Sequence[Change]) -> str:
    if not changes:
        return "*Nothing was different.*"
    lines = [f"• {_said(change)}" for change in changes[:MOST_LINES]]
    more = [f"… and {len(changes) - MOST_LINES} more"] if len(changes) > MOST_LINES else []
    return "\n".join(["*Saved*", *lines, *more])


def _said(change: Change) -> str:
    where = escape(change.path.replace(".", " › "), 100)
    was, becomes = escape(change.before, 100), escape(change.after, 100)
    if not was:
        return f"{where}: new, {becomes}"
    return f"{where}: {was} → {becomes}" if becomes else f"{where}: removed"


def _row(company: Company, noun: Noun, names: Mapping[PersonId, str], *, changeable: bool) -> Block:
    said = f"*{TITLES[noun]}*\n{_summary(company, noun)}"
    if not changeable:
        return blocks.section(f"{said}\n_Changed by an owner._")
    if noun not in SEVERAL:
        verb = "Set" if noun is Noun.STAR and company.star is None else "Edit"
        return blocks.section(said, blocks.button(verb, SETTINGS_OPEN, f"{noun}:"))
    options = [blocks.option(f"Add a {'scheduled post' if noun is Noun.SCHEDULE else noun}", f"{noun}:")]
    options += [
        blocks.option(plain(_name(company, one, names), 75), f"{noun}:{form.key(one)}")
        for one in getattr(company, SEVERAL[noun])[:LONGEST_LIST]
    ]
    menu = blocks.select_field(options, placeholder="Edit or add") | {"action_id": f"{SETTINGS_OPEN}.{noun}"}
    return blocks.section(said, menu)


def _summary(company: Company, noun: Noun) -> str:
    """One line of what is declared now, ready for mrkdwn."""
    match noun:
        case Noun.COMPANY:
            twice = (
                f"1 of {every} weighed twice"
                if (every := company.second_weighing_every)
                else "none weighed twice"
            )
            return f"{_short(company.name)} · {escape(company.zone)} · {LIMITS[company.limits]} · {twice}"
        case Noun.STAR:
            star = company.star
            return f"{_short(star.name)} · version {star.version}" if star else "Not set yet"
        case Noun.METRIC:
            return "\n".join(_of_kind(company, kind) for kind in Kind if company.of_kind(kind)) or "None yet"
        case Noun.FORMULA:
            return _formula(company)
        case Noun.RECOGNITION:
            given = company.recognition
            feed = f"cards in {channel_link(given.feed)}" if given.feed else "cards where thanks are given"
            nudge = "" if given.nudge or not given.feed else " · a quiet channel is left in peace"
            thanks = f":{given.emoji}: gives thanks · :{given.boost}: says me too · {given.allowance} a day"
            return f"{thanks} · {feed}{nudge}{_IN_PRIVATE[given.private]}"
        case Noun.ROLES:
            held = {"owner": company.owners, "steward": company.stewards, "decider": company.deciders}
            return " · ".join(_role(role, people) for role, people in held.items())
        case Noun.MESSAGES:
            off = " · ".join(escape(MESSAGES[kind]) for kind in company.quiet)
            return f"Off for everybody: {off}" if off else "Each person chooses their own"
    if noun is Noun.DECIDER:
        said = [f"{mention(one.person)}: {_short(scope_words(company, one))}" for one in company.scopes]
        return "\n".join(said[:NAMED]) or "None: the deciders under Roles decide everything"
    return _some(_short(_name(company, one)) for one in getattr(company, SEVERAL[noun]))


def _formula(company: Company) -> str:
    if company.formula.mode is Mode.HYPOTHESIS and not company.formula.factors:
        return "A hypothesis: the inputs are believed to move the star, and no split is shown"
    names = {metric.key: metric.name for metric in company.metrics}
    factors = " × ".join(_short(names.get(key, key)) for key in company.formula.factors)
    return f"{str(company.formula.mode).capitalize()}: {factors}"


def _of_kind(company: Company, kind: Kind) -> str:
    found = company.of_kind(kind)
    return f"{KINDS[kind]}: {_some(_short(metric.name) for metric in found)}"


def _role(role: str, people: Sequence[str]) -> str:
    if not people:
        return f"no {role}s"
    return f"{count(role, len(people))}: {_some(mention(one) for one in people)}"


def _name(company: Company, one: object, names: Mapping[PersonId, str] = MappingProxyType({})) -> str:
    """What an item is called in its list."""
    if isinstance(one, Schedule):
        return schedule_name(company, one)
    if isinstance(one, Metric):
        return f"{one.name} ({one.kind})"
    if isinstance(one, Scope):
        return f"{names.get(one.person, one.person)}: {scope_words(company, one)}"
    found = company.metric(form.key(one)) if hasattr(one, "options") else one
    name = str(getattr(found, "name", form.key(one)))
    return f"{name} from {getattr(one, 'kind', '')}" if hasattr(one, "options") else name


def _short(text: str) -> str:
    return escape(text, LONGEST_NAME)


def _some(names: Iterable[str]) -> str:
    found = list(names)
    more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
    return ", ".join(found[:NAMED]) + more if found else "None yet"
