"""The commands of northstar-bot."""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from northstar_bot import __version__, config
from northstar_bot.domain.deck.shape import USUAL_LENGTH, Section
from northstar_bot.domain.deck.typed import DeckTyped
from northstar_bot.domain.errors import BadInput
from northstar_bot.records import balance, records, requests, teams
from northstar_bot.shell import WorkspaceOption, day_typed, ended, in_house, laid_down, written

if TYPE_CHECKING:
    from northstar_bot.bootstrap.house import House

# Starting makes classes by the thousand and no rubbish: looking for it all the time is a tenth of the start.
NEW_THINGS = 50_000

app = typer.Typer(no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
app.add_typer(records)
app.add_typer(requests, name="requests")
app.add_typer(teams, name="teams")
app.add_typer(balance, name="balance")

WeekOption = Annotated[
    str | None, typer.Option("--week", help="Such as 2026-W47; the last closed week if left out.")
]


class Format(StrEnum):
    """How a digest or roundup is printed."""

    JSON = "json"
    TEXT = "text"
    BLOCKS = "blocks"


FormatOption = Annotated[Format, typer.Option("--format", help="All formats come from the same values.")]


@app.command()
def run() -> None:
    """Run the bot until it is told to stop."""
    from northstar_bot.bootstrap.bot import run as run_bot

    asyncio.run(run_bot(config.load(os.environ)))


@app.command()
def apply(
    file: Annotated[Path, typer.Argument(help="The company file.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Print the difference, change nothing.")] = False,
) -> None:
    """Declare what the company file says; the second time nothing changes."""
    from northstar_bot.company_file import reading

    async def work(house: House) -> None:
        read = reading.read(file)
        try:
            changes = await house.services.company.apply(
                read.company, dry_run=dry_run, slack_team=read.slack_team
            )
        except BadInput as error:
            raise read.placed(error) from error
        for change in changes:
            typer.echo(change.line)
        if not changes:
            typer.echo("Nothing to change.")
        elif dry_run:
            typer.echo("Nothing was changed: this was a dry run.")

    in_house(work)


@app.command()
def collect(
    week: WeekOption = None,
    since: Annotated[str | None, typer.Option("--from", help="First week or day.")] = None,
    until: Annotated[str | None, typer.Option("--to", help="Last week or day.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Fetch readings from the sources; what changed is restated, the old value is kept."""
    from northstar_bot.console import collecting

    async def work(house: House) -> bool:
        chosen = await house.workspace(workspace)
        return await collecting(house, chosen, await house.window(chosen, week, since, until))

    if in_house(work):
        raise typer.Exit(1)


@app.command()
def digest(
    week: WeekOption = None,
    form: FormatOption = Format.TEXT,
    audience: Annotated[str, typer.Option("--for", help="whole, executives or an input's key.")] = "whole",
    post: Annotated[bool, typer.Option("--post", help="Post it where the schedules say.")] = False,
    again: Annotated[bool, typer.Option("--resend", help="Renew it where it was posted.")] = False,
    schedule: Annotated[str | None, typer.Option("--schedule", help="Only this schedule.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """The weekly digest. Without --post or --resend nothing is posted."""
    from northstar_bot.console import post_digest, print_digest

    async def work(house: House) -> None:
        chosen = await house.workspace(workspace)
        printed = await print_digest(house, chosen, await house.week(chosen, week), form.value, audience)
        if post or again:
            typer.echo(await post_digest(house, chosen, printed, schedule, again=again), err=True)

    in_house(work)


@app.command()
def replay(
    since: Annotated[str, typer.Option("--from", help="First week or day.")],
    until: Annotated[str, typer.Option("--to", help="Last week or day.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the files go.")] = Path(
        "northstar-replay"
    ),
    workspace: WorkspaceOption = None,
) -> None:
    """What would you have told us? Each past week's digest as text and JSON; nothing is posted."""
    from northstar_bot.console import replay as write

    async def work(house: House) -> None:
        chosen = await house.workspace(workspace)
        window = await house.window(chosen, None, since, until)
        if window is not None:
            await write(house, chosen, window, output)

    written(output, lambda: output.mkdir(parents=True, exist_ok=True))
    in_house(work)


@app.command()
def roundup(
    week: WeekOption = None, form: FormatOption = Format.TEXT, workspace: WorkspaceOption = None
) -> None:
    """The weekly roundup of thanks; nothing is posted."""
    from northstar_bot.console import print_roundup

    async def work(house: House) -> None:
        chosen = await house.workspace(workspace)
        await print_roundup(house, chosen, await house.week(chosen, week), form.value)

    in_house(work)


@app.command()
def deck(
    output: Annotated[
        Path, typer.Option("--output", "-o", help="The file to write; a folder for several formats.")
    ],
    since: Annotated[str | None, typer.Option("--since", help="First day, such as 2026-10-01.")] = None,
    until: Annotated[str | None, typer.Option("--until", help="Last day; today if left out.")] = None,
    period: Annotated[
        str | None, typer.Option("--period", help="Instead of days: month, quarter or since-last.")
    ] = None,
    formats: Annotated[
        str | None,
        typer.Option(
            "--formats", "--format", help="Such as pptx,html; else by the name of the file. No canvas."
        ),
    ] = None,
    sections: Annotated[
        str, typer.Option("--sections", help="Such as star,stories; all of them if left out.")
    ] = ",".join(Section),
    minutes: Annotated[str, typer.Option("--minutes", help="3, 5 or 10.")] = str(USUAL_LENGTH),
    left_out: Annotated[bool, typer.Option("--left-out", help="Say what is not told, and why.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """The all-hands deck as files, with the choices of the form in Slack; only thanks whose receivers agreed are told.

    A canvas, handing files over, and asking for consent belong to Slack: /northstar deck.
    """
    from northstar_bot.console import deck_files

    days = {name: day_typed(day, f"--{name}") for name, day in (("since", since), ("until", until)) if day}
    typed = DeckTyped(period, days.get("since"), days.get("until"), formats, sections, minutes)

    async def work(house: House) -> tuple[dict[str, bytes], str]:
        return await deck_files(house, await house.workspace(workspace), typed, output.name)

    files, untold = in_house(work)
    for place, size in laid_down(output, files):
        typer.echo(f"Wrote {place} ({size:,} bytes).")
    if left_out:
        typer.echo(untold)


@app.command()
def migrate() -> None:
    """Bring the database to this version's tables; run does it by itself."""

    async def work(house: House) -> None:
        del house
        typer.echo("The database is up to date.")

    in_house(work)


@app.command()
def doctor() -> None:
    """Check settings, token, scopes, database, schedules, sources and stuck posts, and say what to do."""
    from northstar_bot.doctor import examine

    healthy = asyncio.run(examine(os.environ, typer.echo))
    raise typer.Exit(0 if healthy else 1)


@app.command()
def demo(
    once: Annotated[bool, typer.Option("--once", help="Play it through and end.")] = False,
    output: Annotated[Path, typer.Option("--output", "-o", help="Where the files go.")] = Path(
        "northstar-demo"
    ),
) -> None:
    """Three weeks of a believable company in a local Slack; no account needed."""
    from northstar_bot.demo.story import play

    del once  # The story has an end either way; the flag says so to the reader.
    asyncio.run(play(output))


@app.command()
def manifest(mode: Annotated[str, typer.Option("--mode", help="socket or http.")] = "socket") -> None:
    """Print the Slack app's manifest."""
    from northstar_bot.slack.manifest import as_yaml

    if mode not in set(config.Mode):
        raise BadInput(f"“{mode}” is not a mode.", "Use --mode socket or --mode http.")
    typer.echo(as_yaml(mode), nl=False)


@app.command()
def version() -> None:
    """Print the version."""
    typer.echo(__version__)


def main() -> None:
    """The console script; quiet unless the bot runs."""
    gc.set_threshold(NEW_THINGS)
    sys.exit(ended(app, "INFO" if sys.argv[1:2] == ["run"] else "WARNING", os.environ))
