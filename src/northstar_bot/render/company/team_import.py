"""What a list of teams would change, or has changed, in lines for a terminal."""

from northstar_bot.domain.company.team_sheet import Wrong
from northstar_bot.domain.declaration.team_import import Move, NewTeam, Outline, moves_by_pair
from northstar_bot.domain.typed import one_line
from northstar_bot.render.words import count, truncate

_PAIRS = 3


def changes(outline: Outline) -> str:
    """A line that counts, then one line per change."""
    lines = [_counted(outline)]
    lines += [_new(team) for team in outline.new_teams]
    lines += [_moved(move) for move in outline.moves]
    lines += [truncate(one_line(change.line), 300) for change in outline.changes]
    if outline.unused:
        names = ", ".join(f"“{one_line(name)}”" for name in outline.unused)
        lines.append(f"Columns that are not used: {names}.")
    return "\n".join(lines)


def wrong(outline: Outline) -> str:
    """A line per row that cannot be used, with what to do; empty when all can."""
    return "\n".join(_row(one) for one in outline.wrong)


def _counted(outline: Outline) -> str:
    joins = sum(move.before is None for move in outline.moves)
    pairs = moves_by_pair(outline.moves)
    said = [f"{joins:,} {_verb(joins, 'join')}"] if joins else []
    said += [
        f"{number:,} {_verb(number, 'move')} from {one_line(before)} to {one_line(after)}"
        for before, after, number in pairs[:_PAIRS]
    ]
    more = sum(number for _, _, number in pairs[_PAIRS:])
    said += [f"{more:,} more {_verb(more, 'move')}"] if more else []
    said += [count("new team", len(outline.new_teams))] if outline.new_teams else []
    said += [f"{outline.stay:,} {_verb(outline.stay, 'stay')}"] if outline.stay else []
    said += [_unusable(outline.wrong)] if outline.wrong else []
    return f"{', '.join(said) or 'Nobody is named'}."


def _verb(amount: int, verb: str) -> str:
    return f"{verb}s" if amount == 1 else verb


def _unusable(rows: tuple[Wrong, ...]) -> str:
    numbers = ", ".join(str(one.row) for one in rows[:5])
    more = ", …" if len(rows) > len(rows[:5]) else ""
    return f"{count('row', len(rows))} cannot be used: {numbers}{more}"


def _new(team: NewTeam) -> str:
    asked = f" (did you mean {one_line(team.resembles)}?)" if team.resembles else ""
    return f"+ team {one_line(team.name)}{asked}"


def _moved(move: Move) -> str:
    who = f"{one_line(move.name)} ({move.person})" if move.name != move.person else move.person
    if move.before is None:
        return f"+ {who} joins {one_line(move.after)}"
    return f"~ {who} moves from {one_line(move.before)} to {one_line(move.after)}"


def _row(wrong_one: Wrong) -> str:
    return f"Row {wrong_one.row}: {wrong_one.sentence} {wrong_one.hint}".strip()
