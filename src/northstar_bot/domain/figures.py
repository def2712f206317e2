"""Numbers and days as words, for text that is made below the floor where messages are drawn."""

from datetime import date

from northstar_bot.domain.company import Style

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LARGE, _MIDDLE = 100, 10


def written(value: float, style: Style = Style.DECIMAL, unit: str = "") -> str:
    """`1,502 units`, `99.7%`, `€12,500`, `3.25`; a minus sign is a minus sign."""
    minus = "−" if _bare(value, style).strip("0.,%") and value < 0 else ""
    bare = _bare(abs(value), style)
    if style is Style.MONEY and len(unit) == 1:
        return f"{minus}{unit}{bare}"
    return f"{minus}{bare} {unit}".strip() if style is not Style.SHARE else f"{minus}{bare}"


def signed(value: float, style: Style = Style.DECIMAL, unit: str = "") -> str:
    """`+651`, `−69`, and a plain `0` for what rounds to nothing."""
    text = written(value, style, unit)
    return f"+{text}" if value > 0 and _bare(value, style).strip("0.,%") else text


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


def _bare(value: float, style: Style) -> str:
    if style is Style.SHARE:
        return f"{value * 100:,.1f}".removesuffix(".0") + "%"
    size = abs(value)
    if style is Style.COUNT or size >= _LARGE:
        return f"{value:,.0f}"
    text = f"{value:,.1f}" if size >= _MIDDLE else f"{value:,.2f}"
    return text.rstrip("0").rstrip(".")
