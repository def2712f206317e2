"""The commands that hand out what is kept, take it over and take it away: decisions, teams, one person, all of it."""

from pathlib import Path
from typing import Annotated

import typer

from northstar_bot.shell import REFUSED, WorkspaceOption, bytes_of, in_house, unwritable, written

records = typer.Typer()
requests = typer.Typer(no_args_is_help=True, help="What was asked for and decided.")
balance = typer.Typer(no_args_is_help=True, help="Who took part in thanks.")
teams = typer.Typer(no_args_is_help=True, help="Who is at home in which team.")


@requests.command("export")
def export_requests(
    form: Annotated[str, typer.Option("--format", help="csv or md.")] = "csv",
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """The log of decisions; of private requests only number and state."""
    from northstar_bot.console import decisions_as

    data = in_house(lambda house: decisions_as(form, house, workspace))
    if output:
        written(output, lambda: output.write_bytes(data))
    else:
        typer.echo(data, nl=False)


@teams.command("export")
def export_teams(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """Every team with its people, lead and what it brings, as CSV that import reads again."""
    from northstar_bot.console import teams_as_csv

    data = in_house(lambda house: teams_as_csv(house, workspace))
    if output:
        written(output, lambda: output.write_bytes(data))
    else:
        typer.echo(data, nl=False)


@balance.command("export")
def export_balance(
    output: Annotated[Path | None, typer.Option("--output", "-o", help="The file to write.")] = None,
    workspace: WorkspaceOption = None,
) -> None:
    """How many of each team thanked somebody and were thanked, by month for a year, as CSV."""
    from northstar_bot.console import participation_as_csv

    data = in_house(lambda house: participation_as_csv(house, workspace))
    if output:
        written(output, lambda: output.write_bytes(data))
    else:
        typer.echo(data, nl=False)


@teams.command("import")
def import_teams(
    file: Annotated[Path, typer.Argument(help="CSV with the columns team, person, lead, what we bring.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do it; without it only the change is printed.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take over teams and people from a spreadsheet; all of it in one step, or nothing."""
    from northstar_bot.console import import_from

    data = bytes_of(file)
    if not in_house(lambda house: import_from(house, workspace, data, apply=yes)):
        raise typer.Exit(REFUSED)


@records.command("my-data")
def my_data(
    person: Annotated[str, typer.Argument(help="The person's Slack id, such as U0123ABC.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="The file to write.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Everything kept about one person, as JSON."""
    from northstar_bot.console import data_of

    data = in_house(lambda house: data_of(house, workspace, person))
    written(output, lambda: output.write_bytes(data))


@records.command()
def erase(
    person: Annotated[str, typer.Argument(help="The person's Slack id, such as U0123ABC.")],
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Take a person out of everything, for good; the running bot then changes its messages."""
    from northstar_bot.console import erased

    if not yes:
        typer.confirm(f"Erase {person} for good?", abort=True)
    typer.echo(in_house(lambda house: erased(house, workspace, person)))


@records.command()
def export(
    output: Annotated[Path, typer.Option("--output", "-o", help="The zip file to write.")],
    workspace: WorkspaceOption = None,
) -> None:
    """Everything kept of a workspace: each table as CSV and JSON, in one zip."""
    from northstar_bot.console import export as write

    try:
        typer.echo(in_house(lambda house: write(house, workspace, output)))
    except OSError as error:
        raise unwritable(output, error) from error


@records.command()
def wipe(
    yes: Annotated[bool, typer.Option("--yes", help="Do not ask.")] = False,
    workspace: WorkspaceOption = None,
) -> None:
    """Delete everything kept of a workspace, for good; posts in Slack stay."""
    from northstar_bot.console import wiped

    chosen = in_house(lambda house: house.workspace(workspace))
    if not yes:
        typer.confirm(f"Delete everything kept of workspace {chosen} for good?", abort=True)
    typer.echo(in_house(lambda house: wiped(house, chosen)))
