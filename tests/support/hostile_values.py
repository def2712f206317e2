"""Any value of the domain, made from its type alone, with one text wherever somebody may have typed."""

import collections.abc
import dataclasses
import inspect
import types
import typing
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import cache
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.errors import NorthstarError
from northstar_bot.domain.recognition.balance import Span, span_of
from northstar_bot.render import blocks
from northstar_bot.render.message import Block, Message
from northstar_bot.render.words import escape, plain

KEYS = {"WorkspaceId": "acme", "PersonId": "U0", "ChannelId": "C0", "GroupId": "S0"}
MONDAY = date(2026, 11, 16)
FIXED = {
    int: 3, float: 12.5, Decimal: Decimal(2), bytes: b"x", date: MONDAY, time: time(9), timedelta: timedelta(days=3),
    datetime: datetime(2026, 11, 23, 8, tzinfo=UTC), Week: Week(MONDAY), Month: Month(2026, 10), object: None,
    ZoneInfo: ZoneInfo("UTC"), type(None): None,
}  # fmt: skip
# Text that nobody types, by the name of its field.
BY_NAME = {
    "zone": "UTC", "week": "2026-W47", "against": "2026-W46", "country": "DE", "ts": "1795420800.000100",
    "source_key": "cmd:1", "action_id": "act", "callback_id": "form", "metadata": "", "emoji": "star2",
    "boost": "raised_hands", "about": "metric0", "scope": "files:write", "kind": "customer", "suffix": ".csv",
    "formats": "pptx", "source_kinds": "csv",
}  # fmt: skip
LONG = {"text", "problem", "reason", "learned", "mechanism", "question", "typed", "data", "markdown"}
# Shorter by rules of the domain than what their names let one expect.
SHORT = {("SelfCheck", "text"): 600, ("SenderLock", "reason"): 200}
LINE = 200
SEQUENCES = (tuple, list, collections.abc.Sequence, collections.abc.Iterable, collections.abc.Collection)
SETS = (frozenset, set, collections.abc.Set, collections.abc.Container)


@dataclasses.dataclass
class Making:
    """`variant` turns optional values, flags and choices; `many` is how long every list is."""

    text: str
    variant: int = 0
    many: int = 1
    at: int = 0
    depth: int = 0

    def arguments(self, function) -> dict[str, typing.Any]:
        hints = {
            name: hint
            for name, hint in hints_of(function).items()
            if name not in {"return", *starred(function)}
        }
        return {name: self.make(hint, name) for name, hint in hints.items()}

    def more_arguments(self, function) -> list[typing.Any]:
        """For the starred argument, when there is one."""
        return [self.make(hints_of(function)[name], name) for name in starred(function)]

    def make(self, hint, name: str = "") -> typing.Any:
        if hint is str:
            return BY_NAME.get(name, self._typed(name))
        if hint is typing.Any:
            return self.text
        if hint == collections.abc.Mapping[str, typing.Any] and name == "view":
            return blocks.modal("form", "A form", (blocks.section_plain(plain(self.text, 2900)),))
        if hint == Block:
            return blocks.words(self.text)
        if hint is Message:
            return Message(escape(self.text), (blocks.section_plain(plain(self.text, 2900)),))
        if isinstance(hint, typing.NewType):
            return self._key(hint, name)
        if hint is bool:
            return self.variant % 2 == 0
        if hint in FIXED:
            return FIXED[hint]
        if isinstance(hint, type) and issubclass(hint, Enum):
            return list(hint)[self.variant % len(hint)]
        if isinstance(hint, type) and issubclass(hint, NorthstarError):
            return hint(self.text, self.text)
        return self._compound(hint, name)

    def _typed(self, name) -> str:
        """Only some fields hold long texts; in the others `settings` and the company file allow a line."""
        if name in {"data", "markdown"}:
            return f"# {self.text}"  # a file is never empty
        return self.text if name in LONG else self.text[:LINE]

    def _key(self, hint, name) -> str:
        if hint.__name__ == "PersonId" and name == "owner" and self.variant % 2:
            return self.text or "Ana"  # the owner of a metric may be only a name
        start = KEYS.get(hint.__name__)
        return f"{start or hint.__name__.removesuffix('Key').lower()}{self.at}" if start != "acme" else start

    def _compound(self, hint, name):
        origin, args = typing.get_origin(hint), typing.get_args(hint)
        if origin in (typing.Union, types.UnionType):
            return self._union(args, name)
        if origin is tuple and args and args[-1] is not Ellipsis:
            return tuple(self.make(one, name) for one in args)
        if origin in SEQUENCES:
            return tuple(self._each(args[0], name))
        if origin in SETS:
            return frozenset(self._each(args[0], name))
        if origin in (dict, collections.abc.Mapping):
            return dict(zip(self._each(args[0], "", more=2), self._each(args[1], name, more=2), strict=True))
        whole = origin or hint
        if dataclasses.is_dataclass(whole):
            return self._dataclass(whole)
        message = f"no value of {hint} is known"
        raise TypeError(message)

    def _each(self, hint, name, more=0):
        outside, made = self.at, []
        self.depth += 1
        # Lists inside lists stay short: nothing in Slack nests deeper than a row.
        for place in range((self.many if self.depth == 1 else min(self.many, 2)) + more):
            self.at = place
            made.append(self.make(hint, name))
        self.depth -= 1
        self.at = outside
        return made

    def _union(self, args, name):
        real = [one for one in args if one is not type(None)]
        if len(real) < len(args) and self.variant % 3 == 2:
            return None
        return self.make(real[self.variant % len(real)], name)

    def _dataclass(self, whole):
        if self.depth > 6:
            message = "too deep"
            raise TypeError(message)
        if whole is Span:
            return span_of("90d", MONDAY)
        hints = hints_of(whole)
        made = {}
        for field in dataclasses.fields(whole):
            if field.init:
                hint = hints[field.name]
                one = None if isinstance(hint, typing.TypeVar) else self.make(hint, field.name)
                most = SHORT.get((whole.__name__, field.name))
                made[field.name] = one[:most] if most else one
        return whole(**made)


@cache
def hints_of(thing) -> dict[str, typing.Any]:
    return typing.get_type_hints(thing)


def starred(function) -> list[str]:
    kind = inspect.Parameter.VAR_POSITIONAL
    return [name for name, one in inspect.signature(function).parameters.items() if one.kind is kind]
