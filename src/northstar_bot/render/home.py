"""A person's Home: the star, their input, what waits for them, their requests, decisions, thanks."""

from collections.abc import Sequence

from northstar_bot.render import blocks
from northstar_bot.render.message import Block, View

ROWS = 5
MOST_BLOCKS = 100


def home(sections: Sequence[tuple[str, Sequence[Block]]]) -> View:
    """Titled sections in order; an empty one is left out, and the page stays within Slack's 100 blocks."""
    page: list[Block] = []
    for title, rows in sections:
        if not rows:
            continue
        heading = [blocks.header(title)] if title else []
        page += [*heading, *rows, blocks.divider()]
    return blocks.home(page[:MOST_BLOCKS])
