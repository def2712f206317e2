"""A business that the bot lives through week by week: a company file, a table of weeks, and every digest of it."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from northstar_bot.company_file.reading import read
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.digest.digest import Digest
from northstar_bot.plugins import Window
from northstar_bot.render.digest.text import text
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.digest.digest import DigestService
from northstar_bot.services.numbers.readings import Collected, ReadingService
from northstar_bot.sources.registry import installed

Row = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Business:
    """The company in a workspace called `shop`, whose every metric is a column of one file."""

    store: object
    clock: object
    folder: Path

    async def declare(self, written: str) -> None:
        """Apply a company file; `FILE` in it stands for the table of weeks."""
        path = self.folder / "company.yaml"
        path.write_text(written.replace("FILE", str(self.folder / "weeks.csv")))
        await CompanyService(self.store, self.clock, installed()[0]).apply(read(path).company)

    async def live(self, rows: Mapping[Week, Row]) -> tuple[Collected, ...]:
        """Write the table of weeks and collect all of it."""
        names = ["week", *dict.fromkeys(name for row in rows.values() for name in row)]
        with (self.folder / "weeks.csv").open("w", newline="") as file:
            table = csv.DictWriter(file, names)
            table.writeheader()
            table.writerows({"week": week.label, **row} for week, row in rows.items())
        readings = ReadingService(self.store, self.clock, installed()[0])
        return await readings.collect("shop", Window(min(rows), max(rows)))

    async def digest(self, week: Week) -> Digest:
        """The digest of a week."""
        found = await DigestService(self.store, self.clock).build("shop", week)
        assert found is not None
        return found

    async def told(self, weeks: Sequence[Week]) -> dict[Week, tuple[Digest, str]]:
        """Each week's digest, and its text."""
        digests = {week: await self.digest(week) for week in weeks}
        return {week: (digest, text(digest)) for week, digest in digests.items()}
