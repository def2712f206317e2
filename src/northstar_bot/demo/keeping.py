"""The folder in which the demo leaves the deck, the messages and what was printed."""

import json
from pathlib import Path

from northstar_bot.demo.teller import Shown
from northstar_bot.domain.errors import BadInput
from northstar_bot.playground import Message

_MESSAGES = "messages"


def prepared(output: Path) -> Path:
    """`output`, made and writable; what an earlier demo left among the messages is removed."""
    messages = output / _MESSAGES
    try:
        messages.mkdir(parents=True, exist_ok=True)
        for old in messages.glob("[0-9][0-9]-*.json"):
            old.unlink()
        (output / "transcript.txt").write_text("", "utf-8")
    except OSError as error:
        raise BadInput(
            f"Nothing can be written to {output} ({error.strerror}).", "Choose another folder with --output."
        ) from error
    return output


def keep(output: Path, deck: Message, shown: list[Shown], company: str) -> tuple[str, ...]:
    """Write everything but the transcript; returns the names of the deck's files."""
    for stored in deck.files:
        (output / stored.name).write_bytes(stored.data)
    with_blocks = [one for one in shown if one.payload]
    for number, one in enumerate(with_blocks, 1):
        body = {"blocks": one.payload} if isinstance(one.payload, list) else one.payload
        text = json.dumps(body, ensure_ascii=False, indent=1)
        (output / _MESSAGES / f"{number:02}-{one.name}.json").write_text(text + "\n", "utf-8")
    (output / "company.yaml").write_text(company, "utf-8")
    return tuple(stored.name for stored in deck.files)


def keep_transcript(output: Path, text: str) -> None:
    """What was printed, without colours."""
    (output / "transcript.txt").write_text(text, "utf-8")
