"""What hangs below a digest after it stands: its picture, and the full table where a note stood first."""

import asyncio
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from northstar_bot.domain.deliveries import Plan, Receipt
from northstar_bot.domain.digest.digest import Digest, DigestTable
from northstar_bot.domain.digest.picture import DigestPicture
from northstar_bot.domain.errors import NorthstarError
from northstar_bot.services.composers import Composer
from northstar_bot.services.digest.digest import DigestService
from northstar_bot.services.ports.world import File, Files, NotGranted

log = logging.getLogger(__name__)

CHART, TABLE = "digest chart", "digest table"
# A picture that comes hours later is not missed: its numbers stand in the digest.
_GRACE = timedelta(hours=1)
_PNG = "image/png"


@dataclass(frozen=True, slots=True)
class DigestThread:
    """`draw` makes the picture; whatever happens to it, the digest stands as it is."""

    digests: DigestService
    files: Files
    draw: Callable[[Digest], DigestPicture | None]

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return {CHART: Composer(self.chart), TABLE: Composer(self.table)}

    async def chart(self, plan: Plan, now: datetime) -> None:
        """Draw in a thread of its own, and hang it below the digest where files may be written."""
        digest = await self.digests.compose(plan, now)
        picture = await asyncio.to_thread(self.draw, digest) if digest else None
        if picture is None or plan.under is None:
            return
        file = File(picture.name, _PNG, picture.data)
        try:
            await self.files.hang(plan.workspace, plan.under, file, picture.words, picture.alt)
        except NotGranted:
            return
        except NorthstarError as error:
            log.warning("chart.lost workspace=%s reason=%s", plan.workspace, type(error).__name__)

    async def table(self, plan: Plan, now: datetime) -> DigestTable | None:
        """Every number of the week."""
        digest = await self.digests.compose(plan, now)
        return DigestTable(digest) if digest else None


def below(kind: str, plan: Plan, digest: Receipt, now: datetime) -> Plan:
    """A reply of `kind` to the digest of `plan`, once for each message."""
    details = {"under": digest.place}
    if "audience" in plan.details:
        details["audience"] = plan.details["audience"]
    return Plan(plan.workspace, kind, plan.target, plan.period, now, _GRACE, details)
