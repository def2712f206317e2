"""Settings: the same declaration as the company file, one form at a time."""

from collections.abc import Mapping

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.declaration.settings import Noun
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Role
from northstar_bot.render.company.settings import overview
from northstar_bot.render.company.settings_forms import editor
from northstar_bot.render.ids import SETTINGS_OPEN, SETTINGS_SAVE
from northstar_bot.render.message import Message, View
from northstar_bot.slack.feature import Call, Command, Feature


async def show(call: Call) -> Message | None:
    """The overview, in a modal."""
    company = await call.services.settings.shown_to(call.viewer)
    may = call.services.settings.open_to(call.viewer)
    await call.screen.open(overview(company, may, names=await _names(call, company)))
    return None


async def edit(call: Call) -> Message | None:
    """One form, on top of the overview."""
    noun, key, _ = _address(call.value)
    company = await call.services.settings.opened_by(call.viewer, noun, key)
    await call.screen.open(editor(company, noun, key, call.services.settings.source_kinds))
    return None


async def save(call: Call) -> View | None:
    """Keep a form, or remove what it shows; then the overview under it says what changed."""
    settings = call.services.settings
    noun, key, mark = _address(call.metadata)
    if key and "remove" in (call.fields.get("remove") or ()):
        changes = await settings.remove(call.viewer, noun, key, mark)
    else:
        changes = await settings.change(call.viewer, noun, key, call.fields, mark)
    company = await call.services.company.of(call.viewer.workspace)
    # Who gave away their own role has saved, and may look no further.
    may = settings.open_to(await call.services.people.viewer(call.viewer.workspace, call.viewer.person))
    shown = overview(company, may, changes, await _names(call, company)) if company else None
    # Closing the form uncovers the overview; a new one on top of it would run into Slack's limit of three.
    return None if shown and await call.screen.redraw_beneath(shown) else shown


async def _names(call: Call, company: Company) -> Mapping[PersonId, str]:
    deciders = [scope.person for scope in company.scopes]
    return await call.services.people.names(call.viewer.workspace, deciders)


def _address(text: str) -> tuple[Noun, str | None, str]:
    noun, key, mark = (*text.split(":"), "", "")[:3]
    if noun not in set(Noun):
        raise BadInput("This setting is from an older version.", "Open /northstar settings again.")
    return Noun(noun), key or None, mark


FEATURE = Feature(
    commands=(
        Command(
            "settings",
            "Everything the company has declared, to read and change",
            "settings",
            show,
            needs=Role.STEWARD,
        ),
    ),
    actions={SETTINGS_OPEN: edit} | {f"{SETTINGS_OPEN}.{noun}": edit for noun in Noun},
    views={SETTINGS_SAVE: save},
)
