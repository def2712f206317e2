"""People we have met and their teams."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.ids import PersonId, TeamKey, WorkspaceId
from northstar_bot.domain.people import Person, Standing
from northstar_bot.storage.tables.people import membership, person
from northstar_bot.storage.upsert import insert_into


class StoredPeople:
    """People we have met and their teams."""

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def remember(self, workspace: WorkspaceId, people: Iterable[Person], at: datetime) -> None:
        """Keep names, zones and standing, so that a deck can name people without asking Slack."""
        rows = [
            {
                "workspace_id": workspace,
                "id": each.id,
                "name": each.name,
                "zone": each.zone,
                "standing": each.standing.value,
                "seen_at": at,
            }
            for each in {each.id: each for each in people}.values()
        ]
        if not rows:
            return
        new = insert_into(self._connection, person)
        kept = {name: new.excluded[name] for name in ("name", "zone", "standing", "seen_at")}
        question = new.on_conflict_do_update(index_elements=["workspace_id", "id"], set_=kept)
        # Always in the same order, so that two writers never wait for each other in a ring.
        await self._connection.execute(question, sorted(rows, key=lambda row: str(row["id"])))

    async def known(self, workspace: WorkspaceId, ids: Iterable[PersonId]) -> Mapping[PersonId, Person]:
        """Those of `ids` that were remembered, with their current team."""
        wanted = set(ids)
        if not wanted:
            return {}
        current = and_(
            membership.c.workspace_id == person.c.workspace_id,
            membership.c.person == person.c.id,
            membership.c.until.is_(None),
        )
        question = (
            select(person.c.id, person.c.name, person.c.zone, person.c.standing, membership.c.team)
            .select_from(person.outerjoin(membership, current))
            .where(person.c.workspace_id == workspace, person.c.id.in_(wanted))
        )
        rows = await self._connection.execute(question)
        return {
            PersonId(row.id): Person(PersonId(row.id), row.name, row.zone, Standing(row.standing), row.team)
            for row in rows
        }

    async def everybody(self, workspace: WorkspaceId) -> Mapping[PersonId, Person]:
        """All who were remembered, of every standing, without their teams."""
        rows = await self._connection.execute(
            select(person).where(person.c.workspace_id == workspace).order_by(person.c.id)
        )
        return {
            PersonId(row.id): Person(PersonId(row.id), row.name, row.zone, Standing(row.standing))
            for row in rows
        }

    async def search(self, workspace: WorkspaceId, typed: str, limit: int) -> Sequence[Person]:
        """Full members whose name holds what was typed, those first whose name begins with it."""
        # SQLite folds the case of plain letters only, so that an accented one is tried in both cases.
        forms = {typed, typed.lower(), typed.title()}
        begins = or_(*(person.c.name.istartswith(one, autoescape=True) for one in forms))
        question = (
            select(person)
            .where(
                person.c.workspace_id == workspace,
                person.c.standing == Standing.MEMBER.value,
                or_(*(person.c.name.icontains(one, autoescape=True) for one in forms)),
            )
            .order_by(case((begins, 0), else_=1), person.c.name, person.c.id)
            .limit(limit)
        )
        rows = await self._connection.execute(question)
        return [Person(PersonId(row.id), row.name, row.zone) for row in rows]

    async def teams_of(self, workspace: WorkspaceId, ids: Iterable[PersonId]) -> Mapping[PersonId, TeamKey]:
        """The current home team of each person who has one."""
        question = select(membership.c.person, membership.c.team).where(
            membership.c.workspace_id == workspace,
            membership.c.until.is_(None),
            membership.c.person.in_(set(ids)),
        )
        return {PersonId(row.person): TeamKey(row.team) for row in await self._connection.execute(question)}

    async def current_homes(self, workspace: WorkspaceId) -> Mapping[PersonId, TeamKey]:
        """Everybody who has a home team now."""
        question = select(membership.c.person, membership.c.team).where(
            membership.c.workspace_id == workspace, membership.c.until.is_(None)
        )
        return {PersonId(row.person): TeamKey(row.team) for row in await self._connection.execute(question)}

    async def team_sizes(self, workspace: WorkspaceId) -> Mapping[TeamKey, int]:
        """How many people are in each team now, without those who are known to be no full members (any more)."""
        same = and_(person.c.workspace_id == membership.c.workspace_id, person.c.id == membership.c.person)
        question = (
            select(membership.c.team, func.count())
            .select_from(membership.outerjoin(person, same))
            .where(
                membership.c.workspace_id == workspace,
                membership.c.until.is_(None),
                or_(person.c.standing.is_(None), person.c.standing == Standing.MEMBER.value),
            )
            .group_by(membership.c.team)
        )
        return {TeamKey(team): number for team, number in await self._connection.execute(question)}

    async def without_team(self, workspace: WorkspaceId) -> Sequence[PersonId]:
        """Full members we know of who are in no team, by name."""
        at_home = exists().where(
            membership.c.workspace_id == person.c.workspace_id,
            membership.c.person == person.c.id,
            membership.c.until.is_(None),
        )
        question = (
            select(person.c.id).where(*_members(workspace), ~at_home).order_by(person.c.name, person.c.id)
        )
        return [PersonId(one) for one in await self._connection.scalars(question)]

    async def members_of(self, workspace: WorkspaceId, team: TeamKey) -> Sequence[PersonId]:
        """The people in a team now."""
        question = (
            select(membership.c.person)
            .where(
                membership.c.workspace_id == workspace,
                membership.c.until.is_(None),
                membership.c.team == team,
            )
            .order_by(membership.c.person)
        )
        return [PersonId(each) for each in await self._connection.scalars(question)]

    async def known_by(
        self, workspace: WorkspaceId, at: datetime
    ) -> tuple[frozenset[PersonId], frozenset[TeamKey]]:
        """Who had been in some team by then, and which teams had had people."""
        question = (
            select(membership.c.person, membership.c.team)
            .distinct()
            .where(membership.c.workspace_id == workspace, membership.c.since <= at)
        )
        rows = (await self._connection.execute(question)).all()
        return (
            frozenset(PersonId(row.person) for row in rows),
            frozenset(TeamKey(row.team) for row in rows),
        )

    async def settle(
        self, workspace: WorkspaceId, homes: Mapping[PersonId, TeamKey | None], at: datetime
    ) -> int:
        """Make `homes` the current memberships of the people in it; returns how many moved."""
        now = await self.teams_of(workspace, homes)
        moved = {who: team for who, team in sorted(homes.items()) if now.get(who) != team}
        if not moved:
            return 0
        await self._connection.execute(
            update(membership)
            .where(
                membership.c.workspace_id == workspace,
                membership.c.until.is_(None),
                membership.c.person.in_(list(moved)),
            )
            .values(until=at)
        )
        opened = [
            {"workspace_id": workspace, "person": who, "team": team, "since": at, "until": None}
            for who, team in moved.items()
            if team is not None
        ]
        if opened:
            await self._connection.execute(
                insert_into(self._connection, membership).on_conflict_do_nothing(), opened
            )
        return len(moved)


def _members(workspace: WorkspaceId) -> tuple[ColumnElement[bool], ...]:
    return person.c.workspace_id == workspace, person.c.standing == Standing.MEMBER.value
