"""The form of a scheduled post; field names are those domain/declaration/schedule_form.py reads."""

from collections.abc import Iterable, Mapping
from typing import Any

from northstar_bot.domain.calendar.days_off import days_text
from northstar_bot.domain.calendar.schedules import WORKDAYS, Cadence
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.declaration.schedule_form import about_of
from northstar_bot.render import blocks
from northstar_bot.render.company.schedule_words import CADENCES, PLACES, WEEKDAYS, posts
from northstar_bot.render.message import Block
from northstar_bot.render.words import plain

IN_CHANNEL = "The bot has to be in it: /invite @northstar."
SKIP_HINT = (
    "Such as 2026-12-24, or 2026-12-28 to 2027-01-01. A weekly or monthly post comes on the next working day."
)
ANOTHER_WEEK = "Another day lets numbers begin anew: what was read was counted over other days."


def schedule_form(company: Company, item: Any) -> list[Block]:
    """Everything but the key of a new one."""
    channel = item.channel if item and item.channel[:1] in "CG" else None
    owner = item.owner if item and item.owner and item.owner[:1] in "UW" else None
    days = {str(number): name for number, name in enumerate(WEEKDAYS)}
    shown = item.weekdays if item else WORKDAYS
    places = {str(place): name for place, name in PLACES.items()}
    zone = blocks.text_field(initial=item.zone if item else company.zone)
    skip = blocks.text_field(initial=days_text(item.skip) if item else "", multiline=True)
    at = blocks.time_field(initial=f"{item.at:%H:%M}" if item else "09:00")
    return [
        _menu("kind", "What is posted", posts(company), about_of(item) if item else ""),
        blocks.input_block("channel", "Channel", blocks.channel_field(initial=channel), hint=IN_CHANNEL),
        _menu("cadence", "How often", CADENCES, item.cadence if item else Cadence.WEEKLY),
        _menu("weekday", "Day, when weekly or monthly", days, str(item.weekday if item else 0)),
        _menu("nth", "Which of the month, when monthly", places, str(item.nth if item else 0)),
        blocks.input_block("weekdays", "Days, when daily", _ticks(days, map(str, shown)), optional=True),
        blocks.input_block("at", "Time", at),
        blocks.input_block("zone", "Time zone", zone, optional=True),
        blocks.input_block("skip", "Days to skip", skip, optional=True, hint=SKIP_HINT),
        blocks.input_block(
            "owner", "Who hears when it cannot be posted", blocks.person_field(initial=owner), optional=True
        ),
    ]


def calendar_fields(company: Company) -> list[Block]:
    """On which day weeks begin, and the days on which nothing is posted by any schedule."""
    weekdays = {str(number): name for number, name in enumerate(WEEKDAYS)}
    country = blocks.text_field(initial=company.country)
    days = blocks.text_field(initial=days_text(company.skip), multiline=True)
    return [
        _menu("week_start", "Weeks begin on", weekdays, str(company.week_start), ANOTHER_WEEK),
        blocks.input_block(
            "country",
            "Public holidays of",
            country,
            optional=True,
            hint="Such as DE, or DE-BY for a part of it.",
        ),
        blocks.input_block("skip", "Days without scheduled posts", days, optional=True, hint=SKIP_HINT),
    ]


def _menu(name: str, label: str, choices: Mapping[Any, str], picked: str, hint: str | None = None) -> Block:
    options = {value: blocks.option(plain(text, 75), value) for value, text in list(choices.items())[:100]}
    first = next(iter(options.values()))
    return blocks.input_block(
        name,
        label,
        blocks.select_field(list(options.values()), initial=options.get(picked, first)),
        hint=hint,
    )


def _ticks(choices: Mapping[str, str], ticked: Iterable[str]) -> Block:
    options = {value: blocks.option(text, value) for value, text in choices.items()}
    return blocks.checkboxes_field(list(options.values()), initial=[options[one] for one in ticked])
