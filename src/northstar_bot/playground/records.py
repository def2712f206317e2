"""What the workspace is made of: messages, views, groups, files and the tickets people's acts hand out."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from northstar_bot.playground.elements import initial_state, interactive
from northstar_bot.playground.plain import plain

if TYPE_CHECKING:
    from northstar_bot.playground.channels import Channel
    from northstar_bot.playground.people import Person


@dataclass(slots=True, eq=False)
class Message:
    """A message as people see it; `only_for` makes it an ephemeral one."""

    channel: "Channel"
    ts: str
    author: "Person"
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    only_for: "Person | None" = None
    metadata: dict[str, Any] | None = None
    files: list["StoredFile"] = field(default_factory=list)
    args: dict[str, Any] = field(default_factory=dict)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    entered: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    edited: bool = False
    deleted: bool = False
    in_bin: bool = False
    response_url: str | None = None

    @property
    def plain(self) -> str:
        return plain([*self.blocks, *self.attachments], self.text)

    @property
    def thread(self) -> list["Message"]:
        """The replies under this message, oldest first."""
        return self.channel.replies(self.ts)

    @property
    def permalink(self) -> str:
        return f"https://playground.slack.test/archives/{self.channel.id}/p{self.ts.replace('.', '')}"

    def record(self, *, with_metadata: bool = True) -> dict[str, Any]:
        """The message as the Web API and payloads carry it."""
        body: dict[str, Any] = {"type": "message", "ts": self.ts, "text": self.text, "team": self.author.team_id}
        body |= {"user": self.author.id}
        if self.author.bot_id:
            body |= {"bot_id": self.author.bot_id, "app_id": self.author.app_id}
        optional = {
            "blocks": self.blocks,
            "attachments": self.attachments,
            "thread_ts": self.thread_ts,
            "metadata": self.metadata if with_metadata else None,
            "edited": {"user": self.author.id, "ts": self.ts} if self.edited else None,
            "files": [stored.record() for stored in self.files],
            "reactions": [
                {"name": name, "users": users, "count": len(users)} for name, users in self.reactions.items()
            ],
            "is_ephemeral": self.only_for is not None or None,
        }
        return body | {key: value for key, value in optional.items() if value}


@dataclass(slots=True, eq=False)
class View:
    """A modal or a home tab as one person sees it."""

    id: str
    person: "Person"
    payload: dict[str, Any]
    hash: str
    root: "View | None" = None
    previous: "View | None" = None
    open: bool = True
    entered: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    suggestions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    came_from: "Channel | None" = None

    @property
    def kind(self) -> str:
        return str(self.payload["type"])

    @property
    def blocks(self) -> list[dict[str, Any]]:
        blocks: list[dict[str, Any]] = self.payload["blocks"]
        return blocks

    @property
    def title(self) -> str:
        return str((self.payload.get("title") or {}).get("text", ""))

    @property
    def callback_id(self) -> str:
        return str(self.payload.get("callback_id") or "")

    @property
    def plain(self) -> str:
        return "\n".join(piece for piece in (self.title, plain(self.blocks)) if piece)

    def state(self) -> dict[str, Any]:
        """`view.state` as payloads carry it."""
        return state_of(self.blocks, self.entered)

    def record(self) -> dict[str, Any]:
        """The view as the Web API and payloads carry it."""
        defaults: dict[str, Any] = {
            "callback_id": "", "private_metadata": "", "external_id": "", "close": None, "submit": None,
            "clear_on_close": False, "notify_on_close": False,
        }  # fmt: skip
        return defaults | self.payload | {
            "id": self.id,
            "team_id": self.person.home_team,
            "app_id": self.person.world.bot.app_id,
            "bot_id": self.person.world.bot.bot_id,
            "app_installed_team_id": self.person.home_team,
            "hash": self.hash,
            "state": self.state(),
            "root_view_id": (self.root or self).id,
            "previous_view_id": self.previous.id if self.previous else None,
        }  # fmt: skip


def state_of(
    blocks: list[dict[str, Any]], entered: dict[tuple[str, str], dict[str, Any]]
) -> dict[str, Any]:
    """The values of every stateful element: what was entered, else what it started with."""
    values: dict[str, dict[str, Any]] = {}
    for found in interactive(blocks):
        state = entered.get((found.block_id, found.action_id)) or initial_state(found.element)
        if len(state) > 1:
            values.setdefault(found.block_id, {})[found.action_id] = state
    return {"values": values}


@dataclass(slots=True, eq=False)
class Group:
    """A user group."""

    id: str
    handle: str
    name: str
    members: list["Person"]
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
class StoredFile:
    """A file somebody uploaded; it becomes ready only after Slack has looked at it."""

    id: str
    name: str
    length: int
    owner: str
    alt_text: str = ""
    title: str = ""
    data: bytes = b""
    uploaded: bool = False
    complete: bool = False
    polls_until_ready: int = 0

    @property
    def ready(self) -> bool:
        return self.complete and self.polls_until_ready <= 0

    def record(self) -> dict[str, Any]:
        ending = self.name.rpartition(".")[2].lower()
        mimetype = {"png": "image/png", "svg": "image/svg+xml", "pdf": "application/pdf"}.get(ending, "text/plain")
        return {
            "id": self.id, "name": self.name, "title": self.title or self.name, "size": len(self.data),
            "user": self.owner, "filetype": ending, "mimetype": mimetype if self.ready else "",
            "alt_txt": self.alt_text, "permalink": f"https://playground.slack.test/files/{self.id}",
        }  # fmt: skip


@dataclass(slots=True, eq=False)
class Trigger:
    """The right to open one view, for a short while."""

    id: str
    person: "Person"
    expires: float
    view: View | None = None
    channel: "Channel | None" = None
    used: bool = False
    opened: View | None = None


@dataclass(slots=True, eq=False)
class ResponseUrl:
    """The right to answer where an act happened: five times in half an hour."""

    key: str
    person: "Person"
    channel: "Channel"
    expires: float
    source: Message | None = None
    uses_left: int = 5
    answers: list[Message] = field(default_factory=list)
