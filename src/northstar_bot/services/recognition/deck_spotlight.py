"""Which team's spotlight fell into the days of a deck, and the thanks that it was given meanwhile."""

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deck.deck import Period, SpotlightInDeck
from northstar_bot.services.ports.store import Store
from northstar_bot.services.recognition.retelling import Retelling, instants


async def spotlight_of(
    store: Store, company: Company, period: Period, retelling: Retelling
) -> SpotlightInDeck | None:
    """The latest one of the period, of a team that there still is; its thanks are those of other teams."""
    turns = await store.spotlights.shown_between(company.workspace, *instants(period, company.zone))
    named = [(turn, team) for turn in turns if (team := company.team(turn.team))]
    if not named:
        return None
    turn, team = named[0]
    reached = [
        (given, story)
        for given, story in zip(retelling.given, retelling.stories, strict=True)
        if given.cross_team
        and team.key in given.thanked_teams
        and turn.opened_at
        and turn.closes_at
        and turn.opened_at <= given.given_at < turn.closes_at
    ]
    by_team = dict.fromkeys(story.giver_team for _, story in reached)
    # More "me too" first, then the newer.
    reached.sort(key=lambda pair: (-pair[0].boosts, -pair[0].id))
    others = dict.fromkeys(other.name for _, other in named if other.key != team.key)
    return SpotlightInDeck(
        team=team.name,
        brings=team.brings,
        count=len(reached),
        thanked_by=tuple(by_team),
        stories=tuple(story for _, story in reached if story.text.strip()),
        others=tuple(others),
    )
