"""Shout-outs: each act kept once, taken back or restored in place, found by card, person and time."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert, select, update

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.deliveries import Receipt
from northstar_bot.domain.ids import ChannelId, PersonId, WorkspaceId
from northstar_bot.domain.recognition.shoutouts import Given, Shoutout
from northstar_bot.storage.recognition.shoutout_rows import (
    left_out_of,
    not_taken_back,
    of,
    read,
    standing,
)
from northstar_bot.storage.recognition.shoutout_stories import StoriesOfThanks
from northstar_bot.storage.recognition.team_thanks import count_again, count_in
from northstar_bot.storage.tables.shoutouts import receiver, shoutout, thanked_team
from northstar_bot.storage.upsert import insert_into


class StoredShoutouts(StoriesOfThanks):
    """Shout-outs and everything that changes with them."""

    async def add(self, given: Given, week: Week, day: date) -> int | None:
        """Keep a shout-out under its source key; None when that key is kept already."""
        statement = insert_into(self._connection, shoutout).values(_row_of(given, week, day))
        kept: int | None = await self._connection.scalar(
            statement.on_conflict_do_nothing(
                index_elements=[shoutout.c.workspace_id, shoutout.c.source_key]
            ).returning(shoutout.c.id)
        )
        if kept is not None:
            await self._add_reached(kept, given.shoutout)
            await count_in(self._connection, given.shoutout.workspace, kept, given.shoutout.given_at)
        return kept

    async def _add_reached(self, kept: int, given: Shoutout) -> None:
        key = {"workspace_id": given.workspace, "shoutout_id": kept}
        people = [key | {"person": one.person, "team": one.team} for one in given.receivers]
        teams = [key | {"team": team} for team in given.teams]
        for table, rows in ((receiver, people), (thanked_team, teams)):
            if rows:
                await self._connection.execute(insert(table), rows)

    async def by_source(self, workspace: WorkspaceId, source_key: str) -> Given | None:
        """What the giver was told about the act with this key, taken back or not."""
        same = (of(workspace), shoutout.c.source_key == source_key)
        found = await read(self._connection, workspace, select(shoutout).where(*same))
        if not found:
            return None
        told = (
            await self._connection.execute(select(shoutout.c.left_out, shoutout.c.remaining).where(*same))
        ).one()
        return Given(found[0], left_out_of(told.left_out), told.remaining)

    async def get(self, workspace: WorkspaceId, shoutout_id: int) -> Shoutout | None:
        """One shout-out, taken back or not."""
        wanted = select(shoutout).where(of(workspace), shoutout.c.id == shoutout_id)
        return next(iter(await read(self._connection, workspace, wanted)), None)

    async def note_remaining(self, workspace: WorkspaceId, shoutout_id: int, remaining: int) -> None:
        """Keep what the giver was told is left."""
        await self._change(workspace, shoutout_id, remaining=remaining)

    async def take_back(self, workspace: WorkspaceId, shoutout_id: int, at: datetime) -> bool:
        """Mark as taken back and free the giver's ration; False when it was taken back before."""
        row = (
            await self._connection.execute(
                update(shoutout)
                .where(not_taken_back(workspace), shoutout.c.id == shoutout_id)
                .values(undone_at=at)
                .returning(shoutout.c.giver, shoutout.c.allowance_day)
            )
        ).one_or_none()
        if row:
            # In this order, in which giving counts too, so that the two never wait for each other in a ring.
            if taken := await self.get(workspace, shoutout_id):
                await count_again(self._connection, taken)
            await self._free(workspace, row)
        return row is not None

    async def restore(self, workspace: WorkspaceId, shoutout_id: int) -> bool:
        """Let a shout-out stand again; False when it stands already."""
        restored = await self._connection.scalar(
            update(shoutout)
            .where(of(workspace), shoutout.c.id == shoutout_id, shoutout.c.undone_at.is_not(None))
            .values(undone_at=None)
            .returning(shoutout.c.given_at)
        )
        if restored is not None:
            await count_in(self._connection, workspace, shoutout_id, restored)
        return restored is not None

    async def allowance_day(self, workspace: WorkspaceId, shoutout_id: int) -> date | None:
        """The giver's day it was counted on."""
        wanted = select(shoutout.c.allowance_day).where(of(workspace), shoutout.c.id == shoutout_id)
        return await self._connection.scalar(wanted)

    async def remember_card(self, workspace: WorkspaceId, shoutout_id: int, card: Receipt, link: str) -> None:
        """Keep where our card stands."""
        await self._change(workspace, shoutout_id, card_channel=card.channel, card_ts=card.ts, card_link=link)

    async def card_of(self, workspace: WorkspaceId, shoutout_id: int) -> Receipt | None:
        """Where our card stands."""
        found = (
            await self._connection.execute(
                select(shoutout.c.card_channel, shoutout.c.card_ts).where(
                    of(workspace), shoutout.c.id == shoutout_id, shoutout.c.card_ts.is_not(None)
                )
            )
        ).one_or_none()
        return Receipt(found.card_channel, found.card_ts) if found else None

    async def on_card(self, workspace: WorkspaceId, channel: ChannelId, ts: str) -> Shoutout | None:
        """The shout-out whose card this message is."""
        same = (of(workspace), shoutout.c.card_channel == channel, shoutout.c.card_ts == ts)
        return next(iter(await read(self._connection, workspace, select(shoutout).where(*same))), None)

    async def last_card_in(self, workspace: WorkspaceId, channel: ChannelId) -> datetime | None:
        """When the newest shout-out was given whose card stands in this channel."""
        # By the timestamp of the card, which grows with time and has an index here.
        newest = (
            select(shoutout.c.given_at)
            .where(standing(workspace), shoutout.c.card_channel == channel)
            .order_by(shoutout.c.card_ts.desc())
            .limit(1)
        )
        return await self._connection.scalar(newest)

    async def given_between(
        self, workspace: WorkspaceId, since: datetime, before: datetime, limit: int | None = None
    ) -> Sequence[Shoutout]:
        """Those given from `since` until just before `before`, oldest first."""
        wanted = select(shoutout).where(
            standing(workspace), shoutout.c.given_at >= since, shoutout.c.given_at < before
        )
        ordered = wanted.order_by(shoutout.c.given_at, shoutout.c.id).limit(limit)
        return await read(self._connection, workspace, ordered)

    async def latest(self, workspace: WorkspaceId, limit: int) -> Sequence[Shoutout]:
        """The newest first."""
        return await self._newest(workspace, limit)

    async def given_by(
        self,
        workspace: WorkspaceId,
        person: PersonId,
        limit: int,
        *,
        themselves: bool = False,
        skipped: int = 0,
    ) -> Sequence[Shoutout]:
        """What a person gave, newest first."""
        theirs = shoutout.c.giver == person
        return await self._newest(workspace, limit, theirs, themselves=themselves, skipped=skipped)

    async def received_by(
        self,
        workspace: WorkspaceId,
        person: PersonId,
        limit: int,
        *,
        themselves: bool = False,
        skipped: int = 0,
    ) -> Sequence[Shoutout]:
        """What a person was thanked for, newest first: by id, which grows with time and has an index here."""
        readable = not_taken_back if themselves else standing
        reached = receiver.c.shoutout_id == shoutout.c.id
        wanted = (
            select(shoutout)
            .join(receiver, reached)
            .where(receiver.c.workspace_id == workspace, receiver.c.person == person, readable(workspace))
            .order_by(receiver.c.shoutout_id.desc())
            .limit(limit)
            .offset(skipped)
        )
        return await read(self._connection, workspace, wanted)

    async def _newest(
        self, workspace: WorkspaceId, limit: int, *wanted: Any, themselves: bool = False, skipped: int = 0
    ) -> Sequence[Shoutout]:
        readable = not_taken_back if themselves else standing
        found = select(shoutout).where(readable(workspace), *wanted)
        ordered = (
            found.order_by(shoutout.c.given_at.desc(), shoutout.c.id.desc()).limit(limit).offset(skipped)
        )
        return await read(self._connection, workspace, ordered)

    async def _change(self, workspace: WorkspaceId, shoutout_id: int, **values: Any) -> None:
        await self._connection.execute(
            update(shoutout).where(of(workspace), shoutout.c.id == shoutout_id).values(**values)
        )


def _row_of(given: Given, week: Week, day: date) -> dict[str, Any]:
    kept = given.shoutout
    return {
        "workspace_id": kept.workspace,
        "source_key": kept.source_key,
        "giver": kept.giver,
        "giver_team": kept.giver_team,
        "text": kept.text,
        "value": kept.value,
        "input": kept.input,
        "channel": kept.channel,
        "permalink": kept.permalink,
        "cross_team": kept.cross_team,
        "given_at": kept.given_at,
        "week_start": week.start,
        "allowance_day": day,
        "remaining": given.remaining,
        "left_out": [[one.person, one.why.value] for one in given.left_out],
        "card_link": "",
        "private": kept.private,
        "request": kept.request,
        "to_group": kept.to_group,
    }
