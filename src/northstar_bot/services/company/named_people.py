"""Whoever a request names, whose time it asks for or on whose behalf it is, must be a full member."""

from dataclasses import dataclass

from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.ids import PersonId
from northstar_bot.domain.people import Standing, Viewer, must_be_member
from northstar_bot.domain.requests.asking import Draft
from northstar_bot.domain.requests.detail_form import Shape, shape_of
from northstar_bot.services.ports.world import Directory


@dataclass(frozen=True, slots=True)
class NamedPeople:
    """Asks the directory, because Slack's pickers offer guests, bots and people of other organisations too."""

    directory: Directory

    async def must_be_members(self, viewer: Viewer, draft: Draft) -> None:
        """Raise Invalid with a sentence under the field that names somebody else."""
        must_be_member(viewer)
        named = {"behalf": draft.on_behalf_of} if draft.on_behalf_of else {}
        if shape_of(draft.kind) is Shape.TIME and draft.details.whose:
            named["whose"] = draft.details.whose
        wrong = {field: _SENTENCE for field, one in named.items() if not await self._serves(viewer, one)}
        if wrong:
            raise Invalid(wrong)

    async def _serves(self, viewer: Viewer, person: PersonId) -> bool:
        found = await self.directory.person(viewer.workspace, person)
        return found is not None and found.standing is Standing.MEMBER


_SENTENCE = "Only full members of this workspace can be named here."
