"""The form of a decider who does not decide everything, and how such a decider is called."""

from collections.abc import Iterable, Mapping
from typing import Any

from northstar_bot.domain.company.company import Company, Kind, Scope
from northstar_bot.render import blocks
from northstar_bot.render.message import Block
from northstar_bot.render.words import plain

_MOST = 100


def scope_words(company: Company, scope: Scope) -> str:
    """What somebody decides, in words."""
    teams = {team.key: team.name for team in company.teams}
    inputs = {metric.key: metric.name for metric in company.metrics}
    parts = [f"requests of {_listed(teams, scope.teams)}"] if scope.teams else []
    parts += [f"for {_listed(inputs, scope.inputs)}"] if scope.inputs else []
    return ", ".join(parts)


def decider_form(company: Company, item: Any, _: object) -> list[Block]:
    """Who, and what they decide."""
    teams = {team.key: team.name for team in company.teams}
    inputs = {metric.key: metric.name for metric in company.of_kind(Kind.INPUT)}
    who = blocks.input_block("person", "Who", blocks.person_field())
    return [
        *([] if item else [who]),
        *_several("teams", "Requests of these teams", teams, item.teams if item else ()),
        *_several("inputs", "Requests for these inputs", inputs, item.inputs if item else ()),
        blocks.context_plain("Nobody decides their own request. Either of the two is enough."),
    ]


def _several(name: str, label: str, choices: Mapping[Any, str], chosen: Iterable[str]) -> list[Block]:
    options = {key: blocks.option(plain(text, 75), key) for key, text in list(choices.items())[:_MOST]}
    if not options:
        return []
    initial = [options[key] for key in chosen if key in options]
    picker = blocks.many_select_field(list(options.values()), initial=initial)
    return [blocks.input_block(name, label, picker, optional=True)]


def _listed(names: Mapping[Any, str], keys: Iterable[Any]) -> str:
    return " and ".join(names.get(key, key) for key in keys)
