"""Numbers as people type them, read into one float or refused with a sentence."""

import re
import unicodedata
from decimal import Decimal

from northstar_bot.domain.errors import BadInput

_TYPED_AS = {
    **dict.fromkeys("‐‑‒–−﹣－", "-"),
    **dict.fromkeys("’‘ʼ′＇", "'"),
    **dict.fromkeys("，٫", ","),
    "٬": "'",
    "．": ".",
    "＋": "+",
    **dict.fromkeys("％٪﹪", "%"),
}
_SIZES = {"": 1, "k": 10**3, "m": 10**6, "mn": 10**6, "bn": 10**9, "b": 10**9}
_SHAPE = re.compile(
    r"(?P<sign>[+-]?)\s*(?P<body>[\d., ']*\d)\s*(?P<size>k|mn?|bn?|)\s*(?P<percent>%?)",
    re.IGNORECASE | re.ASCII,
)
_GROUPED = re.compile(
    r"[1-9]\d{0,2}(?P<mark>[ '.,])\d{3}(?:(?P=mark)\d{3})*(?:(?!(?P=mark))(?P<point>[.,])\d+)?", re.ASCII
)
_PLAIN = re.compile(r"\d*(?:[.,]\d+)?", re.ASCII)
_NUMBER = re.compile(r"[\d.,']*\d[\d.,']*%?", re.ASCII)
_BETWEEN = re.compile(r"[\s/;&+-]+")
_LONGEST = 64
_LARGEST = Decimal(10**15)


def parse_amount(text: str, *, share: bool, allow_negative: bool = False, field: str | None = None) -> float:
    """What `text` says, as a float; for a `share` between 0 and 1, so that `45%` is 0.45. Else BadInput.

    A blank or an apostrophe parts thousands (`1 234`, `1'234`). Where both `.` and `,` occur the last one
    marks decimals (`1.234,56`, `1,234.56`). A single `,` followed by exactly three digits parts thousands
    (`1,234`), any other marks decimals (`12,5`, `0,125`); on a share it always marks decimals. A single `.`
    always marks decimals (`1.234`); several of either part thousands (`1.234.567`). `k`, `m` and `bn` after
    the number multiply it; a currency sign before or after it is ignored. Digits of any script count.
    """
    found = _SHAPE.fullmatch(_bare(text))
    digits = _digits(found["body"], share=share) if found and len(text) <= _LONGEST else None
    if found is None or digits is None:
        raise _unreadable(text, field)
    value = Decimal(digits) * _SIZES[found["size"].lower()] * (-1 if found["sign"] == "-" else 1)
    if found["percent"]:
        if not share:
            raise BadInput(
                f"“{_echo(text)}” is a share, and this metric is not one.", "Write it without %.", field
            )
        value /= 100
    _check(text, value, share=share, allow_negative=allow_negative, field=field)
    return float(value) + 0.0


def _bare(text: str) -> str:
    """`text` with ASCII digits and signs, plain blanks, nothing invisible and no currency sign around it."""
    typed = "".join(_plain_character(character) for character in text).strip()
    return re.sub(r"^([+-]?) ?\$|\$$", r"\1", typed).strip()


def _plain_character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    match unicodedata.category(character):
        case "Zs":
            return " "
        case "Cf":
            return ""
        case "Sc":
            return "$"
    return _TYPED_AS.get(character, character)


def _digits(body: str, *, share: bool) -> str | None:
    """`body` as digits with at most one decimal point, or None when its marks make no number."""
    grouped = _GROUPED.fullmatch(body)
    if grouped and not _marks_decimals(body, grouped, share=share):
        whole, _, rest = body.partition(grouped["point"]) if grouped["point"] else (body, "", "0")
        return f"{whole.replace(grouped['mark'], '')}.{rest}"
    return body.replace(",", ".") if _PLAIN.fullmatch(body) else None


def _marks_decimals(body: str, grouped: re.Match[str], *, share: bool) -> bool:
    """Whether the only mark of a number that could be grouped is meant as its decimal point."""
    alone = grouped["point"] is None and body.count(grouped["mark"]) == 1
    return alone and (grouped["mark"] == "." or (grouped["mark"] == "," and share))


def _check(text: str, value: Decimal, *, share: bool, allow_negative: bool, field: str | None) -> None:
    """Raise BadInput when the number is outside what this metric can be."""
    if value < 0 and not allow_negative:
        raise BadInput(f"“{_echo(text)}” is below zero.", "This metric cannot be negative.", field)
    if share and abs(value) > 1:
        raise BadInput(
            f"“{_echo(text)}” is not a share.",
            "A share is between 0 and 1, or write 45%; at most 100%.",
            field,
        )
    if abs(value) > _LARGEST:
        raise BadInput(
            f"“{_echo(text)}” is too large to be kept exactly.", "Count in thousands or millions.", field
        )


def _unreadable(text: str, field: str | None) -> BadInput:
    if not text.strip():
        return BadInput("There is no number.", "Write one, such as 12.5, 1.2k or 45%.", field)
    if sum(bool(_NUMBER.fullmatch(word)) for word in _BETWEEN.split(_bare(text))) > 1:
        return BadInput(
            f"“{_echo(text)}” is more than one number.", "Write one, such as 1,234 or 1 234.", field
        )
    return BadInput(f"“{_echo(text)}” is not a number.", "Write it as 12.5, 1,234, 1.2k or 45%.", field)


def _echo(text: str) -> str:
    return text.strip()[:40]
