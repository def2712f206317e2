"""Help: every command in a line, or one of them in full."""

from northstar_bot.domain.errors import NotFound
from northstar_bot.render import help as page
from northstar_bot.render.message import Message
from northstar_bot.slack import registry
from northstar_bot.slack.feature import Call, Command, Feature


async def show(call: Call) -> Message:
    """The list, or the command that was named."""
    table = registry.registry(registry.features())
    if not call.text:
        return page.commands([(found.usage, found.summary) for found in table.commands])
    found = table.command(call.text.split()[0])
    if found is None:
        raise NotFound(f"There is no command “{call.text[:40]}”.", "/northstar help lists them all.")
    return page.one_command(found.usage, found.summary, found.aliases)


FEATURE = Feature(commands=(Command("help", "What can be done here", "help [command]", show),))
