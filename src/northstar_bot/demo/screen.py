"""What a person sees of a message, as lines of text for a terminal."""

import html
import re
from collections.abc import Iterator, Mapping
from typing import Any

from rich.text import Text

Block = Mapping[str, Any]
Names = Mapping[str, str]

_MARKUP = re.compile(
    r"<(?P<id>[@#][A-Z0-9]+|!subteam\^[A-Z0-9]+)(?:\|[^>]*)?>"
    r"|<!(?P<broadcast>here|channel|everyone)>"
    r"|<(?P<url>[a-z]+:[^|>]+)(?:\|(?P<label>[^>]*))?>"
    r"|(?<![\w*])\*(?P<bold>[^*\s](?:[^*\n]*[^*\s])?)\*(?![\w*])"
    r"|`(?P<code>[^`\n]+)`"
)


def seen(blocks: list[dict[str, Any]], text: str, names: Names) -> list[Text]:
    """The lines of a message; `names` says what people, groups and channels are called."""
    lines = [line for block in blocks for line in _lines(block, names)]
    return lines or list(_split(marked(text, names)))


def marked(text: str, names: Names) -> Text:
    """Slack's markup as it looks."""
    found, end = Text(), 0
    for token in _MARKUP.finditer(text):
        found.append(html.unescape(text[end : token.start()]))
        found.append_text(_token(token, names))
        end = token.end()
    return found.append(html.unescape(text[end:]))


def _token(token: re.Match[str], names: Names) -> Text:
    if token["id"]:
        known = token["id"].removeprefix("!subteam^").lstrip("@#")
        return Text(names.get(known, known), style="cyan")
    if token["broadcast"]:
        return Text(f"@{token['broadcast']}")
    if token["url"]:
        label = f"{token['label']} ↗" if token["label"] else token["url"]
        return Text(html.unescape(label), style="underline")
    if token["code"]:
        return Text(html.unescape(token["code"]), style="magenta")
    inside = marked(token["bold"], names)
    inside.stylize("bold")
    return inside


def _lines(block: Block, names: Names) -> Iterator[Text]:
    match block["type"]:
        case "header":
            yield _object(block["text"], names, "bold")
        case "section":
            yield from _section(block, names)
        case "context":
            yield from _split(Text("  ").join(_object(one, names, "dim") for one in block["elements"]))
        case "rich_text":
            for element in block["elements"]:
                yield from _rich(element, names)
        case "actions":
            yield Text("  ").join(_button(one) for one in block["elements"])
        case "divider":
            yield Text("─" * 12, style="dim")
        case "data_visualization":
            yield Text(_chart(block), style="dim italic")


def _section(block: Block, names: Names) -> Iterator[Text]:
    lines = [
        line for one in (block.get("text"), *block.get("fields", ())) if one for line in _said(one, names)
    ]
    accessory = block.get("accessory")
    if accessory and accessory["type"] == "button" and lines:
        lines[0] = Text("  ").join((lines[0], _button(accessory)))
    yield from lines


def _said(words: Block, names: Names) -> list[Text]:
    return list(_split(_object(words, names)))


def _object(words: Block, names: Names, style: str = "") -> Text:
    found = marked(words["text"], names) if words["type"] == "mrkdwn" else Text(words.get("text", ""))
    if style:
        found.stylize(style)
    return found


def _button(element: Block) -> Text:
    label = element.get("text") or element.get("placeholder") or {"text": "…"}
    return Text(f"[{label['text']}]", style="green")


def _chart(block: Block) -> str:
    chart = block["chart"]
    weeks = chart["axis_config"]["categories"]
    return f"(a {chart['type']} chart of {block['title']}, {weeks[0]} to {weeks[-1]})"


def _rich(element: Block, names: Names) -> Iterator[Text]:
    parts = element["elements"]
    match element["type"]:
        case "rich_text_list":
            for item in parts:
                yield from _led("• ", _inline(item["elements"], names))
        case "rich_text_quote":
            yield from _led("│ ", _inline(parts, names))
        case _:
            yield from _split(_inline(parts, names))


def _led(mark: str, words: Text) -> Iterator[Text]:
    for line in _split(words):
        yield Text.assemble((mark, "dim"), line)


def _inline(parts: list[Block], names: Names) -> Text:
    found = Text()
    for part in parts:
        style = " ".join(name for name, on in (part.get("style") or {}).items() if on and name != "code")
        known = part.get("user_id") or part.get("usergroup_id") or part.get("channel_id")
        if known:
            found.append(names.get(known, known), style="cyan")
        elif part["type"] == "emoji":
            found.append(f":{part['name']}:")
        else:
            linked = " ↗" if part["type"] == "link" and part.get("text") else ""
            found.append(f"{part.get('text') or part.get('url', '')}{linked}", style=style)
    return found


def _split(words: Text) -> Iterator[Text]:
    yield from words.split("\n", allow_blank=True)
