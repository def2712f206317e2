"""People and groups as Slack knows them, remembered for ten minutes so that a door answers in time."""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Sequence
from datetime import datetime, timedelta
from typing import Any

from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from northstar_bot.domain.ids import GroupId, PersonId, WorkspaceId
from northstar_bot.domain.people import Group, Person, Standing
from northstar_bot.services.ports.world import Clock
from northstar_bot.slack import answers

REMEMBERED = timedelta(minutes=10)
AT_ONCE = 10
PAGE = 200
# Up to here people are asked for one by one; a few pages of the list cost less than more questions than that.
ONE_BY_ONE = 30
A_FEW_PAGES = 10
SLACKBOT = "USLACKBOT"
DEAD = {"account_inactive", "token_revoked", "token_expired", "invalid_auth", "not_authed"}
NO_GROUPS = {"missing_scope", "no_such_subteam", "plan_upgrade_required", "subteam_disabled"}

Met = Callable[[WorkspaceId, Sequence[Person], Collection[PersonId]], Awaitable[None]]


class SlackDirectory:
    """Asks Slack once per person and group, and tells `met` who is new and who of them was asked for."""

    def __init__(self, client: AsyncWebClient, clock: Clock, met: Met) -> None:
        self._client = client
        self._clock = clock
        self._met = met
        self._people: dict[PersonId, tuple[datetime, Person | None]] = {}
        self._groups: dict[GroupId, tuple[datetime, Group | None]] = {}
        self._handles: dict[str, str] = {}
        self._all_groups: tuple[datetime, tuple[Group, ...]] | None = None

    async def person(self, workspace: WorkspaceId, person: PersonId) -> Person | None:
        """The person, or None when Slack does not know them."""
        if self._fresh(person):
            return self._people[person][1]
        found = await self._ask(person)
        self._people[person] = (self._clock.now(), found)
        if found:
            await self._met(workspace, [found], {person})
        return found

    async def meet_everybody(
        self, workspace: WorkspaceId, wanted: Collection[PersonId] = (), most_pages: int | None = None
    ) -> int:
        """Read Slack's whole list of people, page by page; how many there were.

        With `wanted` it ends as soon as they are all found, and after `most_pages` in any case.
        """
        cursor, pages, met, missing = "", 0, 0, set(wanted)
        while True:
            page = await self._page(cursor)
            people = [as_person(user) for user in page["members"]]
            self._people.update({one.id: (self._clock.now(), one) for one in people})
            await self._met(workspace, people, wanted)
            missing.difference_update(one.id for one in people)
            cursor, pages, met = answers.next_cursor(page), pages + 1, met + len(people)
            if not cursor or pages == most_pages or (wanted and not missing):
                return met

    async def _page(self, cursor: str) -> Any:
        """One page of people; the SDK's own way of turning pages loses its place when it has to wait."""
        while True:
            try:
                return await self._client.users_list(limit=PAGE, cursor=cursor or None)
            except SlackApiError as error:
                wait = answers.retry_after(error)
                if wait is None:
                    raise
                await asyncio.sleep(wait)

    def _fresh(self, person: PersonId) -> bool:
        kept = self._people.get(person)
        return kept is not None and self._clock.now() - kept[0] < REMEMBERED

    async def people(self, workspace: WorkspaceId, ids: Sequence[PersonId]) -> dict[PersonId, Person]:
        """Those of `ids` that Slack knows."""
        wanted = tuple(dict.fromkeys(ids))
        unmet = {one for one in wanted if not self._fresh(one)}
        if len(unmet) > ONE_BY_ONE:
            await self.meet_everybody(workspace, unmet, A_FEW_PAGES)
        turns = asyncio.Semaphore(AT_ONCE)

        async def in_turn(one: PersonId) -> Person | None:
            async with turns:
                return await self.person(workspace, one)

        found = zip(wanted, await asyncio.gather(*map(in_turn, wanted)), strict=True)
        return {one: person for one, person in found if person}

    async def group(self, workspace: WorkspaceId, group: GroupId) -> Group | None:
        """The group and its people; None when unknown, switched off, or without usergroups:read."""
        del workspace
        now = self._clock.now()
        kept = self._groups.get(group)
        if kept and now - kept[0] < REMEMBERED:
            return kept[1]
        try:
            answer = await self._client.usergroups_users_list(usergroup=group)
            found = Group(group, await self._handle(group), tuple(PersonId(one) for one in answer["users"]))
        except SlackApiError as error:
            if answers.reason(error) not in NO_GROUPS:
                raise
            found = None
        self._groups[group] = (now, found)
        return found

    async def groups(self, workspace: WorkspaceId) -> Sequence[Group]:
        """Every user group with its people; none when usergroups:read is not granted."""
        del workspace
        now = self._clock.now()
        if self._all_groups and now - self._all_groups[0] < REMEMBERED:
            return self._all_groups[1]
        try:
            answer = await self._client.usergroups_list(include_users=True)
            found = tuple(_as_group(one) for one in answer["usergroups"])
        except SlackApiError as error:
            if answers.reason(error) not in NO_GROUPS:
                raise
            found = ()
        self._all_groups = (now, found)
        return found

    async def lets_us_in(self) -> bool:
        """Whether Slack still takes our token; raises when it cannot say so now."""
        try:
            await self._client.auth_test()
        except SlackApiError as error:
            if answers.reason(error) in DEAD:
                return False
            raise
        return True

    def forget(self, *ids: str) -> None:
        """Drop what is remembered of these people or groups, because Slack said they changed."""
        for one in ids:
            self._people.pop(PersonId(one), None)
            self._groups.pop(GroupId(one), None)
        self._all_groups = None
        self._handles = {}

    async def _ask(self, person: PersonId) -> Person | None:
        try:
            answer = await self._client.users_info(user=person)
        except SlackApiError as error:
            if answers.reason(error) in {"user_not_found", "user_not_visible", "users_not_found"}:
                return None
            raise
        return as_person(answer["user"])

    async def _handle(self, group: GroupId) -> str:
        if group not in self._handles:
            answer = await self._client.usergroups_list()
            self._handles = {one["id"]: one.get("handle") or one["name"] for one in answer["usergroups"]}
        return self._handles.get(group, group)


def _as_group(group: dict[str, Any]) -> Group:
    members = tuple(PersonId(one) for one in group.get("users") or ())
    return Group(GroupId(group["id"]), group.get("handle") or group["name"], members)


def as_person(user: dict[str, Any]) -> Person:
    """Slack's user object as a person; the display name is only for show, never an identity."""
    profile = user.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or user.get("real_name") or user["id"]
    return Person(PersonId(user["id"]), name, user.get("tz") or "UTC", _standing(user))


def _standing(user: dict[str, Any]) -> Standing:
    if user.get("deleted"):
        return Standing.DEACTIVATED
    if user.get("is_bot") or user.get("is_app_user") or user["id"] == SLACKBOT:
        return Standing.BOT
    if user.get("is_stranger"):
        return Standing.EXTERNAL
    if user.get("is_restricted") or user.get("is_ultra_restricted") or user.get("is_invited_user"):
        return Standing.GUEST
    return Standing.MEMBER
