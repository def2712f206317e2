"""Questions about who took part in thanks."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.recognition.participation import Participant


class TakingPart(Protocol):
    """Private shout-outs and those taken back count for nobody."""

    async def between(
        self, workspace: WorkspaceId, since: datetime, before: datetime
    ) -> Sequence[Participant]:
        """Everybody at home in a team just before `before`, and whether they thanked or were thanked since `since`.

        Who has left, was erased or is no full member now is not among them, whatever they did then.
        """
        ...
