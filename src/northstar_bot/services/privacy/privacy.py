"""A person's own data: all of it as a file, or all of it gone."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import MetricKey, PersonId, WorkspaceId
from northstar_bot.domain.people import Viewer, must_be_member
from northstar_bot.domain.privacy import (
    Erased,
    Forgotten,
    Ownerless,
    company_without,
    is_gone,
    must_be_meant,
    names_to_remove,
    newly_ownerless,
)
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock, File, Files

OWNERLESS = "ownerless"
FILE = "northstar-my-data.json"


@dataclass(frozen=True, slots=True)
class PrivacyService:
    """`fresh` makes the id of who stands in a person's place; nothing leads back from it."""

    unit_of_work: UnitOfWork
    clock: Clock
    files: Files
    fresh: Callable[[], PersonId]

    async def my_data(self, viewer: Viewer) -> File:
        """Everything kept about the viewer, as a file."""
        must_be_member(viewer)
        return await self.data_of(viewer.workspace, viewer.person.id)

    async def hand_over(self, viewer: Viewer, file: File, note: str) -> None:
        """Send the file to the viewer's direct messages; raises NotGranted without the scope for it."""
        must_be_member(viewer)
        await self.files.deliver(viewer.workspace, viewer.person.id, [file], note)

    async def data_of(self, workspace: WorkspaceId, person: PersonId) -> File:
        """Everything kept about `person`; for the viewer themselves and for the operator."""
        async with self.unit_of_work.read() as store:
            kept = await store.personal.of(workspace, person)
            company = await store.companies.of(workspace)
        said = {
            "person": person,
            "workspace": workspace,
            "made_at": self.clock.now().isoformat(),
            "declared_as": _declared_as(company, person) if company else [],
            "kept": kept,
        }
        data = json.dumps(said, ensure_ascii=False, indent=2)
        return File(FILE, "application/json", data.encode())

    async def erase_me(self, viewer: Viewer, typed: str) -> Erased:
        """Erase the viewer, who typed the word that says it is meant."""
        must_be_member(viewer)
        must_be_meant(typed)
        return await self.erase(viewer.workspace, viewer.person.id, (viewer.person.name,))

    async def erase(self, workspace: WorkspaceId, person: PersonId, called: Sequence[str] = ()) -> Erased:
        """Take a person out of everything, once: all of it or nothing. A second time there is nothing left."""
        if is_gone(person):
            raise BadInput("This stands for somebody who was erased before.", "Name a person by Slack id.")
        now = self.clock.now()
        async with self.unit_of_work.write() as store:
            names = names_to_remove([*await store.personal.names(workspace, person), *called])
            leaving = Forgotten(person, names, self.fresh())
            ownerless = await _leave_company(store, workspace, leaving)
            rows = await store.personal.erase(leaving, workspace, now)
            waiting = await store.personal.count_follow_ups(workspace)
            if ownerless:
                await _tell_stewards(store, workspace, ownerless, now)
        return Erased(rows, waiting if rows else 0, ownerless)

    def composers(self) -> Mapping[str, Composer]:
        """What the pump registers."""
        return {OWNERLESS: Composer(self.compose)}

    async def compose(self, plan: Plan, now: datetime) -> Ownerless | None:
        """The word to a steward; nothing when somebody owns them by now."""
        del now
        async with self.unit_of_work.read() as store:
            company = await store.companies.of(plan.workspace)
        keys = plan.details.get("metrics", "").split()
        found = (company.metric(key) for key in keys) if company else ()
        names = tuple(metric.name for metric in found if metric and not metric.owner)
        return Ownerless(names) if names else None


async def _leave_company(store: Store, workspace: WorkspaceId, leaving: Forgotten) -> tuple[MetricKey, ...]:
    company = await store.companies.of(workspace)
    if company is None:
        return ()
    after = company_without(company, leaving)
    if after != company:
        await store.companies.save(after)
    return newly_ownerless(company, after)


async def _tell_stewards(
    store: Store, workspace: WorkspaceId, metrics: Sequence[MetricKey], now: datetime
) -> None:
    company = await store.companies.of(workspace)
    if company is None:
        return
    told = dict.fromkeys((*company.stewards, *company.owners))
    details = {"metrics": " ".join(metrics)}
    await store.deliveries.plan(
        [
            Plan(workspace, OWNERLESS, person, f"{now:%Y-%m-%d %H:%M:%S}", now, details=details)
            for person in told
        ]
    )


def _declared_as(company: Company, person: PersonId) -> list[Any]:
    """Where the company's own declaration names the person."""
    lists = {"owner": company.owners, "steward": company.stewards, "decider": company.deciders}
    return [
        *(role for role, people in lists.items() if person in people),
        *(f"decider of some: {scope.person}" for scope in company.scopes if scope.person == person),
        *(f"owner of metric {metric.key}" for metric in company.metrics if metric.owner == person),
        *(f"in team {team.key}" for team in company.teams if person in team.people),
        *(f"lead of team {team.key}" for team in company.teams if team.lead == person),
        *(f"in squad {squad.key}" for squad in company.squads if person in squad.people),
        *(f"owner of schedule {one.key}" for one in company.schedules if one.owner == person),
    ]
