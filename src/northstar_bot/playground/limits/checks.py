"""The small vocabulary in which limits are written: a check looks at one value and notes what is wrong."""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any

Problems = list[str]
Check = Callable[[Any, str, Problems], None]


def note(problems: Problems, words: str, at: str) -> None:
    problems.append(f"{words} [json-pointer:{at}]")


def length(text: str) -> int:
    """Slack does not say what a character is; UTF-16 units are the strictest reading."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def string(most: int | None = None, least: int = 1) -> Check:
    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, str):
            note(problems, "must be a string", at)
        elif length(value) < least:
            note(problems, f"must be more than {least - 1} characters", at)
        elif most is not None and length(value) > most:
            note(problems, f"must be less than {most + 1} characters, this has {length(value)}", at)

    return check


def boolean(value: Any, at: str, problems: Problems) -> None:
    if not isinstance(value, bool):
        note(problems, "must be a boolean", at)


def anything(_value: Any, _at: str, _problems: Problems) -> None:
    """For values only Slack can judge."""


def number(value: Any, at: str, problems: Problems) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value):
        note(problems, "must be a finite number", at)


def whole(least: int, most: int) -> Check:
    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            note(problems, f"must be a whole number from {least} to {most}", at)

    return check


def enum(*allowed: object) -> Check:
    def check(value: Any, at: str, problems: Problems) -> None:
        if not any(
            value is choice or (type(value) is type(choice) and value == choice) for choice in allowed
        ):
            note(problems, f"must be one of {', '.join(map(str, allowed))}", at)

    return check


def matching(test: Callable[[str], object], words: str) -> Check:
    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, str) or not test(value):
            note(problems, words, at)

    return check


def items(each: Check, least: int, most: int | None) -> Check:
    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, list):
            note(problems, "must be a list", at)
            return
        if len(value) < least:
            note(problems, f"no fewer than {least} items allowed", at)
        if most is not None and len(value) > most:
            note(problems, f"no more than {most} items allowed, these are {len(value)}", at)
        for place, item in enumerate(value):
            each(item, f"{at}/{place}", problems)

    return check


def record(required: Mapping[str, Check], optional: Mapping[str, Check] | None = None) -> Check:
    """An object with these fields and no others; `type` is judged by whoever chose this record."""
    fields = {**required, **(optional or {}), "type": anything}

    def check(value: Any, at: str, problems: Problems) -> None:
        if not isinstance(value, dict):
            note(problems, "must be an object", at)
            return
        for name in required:
            if name not in value:
                note(problems, f"missing required field: {name}", at)
        for name, inner in value.items():
            if name in fields:
                fields[name](inner, f"{at}/{name}", problems)
            else:
                note(problems, f"invalid additional property: {name}", at)

    return check


def by_type(kinds: Mapping[str, Check], noun: str = "type") -> Check:
    """Chooses the check by the object's `type`."""

    def check(value: Any, at: str, problems: Problems) -> None:
        kind = value.get("type") if isinstance(value, dict) else None
        if not isinstance(kind, str) or kind not in kinds:
            note(problems, f"unsupported {noun}: {kind}", at)
        else:
            kinds[kind](value, at, problems)

    return check


def every(*checks: Check) -> Check:
    def check(value: Any, at: str, problems: Problems) -> None:
        for one in checks:
            one(value, at, problems)

    return check


def exactly_one(*names: str) -> Check:
    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, dict) and sum(name in value for name in names) != 1:
            note(problems, f"exactly one of {', '.join(names)} is needed", at)

    return check


def at_least_one(*names: str) -> Check:
    def check(value: Any, at: str, problems: Problems) -> None:
        if isinstance(value, dict) and not any(value.get(name) for name in names):
            note(problems, f"one of {', '.join(names)} is needed", at)

    return check


def repeated(values: Iterable[Any]) -> list[Any]:
    """The values that come up a second time."""
    seen: list[Any] = []
    again: list[Any] = []
    for value in values:
        (again if value in seen else seen).append(value)
    return again
