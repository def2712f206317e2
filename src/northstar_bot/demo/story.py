"""The demo from the first Monday to the files in the folder."""

import sys
from io import TextIOWrapper
from pathlib import Path
from tempfile import TemporaryDirectory

from northstar_bot.demo import keeping, stage, week_one, week_three, week_two
from northstar_bot.demo.teller import Teller, console
from northstar_bot.playground import Playground


async def play(output: Path) -> Playground:
    """Play three weeks, print them, leave the deck and the messages in `output`; returns Slack as it ended."""
    _bear_any_terminal()
    folder = keeping.prepared(output)
    tell = Teller(console())
    tell.begins()
    with TemporaryDirectory(prefix="northstar-demo-") as scratch:
        async with stage.opened(Path(scratch), tell) as opened:
            await week_one.play(opened)
            await week_two.play(opened)
            deck = await week_three.play(opened)
            slack, company = opened.slack, stage.written(opened.cast, "lessons")
    files = keeping.keep(folder, deck, tell.shown, company)
    tell.ends(folder, next(name for name in files if name.endswith(".html")))
    keeping.keep_transcript(folder, tell.transcript())
    return slack


def _bear_any_terminal() -> None:
    """A terminal that cannot write a sign gets a question mark instead of an error."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
