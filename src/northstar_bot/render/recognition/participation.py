"""How many of each team took part, this month beside the last: a table, and the way to a year of it as a file."""

from northstar_bot.domain.company.company import Style
from northstar_bot.domain.recognition.balance import FEWEST
from northstar_bot.domain.recognition.participation import Participation, Share, TeamMonths
from northstar_bot.render import blocks
from northstar_bot.render.message import Block, Message
from northstar_bot.render.words import count, escape, month_name, number, plain

# Rows of a table beside its heading.
_ROWS = 60
_NAME = 40
_SHOWN = 2800
_HOW = (
    f"Teams of fewer than {FEWEST} people are not shown. Teams by name, not by rank. A person counts once, for the team"
    " they were in when the month ended; thanks to a whole group make one who thanked, and everybody in it thanked."
    " Private shout-outs count for nobody, and people who are not named in roundups, or have left, are in no number."
)
AS_A_FILE = "The last twelve months as a file: `/northstar balance months csv`"
_HEADS = ("Team", "Thanked somebody", "before", "Were thanked", "before")


def participation(view: Participation) -> Message:
    """The teams that are open to whoever asks."""
    title = f"Who took part: {' so far, beside '.join(month_name(month) for month in view.months[:2])}"
    small = _small(view.small)
    if not view.teams:
        said = f"No team of {FEWEST} people or more is here to show. {small}".strip()
        return Message(escape(f"{title}. {said}"), (blocks.header(title), blocks.section_plain(said)))
    shown = view.teams[:_ROWS]
    rows = [(plain(line.name, _NAME), *_cells(line)) for line in shown]
    more = f"{len(view.teams) - _ROWS:,} more teams are in the file." if len(view.teams) > _ROWS else ""
    notes = [one for one in (more, small) if one]
    parts: list[Block] = [
        blocks.header(title),
        blocks.table([_HEADS, *rows], numeric=(1, 2, 3, 4)),
        *(blocks.section_plain(one) for one in notes),
        blocks.context(AS_A_FILE),
        blocks.context_plain(_HOW),
    ]
    told = [_sentence(*row) for row in rows]
    return Message(escape("\n".join([f"{title}.", *told, *notes])), tuple(parts))


def note() -> str:
    """The message above the file."""
    return "How many of each team thanked somebody and were thanked, by month, as CSV."


def handed_over() -> Message:
    """Where the file is."""
    said = "The last twelve months are in your direct messages with Northstar, as a file."
    return Message(said, (blocks.section_plain(said),))


def not_granted(scope: str, data: str) -> Message:
    """The table as text when it is short, and who can make the file."""
    what = f"Northstar may not send files here: the scope `{scope}` is not granted."
    how = "Whoever runs Northstar can make the file: `northstar-bot balance export -o FILE`"
    parts: list[Block] = [blocks.section(what), blocks.section(how)]
    if len(data) <= _SHOWN:
        parts.append(blocks.rich(blocks.preformatted(data)))
    return Message(f"{what} {how}", tuple(parts))


def _small(amount: int) -> str:
    if not amount:
        return ""
    return (
        f"{count('team', amount)} of fewer than {FEWEST} people {'is' if amount == 1 else 'are'} not shown."
    )


def _cells(line: TeamMonths) -> tuple[str, str, str, str]:
    now, before, *_ = (*line.months, None)
    return (
        _of(now.gave, now.giving, now) if now else "–",
        number(before.giving, style=Style.SHARE) if before else "–",
        _of(now.got, now.getting, now) if now else "–",
        number(before.getting, style=Style.SHARE) if before else "–",
    )


def _of(amount: int, share: float, whole: Share) -> str:
    return f"{number(share, style=Style.SHARE)} ({amount:,} of {whole.people:,})"


def _sentence(name: str, gave: str, gave_before: str, got: str, got_before: str) -> str:
    return f"{name}: {gave} thanked somebody, before {gave_before}; {got} were thanked, before {got_before}"
