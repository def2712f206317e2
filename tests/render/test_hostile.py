"""Every function that draws a message or a view, found in the package, with hostile text wherever one may type.

A new renderer is covered by being there. One that no value can be made for from its types fails until the maker of
values knows how.
"""

import inspect
from dataclasses import dataclass
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

import pytest
from tests.support.hostile import HOSTILE
from tests.support.hostile_values import Making, hints_of
from tests.support.inspecting import findings

from northstar_bot import render
from northstar_bot.render import blocks
from northstar_bot.render.message import Message

# The vocabulary itself: its users are drawn here.
VOCABULARY = {"blocks", "digest.digest_json", "metadata"}
VARIANTS = range(6)
PLAIN = "Plain words"


def _renderers():
    for found in walk_packages(render.__path__, "northstar_bot.render."):
        room = found.name.removeprefix("northstar_bot.render.")
        if room in VOCABULARY:
            continue
        module = import_module(found.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            if function.__module__ == module.__name__ and not name.startswith("_"):
                returned = hints_of(function).get("return")
                if returned is Message or returned == dict[str, Any]:
                    yield pytest.param(function, id=f"{room}.{name}")


@dataclass(frozen=True)
class Draw:
    """One renderer with one kind of values."""

    function: Any
    variant: int
    many: int = 1

    def payloads(self, text):
        making = Making(text, self.variant, self.many)
        drawn = self.function(*making.more_arguments(self.function), **making.arguments(self.function))
        return list(_payloads(drawn))


def _payloads(drawn):
    if isinstance(drawn, Message):
        yield {"text": drawn.text, "blocks": list(drawn.blocks)}
        for one in drawn.thread:
            yield from _payloads(one)
    elif drawn.get("type") in {"modal", "home"}:
        yield drawn
    elif drawn.get("type"):
        yield {"text": "", "blocks": [_whole(drawn)]}


def _whole(piece):
    """A piece of a block in the block that it is for."""
    if piece["type"] in {"button", "static_select"}:
        return blocks.actions(piece)
    if piece["type"] in {"text", "link", "user"}:
        return blocks.rich(blocks.paragraph(piece))
    return blocks.rich(piece) if piece["type"].startswith("rich_text_") else piece


def _possible(function, **more):
    """The kinds of values this renderer can be asked for; what breaks on plain words cannot be."""
    for variant in VARIANTS:
        draw = Draw(function, variant, **more)
        try:
            draw.payloads(PLAIN)
        except (
            ValueError,
            LookupError,
            TypeError,
            AssertionError,
            AttributeError,
            ArithmeticError,
            StopIteration,
        ):
            continue
        yield draw


@pytest.mark.parametrize("function", list(_renderers()))
def test_nothing_typed_comes_alive(function):
    draws = list(_possible(function))
    assert draws, "no value can be made for it from its types"
    for turn, draw in enumerate(draws):
        # Every text once, and each further kind of values with another third of them.
        for text in HOSTILE[turn % 3 :: 3] if turn else HOSTILE:
            for payload in draw.payloads(text):
                assert findings(payload) == [], (draw, ascii(text[:60]))
