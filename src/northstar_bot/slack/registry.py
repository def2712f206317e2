"""All features of this folder, merged into one table per kind of door."""

import difflib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, TypeVar

from northstar_bot.render.message import Message
from northstar_bot.slack.feature import Command, Draw, Feature, Hear, Run, Submit, Suggest

Kept = TypeVar("Kept")


@dataclass(frozen=True, slots=True)
class Registry:
    """Who answers which word, button, modal, shortcut, event, and who draws which post."""

    commands: tuple[Command, ...]
    shortcuts: Mapping[str, Run]
    actions: Mapping[str, Run]
    views: Mapping[str, Submit]
    events: Mapping[str, Run]
    posts: Mapping[type, Draw]
    long: frozenset[str] = frozenset()
    suggestions: Mapping[str, Suggest] = field(default_factory=dict)
    news: Mapping[str, Hear] = field(default_factory=dict)

    @property
    def heard(self) -> frozenset[str]:
        """Every type of event that somebody acts on."""
        return frozenset({*self.events, *self.news})

    def command(self, word: str) -> Command | None:
        """The command with this name or alias; the word's case does not matter."""
        wanted = word.casefold()
        return next((found for found in self.commands if wanted in (found.name, *found.aliases)), None)

    def nearest(self, word: str) -> str | None:
        """The command a mistyped word most likely meant, or None; never acted on by itself."""
        names = [name for found in self.commands for name in (found.name, *found.aliases)]
        close = difflib.get_close_matches(word.casefold(), names, n=1, cutoff=0.6)
        return close[0] if close else None

    def draw(self, post: object) -> Message:
        """The message of a post."""
        return self.posts[type(post)](post)


def features() -> list[Feature]:
    """Every FEATURE in the features folder, by file name."""
    package = "northstar_bot.slack.features"
    folder = import_module(package)
    return [import_module(f"{package}.{found.name}").FEATURE for found in iter_modules(folder.__path__)]


def registry(found: list[Feature]) -> Registry:
    """One table per kind of door; the same key twice is a programming error and fails at start."""
    commands = tuple(sorted((one for feature in found for one in feature.commands), key=lambda one: one.name))
    _once(name for one in commands for name in (one.name, *one.aliases))
    return Registry(
        commands=commands,
        shortcuts=_merged(found, lambda feature: feature.shortcuts),
        actions=_merged(found, lambda feature: feature.actions),
        views=_merged(found, lambda feature: feature.views),
        events=_merged(found, lambda feature: feature.events),
        news=_merged(found, lambda feature: feature.news),
        posts=_merged(found, lambda feature: feature.posts),
        suggestions=_merged(found, lambda feature: feature.suggestions),
        long=frozenset[str]().union(*(feature.long for feature in found)),
    )


def _merged(found: list[Feature], table: Callable[[Feature], Mapping[Any, Kept]]) -> dict[Any, Kept]:
    _once(key for feature in found for key in table(feature))
    return {key: value for feature in found for key, value in table(feature).items()}


def _once(keys: Any) -> None:
    seen: set[Any] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"two features answer to {key!r}")
        seen.add(key)
