"""Declarations and the history of stars."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import ColumnElement, and_, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from northstar_bot.domain.company.company import Company, Orientation, Star
from northstar_bot.domain.errors import AlreadyDone, NotFound
from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.services.ports.world import Clock
from northstar_bot.storage.company.company_document import (
    company_of,
    criteria_document,
    criteria_of,
    document_of,
)
from northstar_bot.storage.tables import company as table
from northstar_bot.storage.upsert import insert_into

_ACTIVE = and_(table.star.c.workspace_id == table.workspace.c.id, table.star.c.until.is_(None))


class StoredCompanies:
    """Declarations and the history of stars."""

    def __init__(self, connection: AsyncConnection, clock: Clock) -> None:
        self._connection = connection
        self._clock = clock

    async def all_ids(self) -> Sequence[WorkspaceId]:
        """Every workspace, in order of creation."""
        found = await self._connection.scalars(
            select(table.workspace.c.id).order_by(table.workspace.c.created_at, table.workspace.c.id)
        )
        return [WorkspaceId(each) for each in found]

    async def of(self, workspace: WorkspaceId) -> Company | None:
        """The declaration with its active star, or None."""
        question = (
            select(table.workspace, *(column.label(f"star_{column.name}") for column in table.star.c))
            .select_from(table.workspace.outerjoin(table.star, _ACTIVE))
            .where(table.workspace.c.id == workspace)
        )
        row = (await self._connection.execute(question)).mappings().one_or_none()
        if row is None:
            return None
        active = _star(row, "star_") if row["star_version"] is not None else None
        return company_of(dict(row), active)

    async def bound_to(self, slack_team: str) -> WorkspaceId | None:
        """The workspace connected to this Slack team or organisation."""
        found = await self._connection.scalar(
            select(table.workspace.c.id).where(table.workspace.c.slack_team == slack_team)
        )
        return WorkspaceId(found) if found else None

    async def bind(self, workspace: WorkspaceId, slack_team: str) -> None:
        """Connect a workspace to a Slack team; AlreadyDone when either is connected elsewhere."""
        if await self.bound_to(slack_team) not in {None, workspace}:
            raise AlreadyDone(
                f"Slack team {slack_team} is connected to another workspace.", "Use another Slack team."
            )
        free = table.workspace.c.slack_team.is_(None) | (table.workspace.c.slack_team == slack_team)
        bound = await self._connection.execute(
            update(table.workspace)
            .where(table.workspace.c.id == workspace, free)
            .values(slack_team=slack_team)
        )
        if bound.rowcount == 0:
            raise AlreadyDone(
                f"Workspace {workspace} is not declared, or is connected to another Slack team.",
                "Apply its company file first, or declare a workspace with another key.",
            )

    async def slack_team_of(self, workspace: WorkspaceId) -> str | None:
        """The Slack team this workspace is connected to."""
        found: str | None = await self._connection.scalar(
            select(table.workspace.c.slack_team).where(table.workspace.c.id == workspace)
        )
        return found

    async def save(self, company: Company) -> Company:
        """Store everything but the star under revision + 1; AlreadyDone when somebody saved in between."""
        if not (await self._saved_as_new(company) or await self._saved_over(company)):
            raise AlreadyDone(
                "Somebody changed the settings in the meantime.", "Look at them again and repeat your change."
            )
        stored = await self.of(company.workspace)
        if stored is None:
            raise NotFound(f"There is no workspace {company.workspace}.", "Apply its company file first.")
        return stored

    async def _saved_as_new(self, company: Company) -> bool:
        if company.revision:
            return False
        question = insert_into(self._connection, table.workspace).on_conflict_do_nothing()
        made = await self._connection.execute(
            question.values(id=company.workspace, created_at=self._clock.now(), **_declared(company))
        )
        return made.rowcount > 0

    async def _saved_over(self, company: Company) -> bool:
        changed = await self._connection.execute(
            update(table.workspace)
            .where(table.workspace.c.id == company.workspace, table.workspace.c.revision == company.revision)
            .values(**_declared(company))
        )
        return changed.rowcount > 0

    async def stars(self, workspace: WorkspaceId) -> Sequence[Star]:
        """All versions, oldest first."""
        question = (
            select(table.star).where(table.star.c.workspace_id == workspace).order_by(table.star.c.version)
        )
        return [_star(row) for row in (await self._connection.execute(question)).mappings()]

    async def set_first_star(self, workspace: WorkspaceId, star: Star) -> Star:
        """Make `star` version 1; AlreadyDone when there is or was a star."""
        row = self._row(workspace, replace(star, version=1))
        made = await self._connection.execute(
            insert_into(self._connection, table.star).on_conflict_do_nothing().values(**row)
        )
        if made.rowcount == 0:
            raise AlreadyDone(
                "This workspace already has a North Star.",
                "Replacing it is a pivot, which a person does in Slack.",
            )
        return _star({**row, "until": None})

    async def reword_star(self, workspace: WorkspaceId, star: Star) -> None:
        """Change the wording of the active star (not its metric)."""
        changed = await self._connection.execute(
            update(table.star)
            .where(*_active(workspace), table.star.c.metric == star.metric)
            .values(**_wording(star))
        )
        if changed.rowcount == 0:
            raise NotFound(
                "This star is not the active one.", "Look at the star again and repeat your change."
            )

    async def replace_star(self, workspace: WorkspaceId, star: Star) -> Star:
        """Make `star` the next version and close the active one on that day; AlreadyDone if none is."""
        day = star.since or self._clock.now().date()
        closed = await self._connection.execute(
            update(table.star).where(*_active(workspace)).values(until=day).returning(table.star.c.version)
        )
        version = closed.scalar_one_or_none()
        if version is None:
            raise AlreadyDone("There is no active North Star to replace.", "Look at the star again.")
        row = self._row(workspace, replace(star, version=version + 1, since=day))
        await self._connection.execute(insert(table.star).values(**row))
        return _star({**row, "until": None})

    def _row(self, workspace: WorkspaceId, star: Star) -> dict[str, Any]:
        return {
            "workspace_id": workspace,
            "version": star.version,
            "metric": star.metric,
            "since": star.since or self._clock.now().date(),
            **_wording(star),
        }


def _active(workspace: WorkspaceId) -> tuple[ColumnElement[bool], ...]:
    return table.star.c.workspace_id == workspace, table.star.c.until.is_(None)


def _declared(company: Company) -> dict[str, Any]:
    return {
        "name": company.name,
        "zone": company.zone,
        "declared": document_of(company),
        "revision": company.revision + 1,
    }


def _wording(of: Star) -> dict[str, Any]:
    return {
        "vision": of.vision,
        "name": of.name,
        "unit": of.unit,
        "definition": of.definition,
        "why": of.why,
        "orientation": of.orientation.value,
        "stage": of.stage,
        "exit_criteria": criteria_document(of.exit_criteria),
    }


def _star(row: Mapping[Any, Any], prefix: str = "") -> Star:
    said = {
        name: row[prefix + name]
        for name in ("version", "vision", "name", "unit", "definition", "why", "stage", "since", "until")
    }
    return Star(
        metric=MetricKey(row[f"{prefix}metric"]),
        orientation=Orientation(row[f"{prefix}orientation"]),
        exit_criteria=criteria_of(row[f"{prefix}exit_criteria"]),
        **said,
    )
