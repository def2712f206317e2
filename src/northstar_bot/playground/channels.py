"""A conversation: a public or private channel, or a direct message."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from northstar_bot.playground.people import Person
    from northstar_bot.playground.records import Message


@dataclass(slots=True, eq=False)
class Channel:
    """Messages and the people who see them."""

    id: str
    name: str
    members: list["Person"]
    private: bool = False
    archived: bool = False
    direct: bool = False
    shared_externally: bool = False
    read_only: bool = False
    stored: list["Message"] = field(default_factory=list)

    @property
    def mention(self) -> str:
        return f"<#{self.id}>"

    @property
    def messages(self) -> list["Message"]:
        """What everybody in the channel sees: no ephemerals, no replies, nothing deleted."""
        return self._seen(lambda message: message.only_for is None)

    def messages_for(self, person: "Person") -> list["Message"]:
        """What one person sees, their ephemerals included."""
        return self._seen(lambda message: message.only_for in {None, person})

    @property
    def everything(self) -> list["Message"]:
        """Every message that still exists, replies and everybody's ephemerals included."""
        return [message for message in self.stored if not message.deleted]

    def _seen(self, visible: "Callable[[Message], bool]") -> list["Message"]:
        return [m for m in self.everything if (m.thread_ts in {None, m.ts} or m.broadcast) and visible(m)]

    def replies(self, ts: str) -> list["Message"]:
        return [m for m in self.everything if m.thread_ts == ts and m.ts != ts]

    def find(self, ts: str) -> "Message | None":
        """A stored, non-ephemeral message by its timestamp."""
        alive = (m for m in self.stored if m.ts == ts and not m.deleted and m.only_for is None)
        return next(alive, None)

    def has(self, person: "Person") -> bool:
        return person in self.members

    @property
    def scope_noun(self) -> str:
        """The word that scopes use for this kind of conversation."""
        return "im" if self.direct else "groups" if self.private else "channels"

    def record(self) -> dict[str, Any]:
        if self.direct:
            return {"id": self.id, "is_im": True, "user": self.members[0].id, "is_archived": False}
        return {
            "id": self.id, "name": self.name, "name_normalized": self.name, "is_channel": True,
            "is_group": False, "is_im": False, "is_mpim": False, "is_private": self.private,
            "is_archived": self.archived, "is_ext_shared": self.shared_externally,
            "is_shared": self.shared_externally, "is_general": False, "num_members": len(self.members),
        }  # fmt: skip
