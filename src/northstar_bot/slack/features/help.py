"""Help: every command that this person may use in a line, one of them in full, or what a good star is."""

from dataclasses import replace

from northstar_bot.domain.errors import NotFound
from northstar_bot.render.company import help as page
from northstar_bot.render.ids import HELP_OPEN
from northstar_bot.render.message import Message
from northstar_bot.render.star.star_help import card
from northstar_bot.slack import registry
from northstar_bot.slack.feature import Call, Command, Feature

_ABOUT_STARS = frozenset({"star", "kpi", "metric", "input"})


async def show(call: Call) -> Message:
    """The list, or what was named."""
    table = registry.registry(registry.features())
    if not call.text:
        mine = [one for one in table.commands if one.needs is None or call.viewer.holds(one.needs)]
        return page.commands([(one.usage, one.summary) for one in mine])
    word = call.text.split()[0]
    if word.casefold() in _ABOUT_STARS and not call.text.split()[1:]:
        return card()
    if word.casefold() in page.RANKINGS:
        return page.no_ranking()
    found = table.command(word)
    if found is None:
        raise NotFound(f"There is no command “{call.text[:40]}”.", "/northstar help lists them all.")
    return page.one_command(found.usage, found.summary, found.aliases)


async def open_list(call: Call) -> Message:
    """The list, from a button."""
    return await show(replace(call, text=""))


FEATURE = Feature(
    commands=(Command("help", "What can be done here", "help [command|star]", show),),
    actions={HELP_OPEN: open_list},
)
