"""Decks for tests: empty, full, very many stories, and one in which every word is hostile."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Style
from northstar_bot.domain.deck.deck import Deck, Part, Period, SpotlightInDeck, StarInDeck, Story, WeekValue
from northstar_bot.domain.deck.making import compose
from northstar_bot.domain.deck.stories import coverage_of

PERIOD = Period(date(2026, 10, 26), date(2026, 11, 22))
TEAMS = ("Sales", "Product", "Engineering", "Design", "Support", "Marketing", "Finance", "People")
WEEKS = tuple(
    WeekValue(Week(date(2026, 8, 10)).plus(at).label, value)
    for at, value in enumerate(
        [820, 790, 905, 870, 960, 930, 1010, 985, 1040, None, 1090, 1130, 1190, 1240, 1502]
    )
)
STAR = StarInDeck(
    name="Lessons completed",
    vision="Every learner finishes what they start.",
    unit="lessons",
    style=Style.COUNT,
    value=1502,
    previous=1115,
    week="2026-W47",
    against="2026-W43",
    parts=(Part("Breadth", -69.4), Part("Frequency", 102.4), Part("Depth", 301.5), Part("Efficiency", 52.5)),
    parts_note="An exact split of the change between the two weeks.",
    weeks=WEEKS,
    natural_range=(742.0, 1298.0),
    signal=True,
)


def story(number: int = 0, **changed: object) -> Story:
    """A story from one team to the next, different for each number."""
    giver, receiver = TEAMS[number % 7], TEAMS[(number * 3 + 1) % 7]
    usual: dict[str, object] = {
        "giver": f"Giver {number}",
        "receivers": (f"Receiver {number}",),
        "text": f"You stayed until the export number {number} was right, and told everybody how it was done.",
        "day": PERIOD.first + timedelta(days=number % 28),
        "giver_team": giver,
        "receiver_teams": (receiver,),
        "value": "Customer first",
        "boosts": number % 4,
    }
    return Story(**{**usual, **changed})  # type: ignore[arg-type]


def crossing(stories: Iterable[Story]) -> list[tuple[str, str, int]]:
    """Each story from one team to another, as the service counts them."""
    return [
        (one.giver_team, team, 1)
        for one in stories
        if one.crosses
        for team in set(one.receiver_teams) - {one.giver_team}
    ]


def deck(
    stories: tuple[Story, ...] = (),
    star: StarInDeck | None = None,
    company: str = "Acme",
    spotlight: SpotlightInDeck | None = None,
) -> Deck:
    """A deck composed as the service composes it."""
    coverage = coverage_of(TEAMS, crossing(stories)) if stories else ()
    return compose(company, PERIOD, star, stories, coverage, spotlight=spotlight)


def full() -> Deck:
    """A deck with everything in it."""
    return deck(tuple(story(number) for number in range(12)), STAR)


def lit() -> Deck:
    """A deck with a team in the spotlight, and two stories beside it."""
    stories = tuple(story(number) for number in range(12))
    beside = tuple(one for one in stories if one.receiver_teams == ("Support",))
    light = SpotlightInDeck(
        "Support", "Every customer's words, unvarnished", 3, ("Product", "Sales"), beside, ("Design",)
    )
    return deck(stories, STAR, spotlight=light)


def many() -> Deck:
    """A thousand stories."""
    return deck(tuple(story(number) for number in range(1000)), STAR)


def hostile(text: str) -> Deck:
    """A deck in which every word that somebody can type is `text`."""
    words = StarInDeck(
        name=text or "Star",
        vision=text,
        unit=text,
        value=12.0,
        previous=10.0,
        week="2026-W47",
        against="2026-W43",
        parts=(Part(text, 2.5), Part("other", -0.5)),
        parts_note=text,
        weeks=(*WEEKS[:3], WeekValue(text, 12.0)),
        natural_range=(1.0, 20.0),
        note=text,
    )
    told = Story(text, (text, "Bo"), text, PERIOD.first, text, (text, "Design"), text, 3)
    light = SpotlightInDeck(text, text, 2, (text,), (replace(told, day=PERIOD.last),), (text,))
    stories = (told, *light.stories, story(1))
    return compose(
        text, PERIOD, words, stories, coverage_of((text, "Design"), crossing((told,))), spotlight=light
    )
