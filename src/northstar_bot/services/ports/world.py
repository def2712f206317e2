"""The world outside the database: the time, the people in Slack, and the place where messages are posted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from northstar_bot.domain.calendar.days_off import DaysOff
from northstar_bot.domain.company.declared_fields import Problem
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.errors import NorthstarError
from northstar_bot.domain.ids import ChannelId, GroupId, PersonId, WorkspaceId
from northstar_bot.domain.people import Group, Person


class Clock(Protocol):
    """The only source of time."""

    def now(self) -> datetime:
        """The moment, aware and in UTC."""
        ...


class Holidays(Protocol):
    """What is known of public holidays."""

    def problem(self, country: str) -> Problem | None:
        """Why the holidays of `country` (`DE`, or `DE-BY` for a part of it) cannot be known, or None."""
        ...

    def of(self, country: str, years: range) -> DaysOff:
        """Its public holidays in these years, and its weekend."""
        ...


class Directory(Protocol):
    """People and groups as Slack knows them now, remembered for a while."""

    async def person(self, workspace: WorkspaceId, person: PersonId) -> Person | None:
        """The person, or None when Slack does not know them."""
        ...

    async def people(self, workspace: WorkspaceId, ids: Sequence[PersonId]) -> dict[PersonId, Person]:
        """Those of `ids` that Slack knows."""
        ...

    async def group(self, workspace: WorkspaceId, group: GroupId) -> Group | None:
        """The group and its people; None when unknown, switched off, or without the scope to read groups."""
        ...

    async def groups(self, workspace: WorkspaceId) -> Sequence[Group]:
        """Every group; none when the scope to read groups is missing."""
        ...

    async def lets_us_in(self) -> bool:
        """Whether Slack still takes our token; raises when it cannot say so now."""
        ...

    def forget(self, *ids: str) -> None:
        """Ask anew for these people or groups the next time: they have changed, or may have."""
        ...


class Rejected(Exception):
    """Slack surely did not post: safe to try again when `retry_after` (seconds) is set, final when it is None."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.retry_after = retry_after


class Unreachable(Rejected):
    """The channel cannot be posted to until a person mends it (archived, bot not invited, gone)."""


class Ambiguous(Exception):
    """The request may or may not have become a message; it must never be sent blindly again."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a look into the channel's history said: `readable` is False without the history scope.

    `receipt` is the first message that carries the mark, `twins` are all others that do.
    """

    readable: bool
    receipt: Receipt | None = None
    twins: tuple[Receipt, ...] = ()


class Publisher(Protocol):
    """Where values become messages. Every kind of post has one renderer behind this port."""

    async def publish(
        self, workspace: WorkspaceId, target: str, post: object, *, key: str, under: Receipt | None = None
    ) -> Receipt:
        """Draw `post` and post it once to `target`, marked with `key`, in the thread `under` a message if given.

        Raises Rejected, Unreachable or Ambiguous.
        """
        ...

    async def amend(self, workspace: WorkspaceId, receipt: Receipt, post: object) -> Receipt:
        """Draw `post` in the place of a message; may be repeated. Quietly done when the message is gone."""
        ...

    async def look_for(
        self, workspace: WorkspaceId, target: str, *, key: str, since: datetime, under: Receipt | None = None
    ) -> Sighting:
        """Look for a message marked with `key` posted to `target`, or `under` a message, after `since`."""
        ...

    async def retract(self, workspace: WorkspaceId, receipt: Receipt) -> None:
        """Take a message back (a late twin); quietly done when it is already gone."""
        ...


class Links(Protocol):
    """Addresses of messages."""

    async def permalink(self, workspace: WorkspaceId, message: Receipt) -> str:
        """Where a message can be read; "" when Slack does not say."""
        ...


class Posts(Publisher, Links, Protocol):
    """Slack as a place for messages."""


class File(NamedTuple):
    """A file to hand over."""

    name: str
    media_type: str
    data: bytes


class NotGranted(NorthstarError):
    """The app lacks a scope that this needs; `scope` names it."""

    def __init__(self, scope: str) -> None:
        hint = f"An admin can add {scope} to the app's bot scopes in Slack and reinstall the app."
        super().__init__(f"Northstar needs the scope {scope} for this, and it is not granted.", hint)
        self.scope = scope


class Canvases(Protocol):
    """Where a text becomes a canvas."""

    @property
    def offered(self) -> bool:
        """Whether canvases can be made here."""
        ...

    async def create(
        self, workspace: WorkspaceId, target: PersonId | ChannelId, title: str, text: str
    ) -> str:
        """Make one as a tab of a channel or for a person; its address. NorthstarError says why there is none."""
        ...


class Files(Protocol):
    """Where files are handed to people."""

    async def deliver(
        self, workspace: WorkspaceId, target: PersonId | ChannelId, files: Sequence[File], note: str
    ) -> None:
        """Send `files` to a person's direct messages or a channel under `note` (ready mrkdwn); raises NotGranted."""
        ...

    async def hang(self, workspace: WorkspaceId, under: Receipt, file: File, note: str, alt: str) -> None:
        """Put a picture with `alt` text and a `note` (ready mrkdwn) into the thread of a message, at most once.

        Raises NotGranted, or NorthstarError when it is lost or may be.
        """
        ...
