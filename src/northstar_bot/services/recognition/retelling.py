"""Shout-outs of a period as stories: names for ids, and whether each may be told."""

import asyncio
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from itertools import islice
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.periods import instant_of
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deck.deck import Period, Story
from northstar_bot.domain.ids import MetricKey, PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.recognition.consent import Standing, named_in
from northstar_bot.domain.recognition.retelling import retold
from northstar_bot.domain.recognition.shoutouts import Shoutout
from northstar_bot.services.ports.shoutouts import Between
from northstar_bot.services.ports.store import Store
from northstar_bot.services.preferences import who_may_be_told

_NAMES_AT_ONCE = 5000


@dataclass(frozen=True, slots=True)
class Retelling:
    """Shout-outs, and in the same order the stories they make."""

    given: tuple[Shoutout, ...]
    stories: tuple[Story, ...]
    standing: Standing


async def retelling_of(
    store: Store, company: Company, period: Period, more: Iterable[Shoutout] = ()
) -> Retelling:
    """What somebody was asked about of the days of the company, and `more` of them; nothing else may be told."""
    workspace, when = company.workspace, Between(*instants(period, company.zone))
    asked = await store.deck_thanks.asked_about(workspace, when)
    every = {one.id: one for one in (*asked, *more)}.values()
    given = tuple(sorted(every, key=lambda one: (one.given_at, one.id)))
    answers = await store.consents.of(workspace, [one.id for one in asked])
    opted_out = await unnamed(store, workspace, Switch.SHOWN_IN_DECKS)
    standing = Standing(answers, opted_out, await leads_of(store, company, opted_out))
    names = await _names(store, workspace, given)
    through = await store.deck_thanks.inputs_of(workspace, {one.request for one in given if one.request})
    # A deck may have many; nobody else waits for them.
    stories = await asyncio.to_thread(_stories, given, through, (company, names, standing))
    return Retelling(given, stories, standing)


def _stories(
    given: Iterable[Shoutout],
    through: Mapping[int, MetricKey],
    known: tuple[Company, Mapping[PersonId, str], Standing],
) -> tuple[Story, ...]:
    return tuple(_story(_for_its_input(one, through), *known) for one in given)


async def unnamed(
    store: Store, workspace: WorkspaceId, switch: Switch = Switch.NAMED_IN_ROUNDUPS
) -> Mapping[PersonId, str]:
    """Who does not want to be named there, with what they are called, as words may name them too."""
    silent = await store.preferences.off(workspace, switch)
    known = await store.people.known(workspace, silent) if silent else {}
    return {person: known[person].name if person in known else "" for person in silent}


async def leads_of(
    store: Store, company: Company, opted_out: Collection[PersonId]
) -> Mapping[TeamKey, PersonId]:
    """Who leads a team and can be asked for it: here, willing to get such questions, and not out of decks."""
    leads = {team.key: team.lead for team in company.teams if team.lead and team.lead not in opted_out}
    told = await who_may_be_told(store, company.workspace, sorted(set(leads.values())), Switch.THANKED)
    return {team: lead for team, lead in leads.items() if lead in told}


def instants(period: Period, zone: str) -> tuple[datetime, datetime]:
    """From the first midnight of the period to the one after its last day, where the company is."""
    midnight, after = time(), period.last + timedelta(days=1)
    return instant_of(period.first, midnight, zone), instant_of(after, midnight, zone)


async def _names(store: Store, workspace: WorkspaceId, given: Iterable[Shoutout]) -> dict[PersonId, str]:
    """The name of everybody who gave or was thanked, as far as we have met them."""
    ids = iter({one for each in given for one in (each.giver, *(to.person for to in each.receivers))})
    names: dict[PersonId, str] = {}
    while some := list(islice(ids, _NAMES_AT_ONCE)):
        known = await store.people.known(workspace, some)
        names.update({one: person.name for one, person in known.items() if person.name})
    return names


def _for_its_input(given: Shoutout, through: Mapping[int, MetricKey]) -> Shoutout:
    """Thanks that name no input of their own are for the input of the request they name."""
    return replace(given, input=given.input or through.get(given.request or 0))


def _story(shoutout: Shoutout, company: Company, names: Mapping[PersonId, str], standing: Standing) -> Story:
    """A shout-out with names for ids; the people of a team thanked as a whole stand under its name."""
    teams = {team.key: team.name for team in company.teams}
    values = {value.key: value.name for value in company.values}
    about = company.metric(shoutout.input) if shoutout.input else None

    def called(key: TeamKey | None) -> str:
        return teams.get(key, key) if key else ""

    reached = dict.fromkeys([*shoutout.teams, *(to.team for to in shoutout.receivers if to.team)])
    kept = retold(shoutout, standing.opted_out) or shoutout
    alone = (names.get(one, one) for one in named_in(kept))
    return Story(
        giver=names.get(shoutout.giver, shoutout.giver),
        receivers=(*(called(team) for team in shoutout.teams), *alone),
        text=shoutout.text,
        day=shoutout.given_at.astimezone(ZoneInfo(company.zone)).date(),
        giver_team=called(shoutout.giver_team),
        receiver_teams=tuple(called(team) for team in reached),
        value=values.get(shoutout.value, shoutout.value) if shoutout.value else "",
        boosts=shoutout.boosts,
        input=about.name if about else "",
        untold=standing.untold(shoutout),
    )
