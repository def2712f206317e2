"""What a source of readings and an exporter are, and how they are found: by folder, or by entry point for others'."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from importlib.metadata import entry_points
from pkgutil import iter_modules
from typing import ClassVar, Protocol

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.deck.deck import Deck


@dataclass(frozen=True, slots=True)
class Window:
    """The weeks asked for, both included; every week that is told begins on the same weekday, `first.starts`."""

    first: Week
    last: Week


@dataclass(frozen=True, slots=True)
class Point:
    """One week's value as a source tells it; `provisional` means it may still change."""

    week: Week
    value: float
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class SegmentPoint:
    """One week's value of one segment, such as a country; None is a rate of nothing there."""

    week: Week
    segment: str
    value: float | None


@dataclass(frozen=True, slots=True)
class Fetched:
    """What a source answered: points in week order, no week twice, and the days its data covers (None: not said).

    `segments`: the same weeks taken apart, where the source can; rates cannot be added up from them.
    """

    points: Sequence[Point]
    first: date | None = None
    through: date | None = None
    segments: Sequence[SegmentPoint] = ()


class Source(Protocol):
    """Where readings come from. Options are checked by `check` when declared, and never hold a secret."""

    kind: ClassVar[str]
    summary: ClassVar[str]

    def check(self, options: Mapping[str, object]) -> None:
        """Raise BadInput (with `field`) when the options cannot work."""
        ...

    async def fetch(self, metric: Metric, options: Mapping[str, object], window: Window) -> Fetched:
        """The readings of `metric` in `window`; raises SourceFailed with a sentence that names no secret."""
        ...


class Exporter(Protocol):
    """Turns a deck into a file."""

    name: ClassVar[str]
    suffix: ClassVar[str]
    media_type: ClassVar[str]

    def export(self, deck: Deck) -> bytes:
        """The whole file."""
        ...


@dataclass(frozen=True, slots=True)
class Broken:
    """A third party's plugin that could not be loaded, for `doctor` to report."""

    name: str
    reason: str


def found_in(package: str, factory: str) -> list[Callable[..., object]]:
    """What each module of `package` offers under the name `factory`, in the order of the module names."""
    folder = import_module(package)
    modules = (import_module(f"{package}.{found.name}") for found in iter_modules(folder.__path__))
    return [getattr(module, factory) for module in modules if hasattr(module, factory)]


def made_by_others(group: str, needs: Sequence[str]) -> tuple[list[object], list[Broken]]:
    """What installed packages make under the entry point `group`, each with the names in `needs`.

    One that fails to load, to be made, or that lacks something is reported, not raised.
    """
    made: list[object] = []
    broken: list[Broken] = []
    for point in sorted(entry_points(group=group), key=lambda point: point.name):
        try:
            one = point.load()()
        except Exception as error:  # noqa: BLE001  (a stranger's package must not stop the bot)
            broken.append(Broken(point.name, type(error).__name__))
            continue
        missing = [name for name in needs if not hasattr(one, name)]
        if missing:
            broken.append(Broken(point.name, f"it has no {missing[0]}"))
        else:
            made.append(one)
    return made, broken
