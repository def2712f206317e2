"""Which team's spotlight fell into the days of a deck, and the thanks that it was given meanwhile."""

from dataclasses import dataclass

from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.deck.deck import Period, SpotlightInDeck
from northstar_bot.services.ports.shoutouts import Between
from northstar_bot.services.ports.store import Store
from northstar_bot.services.recognition.retelling import Retelling, instants


@dataclass(frozen=True, slots=True)
class Light:
    """A team in the spotlight, when it stood there within the days of a deck, and which teams did before it."""

    team: Team
    when: Between
    others: tuple[str, ...]


async def light_of(store: Store, company: Company, period: Period) -> Light | None:
    """The latest spotlight of the period, of a team that there still is."""
    days = Between(*instants(period, company.zone))
    turns = await store.spotlights.shown_between(company.workspace, days.since, days.before)
    named = [(turn, team) for turn in turns if (team := company.team(turn.team))]
    if not named:
        return None
    turn, team = named[0]
    opened, closes = turn.opened_at or days.before, turn.closes_at or days.since
    others = dict.fromkeys(other.name for _, other in named if other.key != team.key)
    return Light(team, Between(max(opened, days.since), min(closes, days.before)), tuple(others))


async def spotlight_of(store: Store, company: Company, light: Light, retelling: Retelling) -> SpotlightInDeck:
    """What other teams thanked it for meanwhile, counted; its stories are among those of `retelling`."""
    key, when = light.team.key, light.when
    known = when.since < when.before
    flows = await store.deck_thanks.across(company.workspace, when) if known else []
    thanked = {flow.giver: flow.amount for flow in flows if flow.team == key}
    reached = [
        (given, story)
        for given, story in zip(retelling.given, retelling.stories, strict=True)
        if given.cross_team
        and key in given.thanked_teams
        and when.since <= given.given_at < when.before
        and story.text.strip()
    ]
    # More "me too" first, then the newer.
    reached.sort(key=lambda pair: (-pair[0].boosts, -pair[0].id))
    here = [team for team in company.teams if team.key in thanked]
    former = sorted(giver for giver in thanked if giver and not company.team(giver))
    return SpotlightInDeck(
        team=light.team.name,
        brings=light.team.brings,
        count=sum(thanked.values()),
        thanked_by=(*(team.name for team in here), *former),
        stories=tuple(story for _, story in reached),
        others=light.others,
    )
