"""Requests in a modal: which list, whose team, which input, which kind, page by page."""

from collections.abc import Mapping, Sequence

from northstar_bot.domain.company.company import Team
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.requests.query import KINDS, Which
from northstar_bot.domain.requests.views import RequestPage
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_BROWSE
from northstar_bot.render.message import Block, View
from northstar_bot.render.requests.requests import HEADINGS, rows
from northstar_bot.render.words import plain

# What stands in a menu for no narrowing at all; no key looks like it.
ALL = "*"
_MOST = 99


def browser(page: RequestPage, teams: Sequence[Team]) -> View:
    """One page with its filters; what is asked for is kept in the view, so that a filter changes only itself."""
    query = page.query
    lists = {which.value: HEADINGS[which] for which in Which}
    found: list[Block] = [
        blocks.actions(
            _menu("which", lists, query.which),
            _menu(
                "team",
                {ALL: "All teams"} | {team.key: team.name for team in teams[:_MOST]},
                query.team or ALL,
            ),
            _menu("input", {ALL: "All inputs"} | _first(page.input_names), query.input or ALL),
            _menu("kind", {ALL: "All kinds"} | _kinds(), query.kind.name.lower() if query.kind else ALL),
            block_id="filters",
        )
    ]
    found += rows(page.items, {**page.names_then, **page.input_names}) or [
        blocks.section_plain("Nothing here.")
    ]
    turns = [blocks.button("Refresh", f"{REQUEST_BROWSE}.refresh", query.words)]
    if query.before:
        turns.append(blocks.button("Newest", f"{REQUEST_BROWSE}.newest"))
    if page.older:
        turns.append(blocks.button("Older", f"{REQUEST_BROWSE}.older", page.older.words))
    found.append(blocks.actions(*turns))
    return blocks.modal(REQUEST_BROWSE, "Requests", found, close="Close", metadata=query.words)


def _first(names: Mapping[MetricKey, str]) -> dict[str, str]:
    return {str(key): name for key, name in list(names.items())[:_MOST]}


def _kinds() -> dict[str, str]:
    return {key: kind.value.capitalize() for key, kind in KINDS.items()}


def _menu(name: str, choices: Mapping[str, str], chosen: str) -> Block:
    options = {key: blocks.option(plain(words, 75), key) for key, words in choices.items()}
    field = blocks.select_field(list(options.values()), initial=options.get(chosen))
    return field | {"action_id": f"{REQUEST_BROWSE}.{name}"}
