"""What the administrators of the workspace change, and the events that tell the bot of it."""

from collections.abc import Iterable
from typing import Any

from northstar_bot.playground.records import Channel, Somebody
from northstar_bot.playground.tickets import Group
from northstar_bot.playground.world import World

# An event about a user group names no more of its people than this.
SHOWN_OF_A_GROUP = 500


class Administration:
    """People come and go, channels are archived and renamed, the app is cut back or removed."""

    def __init__(self, world: World) -> None:
        self._world = world

    async def deactivate(self, person: Somebody) -> None:
        person.deactivated = True
        await self._tell_of(person)

    async def move(self, person: Somebody, tz: str) -> None:
        """Somebody now lives in another time zone."""
        person.tz = tz
        await self._tell_of(person)

    async def archive(self, channel: Channel) -> None:
        channel.archived = True
        await self._tell_in(channel, {"type": "channel_archive", "channel": channel.id})

    async def unarchive(self, channel: Channel) -> None:
        channel.archived = False
        await self._tell_in(channel, {"type": "channel_unarchive", "channel": channel.id})

    async def rename(self, channel: Channel, name: str) -> None:
        channel.name = name
        changed = {"id": channel.id, "name": name, "created": 0}
        await self._tell_in(channel, {"type": "channel_rename", "channel": changed})

    async def invite(self, channel: Channel, person: Somebody) -> None:
        channel.members.append(person)
        event = {"type": "member_joined_channel", "user": person.id, "channel": channel.id}
        await self._tell_in(channel, event | {"channel_type": "G" if channel.private else "C"})

    async def remove(self, channel: Channel, person: Somebody) -> None:
        channel.members.remove(person)
        event = {"type": "member_left_channel", "user": person.id, "channel": channel.id}
        await self._tell_in(channel, event | {"channel_type": "G" if channel.private else "C"})

    async def announce(self, group: Group) -> None:
        """A user group that was just made."""
        await self._tell_of_group(group, {"type": "subteam_created"})

    async def regroup(self, group: Group, members: Iterable[Somebody]) -> None:
        """Put these people into a user group instead of those in it; Slack says it twice, in no sure order."""
        before, after = {one.id for one in group.members}, list(members)
        group.members = after
        come, gone = sorted({one.id for one in after} - before), sorted(before - {one.id for one in after})
        delta = {
            "type": "subteam_members_changed", "subteam_id": group.id, "team_id": self._world.team_id,
            "added_users": come, "added_users_count": str(len(come)),
            "removed_users": gone, "removed_users_count": str(len(gone)),
        }  # fmt: skip
        if self._groups_are_told:
            await self._tell(delta)
        await self._tell_of_group(group, {"type": "subteam_updated"})

    async def rename_group(self, group: Group, handle: str) -> None:
        group.handle = handle
        await self._tell_of_group(group, {"type": "subteam_updated"})

    async def switch_group(self, group: Group, *, on: bool) -> None:
        """Disable a user group, or enable it again."""
        group.disabled = not on
        await self._tell_of_group(group, {"type": "subteam_updated"})

    async def uninstall(self) -> None:
        """The app is removed: its tokens die and two events say so."""
        self.revoke("account_inactive")
        await self.take_back_token()
        await self._tell({"type": "app_uninstalled"})

    async def take_back_token(self) -> None:
        """The event alone; `revoke` makes the token die."""
        await self._tell({"type": "tokens_revoked", "tokens": {"oauth": [], "bot": [self._world.bot.id]}})

    def reinstall(self) -> None:
        """The app is back; no event says so."""
        self._world.token_problem = None

    def revoke(self, error: str = "token_revoked") -> None:
        """Every further call is refused with this error."""
        self._world.token_problem = error

    def slow_files(self, polls: int) -> None:
        """Uploads completed from now on are ready only after so many files.info calls."""
        self._world.slow_files = polls

    def hide_tabs(self, *, messages: bool = False, home: bool = False) -> None:
        """Switch off tabs of the app: `messages_tab_disabled` and `not_enabled` follow."""
        self._world.messages_tab, self._world.home_tab = not messages, not home

    def add_emoji(self, name: str) -> None:
        self._world.emoji[name] = f"https://playground.slack.test/emoji/{name}.png"

    async def _tell_of(self, person: Somebody) -> None:
        self._world.changed()
        if "users:read" in self._world.scopes:
            await self._tell({"type": "user_change", "user": person.record(self._world.clock.now())})

    @property
    def _groups_are_told(self) -> bool:
        return "usergroups:read" in self._world.scopes

    async def _tell_of_group(self, group: Group, event: dict[str, Any]) -> None:
        self._world.changed()
        if self._groups_are_told:
            record = group.record(with_users=True)
            await self._tell(event | {"subteam": record | {"users": record["users"][:SHOWN_OF_A_GROUP]}})

    async def _tell_in(self, channel: Channel, event: dict[str, Any]) -> None:
        """Only those in a channel hear of it; the noun of a private one differs in the event's name."""
        self._world.changed()
        if channel.private:
            event = event | {"type": event["type"].replace("channel_", "group_", 1)}
        heard = channel.has(self._world.bot) or event["type"].startswith("member_left")
        if heard and f"{channel.scope_noun}:read" in self._world.scopes:
            await self._tell(event)

    async def _tell(self, event: dict[str, Any]) -> None:
        await self._world.emit(event | {"event_ts": self._world.clock.ts()})
