"""Thanks between teams on one screen: what is covered, a row of bars, who thanked whom, and what it rests on."""

from northstar_bot.charts.series import Line, bar_chart
from northstar_bot.domain.company.company import Style
from northstar_bot.domain.ids import TeamKey
from northstar_bot.domain.recognition.balance import FEWEST, Balance, TeamLine
from northstar_bot.render import blocks
from northstar_bot.render.message import Block, Message
from northstar_bot.render.words import count, day, escape, number, plain

_SPANS = {"30d": "the last 30 days", "90d": "the last 90 days", "quarter": "this quarter so far"}
# A table has 20 columns, the first of which holds the names.
_COLUMNS = 19
_ROWS = 60
_LISTED = 20
_NAME = 40
_SHADES = "░▒▓█"
_HOW = (
    f"Pairs of teams with fewer than {FEWEST} shout-outs are not shown (–) and are in no sum here. Private shout-outs"
    " and people who are not named in roundups are left out. Teams by name, not by rank. "
    "Index, of the pairs shown: (outside - inside) / (outside + inside), from -1 (inside alone) through 0 (as much "
    f"as inside) to +1 (outside alone); for teams of {FEWEST} people or more; before: in as many days"
    " just before."
)


def balance(view: Balance) -> Message:
    """The picture for a member, in the chat."""
    title = f"Who thanks whom: {_SPANS[view.span.name]}"
    covered, notes = _covered(view), _notes(view)
    lines = [_sentence(view, line) for line in view.lines[:_ROWS] if _has_numbers(line)]
    shown: list[Block] = [
        blocks.header(title),
        blocks.rich(blocks.paragraph(blocks.words(covered, bold=True), blocks.words(f" {_days(view)}"))),
    ]
    if not view.names:
        return _empty(
            title, "No teams are declared yet. An owner or steward can do it in /northstar settings."
        )
    if lines:
        shown += [
            *_bars(view),
            blocks.rich(blocks.bullets([[blocks.words(one)] for one in lines])),
            *_matrix(view),
        ]
    else:
        nothing = f"No pair of teams has {FEWEST} shout-outs yet, so there are no numbers to show."
        shown.append(blocks.section_plain(nothing))
        lines = [nothing]
    shown += [blocks.section_plain(one) for one in notes]
    shown.append(blocks.context_plain(_HOW))
    return Message(escape("\n".join([f"{title}. {covered}", *lines, *notes])), tuple(shown))


def _empty(title: str, said: str) -> Message:
    return Message(f"{title}. {said}", (blocks.header(title), blocks.section_plain(said)))


def _covered(view: Balance) -> str:
    covered = view.coverage
    return f"{len(covered.thanked):,} of {count('team', covered.total)} thanked by another team."


def _days(view: Balance) -> str:
    return f"{day(view.span.first)} to {day(view.span.last)}."


def _notes(view: Balance) -> list[str]:
    """Which pairs hang on one person, who is not named; nor are teams that nobody thanked; and how even it is."""
    found = []
    if view.bridges:
        pairs = _listed([f"{_name(view, one)} → {_name(view, other)}" for one, other in view.bridges])
        found.append(f"Thanks of one person alone hold these together: {pairs}. Others could join in.")
    return [*found, *_evenness(view)]


def _evenness(view: Balance) -> list[str]:
    """How the whole of it is spread, over teams and over people."""
    found = []
    if spread := view.spread:
        found.append(
            f"Half of the thanks counted here went to {spread.half:,} of {count('team', spread.teams)}, with"
            f" {number(spread.people, style=Style.SHARE)} of the people. Concentration by team:"
            f" {spread.concentration:.2f}, where 0 is as much a head in every team and 1 all in one."
        )
    if there := view.turnout:
        found.append(
            f"{there.thanked:,} of {there.people:,} people in teams were thanked, and {there.givers:,} thanked"
            " somebody by name, not only a whole group."
        )
    return found


def _listed(names: list[str]) -> str:
    more = len(names) - _LISTED
    return ", ".join([*names[:_LISTED], *([f"{more:,} more"] if more > 0 else [])])


def _bars(view: Balance) -> list[Block]:
    """Three bars for each team; teams of which nothing may be said have none."""
    told = [line for line in view.lines if _has_numbers(line)]
    bars = [
        Line("Inside", [line.inside or 0 for line in told]),
        Line("Given outside", [line.given or 0 for line in told]),
        Line("Got from outside", [line.received or 0 for line in told]),
    ]
    chart = bar_chart("Shout-outs by team", [_name(view, line.team) for line in told], bars, x_label="Team")
    return [chart] if chart else []


def _matrix(view: Balance) -> list[Block]:
    """Givers down, receivers across, darker where there is more; without teams that would be empty lines."""
    seen = {team for pair in view.cells for team in pair}
    teams = [team for team in view.names if team in seen]
    if len(teams) > _COLUMNS:
        listed = sorted(view.cells, key=lambda pair: (teams.index(pair[0]), teams.index(pair[1])))[:_ROWS]
        flat = [
            (_name(view, one), _name(view, other), f"{view.cells[one, other]:,}") for one, other in listed
        ]
        return [blocks.table([("From", "To", "Shout-outs"), *flat], numeric=(2,))]
    most = max(view.cells.values())
    rows = [
        (_name(view, giver), *(_shaded(view.cells.get((giver, team)), most) for team in teams))
        for giver in teams
    ]
    heads = ("From ↓ to →", *(_name(view, team) for team in teams))
    return [blocks.table([heads, *rows], numeric=range(1, len(heads)))]


def _shaded(amount: int | None, most: int) -> str:
    if amount is None:
        return "–"
    return f"{_SHADES[min(len(_SHADES) - 1, amount * len(_SHADES) // (most + 1))]} {amount:,}"


def _sentence(view: Balance, line: TeamLine) -> str:
    parts = [
        f"{amount:,} {words}"
        for amount, words in (
            (line.inside, "inside"),
            (line.given, "given outside"),
            (line.received, "got from outside"),
        )
        if amount is not None
    ]
    before = view.before.get(line.team)
    rates = [
        f"index {value:+.2f} {words}{'' if was is None else f' (before {was:+.2f})'}"
        for value, was, words in (
            (line.reach, before.reach if before else None, "giving"),
            (line.echo, before.echo if before else None, "getting"),
        )
        if value is not None
    ]
    return f"{_name(view, line.team)}: {', '.join([*parts, *rates])}"


def _has_numbers(line: TeamLine) -> bool:
    return any(amount is not None for amount in (line.inside, line.given, line.received))


def _name(view: Balance, team: TeamKey) -> str:
    return plain(view.names.get(team, team), _NAME)
