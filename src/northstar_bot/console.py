"""What the command line prints: progress of a collection, a digest, a replay, a roundup, a person's own data."""

import asyncio
import json
from collections import Counter
from pathlib import Path

import typer
from rich.console import Console
from rich.progress import Progress

from northstar_bot.bootstrap.house import House
from northstar_bot.config import Settings
from northstar_bot.domain.calendar.periods import Week, weeks_between
from northstar_bot.domain.deck.typed import DeckTyped, wish_typed
from northstar_bot.domain.declaration.team_import import AddressBook
from northstar_bot.domain.errors import AlreadyDone, BadInput, NotFound
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.recognition.roundup import as_data, days_of
from northstar_bot.exports import decision_log, participation, team_list
from northstar_bot.exports.whole_company import Archive
from northstar_bot.plugins import Window
from northstar_bot.render.company import team_import
from northstar_bot.render.digest import digest, digest_json
from northstar_bot.render.digest import text as digest_text
from northstar_bot.render.message import Message
from northstar_bot.render.recognition import deck as drawn_deck
from northstar_bot.render.recognition import roundup
from northstar_bot.render.words import count
from northstar_bot.services.numbers.readings import Collected


async def deck_files(
    house: House, workspace: WorkspaceId, typed: DeckTyped, name: str
) -> tuple[dict[str, bytes], str]:
    """The deck's files by their own names, and what is not told; `name`: of the file that was asked for."""
    service = house.services.deck
    wish = wish_typed(typed, await service.offered(workspace), service.form_of(name))
    deck = await service.build(workspace, wish.period.first, wish.period.last, wish.shape)
    files = [await asyncio.to_thread(service.export, deck, form) for form in wish.formats]
    await service.keep_made(workspace, wish.period)
    untold = drawn_deck.left_out(deck) or "Everything given in these days may be told."
    return {file.name: file.data for file in files}, untold


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


async def print_digest(
    house: House, workspace: WorkspaceId, week: Week | None, form: str, audience: str
) -> Week:
    """Print the digest of `week` and say which week it was."""
    await house.services.digest.must_know(workspace, audience)
    built = await house.services.digest.build(workspace, week, audience=audience)
    if built is None:
        raise NotFound("There is no North Star yet.", "Add star: to the company file and apply it.")
    if form == "json":
        typer.echo(_indented(digest_json.as_data(built)))
    elif form == "blocks":
        typer.echo(_blocks(digest.message(built)))
    else:
        typer.echo(digest_text.text(built))
    return built.week


async def post_digest(
    house: House, workspace: WorkspaceId, week: Week, schedule: str | None, *, again: bool
) -> str:
    """Plan the digest of `week` for one schedule or, left out, for all; what became of each, a line per schedule."""
    posting = house.services.digest_posting
    act = posting.renew if again else posting.post
    keys = [schedule] if schedule else [one.key for one in await posting.schedules(workspace)]
    said = []
    for key in keys or [""]:
        try:
            await act(workspace, week, key=key)
            said.append(f"{key}: planned. northstar-bot run posts it.")
        except AlreadyDone as error:
            said.append(f"{key}: {error.words}")
    return "\n".join(said)


async def replay(house: House, workspace: WorkspaceId, window: Window, folder: Path) -> None:
    """Write what each week's digest would have said, as text and JSON, and print a line per week."""
    verdicts: Counter[str] = Counter()
    for week in weeks_between(window.first, window.last):
        built = await house.services.digest.build(workspace, week, afterwards=True)
        if built is None:
            raise NotFound("There is no North Star yet.", "Add star: to the company file and apply it.")
        data = digest_json.as_data(built)
        (folder / f"{week.label}.txt").write_text(digest_text.text(built) + "\n", encoding="utf-8")
        (folder / f"{week.label}.json").write_text(_indented(data) + "\n", encoding="utf-8")
        verdict = "withheld" if data["withheld"] else data["star"]["verdict"]
        verdicts[verdict] += 1
        typer.echo(f"{week.label}  {verdict:<15}  {data['headline']}")
    counted = ", ".join(f"{count} {verdict}" for verdict, count in sorted(verdicts.items()))
    typer.echo(f"\n{sum(verdicts.values())} weeks: {counted}. Written to {folder}.")


