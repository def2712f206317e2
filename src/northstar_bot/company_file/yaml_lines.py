"""YAML as plain values that remember their lines: no tags, no key twice, no aliases that grow without end."""

from dataclasses import dataclass
from typing import Any

import yaml

from northstar_bot.domain.errors import BadInput

Path = tuple[str | int, ...]

LARGEST_FILE = 1024 * 1024
MOST_VALUES = 50_000


@dataclass(frozen=True, slots=True)
class Document:
    """`value` is what the file says, `lines` the line of every value by its path, counted from 1."""

    value: Any
    lines: dict[Path, int]

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


class _At(Exception):
    """Something wrong on a line."""

    def __init__(self, line: int, sentence: str, hint: str) -> None:
        super().__init__(sentence)
        self.line = line
        self.sentence = sentence
        self.hint = hint


def parse(text: str, name: str) -> Document:
    """The document in `text`; BadInput names the file `name` and the line."""
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
        reader = _Reader()
        value = reader.read(root, ()) if root is not None else {}
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise BadInput(
            f"{name}, line {line}: this is not YAML ({error.problem}).", "Check its indentation and colons."
        ) from error
    except yaml.YAMLError as error:
        raise BadInput(f"{name} is not YAML.", "It may be a binary or half-copied file.") from error
    except _At as error:
        raise BadInput(f"{name}, line {error.line}: {error.sentence}", error.hint) from error
    except RecursionError as error:
        raise BadInput(
            f"{name} is nested too deeply.", "Write it flat, as in examples/company.yaml."
        ) from error
    return Document(value, reader.lines)


class _Reader:
    """Turns nodes into values; an alias is read again where it is used, and the total is bounded."""

    def __init__(self) -> None:
        self.lines: dict[Path, int] = {}
        self._construct = yaml.SafeLoader("")

    def read(self, node: yaml.Node, path: Path) -> Any:
        line = node.start_mark.line + 1
        self.lines[path] = line
        if len(self.lines) > MOST_VALUES:
            raise _At(line, "the file is too large when its aliases are followed.", "Write it without them.")
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, path)
        if isinstance(node, yaml.SequenceNode):
            return [self.read(item, (*path, at)) for at, item in enumerate(node.value)]
        return self._scalar(node, line)

    def _mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key_node, value_node in node.value:
            line = key_node.start_mark.line + 1
            if not isinstance(key_node, yaml.ScalarNode):
                raise _At(line, "a name must be a word.", "Write name: value.")
            key = str(key_node.value)
            if key in found:
                raise _At(line, f"“{key[:60]}” stands here twice.", "Keep one of them.")
            found[key] = self.read(value_node, (*path, key))
            self.lines[(*path, key)] = line
        return found

    def _scalar(self, node: yaml.Node, line: int) -> Any:
        try:
            return self._construct.construct_object(node)
        except (yaml.YAMLError, ValueError) as error:
            raise _At(line, "this value cannot be read.", "Put it in quotation marks.") from error
