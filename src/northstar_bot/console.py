"""What the command line prints: progress of a collection, a digest, a roundup."""

import json

import typer
from rich.console import Console
from rich.progress import Progress

from northstar_bot.bootstrap.house import House
from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.periods import Week
from northstar_bot.domain.roundup import as_data
from northstar_bot.plugins import Window
from northstar_bot.render import digest, digest_json, digest_text, roundup
from northstar_bot.render.message import Message
from northstar_bot.services.readings import Collected


async def collecting(house: House, workspace: WorkspaceId, window: Window | None) -> bool:
    """Collect with a progress bar and one line per metric; whether anything failed."""
    company = await house.services.company.of(workspace)
    total = len(company.sources) if company else 0
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("Collecting", total=total)

        def done(one: Collected) -> None:
            progress.advance(task)
            said = f"failed: {one.error}" if one.error else f"{one.new} new or restated"
            progress.console.print(f"{one.metric}: {said}", markup=False, highlight=False)

        collected = await house.services.readings.collect(workspace, window, done)
    if not collected:
        typer.echo("No metric has a source to collect from. People record them with /northstar record.")
    return any(one.error for one in collected)


async def print_digest(house: House, workspace: WorkspaceId, week: Week | None, form: str) -> Week:
    """Print the digest of `week` and say which week it was."""
    built = await house.services.digest.build(workspace, week)
    if built is None:
        raise NotFound("There is no North Star yet.", "Add star: to the company file and apply it.")
    if form == "json":
        typer.echo(json.dumps(digest_json.as_data(built), indent=2, ensure_ascii=False))
    elif form == "blocks":
        typer.echo(_blocks(digest.message(built)))
    else:
        typer.echo(digest_text.text(built))
    return built.week


async def print_roundup(house: House, workspace: WorkspaceId, week: Week | None, form: str) -> None:
    """Print the roundup of `week`."""
    wanted = week or await house.services.roundup.closed_week(workspace)
    built = await house.services.roundup.roundup(workspace, wanted, quiet=True)
    if built and form == "json":
        typer.echo(json.dumps(as_data(built), indent=2, ensure_ascii=False))
        return
    message = roundup.roundup(built) if built and built.counts.given else roundup.nothing(wanted)
    typer.echo(_blocks(message) if form == "blocks" else message.text)


def _blocks(message: Message) -> str:
    return json.dumps({"text": message.text, "blocks": list(message.blocks)}, indent=2, ensure_ascii=False)
