"""Which formats are installed: ours by folder, others' by the entry point `northstar_bot.exports`."""

from typing import cast

from northstar_bot.plugins import Broken, Exporter, found_in, made_by_others

GROUP = "northstar_bot.exports"
_NEEDS = ("name", "suffix", "media_type", "export")


def installed() -> tuple[dict[str, Exporter], list[Broken]]:
    """Every format by name, ours before others', and the strangers that could not be loaded."""
    others, broken = made_by_others(GROUP, _NEEDS)
    ours = [offer() for offer in found_in("northstar_bot.exports", "exporter")]
    made = (cast("Exporter", one) for one in (*others, *ours))
    return {exporter.name: exporter for exporter in made}, broken
