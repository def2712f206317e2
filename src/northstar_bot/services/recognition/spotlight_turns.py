"""Whose turn in the spotlight it is, written down once, and who hears of it a week before."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from northstar_bot.domain.calendar.days_off import DaysOff
from northstar_bot.domain.calendar.occurrences import Occurrence, coming
from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Company, Team
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import ChannelId, PersonId
from northstar_bot.domain.recognition.spotlights import Spotlight, takes_turns, whose_turn
from northstar_bot.services.ports.store import Store
from northstar_bot.services.preferences import who_may_be_told

NOTICE = "spotlight notice"
AHEAD = timedelta(days=7)
# A planned turn whose card never came (nobody was running) was no turn.
NEVER_CAME = timedelta(days=3)
_NOTICE_GRACE = timedelta(days=5)
_MOST_TOLD = 20
_LONGEST_PERIOD = 64


def next_times(company: Company, now: datetime, off: DaysOff) -> list[tuple[Occurrence, Schedule]]:
    """When the spotlight comes next in each of its channels, the soonest first."""
    spotlights = (one for one in company.schedules if one.kind is PostKind.SPOTLIGHT)
    found = ((coming(one, now, off, company.week_start), one) for one in spotlights)
    return sorted(((one, schedule) for one, schedule in found if one), key=lambda each: each[0].due_at)


async def turn_of(
    store: Store, company: Company, channel: ChannelId, period: str, due_at: datetime, now: datetime
) -> Spotlight | None:
    """The turn of a period as it is, or as it would be by the fair order; None without teams."""
    found = await store.spotlights.of(company.workspace, channel, period)
    if found is not None and (found.opened_at is not None or takes_turns(company, found.team)):
        return found
    turns = await store.spotlights.turns(company.workspace, channel, now - NEVER_CAME)
    passed = found.passed if found else ()
    team = whose_turn(company.teams, turns, passed) or whose_turn(company.teams, turns)
    return Spotlight(company.workspace, channel, period, team.key, due_at, passed=passed) if team else None


async def planned_turn(
    store: Store, company: Company, channel: ChannelId, period: str, due_at: datetime, now: datetime
) -> Spotlight | None:
    """The turn of a period, written down by whoever comes first."""
    wanted = await turn_of(store, company, channel, period, due_at, now)
    if wanted is None:
        return None
    await store.spotlights.plan(wanted)
    kept = await store.spotlights.of(company.workspace, channel, period)
    if kept is not None and kept.opened_at is None and kept.team != wanted.team:
        # The team it was planned for is no longer declared, or takes no turns any more.
        if not takes_turns(company, kept.team):
            await store.spotlights.hand_on(kept, wanted.team, kept.passed)
        kept = await store.spotlights.of(company.workspace, channel, period)
    return kept


async def speakers(
    store: Store, company: Company, team: Team, owners: Iterable[PersonId]
) -> tuple[PersonId, ...]:
    """Who speaks for a team: its lead, else its people; for one without people the stewards, else the owners."""
    if team.lead is not None:
        return (team.lead,)
    people = await people_of(store, company, team)
    return people or company.stewards or tuple(dict.fromkeys((*company.owners, *owners)))


async def people_of(store: Store, company: Company, team: Team) -> tuple[PersonId, ...]:
    """Who is in a team, by name or by membership."""
    settled = await store.people.members_of(company.workspace, team.key)
    return tuple(dict.fromkeys((*team.people, *settled)))


async def tell_team(
    store: Store, company: Company, spotlight: Spotlight, now: datetime, owners: Iterable[PersonId]
) -> None:
    """Plan the notice to who speaks for the team, inside their office hours, once for each team and turn."""
    team = company.team(spotlight.team)
    if team is None:
        return
    people = (await speakers(store, company, team, owners))[:_MOST_TOLD]
    told = await who_may_be_told(store, company.workspace, people, Switch.SPOTLIGHT)
    known = await store.people.known(company.workspace, told)
    zones = {person: known[person].zone if person in known else "" for person in told}
    await store.deliveries.plan(
        [
            Plan(
                workspace=company.workspace,
                kind=NOTICE,
                target=person,
                period=spotlight.key[:_LONGEST_PERIOD],
                due_at=OfficeHours.of(zones[person], company.zone).next_moment(now),
                grace=_NOTICE_GRACE,
                details={"channel": spotlight.channel, "period": spotlight.period, "team": spotlight.team},
            )
            for person in told
        ]
    )
