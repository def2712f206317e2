"""Keeping one shout-out: written once, taken from the giver's ration, planned to be told."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.zones import is_zone
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.company.preferences import Switch
from northstar_bot.domain.company.teams import homes_by_hand
from northstar_bot.domain.deliveries import Delivery, Plan, Receipt
from northstar_bot.domain.errors import BadInput, NotAllowed
from northstar_bot.domain.ids import ChannelId, PersonId, TeamKey
from northstar_bot.domain.people import Person
from northstar_bot.domain.recognition.sender_locks import locked_out
from northstar_bot.domain.recognition.shoutouts import Given, Reached, Receiver, Shoutout
from northstar_bot.domain.recognition.thanks_form import WHERE, Where
from northstar_bot.domain.webhooks import Event, event_of
from northstar_bot.services.ports.shoutouts import Ration
from northstar_bot.services.ports.store import Store
from northstar_bot.services.posts.notices import ASKED_BY
from northstar_bot.services.preferences import who_may_be_told

CARD, CARD_NOW = "shoutout", "shoutout-now"
NOTE, NOTE_NOW = "thanked", "thanked-now"
# A big group reads the card; a message to each of hundreds would only be noise.
TOLD_ONE_BY_ONE = 50


def card_place(company: Company, channel: ChannelId | None, where: Where = Where.FEED) -> ChannelId | None:
    """Where a card stands: in the feed, or where thanks were given; not in a direct message; a private one nowhere."""
    given_in = None if channel is None or channel.startswith("D") else channel
    feed = company.recognition.feed
    match where:
        case Where.PRIVATE:
            return None
        case Where.HERE:
            return given_in or feed
    return feed or given_in


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
    if draft.private and len(draft.receivers) > TOLD_ONE_BY_ONE:
        raise BadInput(
            f"Private thanks reach at most {TOLD_ONE_BY_ONE} people; this would be {len(draft.receivers):,}.",
            "Name fewer people, or let the card stand in the open.",
            WHERE,
        )
    day = local_day(company, keeping.giver, draft.given_at)
    week = company.week_of(draft.given_at.astimezone(ZoneInfo(company.zone)).date())
    number = await store.shoutouts.add(Given(draft, keeping.reached.left_out, 0), week, day)
    if number is None:
        return await kept_before(store, draft)
    left = await take(store, company, keeping.giver, day)
    await store.shoutouts.note_remaining(draft.workspace, number, left)
    told = await who_may_be_told(store, draft.workspace, _to_tell(keeping.reached, draft), Switch.THANKED)
    await store.deliveries.plan(_posts(keeping, replace(draft, id=number), told))
    await store.hooks.tell(event_of(draft.workspace, Event.GIVEN, number, draft.given_at))
    return await kept_before(store, draft)


async def take(store: Store, company: Company, giver: Person, day: date) -> int:
    """Use one of the giver's shout-outs of `day`, or NotAllowed; returns how many are left."""
    lock = await store.sender_locks.of(company.workspace, giver.id)
    if lock is not None:
        raise locked_out(lock)
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
    settled = await store.people.teams_of(draft.workspace, [keeping.giver.id, *people])
    homes: Mapping[PersonId, TeamKey] = {**homes_by_hand(keeping.company.teams), **settled}
    return replace(
        draft,
        giver_team=homes.get(keeping.giver.id, keeping.giver.team),
        receivers=tuple(Receiver(person, homes.get(person)) for person in people),
        to_group=not keeping.reached.named,
    )


def _posts(keeping: Keeping, kept: Shoutout, told: Iterable[PersonId]) -> list[Plan]:
    due = kept.given_at
    # Outside of the feed only the giver can mend it where the bot may not post; the feed is its owners' to mend.
    asked_by = {} if keeping.card == keeping.company.recognition.feed else {ASKED_BY: kept.giver}
    cards = [_plan(kept, CARD, keeping.card, due, **asked_by)] if keeping.card else []
    place = {"card": str(keeping.card)} if keeping.card and kept.text else {}
    notes = (_plan(kept, NOTE, person, due, **place) for person in told)
    return [*cards, *notes]


async def renew_notes(store: Store, kept: Shoutout, now: datetime) -> None:
    """Let the notes that receivers have say what is true now; those not posted yet look for themselves."""
    receivers = (one.person for one in kept.receivers)
    sent = await store.deliveries.sent_of(kept.workspace, NOTE, f"shoutout-{kept.id}", receivers)
    await store.deliveries.plan([_renewal(kept, one, now) for one in sent if one.channel and one.ts])


async def renew_card(store: Store, kept: Shoutout, now: datetime) -> None:
    """Let the card say what is true now where it stands; one not posted yet looks for itself."""
    card = await store.shoutouts.card_of(kept.workspace, kept.id)
    if card is not None:
        renewal = _plan(kept, CARD_NOW, card.channel, now, edits=card.place)
        await store.deliveries.plan([replace(renewal, period=f"shoutout-{kept.id} {now.isoformat()}")])


def _renewal(kept: Shoutout, sent: Delivery, now: datetime) -> Plan:
    stands = Receipt(str(sent.channel), str(sent.ts)).place
    renewal = _plan(kept, NOTE_NOW, sent.plan.target, now, edits=stands)
    return replace(renewal, period=f"shoutout-{kept.id} {now.isoformat()}")


def _to_tell(reached: Reached, draft: Shoutout) -> Iterable[PersonId]:
    if len(reached.people) <= TOLD_ONE_BY_ONE or draft.private:
        return reached.people
    return (person for person in reached.people if person in reached.named)


def _plan(kept: Shoutout, kind: str, target: str, due: datetime, **details: str) -> Plan:
    return Plan(
        workspace=kept.workspace,
        kind=kind,
        target=target,
        period=f"shoutout-{kept.id}",
        due_at=due,
        details={"shoutout": str(kept.id), **details},
    )
