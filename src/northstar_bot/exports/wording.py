"""The sentences every format shares: who thanks whom, from which team, on which day."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from northstar_bot.domain.deck.deck import Deck, Part, Slide, StarInDeck, Story, TeamCoverage, WeekValue
from northstar_bot.domain.numbers import figures
from northstar_bot.exports.fitting import line


def legible_star(star: StarInDeck) -> StarInDeck:
    """`star` with every text cleaned, for charts."""
    parts = tuple(Part(line(part.name), part.amount) for part in star.parts)
    weeks = tuple(WeekValue(line(week.label), week.value, week.normal) for week in star.weeks)
    unit, vision = line(star.unit), line(star.vision)
    return replace(star, name=line(star.name), vision=vision, unit=unit, parts=parts, weeks=weeks)


def credit(story: Story) -> str:
    """`Ana (Support) to Bo and Cy (Engineering)`."""
    giver = f"{line(story.giver)} ({line(story.giver_team)})" if story.giver_team else line(story.giver)
    receivers = figures.listed(tuple(line(name) for name in story.receivers))
    teams = figures.listed(
        tuple(line(team) for team in story.receiver_teams if team not in story.receivers), 3
    )
    to = f"{receivers} ({teams})" if receivers and teams else receivers or teams
    return f"{giver} to {to}" if to else giver


def details(story: Story) -> str:
    """`12 Nov 2026 · Customer first · 3 others agree`."""
    boosts = f"{figures.count(story.boosts, 'colleague')} joined in" if story.boosts else ""
    return " · ".join(part for part in (figures.day(story.day), line(story.value), boosts) if part)


def thanked_by(row: TeamCoverage) -> str:
    """The other teams that thanked this one."""
    return figures.listed(tuple(line(name) for name in row.thanked_by), 3) or "a former team"


def thanks_to(row: TeamCoverage) -> str:
    """The other teams this one thanked."""
    return figures.listed(tuple(line(name) for name in row.thanks_to), 3) or "–"


def clock(seconds: int) -> str:
    """`2:05`."""
    return f"{seconds // 60}:{seconds % 60:02d}"


def timed(slides: Sequence[Slide]) -> Iterator[tuple[Slide, str]]:
    """Each slide with `40 s, from 2:05 to 2:45`."""
    at = 0
    for slide in slides:
        ends = at + slide.notes.seconds
        yield slide, f"{slide.notes.seconds} s, from {clock(at)} to {clock(ends)}"
        at = ends


def length_said(deck: Deck) -> str:
    """How much the whole deck is."""
    return f"{figures.count(len(deck.slides), 'slide')}, about {figures.minutes(deck.seconds)}"
