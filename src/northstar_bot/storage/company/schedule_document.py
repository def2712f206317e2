"""A scheduled post as a part of the stored company document, and back; what an old document does not say is usual."""

from datetime import date, time
from typing import Any

from northstar_bot.domain.calendar.schedules import FIRST_WORKING_DAY, WORKDAYS, Cadence, PostKind, Schedule
from northstar_bot.domain.ids import ChannelId, PersonId


def schedule_document(schedule: Schedule) -> dict[str, Any]:
    """What is stored."""
    return {
        "key": schedule.key,
        "kind": schedule.kind.value,
        "channel": schedule.channel,
        "weekday": schedule.weekday,
        "at": schedule.at.isoformat(timespec="minutes"),
        "zone": schedule.zone,
        "owner": schedule.owner,
        "cadence": schedule.cadence.value,
        "weekdays": list(schedule.weekdays),
        "nth": schedule.nth,
        "options": dict(schedule.options),
        "skip": days_document(schedule.skip),
    }


def schedule_of(document: dict[str, Any]) -> Schedule:
    """The schedule from what is stored."""
    return Schedule(
        key=document["key"],
        kind=PostKind(document["kind"]),
        channel=ChannelId(document["channel"]),
        weekday=document["weekday"],
        at=time.fromisoformat(document["at"]),
        zone=document["zone"],
        owner=PersonId(document["owner"]) if document["owner"] else None,
        cadence=Cadence(document.get("cadence", Cadence.WEEKLY)),
        weekdays=tuple(document.get("weekdays", WORKDAYS)),
        nth=document.get("nth", FIRST_WORKING_DAY),
        options=document.get("options", {}),
        skip=days_of(document.get("skip", ())),
    )


def days_document(days: tuple[date, ...]) -> list[str]:
    """Days as text."""
    return [day.isoformat() for day in days]


def days_of(document: Any) -> tuple[date, ...]:
    """Days from text."""
    return tuple(date.fromisoformat(each) for each in document)
