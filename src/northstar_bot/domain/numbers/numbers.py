"""How a number is written for people: digits that matter, a comma for thousands, a true minus, never −0."""

import math
import unicodedata
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from northstar_bot.domain.company.company import Style

MINUS = "−"
NOT_A_NUMBER = "n/a"
_DIGITS = Context(prec=400)
_SIGNIFICANT = 2
_MOST_PLACES = 6
_WHOLE_FROM = 100
_ONE_PLACE_FROM = 10
_CENTS_UNTIL = 1000
_HUNDRED = Decimal(100)
_FINER = 4
_STEPS = tuple(Decimal(1).scaleb(-places) for places in range(_MOST_PLACES + _FINER + 1))


def number(value: float, unit: str = "", style: Style = Style.DECIMAL) -> str:
    """`1,502 units`, `1.06`, `88.6`, `99.7%`, `€12.50`, `1,502 EUR`; a share is 0 to 1, and has no unit.

    What is not quite everything is never written 100%. The unit is passed on as it is: escape the result.
    """
    if not math.isfinite(value):
        return NOT_A_NUMBER
    return _with_unit(_written(_rounded(value, style), style), unit, style)


def signed(value: float, unit: str = "", style: Style = Style.DECIMAL) -> str:
    """`+651`, `−69`, `0` for what rounds to nothing; a difference of shares is in points (`+17.2 points`)."""
    if not math.isfinite(value):
        return NOT_A_NUMBER
    whole = style is Style.COUNT and abs(value) >= _ONE_PLACE_FROM
    shown = _to_places(_exact(value), 0) if whole else _rounded(value, style)
    text = f"{_written(shown, Style.DECIMAL)} points" if style is Style.SHARE else _written(shown, style)
    return ("+" if shown > 0 else "") + (text if style is Style.SHARE else _with_unit(text, unit, style))


def percent_change(share: float | None) -> str:
    """A change as a share of what was before: `+76%`, `−5.9%`, `0%`; `n/a` without a before."""
    if share is None or not math.isfinite(share):
        return NOT_A_NUMBER
    percent = _exact(share) * 100
    shown = _to_places(percent, 1 if abs(percent) < _ONE_PLACE_FROM else 0)
    return ("+" if shown > 0 else "") + _written(shown, Style.SHARE)


def natural_range(
    lower: float, upper: float, unit: str = "", style: Style = Style.DECIMAL, *, value: float | None = None
) -> str:
    """`271–1,111`, `76.8%–100%`, `−12 to 40`.

    With the `value` that was judged by it, the limits get as many places as it takes to show it on its side.
    """
    finer = 0 if value is None else _places_to_show(value, lower, upper, style)
    low, high = (_written(_rounded(limit, style, finer), style) for limit in (lower, upper))
    return _with_unit(f"{low} to {high}" if MINUS in low + high else f"{low}–{high}", unit, style)


def _places_to_show(value: float, lower: float, upper: float, style: Style) -> int:
    """How many more places than usual keep a value outside its limits from looking inside."""
    shown = _rounded(value, style)
    for finer in range(_FINER):
        low, high = _rounded(lower, style, finer), _rounded(upper, style, finer)
        if (value < lower, value > upper) == (shown < low, shown > high):
            return finer
    return _FINER


def _exact(value: float) -> Decimal:
    return Decimal(repr(float(value)))


def _rounded(value: float, style: Style, finer: int = 0) -> Decimal:
    """`value` (a share in per cent) at the places worth showing."""
    exact = _exact(value) * 100 if style is Style.SHARE else _exact(value)
    places = _places(exact, style) + finer
    shown = _to_places(exact, places)
    if style is Style.SHARE and abs(shown) == _HUNDRED != abs(exact):
        return exact.quantize(
            Decimal("0.01"), ROUND_DOWN if abs(exact) < _HUNDRED else ROUND_HALF_UP, _DIGITS
        )
    return shown


def _to_places(exact: Decimal, places: int) -> Decimal:
    return exact.quantize(_STEPS[places], ROUND_HALF_UP, _DIGITS)


def _places(exact: Decimal, style: Style) -> int:
    size = abs(exact)
    whole = exact == exact.to_integral_value()
    match style:
        case Style.MONEY:
            return 0 if whole or size >= _CENTS_UNTIL else 2
        case Style.COUNT:
            return 0 if whole or size >= _WHOLE_FROM else 1
        case Style.SHARE if size >= 1:
            return 1
    if whole or size >= _WHOLE_FROM:
        return 0
    if size >= 1:
        return 1 if size >= _ONE_PLACE_FROM else 2
    return min(_MOST_PLACES, _SIGNIFICANT - 1 - exact.adjusted())


def _written(shown: Decimal, style: Style) -> str:
    text = f"{abs(shown):,f}"
    if "." in text and style is not Style.MONEY:
        text = text.rstrip("0").rstrip(".")
    return f"{MINUS if shown < 0 else ''}{text}{'%' if style is Style.SHARE else ''}"


def _with_unit(text: str, unit: str, style: Style) -> str:
    if not unit or style is Style.SHARE:
        return text
    if style is Style.MONEY and len(unit) == 1 and unicodedata.category(unit) == "Sc":
        return MINUS * text.startswith(MINUS) + unit + text.removeprefix(MINUS)
    return f"{text} {unit}"
