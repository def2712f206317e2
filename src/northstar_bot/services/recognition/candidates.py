"""Whom people can be asked about for a deck: the first thanks of each team, the best of the one in the light."""

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.services.ports.shoutouts import Between
from northstar_bot.services.ports.store import Store
from northstar_bot.services.recognition.deck_spotlight import Light
from northstar_bot.services.recognition.retelling import instants

# So many of each team are looked at, from the first day on; a period may have tens of thousands.
FIRST = 50


async def candidates(store: Store, company: Company, period: Period, light: Light | None) -> list[Shoutout]:
    """Thanks across teams that nobody may have been asked about yet."""
    workspace, when = company.workspace, Between(*instants(period, company.zone))
    teams = {flow.team for flow in await store.deck_thanks.across(workspace, when)}
    found: list[Shoutout] = []
    for team in sorted(teams):
        found += await store.deck_thanks.first_of(workspace, when, team, FIRST)
    if light and light.when.since < light.when.before:
        found += await store.deck_thanks.best_of(workspace, light.when, light.team.key, FIRST)
    return found
