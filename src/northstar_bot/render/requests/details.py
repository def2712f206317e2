"""The details of a request in words: whose time, how much and by when; or the terms of a deal."""

from decimal import Decimal

from northstar_bot.domain.requests.details import Deal, Details, PersonsTime, SizeBand
from northstar_bot.render import blocks
from northstar_bot.render.addresses import address
from northstar_bot.render.message import Block
from northstar_bot.render.words import day, escape, mention, plain

SIZES = {
    SizeBand.UNDER_10K: "Under 10,000 a year",
    SizeBand.UNDER_50K: "10,000 to 50,000 a year",
    SizeBand.UNDER_250K: "50,000 to 250,000 a year",
    SizeBand.ABOVE: "Over 250,000 a year",
}
_WEB = ("http://", "https://")


def details_told(details: Details | None) -> list[Block]:
    """Lines of rich text; none for a request without details."""
    if isinstance(details, PersonsTime):
        return [blocks.paragraph(*_time(details))]
    return _deal(details) if isinstance(details, Deal) else []


def details_small(details: Details | None) -> str:
    """Small print in mrkdwn for a list; empty without details."""
    if isinstance(details, PersonsTime):
        return f"{hours(details.hours)} of {mention(details.whose)} by {day(details.by)}"
    if isinstance(details, Deal):
        return f"deal with {escape(plain(details.customer, 60))}, closes {day(details.closes)}"
    return ""


def hours(number: Decimal) -> str:
    """`1 hour`, `1.5 hours`."""
    return "1 hour" if number == 1 else f"{number.normalize():f} hours"


def _time(details: PersonsTime) -> list[Block]:
    outside = f", with {plain(details.customer, 120)}" if details.customer else ""
    return [
        blocks.words("Whose time: ", bold=True),
        blocks.person(details.whose),
        blocks.words(f", {hours(details.hours)} by {day(details.by)}{outside}"),
    ]


def _deal(details: Deal) -> list[Block]:
    lines = [
        ("Customer", blocks.words(plain(details.customer, 120))),
        ("Deal", _named(details.deal)),
        ("Closes", blocks.words(day(details.closes))),
        ("Beyond the standard", blocks.words(plain(details.beyond, 600))),
    ]
    lines += [("Size", blocks.words(SIZES[details.size]))] if details.size else []
    return [blocks.paragraph(blocks.words(f"{label}: ", bold=True), said) for label, said in lines]


def _named(deal: str) -> Block:
    """A link where it is nothing but one."""
    return address(deal)
