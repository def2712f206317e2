"""The limits refuse what Slack documents it refuses, exactly from the first character too many."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from northstar_bot.playground import message_problems, view_problems


def plain(text="x"):
    return {"type": "plain_text", "text": text}


def described(text):
    return option() | {"description": plain(text)}


def option(value="v"):
    return {"text": plain(value), "value": value}


def section(text="x", kind="mrkdwn"):
    return {"type": "section", "text": {"type": kind, "text": text}}


def button(**changes):
    return {"type": "button", "action_id": "a", "text": plain()} | changes


def actions(*elements):
    return {"type": "actions", "elements": list(elements) or [button()]}


def select(**changes):
    return {"type": "static_select", "action_id": "a", "options": [option()]} | changes


def inputs(element=None, **changes):
    element = element or {"type": "plain_text_input", "action_id": "a"}
    return {"type": "input", "label": plain(), "element": element} | changes


def table(rows=1, cells=1, text="x"):
    return {"type": "table", "rows": [[{"type": "raw_text", "text": text}] * cells] * rows}


def chart(**changes):
    whole = {
        "type": "line",
        "series": [{"name": "Star", "data": [{"label": "W1", "value": 1}, {"label": "W2", "value": 2.5}]}],
        "axis_config": {"categories": ["W1", "W2"], "y_label": "Lessons"},
    }
    return {"type": "data_visualization", "title": "Lessons", "chart": whole | changes}


def pie(value=1, parts=1):
    segments = [{"label": f"p{n}", "value": value} for n in range(parts)]
    return {"type": "data_visualization", "title": "Parts", "chart": {"type": "pie", "segments": segments}}


def rich(*leaves):
    return {"type": "rich_text", "elements": [{"type": "rich_text_section", "elements": list(leaves)}]}


def modal(*blocks, **changes):
    whole = {
        "type": "modal",
        "title": plain(),
        "submit": plain("Send"),
        "blocks": list(blocks) or [section()],
    }
    return whole | changes


def confirm(title=1, text=1, yes=1, no=1):
    return {
        "title": plain("x" * title), "text": plain("x" * text), "confirm": plain("x" * yes),
        "deny": plain("x" * no),
    }  # fmt: skip


# One line per documented length: a block made with that many characters or items, and the most allowed.
LENGTHS = {
    "section text": (lambda n: section("x" * n), 3000),
    "section fields": (lambda n: {"type": "section", "fields": [plain()] * n}, 10),
    "section field": (lambda n: {"type": "section", "fields": [plain("x" * n)]}, 2000),
    "header": (lambda n: {"type": "header", "text": plain("x" * n)}, 150),
    "context elements": (lambda n: {"type": "context", "elements": [plain()] * n}, 10),
    "context text": (lambda n: {"type": "context", "elements": [plain("x" * n)]}, 3000),
    "actions": (lambda n: actions(*[button(action_id=f"a{i}") for i in range(n)]), 25),
    "block_id": (lambda n: section() | {"block_id": "x" * n}, 255),
    "action_id": (lambda n: actions(button(action_id="x" * n)), 255),
    "button text": (lambda n: actions(button(text=plain("x" * n))), 75),
    "button value": (lambda n: actions(button(value="x" * n)), 2000),
    "button url": (lambda n: actions(button(url="https://" + "x" * (n - 8))), 3000),
    "accessibility label": (lambda n: actions(button(accessibility_label="x" * n)), 75),
    "confirm title": (lambda n: actions(button(confirm=confirm(title=n))), 100),
    "confirm text": (lambda n: actions(button(confirm=confirm(text=n))), 300),
    "confirm yes": (lambda n: actions(button(confirm=confirm(yes=n))), 30),
    "confirm no": (lambda n: actions(button(confirm=confirm(no=n))), 30),
    "options": (lambda n: actions(select(options=[option(str(i)) for i in range(n)])), 100),
    "option text": (lambda n: actions(select(options=[option() | {"text": plain("x" * n)}])), 75),
    "option value": (lambda n: actions(select(options=[option() | {"value": "x" * n}])), 150),
    "option description": (lambda n: actions(select(options=[described("x" * n)])), 75),
    "placeholder": (lambda n: actions(select(placeholder=plain("x" * n))), 150),
    "overflow": (lambda n: actions({"type": "overflow", "action_id": "a", "options": [option()] * n}), 5),
    "radio": (lambda n: actions({"type": "radio_buttons", "action_id": "a", "options": [option()] * n}), 10),
    "ticks": (lambda n: actions({"type": "checkboxes", "action_id": "a", "options": [option()] * n}), 10),
    "image alt": (lambda n: {"type": "image", "image_url": "https://x.test/a", "alt_text": "x" * n}, 2000),
    "input label": (lambda n: inputs(label=plain("x" * n)), 2000),
    "input hint": (lambda n: inputs(hint=plain("x" * n)), 2000),
    "markdown": (lambda n: {"type": "markdown", "text": "x" * n}, 12_000),
    "table rows": (lambda n: table(rows=n), 100),
    "table cells": (lambda n: table(cells=n), 20),
    "table characters": (lambda n: table(text="x" * n), 10_000),
    "chart title": (lambda n: chart() | {"title": "x" * n}, 50),
    "chart series": (lambda n: chart(series=[series(f"s{i}") for i in range(n)]), 6),
    "chart series name": (lambda n: chart(series=[series("x" * n)]), 20),
    "pie parts": (lambda n: pie(parts=n), 6),
}  # fmt: skip


def series(name):
    return {"name": name, "data": [{"label": "W1", "value": 1}, {"label": "W2", "value": 2}]}


@pytest.mark.parametrize("name", LENGTHS)
def test_the_longest_allowed_passes_and_one_more_does_not(name):
    make, most = LENGTHS[name]

    assert message_problems({"blocks": [make(most)]}) == []
    assert len(message_problems({"blocks": [make(most + 1)]})) == 1


BAD_BLOCKS = {
    "unknown block": {"type": "sparkles"},
    "no type": {"text": plain()},
    "null block": None,
    "unknown field": section() | {"colour": "red"},
    "empty text": section(""),
    "header in mrkdwn": {"type": "header", "text": {"type": "mrkdwn", "text": "x"}},
    "section with nothing": {"type": "section"},
    "context with nothing": {"type": "context", "elements": []},
    "actions with nothing": {"type": "actions", "elements": []},
    "select with nothing": actions(select(options=[])),
    "options and groups": actions(select(option_groups=[{"label": plain(), "options": [option()]}])),
    "initial option not offered": actions(select(initial_option=option("other"))),
    "button style": actions(button(style="loud")),
    "button in context": {"type": "context", "elements": [button()]},
    "input in actions": actions({"type": "plain_text_input", "action_id": "a"}),
    "same action_id twice": actions(button(), button()),
    "image with both": {
        "type": "image", "alt_text": "x", "image_url": "https://x.test",
        "slack_file": {"id": "F00000001"},
    },
    "image with none": {"type": "image", "alt_text": "x"},
    "image without alt": {"type": "image", "image_url": "https://x.test/a.png"},
    "impossible date": actions({"type": "datepicker", "action_id": "a", "initial_date": "2026-02-31"}),
    "impossible time": actions({"type": "timepicker", "action_id": "a", "initial_time": "24:00"}),
    "number on a message": inputs({"type": "number_input", "is_decimal_allowed": False}),
    "min above max": inputs({"type": "plain_text_input", "min_length": 9, "max_length": 3}),
    "empty rich text": rich({"type": "text", "text": ""}),
    "mention without id": rich({"type": "user"}),
    "pie of nothing": pie(value=0),
    "infinite point": pie(value=float("inf")),
    "series names twice": chart(series=[series("s"), series("s")]),
    "series misses a category": chart(axis_config={"categories": ["W1", "W2", "W3"]}),
    "alert on a message": {"type": "alert", "text": plain()},
}  # fmt: skip


@pytest.mark.parametrize("name", BAD_BLOCKS)
def test_a_bad_block_is_refused(name):
    assert message_problems({"blocks": [BAD_BLOCKS[name]]})


BAD_MESSAGES = {
    "51 blocks": [section()] * 51,
    "block_id twice": [section() | {"block_id": "b"}] * 2,
    "two tables": [table(), table()],
    "three charts": [chart(), chart(), chart()],
    "markdown together": [{"type": "markdown", "text": "x" * 6001}] * 2,
    "not a list": {"type": "section"},
}


@pytest.mark.parametrize("name", BAD_MESSAGES)
def test_a_message_is_more_than_its_blocks(name):
    assert message_problems({"blocks": BAD_MESSAGES[name]})


def test_a_good_message_has_no_problems():
    blocks = [
        section("*Week 47*"), {"type": "divider"}, chart(), pie(parts=3), table(3, 4),
        actions(button(), select(action_id="b")),
        rich({"type": "user", "user_id": "U1"}, {"type": "text", "text": "hi", "style": {"bold": True}}),
    ]  # fmt: skip

    assert message_problems({"blocks": blocks}) == []


BAD_VIEWS = {
    "long title": modal(title=plain("x" * 25)),
    "no title": {"type": "modal", "blocks": [section()]},
    "inputs without submit": modal(inputs(), submit=None),
    "long metadata": modal(private_metadata="x" * 3001),
    "long callback": modal(callback_id="x" * 256),
    "no blocks": modal() | {"blocks": []},
    "101 blocks": modal(*[section()] * 101),
    "chart in a modal": modal(chart()),
    "table in a modal": modal(table()),
    "two focused": modal(*[inputs({"type": "plain_text_input", "focus_on_load": True})] * 2),
    "more than 250 KB": modal(*[section("x" * 2999)] * 90),
    "home with submit": {"type": "home", "blocks": [section()], "submit": plain()},
    "markdown at home": {"type": "home", "blocks": [{"type": "markdown", "text": "x"}]},
    "response_url at home": {
        "type": "home",
        "blocks": [actions({"type": "conversations_select", "action_id": "a", "response_url_enabled": True})],
    },
    "other type": {"type": "window", "blocks": []},
}


@pytest.mark.parametrize("name", BAD_VIEWS)
def test_a_bad_view_is_refused(name):
    assert view_problems(BAD_VIEWS[name])


def test_good_views_have_no_problems():
    number = inputs(
        {"type": "number_input", "is_decimal_allowed": True, "min_value": "1", "max_value": "2.5"}
    )

    assert view_problems(modal(inputs(), number)) == []
    assert view_problems({"type": "home", "blocks": [section(), chart()]}) == []


def test_a_problem_says_where_and_what():
    (problem,) = message_problems({"blocks": [section(), section("x" * 3001)]})

    assert problem == "must be less than 3001 characters, this has 3001 [json-pointer:/blocks/1/text/text]"


def test_length_is_counted_the_strict_way():
    assert message_problems({"blocks": [{"type": "header", "text": plain("🎉" * 75)}]}) == []
    assert message_problems({"blocks": [{"type": "header", "text": plain("🎉" * 76)}]})


KEYS = st.sampled_from(
    [
        "type",
        "text",
        "blocks",
        "elements",
        "element",
        "options",
        "accessory",
        "rows",
        "chart",
        "series",
        "data",
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(["section", "actions", "input", "rich_text", "table", "data_visualization", "image"])


@given(JSON, NAMES, JSON)
def test_rubbish_is_refused_and_never_crashes(rubbish, kind, inner):
    block = {"type": kind, "elements": inner, "text": inner, "rows": inner, "chart": inner, "element": inner}

    assert message_problems({"blocks": [block]})
    message_problems({"blocks": rubbish, "attachments": rubbish})
    view_problems({"type": "modal", "title": rubbish, "blocks": [deepcopy(block), rubbish]})
