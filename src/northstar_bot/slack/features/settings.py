"""Settings: the same declaration as the company file, one form at a time."""

from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.settings import Noun
from northstar_bot.render import blocks
from northstar_bot.render.ids import SETTINGS_OPEN, SETTINGS_SAVE
from northstar_bot.render.message import Message, View
from northstar_bot.render.settings import overview
from northstar_bot.render.settings_forms import editor
from northstar_bot.slack.feature import Call, Command, Feature


async def show(call: Call) -> Message | None:
    """The overview, in a modal."""
    company = await call.services.settings.shown_to(call.viewer)
    await call.screen.open(overview(company))
    return None


async def edit(call: Call) -> Message | None:
    """One form, on top of the overview."""
    noun, key = _address(call.value)
    company = await call.services.settings.shown_to(call.viewer)
    modal = await call.screen.open(blocks.loading("Settings"))
    await modal.show(editor(company, noun, key, call.services.settings.source_kinds))
    return None


async def save(call: Call) -> View | None:
    """Keep a form, or remove what it shows; then the overview says what changed."""
    noun, key = _address(call.metadata)
    if key and "remove" in (call.fields.get("remove") or ()):
        changes = await call.services.settings.remove(call.viewer, noun, key)
    else:
        changes = await call.services.settings.change(call.viewer, noun, key, call.fields)
    company = await call.services.settings.shown_to(call.viewer)
    return overview(company, [change.line for change in changes] or ["Nothing was different."])


def _address(text: str) -> tuple[Noun, str | None]:
    noun, _, key = text.partition(":")
    if noun not in set(Noun):
        raise BadInput("This setting is from an older version.", "Open /northstar settings again.")
    return Noun(noun), key or None


FEATURE = Feature(
    commands=(
        Command("settings", "Everything the company has declared, to read and change", "settings", show),
    ),
    actions={SETTINGS_OPEN: edit} | {f"{SETTINGS_OPEN}.{noun}": edit for noun in Noun},
    views={SETTINGS_SAVE: save},
)
