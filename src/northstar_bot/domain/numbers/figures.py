"""Days, counts and names as words, for text that is made below the floor where messages are drawn."""

from datetime import date

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def day(at: date) -> str:
    """`22 Nov 2026`."""
    return f"{at.day} {_MONTHS[at.month - 1]} {at.year}"


def days(first: date, last: date) -> str:
    """`26 Oct to 22 Nov 2026`; the year is said once where once is enough."""
    if first == last:
        return day(last)
    if first.year != last.year:
        return f"{day(first)} to {day(last)}"
    begins = f"{first.day}" if first.month == last.month else f"{first.day} {_MONTHS[first.month - 1]}"
    return f"{begins} to {day(last)}"


def count(many: int, noun: str, plural: str = "") -> str:
    """`1 story`, `3 teams`."""
    return f"{many:,} {noun if many == 1 else plural or noun + 's'}"


def listed(names: tuple[str, ...], most: int = 4) -> str:
    """`Ana, Bo and Cy`; beyond `most` the rest is counted."""
    if len(names) > most:
        return f"{', '.join(names[:most])} and {len(names) - most:,} more"
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def minutes(seconds: int) -> str:
    """`6 min 40 s`."""
    whole, rest = divmod(seconds, 60)
    return (
        " ".join(part for part in (f"{whole} min" if whole else "", f"{rest} s" if rest else "") if part)
        or "0 s"
    )
