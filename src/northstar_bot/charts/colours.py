"""The palette of everything drawn; each text colour keeps a contrast of 4.5 or more on its ground."""

NIGHT = "14213D"
PAPER = "FFFFFF"
MIST = "EEF2F8"
INK = "1B2333"
MUTED = "4A5568"
LINE = "C9D2E0"
BLUE = "1F5FBF"
GOLD = "F2B705"
RISE = "0B6E4F"
FALL = "A8321F"


def contrast(first: str, second: str) -> float:
    """How far two colours are apart, from 1 to 21, as accessibility guidelines measure it."""
    lighter, darker = sorted((_light(first), _light(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _light(colour: str) -> float:
    red, green, blue = (_linear(int(colour[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4  # noqa: PLR2004
