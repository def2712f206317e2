"""Whether thanks may be told at an all-hands: who was asked and what they said, and which decks were made."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.deck.deck import Period
from northstar_bot.domain.ids import PersonId, WorkspaceId
from northstar_bot.domain.recognition.consent import Answers, Consent
from northstar_bot.storage.tables.consents import deck_made, story_consent
from northstar_bot.storage.upsert import insert_into


class StoredConsents:
    """Questions and answers about telling thanks in public."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def ask(self, workspace: WorkspaceId, shoutout_id: int, person: PersonId, at: datetime) -> bool:
        """Keep that somebody is asked; False when they were asked before."""
        row = {"workspace_id": workspace, "shoutout_id": shoutout_id, "person": person, "asked_at": at}
        keep = insert_into(self._connection, story_consent).values(row).on_conflict_do_nothing()
        return await self._connection.scalar(keep.returning(story_consent.c.person)) is not None

    async def answer(
        self, workspace: WorkspaceId, shoutout_id: int, person: PersonId, said: Consent, at: datetime
    ) -> bool:
        """Keep what somebody says; False when they were never asked."""
        changed = await self._connection.scalar(
            update(story_consent)
            .where(
                story_consent.c.workspace_id == workspace,
                story_consent.c.shoutout_id == shoutout_id,
                story_consent.c.person == person,
            )
            .values(answer=said.value, answered_at=at)
            .returning(story_consent.c.person)
        )
        return changed is not None

    async def of(self, workspace: WorkspaceId, shoutout_ids: Sequence[int]) -> Mapping[int, Answers]:
        """What is known of these shout-outs; read as one span, because few of them have answers."""
        if not shoutout_ids:
            return {}
        found = await self._connection.execute(
            select(story_consent.c.shoutout_id, story_consent.c.person, story_consent.c.answer).where(
                story_consent.c.workspace_id == workspace,
                story_consent.c.shoutout_id.between(min(shoutout_ids), max(shoutout_ids)),
            )
        )
        answers: dict[int, dict[PersonId, Consent | None]] = defaultdict(dict)
        for row in found:
            answers[row.shoutout_id][PersonId(row.person)] = Consent(row.answer) if row.answer else None
        return answers

    async def asked(
        self, workspace: WorkspaceId, person: PersonId, limit: int
    ) -> Sequence[tuple[int, Consent | None]]:
        """What somebody was asked about and said, newest shout-out first."""
        found = await self._connection.execute(
            select(story_consent.c.shoutout_id, story_consent.c.answer)
            .where(story_consent.c.workspace_id == workspace, story_consent.c.person == person)
            .order_by(story_consent.c.shoutout_id.desc())
            .limit(limit)
        )
        return [(row.shoutout_id, Consent(row.answer) if row.answer else None) for row in found]

    async def deck_was_made(
        self, workspace: WorkspaceId, period: Period, person: PersonId, at: datetime
    ) -> None:
        """Keep which days an all-hands was about."""
        row = {"workspace_id": workspace, "first": period.first, "last": period.last}
        await self._connection.execute(insert(deck_made).values(row | {"person": person, "made_at": at}))

    async def last_deck(self, workspace: WorkspaceId, before: datetime) -> Period | None:
        """The days that reach furthest among those of decks made before a moment."""
        found = (
            await self._connection.execute(
                select(deck_made.c.first, deck_made.c.last)
                .where(deck_made.c.workspace_id == workspace, deck_made.c.made_at < before)
                .order_by(deck_made.c.last.desc(), deck_made.c.id.desc())
                .limit(1)
            )
        ).one_or_none()
        return Period(found.first, found.last) if found else None
