"""How a command begins and ends: a quiet log, one sentence for what cannot be done, a reference for the rest."""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
import traceback
from collections.abc import Awaitable, Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from northstar_bot import config
from northstar_bot.domain.errors import BadInput, NorthstarError

if TYPE_CHECKING:
    from northstar_bot.bootstrap.house import House

log = logging.getLogger(__name__)

Result = TypeVar("Result")

WorkspaceOption = Annotated[
    str | None, typer.Option("--workspace", help="Which workspace, when there are several.")
]

REFUSED, BROKEN, INTERRUPTED = 2, 70, 130


def ended(command: Callable[[], object], usual_level: str, environment: Mapping[str, str]) -> int:
    """Run `command` and say how it ended; a known error is one sentence, an unknown one is in the log."""
    try:
        log_to_stderr(usual_level, environment)
        command()
    except NorthstarError as error:
        typer.echo(error.words, err=True)
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:  # noqa: BLE001  (the last word of a command)
        reference = secrets.token_hex(2)
        # Where it broke, without the error's own words: they may quote a secret.
        where = "".join(traceback.format_tb(error.__traceback__))
        log.error("failed reference=%s error=%s\n%s", reference, type(error).__name__, where)  # noqa: TRY400
        typer.echo(f"Something went wrong on our side. Reference {reference} is in the log.", err=True)
        return BROKEN
    return 0


def log_to_stderr(usual_level: str, environment: Mapping[str, str]) -> None:
    """Libraries at their most talkative would write down what people typed, so they are held to INFO."""
    given = environment.get("NORTHSTAR_LOG_LEVEL", "").strip()
    level = logging.getLevelNamesMapping()[config.load(environment).log_level if given else usual_level]
    others = max(level, logging.INFO)
    logging.basicConfig(level=others, format="%(asctime)s %(levelname)s %(name)s %(message)s")
    logging.getLogger("northstar_bot").setLevel(level)
    logging.getLogger("northstar_bot.bolt").setLevel(others)


def written(path: Path, write: Callable[[], object]) -> None:
    """Write a file, or say why it cannot be."""
    try:
        write()
    except OSError as error:
        raise unwritable(path, error) from error


def laid_down(output: Path, files: Mapping[str, bytes]) -> Iterator[tuple[Path, int]]:
    """Write one file as `output`, several, or into a folder that is there, by their own names; each with its size."""
    apart = len(files) > 1 or output.is_dir()
    if apart:
        written(output, lambda: output.mkdir(parents=True, exist_ok=True))
    for name, data in files.items():
        place = output / name if apart else output
        written(place, partial(place.write_bytes, data))
        yield place, len(data)


def unwritable(path: Path, error: OSError) -> BadInput:
    """Why a file cannot be written."""
    return BadInput(f"{path} cannot be written ({error.strerror}).", "Choose another place with -o.")


def bytes_of(path: Path) -> bytes:
    """What is in a file, or why it cannot be read."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise BadInput(f"{path} cannot be read ({error.strerror}).", "Check the path.") from error


def day_typed(text: str, name: str) -> date:
    """The day that was typed behind an option."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise BadInput(f"“{text}” is not a day.", f"Write {name} as 2026-10-01.") from error


def in_house(work: Callable[[House], Awaitable[Result]]) -> Result:
    """Do `work` on the house, without Slack."""
    from northstar_bot.bootstrap.house import SystemClock, open_house

    async def inside() -> Result:
        async with open_house(config.load(os.environ), SystemClock()) as house:
            return await work(house)

    return asyncio.run(inside())
