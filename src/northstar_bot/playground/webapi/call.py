"""One Web API call: its arguments, what it may touch, and how it is refused."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from northstar_bot.playground.doors.doorway import Doorway
from northstar_bot.playground.records import Channel, Somebody
from northstar_bot.playground.world import World


class RefusedError(Exception):
    """Slack says no: an error name and what goes with it."""

    def __init__(self, error: str, **details: Any) -> None:
        super().__init__(error)
        self.error = error
        self.details = details


@dataclass(frozen=True, slots=True)
class Call:
    """The arguments of one call and the world it acts on."""

    world: World
    doorway: Doorway
    args: dict[str, Any]

    def need(self, name: str) -> str:
        value = self.args.get(name)
        if value in {None, ""}:
            raise missing(name)
        return str(value)

    def text(self, name: str) -> str | None:
        value = self.args.get(name)
        return None if value is None else str(value)

    def flag(self, name: str, *, default: bool = False) -> bool:
        value = self.args.get(name, default)
        return value in {True, "1", "true", "True"}

    def number(self, name: str, default: int) -> int:
        try:
            return int(self.args.get(name, default))
        except (TypeError, ValueError):
            raise invalid(f"value of `{name}` must be a number") from None

    def listed(self, name: str) -> list[str]:
        """A comma-separated or JSON list."""
        value = self.args.get(name) or []
        return [str(item) for item in value] if isinstance(value, list) else str(value).split(",")

    def channel(self, name: str = "channel") -> Channel:
        """The channel, if the bot may know of it."""
        channel = self.world.conversation(self.need(name))
        if channel is None or ((channel.private or channel.direct) and not channel.has(self.world.bot)):
            raise RefusedError("channel_not_found")
        return channel

    def person(self, name: str = "user", error: str = "user_not_found") -> Somebody:
        person = self.world.people.get(self.need(name))
        if person is None:
            raise RefusedError(error)
        return person

    def scope(self, *any_of: str) -> None:
        """Refuse unless one of the scopes was granted."""
        if not self.world.scopes.intersection(any_of):
            provided = ",".join(sorted(self.world.scopes))
            raise RefusedError("missing_scope", needed=",".join(any_of), provided=provided)

    def page(self, items: list[Any], default: int) -> tuple[list[Any], dict[str, Any]]:
        """One page of a list and its `response_metadata`."""
        limit = self.number("limit", default)
        if not 0 < limit <= 1000:
            raise RefusedError("invalid_limit")
        cursor = self.text("cursor") or "at:0"
        if not cursor.removeprefix("at:").isdigit():
            raise RefusedError("invalid_cursor")
        start = int(cursor.removeprefix("at:"))
        rest = start + limit < len(items)
        return items[start : start + limit], {"next_cursor": f"at:{start + limit}" if rest else ""}


def missing(name: str) -> RefusedError:
    return invalid(f"missing required field: {name}")


def invalid(*messages: str) -> RefusedError:
    told = [f"[ERROR] {message}" for message in messages]
    return RefusedError("invalid_arguments", response_metadata={"messages": told})


@dataclass(frozen=True, slots=True)
class Method:
    """A Web API method: which token and scopes it asks for and what it does."""

    run: Callable[[Call], dict[str, Any]]
    scopes: tuple[str, ...] = ()
    token: str = "bot"
