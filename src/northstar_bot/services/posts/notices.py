"""Telling an owner that a delivery needs a person: a direct message, through the ledger like any other."""

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from northstar_bot.domain.calendar.schedules import Schedule
from northstar_bot.domain.company.company import Company
from northstar_bot.domain.deliveries import Delivery, Notice, Plan, State
from northstar_bot.domain.ids import PersonId, is_in_slack
from northstar_bot.domain.requests.away import Absence, present
from northstar_bot.services.composers import Composer
from northstar_bot.services.ports.store import Store, UnitOfWork

log = logging.getLogger(__name__)

PAUSED = "paused"
UNDELIVERED = "undelivered"
KINDS = frozenset({PAUSED, UNDELIVERED})
# The detail of a post that somebody asked for there and then: they hear of trouble, nobody else.
ASKED_BY = "asked_by"


async def plan_notice(
    store: Store, kind: str, about: Delivery, now: datetime, configured_owners: Collection[PersonId] = ()
) -> int:
    """Plan the notice in the transaction that ends or pauses `about`; returns how many will hear it."""
    company = await store.companies.of(about.plan.workspace)
    if company is None or about.plan.kind in KINDS:
        return 0
    absences = await store.absences.open(about.plan.workspace)
    asked_by = about.plan.details.get(ASKED_BY)
    owners = (
        (PersonId(asked_by),)
        if asked_by
        else owners_of(company, about.plan.schedule, absences, configured_owners)
    )
    if not owners:
        log.warning("notice.nobody_to_tell workspace=%s delivery=%s", about.plan.workspace, about.id)
    await store.deliveries.plan([_plan(kind, owner, about, now) for owner in owners])
    return len(owners)


def owners_of(
    company: Company,
    schedule: str | None,
    absences: Sequence[Absence] = (),
    configured_owners: Collection[PersonId] = (),
) -> tuple[PersonId, ...]:
    """Whom to write to: the schedule's owner, else the owners of the company, declared or configured; Slack ids only.

    Who covers takes the place of somebody away; when nobody is here, those away hear it after all.
    """
    found = schedule_of(company, schedule)
    wanted = _reachable([found.owner] if found and found.owner else [])
    everyone = _reachable([*company.owners, *sorted(configured_owners)])
    return present(wanted, absences) or present(everyone, absences) or wanted or everyone


def _reachable(people: Iterable[PersonId]) -> tuple[PersonId, ...]:
    return tuple(dict.fromkeys(person for person in people if is_in_slack(person)))


def schedule_of(company: Company, key: str | None) -> Schedule | None:
    """The schedule with this key, or None."""
    return next((schedule for schedule in company.schedules if schedule.key == key), None)


def _plan(kind: str, owner: str, about: Delivery, now: datetime) -> Plan:
    return Plan(
        workspace=about.plan.workspace,
        kind=kind,
        target=owner,
        period=_period(about, now),
        due_at=now,
        details={"delivery": str(about.id)},
    )


def _period(about: Delivery, now: datetime) -> str:
    """Once per try for what is scheduled, asked for or in doubt; per place and day for the rest, often many."""
    if about.plan.schedule or ASKED_BY in about.plan.details or about.state is State.UNKNOWN:
        return f"{about.id}-{about.epoch}"
    return f"{about.plan.target[:40]}-{now.date().isoformat()}"


@dataclass(frozen=True, slots=True)
class Notices:
    """Composes the notices."""

    unit_of_work: UnitOfWork

    def composers(self) -> dict[str, Composer]:
        """What the pump registers."""
        return dict.fromkeys(KINDS, Composer(self.compose))

    async def compose(self, plan: Plan, now: datetime) -> object | None:
        """The notice as things stand now; nothing when the trouble is over."""
        del now
        async with self.unit_of_work.read() as store:
            about = await store.deliveries.get(plan.workspace, int(plan.details["delivery"]))
            paused = await store.deliveries.paused(plan.workspace)
        if about is None:
            return None
        if plan.kind == PAUSED:
            rests = about.plan.schedule in {pause.schedule for pause in paused}
            return Notice(about, about.plan.schedule) if rests else None
        return Notice(about) if about.state in {State.FAILED, State.UNKNOWN} else None
