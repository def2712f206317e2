"""Reading the options of a source: a wrong one is refused by name, and a secret is never among them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from difflib import get_close_matches

from northstar_bot.domain.errors import BadInput, SourceFailed

Options = Mapping[str, object]
# The bot's own settings are no source's business.
_OURS = "NORTHSTAR_"
_VARIABLE = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,79}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def only(options: Options, known: Iterable[str]) -> None:
    """Raise BadInput for an option that this source does not have."""
    names = sorted(known)
    for name in options:
        if name not in names:
            close = get_close_matches(str(name)[:60], names, n=1)
            hint = f"Did you mean {close[0]}?" if close else f"It has {', '.join(names) or 'no options'}."
            raise BadInput(f"This source has no option “{str(name)[:60]}”.", hint, str(name)[:60])


def text(options: Options, name: str, default: str | None = None) -> str:
    """An option that is text; required when there is no default."""
    found = options.get(name, default)
    if isinstance(found, str) and found.strip():
        return found.strip()
    if found is None:
        raise BadInput(f"The option {name} is missing.", "Add it.", name)
    raise BadInput(f"The option {name} is not text.", "Write it as text.", name)


def day(value: object) -> date | None:
    """The day when `value` is one, written as 2026-11-22; else None."""
    if isinstance(value, str) and _DAY.fullmatch(value.strip()):
        try:
            return date.fromisoformat(value.strip())
        except ValueError:
            return None
    return value if type(value) is date else None


def optional_day(options: Options, name: str) -> date | None:
    """An option that is a day, if it is there."""
    if name not in options:
        return None
    found = day(options[name])
    if found is None:
        raise BadInput(f"The option {name} is not a day.", "Write it as 2026-11-22.", name)
    return found


def variable(name: object, field: str) -> str:
    """The name of an environment variable; a value such as a URL, or one of ours, is refused."""
    if not isinstance(name, str) or not _VARIABLE.fullmatch(name.strip()):
        raise BadInput(
            f"The option {field} is not the name of an environment variable.",
            "Put the secret into the environment and its variable's name here, such as SALES_URL.",
            field,
        )
    if name.strip().upper().startswith(_OURS):
        raise BadInput(
            f"The option {field} names one of the bot's own settings.",
            f"Use a variable that does not start with {_OURS}.",
            field,
        )
    return name.strip()


def value_of(name: str, environment: Mapping[str, str]) -> str:
    """What the environment holds under `name`; SourceFailed when nothing."""
    found = environment.get(name, "").strip()
    if not found:
        raise SourceFailed(
            f"The environment variable {name} is not set.", "Set it where the bot runs, then start it again."
        )
    return found


def seconds(options: Options, name: str, *, default: float, most: float) -> float:
    """An option that is a number of seconds."""
    try:
        found = float(str(options.get(name, default)))
    except ValueError:
        found = 0
    if not 0 < found <= most:
        raise BadInput(
            f"The option {name} is not a time.", f"Write seconds, above 0 and up to {most:g}.", name
        )
    return found
