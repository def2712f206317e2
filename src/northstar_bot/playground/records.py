"""What the workspace is made of: people, channels, messages and views."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from northstar_bot.playground.elements import initial_state, interactive
from northstar_bot.playground.plain import plain
from northstar_bot.playground.stored_files import StoredFile


@dataclass(slots=True, eq=False)
class Somebody:
    """A person or a bot, as users.info tells of them."""

    id: str
    name: str
    handle: str
    team_id: str
    home_team: str
    tz: str = "UTC"
    guest: bool = False
    single_channel_guest: bool = False
    is_bot: bool = False
    admin: bool = False
    deactivated: bool = False
    bot_id: str = ""
    app_id: str = ""
    modals: list["View"] = field(default_factory=list)
    home: "View | None" = None

    @property
    def external(self) -> bool:
        """Belongs to another company, here through a shared channel."""
        return self.team_id != self.home_team

    @property
    def mention(self) -> str:
        return f"<@{self.id}>"

    @property
    def view(self) -> "View | None":
        """The modal in front of this person."""
        return self.modals[-1] if self.modals else None

    def record(self, now: float = 0.0) -> dict[str, Any]:
        zone = datetime.fromtimestamp(now, ZoneInfo(self.tz))
        body: dict[str, Any] = {
            "id": self.id, "team_id": self.team_id, "name": self.handle, "deleted": self.deactivated,
            "real_name": self.name, "is_bot": self.is_bot, "is_app_user": False, "updated": int(now),
            "profile": {"real_name": self.name, "display_name": self.name, "team": self.team_id},
        }  # fmt: skip
        if self.deactivated:
            return body
        offset = zone.utcoffset()
        body |= {
            "tz": self.tz, "tz_label": zone.tzname(),
            "tz_offset": int(offset.total_seconds()) if offset else 0,
            "is_admin": self.admin, "is_owner": False, "is_primary_owner": False,
            "is_restricted": self.guest or self.single_channel_guest,
            "is_ultra_restricted": self.single_channel_guest,
        }  # fmt: skip
        return body | ({"is_stranger": True} if self.external else {})


@dataclass(slots=True, eq=False)
class Channel:
    """A conversation: a public or private channel, or a direct message."""

    id: str
    name: str
    members: list[Somebody]
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
    def where(self) -> str:
        return f"@{self.members[0].name}" if self.direct else f"#{self.name}"

    @property
    def messages(self) -> list["Message"]:
        """What everybody in the channel sees: no ephemerals, no replies, nothing deleted."""
        return [message for message in self._in_channel() if message.only_for is None]

    def messages_for(self, person: Somebody) -> list["Message"]:
        """What one person sees, their ephemerals included."""
        return [message for message in self._in_channel() if message.only_for in {None, person}]

    @property
    def everything(self) -> list["Message"]:
        """Every message that still exists, replies and everybody's ephemerals included."""
        return [message for message in self.stored if not message.deleted]

    def _in_channel(self) -> list["Message"]:
        return [m for m in self.everything if m.thread_ts in {None, m.ts} or m.broadcast]

    def replies(self, ts: str) -> list["Message"]:
        return [m for m in self.everything if m.thread_ts == ts and m.ts != ts]

    def find(self, ts: str) -> "Message | None":
        """A message everybody can see, by its timestamp."""
        return next((m for m in self.everything if m.ts == ts and m.only_for is None), None)

    def has(self, person: Somebody) -> bool:
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


@dataclass(slots=True, eq=False)
class Message:
    """A message as people see it; `only_for` makes it an ephemeral one."""

    channel: Channel
    ts: str
    author: Somebody
    text: str
    blocks: list[dict[str, Any]] = field(default_factory=list)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    thread_ts: str | None = None
    broadcast: bool = False
    only_for: Somebody | None = None
    metadata: dict[str, Any] | None = None
    files: list[StoredFile] = field(default_factory=list)
    args: dict[str, Any] = field(default_factory=dict)
    reactions: dict[str, list[str]] = field(default_factory=dict)
    entered: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    edited: bool = False
    deleted: bool = False

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
        body: dict[str, Any] = {
            "type": "message",
            "ts": self.ts,
            "text": self.text,
            "team": self.author.team_id,
        }
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
    person: Somebody
    bot: Somebody
    payload: dict[str, Any]
    hash: str
    root: "View | None" = None
    previous: "View | None" = None
    open: bool = True
    entered: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)
    suggestions: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    came_from: Channel | None = None

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
            "app_id": self.bot.app_id,
            "bot_id": self.bot.bot_id,
            "app_installed_team_id": self.person.home_team,
            "hash": self.hash,
            "state": self.state(),
            "root_view_id": (self.root or self).id,
            "previous_view_id": self.previous.id if self.previous else None,
        }  # fmt: skip


def state_of(blocks: list[dict[str, Any]], entered: dict[tuple[str, str], dict[str, Any]]) -> dict[str, Any]:
    """The values of every stateful element: what was entered, else what it started with."""
    values: dict[str, dict[str, Any]] = {}
    for found in interactive(blocks):
        state = entered.get((found.block_id, found.action_id)) or initial_state(found.element)
        if len(state) > 1:
            values.setdefault(found.block_id, {})[found.action_id] = state
    return {"values": values}
