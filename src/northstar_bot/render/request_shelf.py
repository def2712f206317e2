"""A list of requests in a modal: four menus that narrow it, the list, and the way to its other pages."""

from collections.abc import Iterable
from dataclasses import replace

from northstar_bot.domain.request_query import Query, Which
from northstar_bot.domain.request_views import RequestPage
from northstar_bot.domain.requests import RequestKind
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_SHELF
from northstar_bot.render.message import Block, View
from northstar_bot.render.requests import HEADINGS, rows
from northstar_bot.render.words import plain

_MOST_OPTIONS = 99
Choice = tuple[str, Query]


def request_shelf(page: RequestPage) -> View:
    """The list as it is narrowed now; every menu and button carries the list it leads to."""
    found = rows(page.items, page.input_names) or [blocks.section_plain("Nothing here.")]
    shown = [_menus(page), blocks.divider(), *found, blocks.actions(*_pages(page))]
    return blocks.modal("northstar.requests.shelf_view", "Requests", shown, close="Done")


def _menus(page: RequestPage) -> Block:
    now = page.query.newest
    return blocks.actions(
        _menu("which", now, [(HEADINGS[each], replace(now, which=each)) for each in Which]),
        _menu(
            "team",
            now,
            [
                ("From every team", replace(now, team=None)),
                *((f"From {name}", replace(now, team=key)) for key, name in page.teams.items()),
            ],
        ),
        _menu(
            "input",
            now,
            [
                ("For any input", replace(now, input=None)),
                *((f"For {name}", replace(now, input=key)) for key, name in page.input_names.items()),
            ],
        ),
        _menu(
            "kind",
            now,
            [
                ("Of every kind", replace(now, kind=None)),
                *((each.value.capitalize(), replace(now, kind=each)) for each in RequestKind),
            ],
        ),
    )


def _menu(name: str, now: Query, choices: Iterable[Choice]) -> Block:
    options = [(blocks.option(plain(label, 75), query.words), query) for label, query in choices]
    offered = options[:_MOST_OPTIONS]
    initial = next((option for option, query in offered if query == now), None)
    menu = blocks.select_field([option for option, _ in offered], initial=initial, placeholder="Another")
    return menu | {"action_id": f"{REQUEST_SHELF}.{name}"}


def _pages(page: RequestPage) -> list[Block]:
    buttons = [blocks.button("Refresh", f"{REQUEST_SHELF}.refresh", page.query.words)]
    if page.older:
        buttons.append(blocks.button("Older", f"{REQUEST_SHELF}.older", page.older.words))
    if page.query.before:
        buttons.append(blocks.button("Newest", f"{REQUEST_SHELF}.newest", page.query.newest.words))
    return buttons
