"""Whether teams are answered alike: verdicts and waiting by asking team, with small teams out of sight."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from statistics import median

from northstar_bot.domain.ids import TeamKey
from northstar_bot.domain.requests.requests import Answer

FEWEST = 5
DAYS = 90
OTHERS = "Other teams"
NO_TEAM = "No team"


@dataclass(frozen=True, slots=True)
class Answered:
    """A request of `team` as it was answered last, and the working days until its first answer."""

    team: TeamKey | None
    answer: Answer
    days: int


@dataclass(frozen=True, slots=True)
class TeamLine:
    """One team, or several folded together. `waiting`: how many are open now, without any answer."""

    name: str
    answers: Mapping[Answer, int]
    median_days: float
    waiting: int = 0

    @property
    def total(self) -> int:
        """How many requests were answered."""
        return sum(self.answers.values())


@dataclass(frozen=True, slots=True)
class Fairness:
    """The lines by name; none while fewer than five requests were answered at all."""

    lines: tuple[TeamLine, ...]
    answered: int = 0
    days: int = DAYS


@dataclass(slots=True)
class _Group:
    name: str
    found: list[Answered] = field(default_factory=list)
    waiting: int = 0


def fairness(
    answered: Iterable[Answered], waiting: Mapping[TeamKey | None, int], names: Mapping[TeamKey, str]
) -> Fairness:
    """One line for each team with five answers or more.

    The others are one line together. It never stands for fewer than five answers either: the next smallest teams
    join until it does not, so that no small team is what is left over.
    """
    groups = _groups(answered, waiting, names)
    total = sum(len(each.found) for each in groups)
    shown = sorted((each for each in groups if len(each.found) >= FEWEST), key=_by_size)
    hidden = [each for each in groups if len(each.found) < FEWEST]
    while 0 < sum(len(each.found) for each in hidden) < FEWEST and shown:
        hidden.append(shown.pop(0))
    lines = [_line(each.name, [each]) for each in sorted(shown, key=lambda each: each.name.casefold())]
    if sum(len(each.found) for each in hidden) >= FEWEST:
        lines.append(_line(OTHERS, hidden))
    return Fairness(tuple(lines), total)


def _groups(
    answered: Iterable[Answered], waiting: Mapping[TeamKey | None, int], names: Mapping[TeamKey, str]
) -> list[_Group]:
    groups: dict[TeamKey | None, _Group] = {}
    for one in answered:
        groups.setdefault(one.team, _Group(_name(one.team, names))).found.append(one)
    for team, amount in waiting.items():
        groups.setdefault(team, _Group(_name(team, names))).waiting += amount
    return list(groups.values())


def _name(team: TeamKey | None, names: Mapping[TeamKey, str]) -> str:
    return names.get(team, team) if team else NO_TEAM


def _by_size(group: _Group) -> tuple[int, str]:
    return len(group.found), group.name


def _line(name: str, groups: Sequence[_Group]) -> TeamLine:
    found = [one for group in groups for one in group.found]
    counts = Counter(one.answer for one in found)
    answers = {answer: counts[answer] for answer in Answer if counts[answer]}
    days = float(median(one.days for one in found))
    return TeamLine(name, answers, days, sum(group.waiting for group in groups))
