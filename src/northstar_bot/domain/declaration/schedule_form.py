"""The form of a scheduled post: its answers in, a schedule out."""

from datetime import time

from northstar_bot.domain.calendar.schedules import FIRST_WORKING_DAY, WORKDAYS, Cadence, PostKind, Schedule
from northstar_bot.domain.declaration import form
from northstar_bot.domain.declaration.post_kinds import RULES, chosen
from northstar_bot.domain.digest.digest import WHOLE
from northstar_bot.domain.ids import ChannelId, PersonId

_BETWEEN = ":"


def about_of(schedule: Schedule) -> str:
    """What it posts, as one choice: the kind, and what it is about."""
    return value_of(schedule.kind, chosen(schedule))


def value_of(kind: PostKind, about: str) -> str:
    """The value of a choice; the usual one is the kind alone."""
    return kind.value if about in {"", WHOLE} else f"{kind.value}{_BETWEEN}{about}"


def read_schedule(key: str | None, answers: form.Answers) -> Schedule:
    """The schedule that was described; Invalid names the field that is wrong."""
    hour, minute = form.choice(answers, "at").split(":")
    kind, _, about = form.choice(answers, "kind").partition(_BETWEEN)
    owner = answers.get("owner")
    option = RULES[PostKind(kind)].option
    days = tuple(int(day) for day in answers.get("weekdays") or WORKDAYS)
    return Schedule(
        key=key or form.new_key(answers),
        kind=PostKind(kind),
        channel=ChannelId(form.choice(answers, "channel")),
        weekday=int(form.choice(answers, "weekday")),
        at=time(int(hour), int(minute)),
        zone=form.zone(answers, "zone"),
        owner=PersonId(owner) if owner else None,
        cadence=Cadence(answers.get("cadence") or Cadence.WEEKLY),
        weekdays=days,
        nth=int(answers.get("nth") or FIRST_WORKING_DAY),
        options={option: about} if about else {},
        skip=form.days(answers, "skip"),
    )
