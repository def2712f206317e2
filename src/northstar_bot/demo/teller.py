"""Tells the story on a terminal: who did what where, and what the bot answered, as people see it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from rich import box
from rich.console import Console
from rich.padding import Padding
from rich.panel import Panel
from rich.text import Text

from northstar_bot.demo.screen import marked, seen
from northstar_bot.playground import Message, View

WIDEST = 88
BOT = "North Star"


@dataclass(frozen=True, slots=True)
class Shown:
    """Something the bot showed, kept for the folder: what to call it, and the blocks or the view."""

    name: str
    payload: Sequence[Mapping[str, object]] | Mapping[str, object]


@dataclass(slots=True)
class Teller:
    """Prints, and remembers every message it showed."""

    console: Console
    names: Mapping[str, str] = field(default_factory=dict)
    shown: list[Shown] = field(default_factory=list)

    def begins(self) -> None:
        """What is about to be seen."""
        self.console.print(
            Text("The real bot, a local Slack on this machine, and a sample database. Nothing leaves it.")
        )

    def ends(self, folder: Path, page: str) -> None:
        """Where everything is, and what to do next."""
        self.week("Written")
        self.console.print(
            Text(
                f"{folder}/ holds the deck as pptx, html, md and csv, messages/ as Block Kit JSON, "
                "transcript.txt and company.yaml."
            )
        )
        self.console.print()
        for step in (
            f"1. Open {folder / page} in a browser.",
            "2. Describe your own company in a file like company.yaml: northstar-bot apply company.yaml",
            "3. Connect your Slack: README, “Install it in a workspace”; northstar-bot manifest prints the app.",
        ):
            self.console.print(Text(step))

    def transcript(self) -> str:
        """Everything printed so far, without colours."""
        lines = self.console.export_text(clear=False).splitlines()
        return "\n".join(line.rstrip() for line in lines) + "\n"

    def week(self, title: str) -> None:
        """A new part of the story."""
        self.console.print()
        self.console.rule(Text(title, style="bold"), align="left", characters="═")

    def tells(self, sentence: str) -> None:
        """The narrator."""
        self.console.print()
        self.console.print(Text(sentence, style="italic"))

    def does(self, who: str, where: str, what: str, filled: Mapping[str, str] | None = None) -> None:
        """A person acts; `filled` is what they entered in a form."""
        self.console.print()
        self.console.print(Text.assemble((who, "bold cyan"), (f"  {where}", "dim")))
        self._indented(marked(what, self.names), 2)
        self.fills(filled or {})

    def fills(self, filled: Mapping[str, str]) -> None:
        """What a person enters in a form."""
        for label, value in filled.items():
            self._indented(Text.assemble((f"{label}: ", "dim"), marked(value, self.names)), 4)

    def answers(self, message: Message, name: str, *, only: int | None = None) -> None:
        """What the bot said; the first `only` lines when the rest would repeat."""
        self.shown.append(Shown(name, message.blocks))
        lines = seen(message.blocks, message.text, self.names)
        lines += [Text(f"[file] {stored.name}", style="green") for stored in message.files]
        lines += [Text(f"{_first(one)} (in the thread)", style="dim") for one in message.thread]
        self._panel(lines, _whom(message), only)

    def opens(self, view: View, name: str, *, only: int | None = None, keep: str = "") -> None:
        """A form or Home; with `keep` only the lines that begin so."""
        self.shown.append(Shown(name, view.payload))
        lines = seen(view.blocks, "", self.names)
        chosen = [line for line in lines if line.plain.startswith(keep)] if keep else lines
        self._panel(chosen, f"to {view.person.name} alone", only)

    def _panel(self, lines: Sequence[Text], whom: str, only: int | None) -> None:
        """A frame, or an arrow when one line is all there is to see."""
        said = [line for line in lines if line.plain.strip()]
        kept = said[:only]
        if len(kept) == 1:
            self._indented(Text.assemble((f"{BOT}, {whom}: ", "dim"), kept[0]), 2)
            return
        if len(said) > len(kept):
            kept.append(Text("…", style="dim"))
        title = Text(f"{BOT}, {whom}")
        frame = Panel(
            Text("\n").join(kept), title=title, title_align="left", box=box.ROUNDED, border_style="dim"
        )
        self.console.print(Padding(frame, (0, 0, 0, 2)))

    def _indented(self, line: Text, by: int) -> None:
        self.console.print(Padding(line, (0, 0, 0, by), expand=False))


def _whom(message: Message) -> str:
    if message.only_for:
        return f"to {message.only_for.name} alone"
    where = message.channel
    return f"to {where.members[0].name}" if where.direct else f"in {where.where}"


def _first(message: Message) -> str:
    return next((line for line in message.plain.splitlines() if line.strip()), "")


def console() -> Console:
    """The terminal, narrow enough to read; colours only where they are welcome."""
    found = Console(record=True, highlight=False, emoji=False, markup=False)
    found.width = min(found.width, WIDEST)
    return found
