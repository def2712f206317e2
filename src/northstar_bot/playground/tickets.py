"""What people's acts hand to the bot for a short while, and the user groups they can name."""

from dataclasses import dataclass, field
from typing import Any

from northstar_bot.playground.records import Channel, Message, Somebody, View


@dataclass(slots=True, eq=False)
class Group:
    """A user group."""

    id: str
    handle: str
    name: str
    members: list[Somebody]
    disabled: bool = False

    @property
    def mention(self) -> str:
        return f"<!subteam^{self.id}>"

    def record(self, *, with_users: bool) -> dict[str, Any]:
        users: dict[str, Any] = {"users": [person.id for person in self.members]} if with_users else {}
        return {
            "id": self.id, "handle": self.handle, "name": self.name, "is_usergroup": True,
            "date_delete": 1 if self.disabled else 0, "user_count": len(self.members),
        } | users  # fmt: skip


@dataclass(slots=True, eq=False)
class Trigger:
    """The right to open one view, for a short while."""

    id: str
    person: Somebody
    expires: float
    view: View | None = None
    channel: Channel | None = None
    used: bool = False
    opened: View | None = None


@dataclass(slots=True, eq=False)
class ResponseUrl:
    """The right to answer where an act happened: five times in half an hour."""

    key: str
    person: Somebody
    channel: Channel
    expires: float
    source: Message | None = None
    uses_left: int = 5
    answers: list[Message] = field(default_factory=list)
