"""What the newsletter says, before it is written in a format: the star in a line, thanks by team, the spotlight."""

from collections.abc import Sequence
from dataclasses import dataclass

from northstar_bot.domain.deck.deck import Deck, SpotlightSlide, StarSlide, Story, ThanksSlide
from northstar_bot.domain.numbers import figures
from northstar_bot.exports.fitting import line

LONGEST = 700
HOW = "Whom do you want to thank? Write /northstar thanks @name in Slack."


@dataclass(frozen=True, slots=True)
class Letter:
    """The parts of a newsletter in order; what is empty is left out. Every text is as it was typed."""

    title: str
    days: str
    vision: str
    star: str
    meaning: str
    counted: str
    groups: tuple[tuple[str, tuple[Story, ...]], ...]
    spotlight: str
    gathered: tuple[Story, ...]
    rule: str


def letter_of(deck: Deck) -> Letter:
    """The newsletter of a deck."""
    star = next((slide for slide in deck.slides if isinstance(slide, StarSlide)), None)
    thanks = next((slide for slide in deck.slides if isinstance(slide, ThanksSlide)), None)
    light = deck.spotlight
    return Letter(
        title=f"{line(deck.company)}: our star and our thanks",
        days=figures.days(deck.period.first, deck.period.last),
        vision=star.star.vision if star else "",
        star=star.title if star else "",
        meaning=star.sentence if star else "",
        counted=thanks.title if thanks else "",
        groups=by_team(deck.retold) if thanks else (),
        spotlight=_spoken(light) if light else "",
        # Beside thanks by team they would stand twice.
        gathered=light.stories if light and not thanks else (),
        rule=f"How these were chosen: {deck.rule}" if thanks and deck.retold else "",
    )


def _spoken(light: SpotlightSlide) -> str:
    brings = f"They bring: {light.brings.rstrip('. ')}." if light.brings else ""
    asked = "Think of one thing they did for you, and thank them." if light.thanked else ""
    parts = (f"{line(light.team)} is in the spotlight.", brings, light.sentence, asked)
    return " ".join(part for part in parts if part)


def by_team(stories: Sequence[Story]) -> tuple[tuple[str, tuple[Story, ...]], ...]:
    """Stories under the team they thank, teams in the order in which their first story was chosen."""
    groups: dict[str, list[Story]] = {}
    for story in stories:
        groups.setdefault(_team(story), []).append(story)
    return tuple((team, tuple(told)) for team, told in groups.items())


def _team(story: Story) -> str:
    return next(team for team in story.receiver_teams if team != story.giver_team)
