"""Which stories an all-hands deck tells, balanced by team, and which teams thanked which."""

from collections import Counter
from collections.abc import Iterable, Sequence

from northstar_bot.domain.deck.deck import Story, TeamCoverage

RULE = (
    "Told are thanks from one team to another, when their receivers said yes. "
    "Every team thanked gets one story before any team gets a second. "
    "Between equals, a team not yet heard from goes first, then the earlier day."
)


def choose_stories(stories: Sequence[Story], limit: int) -> tuple[Story, ...]:
    """At most `limit` of the `stories` across teams by RULE, in the order they are told; same stories, same choice."""
    waiting = sorted((story for story in stories if story.crosses), key=_fixed_order)
    thanked: Counter[str] = Counter()
    heard: Counter[str] = Counter()
    chosen: list[Story] = []
    while waiting and len(chosen) < limit:
        story = min(waiting, key=lambda candidate: _turn(candidate, thanked, heard))
        waiting.remove(story)
        thanked.update(_teams_of(story))
        heard[story.giver_team] += 1
        chosen.append(story)
    return tuple(chosen)


def coverage_of(teams: Sequence[str], across: Iterable[tuple[str, str, int]]) -> tuple[TeamCoverage, ...]:
    """Which other teams each of `teams` thanked and was thanked by, in the order of `teams`: never a ranking.

    `across`: how many shout-outs went from a team to another.
    """
    received: Counter[str] = Counter()
    pairs: set[tuple[str, str]] = set()
    for giver, team, many in across:
        received[team] += many
        pairs.add((giver, team))
    return tuple(
        TeamCoverage(
            name=team,
            thanked=received[team],
            thanked_by=tuple(other for other in teams if (other, team) in pairs),
            thanks_to=tuple(other for other in teams if (team, other) in pairs),
        )
        for team in teams
    )


def _fixed_order(story: Story) -> tuple[object, ...]:
    return (story.day, story.giver, story.receivers, story.text, story.giver_team, story.receiver_teams)


def _teams_of(story: Story) -> set[str]:
    """The other teams, which a story is for."""
    return set(story.receiver_teams) - {story.giver_team}


def _turn(story: Story, thanked: Counter[str], heard: Counter[str]) -> tuple[object, ...]:
    """Smallest goes next; `min` keeps the fixed order, by day, between equals."""
    shown = [thanked[team] for team in _teams_of(story)]
    return (max(shown), min(shown), heard[story.giver_team])