async def print_roundup(house: House, workspace: WorkspaceId, week: Week | None, form: str) -> None:
    """Print the roundup of `week`."""
    wanted = week or await house.services.roundup.closed_week(workspace)
    built = await house.services.roundup.roundup(workspace, wanted, quiet=True)
    if built and form == "json":
        typer.echo(_indented(as_data(built)))
        return
    said = roundup.quiet(days_of(wanted), wanted.starts)
    message = roundup.roundup(built) if built and built.counts.given else Message(said)
    typer.echo(_blocks(message) if form == "blocks" else message.text)


async def decisions_as(form: str, house: House, workspace: str | None) -> bytes:
    """The log of decisions as a file of this form."""
    write = decision_log.FORMATS.get(form)
    if write is None:
        raise BadInput(f"“{form}” is not a form of the log.", "Use --format csv or --format md.")
    return write(await house.services.decisions.entries(await house.workspace(workspace)))


async def teams_as_csv(house: House, workspace: str | None) -> bytes:
    """Who is at home in which team, as a file."""
    return team_list.as_csv(await house.services.team_lists.listed(await house.workspace(workspace)))


async def participation_as_csv(house: House, workspace: str | None) -> bytes:
    """A year of who took part, team by team, as a file."""
    return participation.as_csv(await house.services.participation.of_all(await house.workspace(workspace)))


async def import_from(house: House, workspace: str | None, data: bytes, *, apply: bool) -> bool:
    """Print what a list of teams changes, and do it when asked to; False when a row of it cannot be used."""
    lists, chosen = house.services.team_lists, await house.workspace(workspace)
    book = await _address_book(house.settings)
    found = await (lists.take_over(chosen, data, book) if apply else lists.preview(chosen, data, book))
    typer.echo(team_import.changes(found))
    if found.wrong:
        typer.echo(team_import.wrong(found), err=True)
        typer.echo("Nothing was changed. Mend these rows and run it again.", err=True)
    elif not apply:
        typer.echo("Nothing was changed: this was a dry run. Add --yes to do it.")
    return not found.wrong


async def _address_book(settings: Settings) -> AddressBook:
    """What Slack calls people, where there is a token to ask it with."""
    if settings.slack_bot_token is None:
        return AddressBook()
    from northstar_bot.slack import clients
    from northstar_bot.slack.address_book import read_address_book

    async with clients.session() as session:
        return await read_address_book(
            clients.reading_client(settings.bot_token(), settings.slack_api_url, session)
        )


async def data_of(house: House, workspace: str | None, person: str) -> bytes:
    """Everything kept about a person."""
    return (await house.services.privacy.data_of(await house.workspace(workspace), PersonId(person))).data


async def export(house: House, workspace: str | None, path: Path) -> str:
    """Write everything kept of a workspace into a zip, and say how much it is."""
    chosen = await house.workspace(workspace)
    rows = 0
    with path.open("wb") as file, Archive(file, chosen, house.clock.now().isoformat()) as archive:
        async with house.transactions.read() as store:
            for name, columns in store.whole.tables().items():
                with archive.table(name, columns) as table:
                    async for row in store.whole.rows(chosen, name):
                        table.add(row)
                        rows += 1
    return f"Wrote {path}: {count('row', rows)} of workspace {chosen}."


async def wiped(house: House, workspace: WorkspaceId) -> str:
    """Delete everything kept of a workspace and say so."""
    await house.services.installations.wipe(workspace)
    return f"Everything kept of workspace {workspace} is deleted."


async def erased(house: House, workspace: str | None, person: str) -> str:
    """Erase a person and say what came of it."""
    done = await house.services.privacy.erase(await house.workspace(workspace), PersonId(person))
    if not done.rows:
        return f"Nothing is kept about {person}."
    follow = f"{count('message', done.messages)} in Slack will be changed by the running bot."
    ownerless = f" Without an owner now: {', '.join(done.ownerless)}." if done.ownerless else ""
    return f"{person} is erased. {follow}{ownerless}"


def _blocks(message: Message) -> str:
    return _indented({"text": message.text, "blocks": list(message.blocks)})


def _indented(data: object) -> str:
    return json.dumps(data, indent=2, ensure_ascii=False)
