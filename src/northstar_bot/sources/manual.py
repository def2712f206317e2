"""Readings typed by people; there is nothing to fetch."""

from collections.abc import Mapping
from typing import ClassVar

from northstar_bot.domain.company.company import Metric
from northstar_bot.plugins import Fetched, Source, Window
from northstar_bot.sources.options import only


class Manual:
    """Nothing to fetch: people record each week."""

    kind: ClassVar[str] = "manual"
    summary: ClassVar[str] = "People type each week's value with /northstar record."

    def check(self, options: Mapping[str, object]) -> None:
        """It has no options."""
        only(options, ())

    async def fetch(self, metric: Metric, options: Mapping[str, object], window: Window) -> Fetched:
        """Nothing; what people typed is already kept."""
        del metric, options, window
        return Fetched(())


def source() -> Source:
    """The kind manual."""
    return Manual()
