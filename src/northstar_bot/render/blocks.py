"""Our small vocabulary of blocks: plain dicts, because Slack's own models drop blocks they do not know."""

from collections.abc import Sequence
from typing import Any

from northstar_bot.domain.legible import legible
from northstar_bot.domain.privacy import SOMEONE, is_gone
from northstar_bot.render.ids import LOADING
from northstar_bot.render.message import Block, View


def plain_text(text: str) -> Block:
    """Literal text: no markup, no emoji codes. Slack refuses a message with an empty one, so "…" stands for nothing."""
    return {"type": "plain_text", "text": legible(text) or "…", "emoji": False}


def mrkdwn(text: str) -> Block:
    """Marked-up text; every user string inside must have gone through words.escape. Nothing is auto-linked."""
    return {"type": "mrkdwn", "text": legible(text) or "…", "verbatim": True}


def header(text: str) -> Block:
    """A heading, at most 150 characters."""
    return {"type": "header", "text": plain_text(text)}


def section(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of mrkdwn, at most 3,000 characters."""
    block: Block = {"type": "section", "text": mrkdwn(text)}
    return block | {"accessory": accessory} if accessory else block


def section_plain(text: str, accessory: Block | None = None) -> Block:
    """A paragraph of literal text, for what a person wrote."""
    block: Block = {"type": "section", "text": plain_text(text)}
    return block | {"accessory": accessory} if accessory else block


def fields(texts: Sequence[str]) -> Block:
    """Up to ten short mrkdwn texts in two columns."""
    return {"type": "section", "fields": [mrkdwn(text) for text in texts]}


def context(*texts: str) -> Block:
    """Small print in mrkdwn."""
    return {"type": "context", "elements": [mrkdwn(text) for text in texts]}


def context_plain(*texts: str) -> Block:
    """Small print, literal."""
    return {"type": "context", "elements": [plain_text(text) for text in texts]}


def divider() -> Block:
    """A line between ideas."""
    return {"type": "divider"}


def button(
    text: str, action_id: str, value: str = "", *, style: str | None = None, confirm: Block | None = None
) -> Block:
    """A button; `value` carries ids only, at most 2,000 characters."""
    block: Block = {"type": "button", "text": plain_text(text), "action_id": action_id}
    if value:
        block["value"] = value
    if style:
        block["style"] = style
    if confirm:
        block["confirm"] = confirm
    return block


def confirmation(title: str, text: str, yes: str, no: str) -> Block:
    """A question asked before a button acts."""
    return {
        "title": plain_text(title),
        "text": plain_text(text),
        "confirm": plain_text(yes),
        "deny": plain_text(no),
    }


def actions(*elements: Block, block_id: str | None = None) -> Block:
    """A row of buttons or menus."""
    block: Block = {"type": "actions", "elements": list(elements)}
    return block | {"block_id": block_id} if block_id else block


def option(text: str, value: str, description: str | None = None) -> Block:
    """One choice; text and description at most 75 characters, value at most 150."""
    block: Block = {"text": plain_text(text), "value": value}
    return block | {"description": plain_text(description)} if description else block


def rich(*elements: Block) -> Block:
    """Rich text: user text inside can neither mention nor mark up. Slack refuses a piece without content."""
    return {"type": "rich_text", "elements": [one for one in elements if one["elements"]]}


def paragraph(*parts: Block) -> Block:
    """One line of rich text; empty words are left out, because Slack would refuse the whole message."""
    return {"type": "rich_text_section", "elements": _said(parts)}


def bullets(items: Sequence[Sequence[Block]]) -> Block:
    """A list of lines of rich text."""
    rows = [paragraph(*parts) for parts in items]
    return {"type": "rich_text_list", "style": "bullet", "elements": rows}


def table(rows: Sequence[Sequence[str]], *, numeric: Sequence[int] = ()) -> Block:
    """A table of literal cells, its first row the heading; at most one in a message, 100 rows, 20 columns.

    `numeric`: the columns to align to the right.
    """
    columns = range(len(rows[0]))
    return {
        "type": "table",
        "column_settings": [
            {"is_wrapped": True, "align": "right" if column in numeric else "left"} for column in columns
        ],
        "rows": [[{"type": "raw_text", "text": cell or "–"} for cell in row] for row in rows],
    }


def quote(*parts: Block) -> Block:
    """Rich text set off as a quotation."""
    return {"type": "rich_text_quote", "elements": _said(parts)}


def _said(parts: Sequence[Block]) -> list[Block]:
    return [part for part in parts if part.get("text") != ""]


def preformatted(text: str) -> Block:
    """Rich text in a fixed-width font, for tables."""
    return {"type": "rich_text_preformatted", "elements": [words(text)]}


def words(text: str, *, bold: bool = False, italic: bool = False) -> Block:
    """Literal words in rich text."""
    style = {name: True for name, wanted in (("bold", bold), ("italic", italic)) if wanted}
    return {"type": "text", "text": legible(text)} | ({"style": style} if style else {})


def person(user_id: str) -> Block:
    """A mention of a person in rich text."""
    return words(SOMEONE) if is_gone(user_id) else {"type": "user", "user_id": user_id}


def link(url: str, text: str) -> Block:
    """A link in rich text; `url` must be http, https or mailto."""
    return {"type": "link", "url": url, "text": text}


def input_block(
    block_id: str,
    label: str,
    element: Block,
    *,
    hint: str | None = None,
    optional: bool = False,
    dispatches: bool = False,
) -> Block:
    """A field of a form; errors are shown under `block_id`. `dispatches` sends every choice at once."""
    block: Block = {
        "type": "input",
        "block_id": block_id,
        "label": plain_text(label),
        "element": {"action_id": block_id} | element,
        "optional": optional,
    }
    if hint:
        block["hint"] = plain_text(hint)
    if dispatches:
        block["dispatch_action"] = True
    return block


def text_field(
    *,
    initial: str | None = None,
    placeholder: str | None = None,
    multiline: bool = False,
    longest: int | None = None,
) -> Block:
    """A box to type in; lengths below Slack's 3,000 are checked by the services, where the sentence is ours."""
    element: Block = {"type": "plain_text_input", "multiline": multiline}
    if initial:
        element["initial_value"] = legible(initial)
    if placeholder:
        element["placeholder"] = plain_text(placeholder)
    if longest:
        element["max_length"] = longest
    return element


def select_field(
    options: Sequence[Block], *, initial: Block | None = None, placeholder: str | None = None
) -> Block:
    """A menu of 1 to 100 options."""
    element: Block = {"type": "static_select", "options": list(options)}
    if initial:
        element["initial_option"] = initial
    if placeholder:
        element["placeholder"] = plain_text(placeholder)
    return element


def many_select_field(
    options: Sequence[Block], *, initial: Sequence[Block] = (), placeholder: str | None = None
) -> Block:
    """A menu of which several may be chosen."""
    element: Block = {"type": "multi_static_select", "options": list(options)}
    if initial:
        element["initial_options"] = list(initial)
    if placeholder:
        element["placeholder"] = plain_text(placeholder)
    return element


def people_field(*, initial: Sequence[str] = (), placeholder: str | None = None) -> Block:
    """A picker of several people. Slack offers bots and guests too: the service decides."""
    element: Block = {"type": "multi_users_select"}
    if initial:
        element["initial_users"] = list(initial)
    if placeholder:
        element["placeholder"] = plain_text(placeholder)
    return element


def person_field(*, initial: str | None = None, placeholder: str | None = None) -> Block:
    """A picker of one person."""
    element: Block = {"type": "users_select"}
    if initial:
        element["initial_user"] = initial
    if placeholder:
        element["placeholder"] = plain_text(placeholder)
    return element


def channel_field(*, initial: str | None = None) -> Block:
    """A picker of one channel."""
    element: Block = {"type": "conversations_select", "filter": {"include": ["public", "private"]}}
    return element | {"initial_conversation": initial} if initial else element


def radio_field(options: Sequence[Block], *, initial: Block | None = None) -> Block:
    """Up to ten choices, all in sight."""
    element: Block = {"type": "radio_buttons", "options": list(options)}
    return element | {"initial_option": initial} if initial else element


def checkboxes_field(options: Sequence[Block], *, initial: Sequence[Block] = ()) -> Block:
    """Up to ten boxes to tick."""
    element: Block = {"type": "checkboxes", "options": list(options)}
    return element | {"initial_options": list(initial)} if initial else element


def date_field(*, initial: str | None = None) -> Block:
    """A date, as 2026-11-23."""
    element: Block = {"type": "datepicker"}
    return element | {"initial_date": initial} if initial else element


def time_field(*, initial: str | None = None) -> Block:
    """A wall time, as 09:00."""
    element: Block = {"type": "timepicker"}
    return element | {"initial_time": initial} if initial else element


def modal(
    callback_id: str,
    title: str,
    blocks: Sequence[Block],
    *,
    submit: str | None = None,
    close: str = "Cancel",
    metadata: str = "",
) -> View:
    """A modal; `metadata` carries ids only. Title, submit and close have at most 24 characters."""
    view: dict[str, Any] = {
        "type": "modal",
        "callback_id": callback_id,
        "title": plain_text(title),
        "close": plain_text(close),
        "blocks": list(blocks),
        "private_metadata": metadata,
    }
    return view | {"submit": plain_text(submit)} if submit else view


def loading(title: str) -> View:
    """What stands in a modal for the moment until its contents are read."""
    return modal(LOADING, title, [section_plain("One moment.")], close="Close")


def home(blocks: Sequence[Block]) -> View:
    """A person's Home tab."""
    return {"type": "home", "blocks": list(blocks)}
