"""Verdicts and waiting by asking team: a table for those who asked for it, a few lines on a steward's Home."""

from northstar_bot.domain.requests.fairness import FEWEST, OTHERS, Fairness, TeamLine
from northstar_bot.domain.requests.requests import Answer
from northstar_bot.render import blocks
from northstar_bot.render.ids import FAIRNESS_SHOW, NOTICE
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.words import count, escape, plain

_COLUMNS = (Answer.YES, Answer.NO, Answer.PARK)
_MOST_ROWS = 60
_ON_HOME = 5


def fairness_card(view: Fairness) -> Message:
    """The table, teams by name; small teams are one line that gives none of them away."""
    heading = "Are teams answered alike?"
    lines = view.lines[:_MOST_ROWS]
    if not lines:
        page = (blocks.header(heading), blocks.section_plain(_too_few(view)))
        return Message(escape(f"{heading} {_too_few(view)}"), page)
    rows: list[tuple[str, ...]] = [
        ("Team", "Answered", "Yes", "No", "Park", "Other", "Median wait", "Open now")
    ]
    rows += [_row(line) for line in lines]
    return Message(
        text=escape("\n".join([heading, *(_sentence(line) for line in lines)])),
        blocks=(
            blocks.header(heading),
            blocks.table(rows, numeric=range(1, len(rows[0]))),
            blocks.context_plain(_notes(view)),
        ),
    )


def fairness_view(view: Fairness) -> View:
    """The same in a modal, which cannot hold a table."""
    lines = [[blocks.words(_sentence(line))] for line in view.lines[:_MOST_ROWS]]
    page = [blocks.rich(blocks.bullets(lines)), blocks.context_plain(_notes(view))]
    shown = page if lines else [blocks.section_plain(_too_few(view))]
    return blocks.modal(NOTICE, "Fairness", shown, close="Close")


def home_fairness(view: Fairness | None) -> list[Block]:
    """The first teams by name, and the way to all of them."""
    if view is None or not view.answered:
        return []
    shown = [blocks.context_plain(_sentence(line)) for line in view.lines[:_ON_HOME]]
    shown = shown or [blocks.context_plain(_too_few(view))]
    more = len(view.lines) - _ON_HOME
    label = f"All teams, {more} more" if more > 0 else "How this is counted"
    return [*shown, *([blocks.actions(blocks.button(label, FAIRNESS_SHOW))] if view.lines else [])]


def _row(line: TeamLine) -> tuple[str, ...]:
    known = [line.answers.get(answer, 0) for answer in _COLUMNS]
    numbers = [line.total, *known, line.total - sum(known)]
    return (plain(line.name, 60), *map(str, numbers), _days(line), str(line.waiting))


def _sentence(line: TeamLine) -> str:
    answers = ", ".join(f"{amount} {answer}" for answer, amount in line.answers.items())
    answered = f"{plain(line.name, 60)}: {count('request', line.total)} answered ({answers})"
    waits = f"; {line.waiting} open now" if line.waiting else ""
    return f"{answered}, median wait {_days(line)}{waits}"


def _days(line: TeamLine) -> str:
    amount = f"{line.median_days:g}"
    return f"{amount} working day{'' if amount == '1' else 's'}"


def _too_few(view: Fairness) -> str:
    answered = f"In the last {view.days} days {count('request', view.answered)} got an answer."
    return f"{answered} From {FEWEST} on there is something to compare."


def _notes(view: Fairness) -> str:
    folded = f" Teams with fewer than {FEWEST} stand together in “{OTHERS}”." if _has_others(view) else ""
    return (
        f"Requests first answered in the last {view.days} days, by the team that asked; the wait is until the first"
        f" answer.{folded} Obligations are left out. By name, not by rank."
    )


def _has_others(view: Fairness) -> bool:
    return any(line.name == OTHERS for line in view.lines)
