"""Scheduled posts of company.yaml as they are declared."""

from collections.abc import Mapping

from northstar_bot.company_file.shape import ScheduleShape
from northstar_bot.domain.calendar.schedules import Schedule
from northstar_bot.domain.ids import ChannelId, PersonId


def schedule_of(said: ScheduleShape, channels: Mapping[str, str], zone: str) -> Schedule:
    """The schedule that was said; `channels` are names, `zone` is the workspace's."""
    return Schedule(
        key=said.key,
        kind=said.kind,
        channel=ChannelId(channels.get(said.channel.removeprefix("#"), said.channel)),
        weekday=said.weekday or 0,
        at=said.at,
        zone=said.zone or zone,
        owner=PersonId(said.owner) if said.owner else None,
        cadence=said.cadence,
        weekdays=tuple(sorted(set(said.weekdays))),
        nth=said.nth,
        options=dict(said.options),
        skip=said.skip,
    )
