"""What an asker would read of a no, shown to the decider before it is sent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from northstar_bot.domain.errors import Invalid
from northstar_bot.domain.requests.views import NotePreview, Seen
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_SEND_NO
from northstar_bot.render.message import View
from northstar_bot.render.metadata import carried, packed
from northstar_bot.render.requests.verdicts import verdict_note
from northstar_bot.render.words import plain

_FIELDS = ("answer", "input", "evidence", "reason_code", "reason", "would_be_yes", "difference")


@dataclass(frozen=True, slots=True)
class Unsent:
    """A no as it was filled in, carried along until it is sent."""

    number: int
    seen: Seen
    fields: Mapping[str, Any]

    @property
    def packed(self) -> str:
        """As the preview's metadata; Invalid when the words together are more than Slack carries."""
        kept = {name: self.fields[name] for name in _FIELDS if self.fields.get(name)}
        ids = {"number": self.number, "moves": self.seen.moves, "star": self.seen.star_version}
        whole = packed(ids | {"fields": kept})
        if whole is None:
            raise Invalid(
                {"reason": "Together these texts are too long to show before sending. Shorten one."}
            )
        return whole

    @classmethod
    def unpacked(cls, metadata: str) -> "Unsent":
        """Out of the preview's metadata."""
        kept = carried(metadata, number=int, moves=int, star=int, fields=dict)
        return cls(kept["number"], Seen(kept["moves"], kept["star"]), kept["fields"])


def decline_preview(preview: NotePreview, unsent: Unsent) -> View:
    """The message as it will arrive, without its buttons; Back leads to the form as it was filled in."""
    message = [each for each in verdict_note(preview.note).blocks if each["type"] != "actions"]
    page = [
        blocks.header(f"This is what {plain(preview.name, 80)} will read"),
        *message,
        blocks.divider(),
        blocks.context_plain("Send keeps the verdict for ever. Back changes nothing."),
    ]
    return blocks.modal(
        REQUEST_SEND_NO, "Before it is sent", page, submit="Send", close="Back", metadata=unsent.packed
    )
