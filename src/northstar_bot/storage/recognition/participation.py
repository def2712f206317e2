"""Who took part in thanks, asked person by person, so that it takes as long in the tenth year as in the first."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Select, and_, or_, select
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.people import Standing
from northstar_bot.domain.recognition.participation import Participant
from northstar_bot.storage.recognition.numbers_of_thanks import beside
from northstar_bot.storage.recognition.shoutout_rows import standing
from northstar_bot.storage.tables.people import membership, person
from northstar_bot.storage.tables.shoutouts import receiver, shoutout


class StoredParticipation:
    """Who took part in thanks."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def between(
        self, workspace: WorkspaceId, since: datetime, before: datetime
    ) -> Sequence[Participant]:
        """Everybody at home in a team just before `before`, and whether they thanked or were thanked since `since`."""
        within = and_(standing(workspace), shoutout.c.given_at >= since, shoutout.c.given_at < before)
        same = and_(person.c.workspace_id == membership.c.workspace_id, person.c.id == membership.c.person)
        asked = (
            select(
                membership.c.person,
                membership.c.team,
                _gave(within).label("gave"),
                _gave(and_(within, shoutout.c.to_group.is_(False))).label("named"),
                _got(workspace, within, since, before).label("got"),
            )
            .select_from(membership.outerjoin(person, same))
            .where(
                membership.c.workspace_id == workspace,
                membership.c.since < before,
                or_(membership.c.until.is_(None), membership.c.until >= before),
                or_(person.c.standing.is_(None), person.c.standing == Standing.MEMBER.value),
            )
        )
        return [
            Participant(
                PersonId(row.person), TeamKey(row.team), bool(row.gave), bool(row.got), bool(row.named)
            )
            for row in await self._connection.execute(asked)
        ]


def _gave(within: ColumnElement[bool]) -> ColumnElement[bool]:
    return _any(select(shoutout.c.id).where(within, shoutout.c.giver == membership.c.person))


def _got(
    workspace: WorkspaceId, within: ColumnElement[bool], since: datetime, before: datetime
) -> ColumnElement[bool]:
    """Whether the person was thanked; of what they got, only the stretch that may lie within is looked at."""
    return _any(
        select(shoutout.c.id).where(
            receiver.c.workspace_id == workspace,
            receiver.c.person == membership.c.person,
            beside(workspace, since, before, receiver),
            shoutout.c.id == receiver.c.shoutout_id,
            within,
        )
    )


def _any(asked: Select[tuple[int]]) -> ColumnElement[bool]:
    """Whether there is one. Not an EXISTS, which Postgres answers by reading everybody's of the whole stretch."""
    return asked.limit(1).correlate(membership).scalar_subquery().is_not(None)
