"""Keeping one shout-out: written once, taken from the giver's ration, planned to be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from northstar_bot.domain.company import Company
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.ids import ChannelId, PersonId, TeamKey
from northstar_bot.domain.people import Person
from northstar_bot.domain.periods import Week
from northstar_bot.domain.preferences import Switch
from northstar_bot.domain.shoutouts import Given, Reached, Receiver, Shoutout
from northstar_bot.domain.zones import is_zone
from northstar_bot.services.ports.shoutouts import Ration
from northstar_bot.services.ports.store import Store
from northstar_bot.services.preferences import who_may_be_told

CARD, NOTE = "shoutout", "thanked"
# A big group reads the card; a message to each of hundreds would only be noise.
TOLD_ONE_BY_ONE = 50


def card_place(company: Company, channel: ChannelId | None) -> ChannelId | None:
    """Where a card stands: in the feed, else where thanks were given, but not in a direct message."""
    given_in = None if channel is None or channel.startswith("D") else channel
    return company.recognition.feed or given_in


@dataclass(frozen=True, slots=True)
class Keeping:
    """One shout-out about to be kept; `card` says where its card goes, None for a quiet one."""

    company: Company
    giver: Person
    reached: Reached
    draft: Shoutout
    card: ChannelId | None


def local_day(company: Company, person: Person, now: datetime) -> date:
    """The day it is where this person is."""
    zone = person.zone if is_zone(person.zone) else company.zone
    return now.astimezone(ZoneInfo(zone)).date()


async def keep(store: Store, keeping: Keeping) -> Given:
    """Keep it; an act kept before is answered as it was then. NotAllowed when the day's ration is used up."""
    draft, company = await _with_teams(store, keeping), keeping.company
    day = local_day(company, keeping.giver, draft.given_at)
    week = Week.of(draft.given_at.astimezone(ZoneInfo(company.zone)).date())
    number = await store.shoutouts.add(Given(draft, keeping.reached.left_out, 0), week, day)
    if number is None:
        return await kept_before(store, draft)
    left = await take(store, company, keeping.giver, day)
    await store.shoutouts.note_remaining(draft.workspace, number, left)
    told = await who_may_be_told(store, draft.workspace, _to_tell(keeping.reached), Switch.THANKED)
    await store.deliveries.plan(_posts(keeping, replace(draft, id=number), told))
    return await kept_before(store, draft)


async def take(store: Store, company: Company, giver: Person, day: date) -> int:
    """Use one of the giver's shout-outs of `day`, or NotAllowed; returns how many are left."""
    limit = company.recognition.allowance
    left = await store.shoutouts.take(company.workspace, Ration(giver.id, day, limit))
    if left is None:
        raise NotAllowed(
            f"You have given all {limit} of your shout-outs for today.",
            "There are new ones tomorrow. A shout-out to a whole group counts as one.",
        )
    return left


async def kept_before(store: Store, draft: Shoutout) -> Given:
    """What was kept under the same key."""
    found = await store.shoutouts.by_source(draft.workspace, draft.source_key)
    if found is None:
        message = "a key that is taken has no row"
        raise LookupError(message)
    return found


async def _with_teams(store: Store, keeping: Keeping) -> Shoutout:
    """The draft with everybody's team as it is now; those teams stay on the row for ever."""
    draft, people = keeping.draft, keeping.reached.people
    named = {person: team.key for team in keeping.company.teams for person in team.people}
    settled = await store.people.teams_of(draft.workspace, [keeping.giver.id, *people])
    homes: Mapping[PersonId, TeamKey] = {**named, **settled}
    return replace(
        draft,
        giver_team=homes.get(keeping.giver.id, keeping.giver.team),
        receivers=tuple(Receiver(person, homes.get(person)) for person in people),
    )


def _posts(keeping: Keeping, kept: Shoutout, told: Iterable[PersonId]) -> list[Plan]:
    due = kept.given_at
    cards = [_plan(kept, CARD, keeping.card, due)] if keeping.card else []
    notes = (_plan(kept, NOTE, person, due) for person in told)
    return [*cards, *notes]


def _to_tell(reached: Reached) -> Iterable[PersonId]:
    if len(reached.people) <= TOLD_ONE_BY_ONE:
        return reached.people
    return (person for person in reached.people if person in reached.named)


def _plan(kept: Shoutout, kind: str, target: str, due: datetime) -> Plan:
    return Plan(
        workspace=kept.workspace,
        kind=kind,
        target=target,
        period=f"shoutout-{kept.id}",
        due_at=due,
        details={"shoutout": str(kept.id)},
    )
