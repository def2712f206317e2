"""Which team's spotlight fell into the days of a deck, and the thanks that it was given meanwhile."""

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deck.deck import Period, SpotlightInDeck
from northstar_bot.domain.ids import TeamKey
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.services.ports.store import Store
from northstar_bot.services.recognition.retelling import Retelling, instants


async def spotlight_of(
    store: Store, company: Company, period: Period, retelling: Retelling
) -> SpotlightInDeck | None:
    """The latest one of the period, of a team that there still is; its thanks are those of the period."""
    turns = await store.spotlights.shown_between(company.workspace, *instants(period, company.zone))
    named = [(turn, team) for turn in turns if (team := company.team(turn.team))]
    if not named:
        return None
    turn, team = named[0]
    reached = [
        (given, story)
        for given, story in zip(retelling.given, retelling.stories, strict=True)
        if team.key in _teams_of(given)
        and turn.opened_at
        and turn.closes_at
        and turn.opened_at <= given.given_at < turn.closes_at
    ]
    by_team = dict.fromkeys(story.giver_team for _, story in reached if story.crosses)
    # A story of a team alone comes after those that cross; more "me too" first, then the newer.
    reached.sort(key=lambda pair: (not pair[1].crosses, -pair[0].boosts, -pair[0].id))
    others = dict.fromkeys(other.name for _, other in named if other.key != team.key)
    return SpotlightInDeck(
        team=team.name,
        brings=team.brings,
        count=len(reached),
        thanked_by=tuple(by_team),
        stories=tuple(story for _, story in reached if story.text.strip()),
        others=tuple(others),
    )


def _teams_of(given: Shoutout) -> set[TeamKey]:
    return {*given.teams, *(one.team for one in given.receivers if one.team)}
