"""When the host and the guests of a lunch-and-learn are reminded: in the office hours of where each of them is."""

from collections.abc import Collection
from datetime import datetime

from northstar_bot.domain.calendar.office_hours import OfficeHours
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.recognition.learning import Learning, Word
from northstar_bot.services.ports.store import Store
from northstar_bot.services.recognition.learning_plans import note, reminders


async def reminders_of(
    store: Store, one: Learning, people: Collection[PersonId], now: datetime
) -> list[Plan]:
    """Of each before it begins; the host is asked afterwards what was learned."""
    company = await store.companies.of(one.workspace)
    known = await store.people.known(one.workspace, people)
    plans: list[Plan] = []
    for person in people:
        zone = known[person].zone if person in known else ""
        hours = OfficeHours.of(zone, company.zone if company else "UTC")
        plans += reminders(one, person, hours, now)
        if person == one.host:
            plans.append(note(one, Word.AFTER, person, hours.next_moment(one.ends_at)))
    return plans
