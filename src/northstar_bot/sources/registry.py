"""Which kinds of source are installed: ours by folder, others' by the entry point `northstar_bot.sources`."""

from typing import cast

from northstar_bot.plugins import Broken, Source, found_in, made_by_others

GROUP = "northstar_bot.sources"
_NEEDS = ("kind", "summary", "check", "fetch")


def installed() -> tuple[dict[str, Source], list[Broken]]:
    """Every kind of source by name, ours before others', and the strangers that could not be loaded."""
    others, broken = made_by_others(GROUP, _NEEDS)
    ours = [offer() for offer in found_in("northstar_bot.sources", "source")]
    return {source.kind: source for source in (cast("Source", one) for one in (*others, *ours))}, broken
