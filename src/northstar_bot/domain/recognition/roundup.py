"""The thanks of some days in one message: stories balanced by team, teams thanked, no ranking of people."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from northstar_bot.domain.calendar.periods import MONDAY, Week
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.counts import ShoutoutCounts
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.ids import TeamKey, WorkspaceId
from northstar_bot.domain.recognition.anniversaries import Anniversary
from northstar_bot.domain.recognition.shoutouts import Shoutout

Told = Counter[TeamKey | None]

PLACES = 5
RULE = (
    "Thanks across teams come first. Every thanked team gets one story before any team gets a second; "
    "a team with few stories goes before one with many; within a team more boosts go first, then the newer."
)


@dataclass(frozen=True, slots=True)
class Coverage:
    """Which of the declared teams were thanked by another team in these days."""

    thanked: tuple[TeamKey, ...]
    not_yet: tuple[TeamKey, ...]

    @property
    def total(self) -> int:
        """How many teams there are."""
        return len(self.thanked) + len(self.not_yet)


@dataclass(frozen=True, slots=True)
class Roundup:
    """The recognition of a week or of some days, ready to be drawn. `preview` means that nobody else sees it.

    `years`: whose years here are whole in the week to come; only a roundup of a whole week tells them.
    """

    workspace: WorkspaceId
    days: Period
    counts: ShoutoutCounts
    coverage: Coverage
    stories: tuple[Shoutout, ...]
    names: Mapping[TeamKey, str]
    values: Mapping[str, str]
    preview: bool = False
    week_start: int = MONDAY
    years: tuple[Anniversary, ...] = ()

    @property
    def week(self) -> Week | None:
        """The week, when it is about a whole one."""
        return whole_week(self.days, self.week_start)

    @property
    def rule(self) -> str:
        """How the stories were chosen."""
        return RULE


def whole_week(days: Period, starts: int = MONDAY) -> Week | None:
    """The week from the weekday `starts` on whose days these are, or None."""
    week = Week.of(days.first, starts)
    return week if (week.start, week.end) == (days.first, days.last) else None


def days_of(week: Week) -> Period:
    """Its seven days."""
    return Period(week.start, week.end)


def coverage_of(company: Company, reached: Collection[TeamKey]) -> Coverage:
    """Which declared teams are among those reached."""
    keys = [team.key for team in company.teams]
    return Coverage(
        tuple(key for key in keys if key in reached), tuple(key for key in keys if key not in reached)
    )


def choose(candidates: Sequence[Shoutout], places: int = PLACES) -> tuple[Shoutout, ...]:
    """At most `places` of the candidates by RULE; the same candidates give the same choice."""
    best_first = sorted(candidates, key=lambda one: (-one.boosts, -one.given_at.timestamp(), -one.id))
    crossing = [one for one in best_first if one.cross_team]
    chosen = _in_turn(crossing, places)
    inside = [one for one in best_first if not one.cross_team]
    return (*chosen, *_in_turn(inside, places - len(chosen)))


def _in_turn(best_first: list[Shoutout], places: int) -> tuple[Shoutout, ...]:
    """One story per team in turn: each team's first before anybody's second."""
    offered: Told = Counter(team for one in best_first for team in teams_of(one))
    told: Told = Counter()
    waiting, chosen = list(best_first), list[Shoutout]()
    while waiting and len(chosen) < places:
        # `min` keeps the order of the list, the better story first, between equals.
        story = min(waiting, key=lambda one: _turn(teams_of(one), told, offered))
        waiting.remove(story)
        chosen.append(story)
        told.update(teams_of(story))
    return tuple(chosen)


def _turn(teams: Sequence[TeamKey | None], told: Told, offered: Told) -> tuple[int, int, int]:
    """Smallest goes next: the team with most so far decides, then the one with least, then few to offer."""
    shown = [told[team] for team in teams]
    return (max(shown), min(shown), min(offered[team] for team in teams))


def teams_of(story: Shoutout) -> tuple[TeamKey | None, ...]:
    """The teams a story is for: the other teams when it crosses, else its own; None when it has none."""
    if story.cross_team:
        return story.thanked_teams
    inside = dict.fromkeys((*story.teams, *(one.team for one in story.receivers if one.team)))
    return tuple(inside) or (None,)


def as_data(roundup: Roundup) -> dict[str, Any]:
    """The roundup as plain data; the shape is documented and stable."""
    counts = roundup.counts
    return {
        "week": roundup.week.label if roundup.week else None,
        "period": {"start": roundup.days.first.isoformat(), "end": roundup.days.last.isoformat()},
        "counts": {
            "shoutouts": counts.given,
            "cross_team": counts.cross_team,
            "people_thanked": counts.people_thanked,
            "givers": counts.givers,
        },
        "coverage": {"thanked": list(roundup.coverage.thanked), "not_yet": list(roundup.coverage.not_yet)},
        "stories": [_story(one) for one in roundup.stories],
        "rule": roundup.rule,
        "years_here": [
            {"person": one.person, "years": one.years, "day": one.day.isoformat()} for one in roundup.years
        ],
    }


def _story(story: Shoutout) -> dict[str, Any]:
    return {
        "id": story.id,
        "giver": story.giver,
        "giver_team": story.giver_team,
        "receivers": [{"person": one.person, "team": one.team} for one in story.receivers],
        "teams": list(story.teams),
        "text": story.text,
        "value": story.value,
        "boosts": story.boosts,
        "cross_team": story.cross_team,
        "given_at": story.given_at.isoformat(),
        "permalink": story.link or None,
    }
