"""Which kinds of source are installed: ours by folder, others' by the entry point `northstar_bot.sources`."""

from typing import cast

from northstar_bot.plugins import Broken, Source, found_in, offered_by_others

GROUP = "northstar_bot.sources"


def installed() -> tuple[dict[str, Source], list[Broken]]:
    """Every kind of source by name, ours before others', and the strangers that could not be loaded."""
    others, broken = offered_by_others(GROUP)
    ours = found_in("northstar_bot.sources", "source")
    made = [cast("Source", offer()) for offer in (*others, *ours)]
    return {source.kind: source for source in made}, broken
