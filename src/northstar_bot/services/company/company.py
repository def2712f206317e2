"""Declare what a company is about, idempotently, and read it back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from zoneinfo import ZoneInfo

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, SourceSpec, Star
from northstar_bot.domain.company.declared_fields import Problem, nearest
from northstar_bot.domain.declaration.declaration import (
    Change,
    check,
    difference,
    refuse_pivot,
    with_star_metric,
)
from northstar_bot.domain.errors import AlreadyDone, BadInput
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.numbers.baselines import without_name
from northstar_bot.domain.people import Role, Viewer, must_hold
from northstar_bot.plugins import Source
from northstar_bot.services.calendar import NO_HOLIDAYS, Calendar
from northstar_bot.services.numbers.baselines import note_units
from northstar_bot.services.numbers.soundness import must_fit_what_is_known
from northstar_bot.services.ports.store import Store, UnitOfWork
from northstar_bot.services.ports.world import Clock


@dataclass(frozen=True, slots=True)
class CompanyService:
    """`sources` are the kinds of source installed here, by name; they check their own options."""

    unit_of_work: UnitOfWork
    clock: Clock
    sources: Mapping[str, Source] = field(default_factory=dict)
    calendar: Calendar = NO_HOLIDAYS

    async def of(self, workspace: WorkspaceId) -> Company | None:
        """The declaration with its active star, or None."""
        async with self.unit_of_work.read() as store:
            return await store.companies.of(workspace)

    async def week(self, workspace: WorkspaceId, written: str, *, field: str | None = None) -> Week:
        """The week that somebody wrote, as weeks begin there; else BadInput."""
        company = await self.of(workspace)
        return company.week_named(written, field=field) if company else Week.parse(written, field=field)

    async def apply(
        self, company: Company, *, dry_run: bool = False, slack_team: str | None = None
    ) -> tuple[Change, ...]:
        """Make `company` what is declared and say what changed; all of it or nothing.

        A `revision` other than 0 must still be the current one. `slack_team` connects the workspace to Slack.
        """
        wanted = self._checked(company)
        if dry_run:
            async with self.unit_of_work.read() as store:
                return await self._changes(store, wanted, slack_team)
        async with self.unit_of_work.write() as store:
            changes = await self._changes(store, wanted, slack_team)
            if changes:
                await self._write(store, wanted, slack_team)
            return changes

    async def replace_star(self, viewer: Viewer, company: Company) -> Star:
        """Replace the star, and with it everything else that `company` declares, in one step.

        Verdicts and readings stay as they are; each verdict keeps the star it was made under.
        """
        must_hold(viewer, Role.OWNER)
        wanted = self._checked(replace(company, workspace=viewer.workspace))
        async with self.unit_of_work.write() as store:
            before = await store.companies.of(viewer.workspace)
            self._must_be_current(before, wanted)
            star = _next_star(before, wanted)
            if before is not None:
                await self._save(store, wanted, before)
            return await store.companies.replace_star(
                viewer.workspace, replace(star, since=self._today(wanted))
            )

    def _checked(self, company: Company) -> Company:
        wanted = with_star_metric(company)
        check(wanted)
        for problem in (*source_problems(wanted, self.sources), *self.calendar.problems(wanted)):
            raise BadInput(problem.sentence, problem.hint, problem.path)
        return wanted

    @staticmethod
    def _must_be_current(before: Company | None, wanted: Company) -> None:
        if before and wanted.revision not in {0, before.revision}:
            raise AlreadyDone(
                "Somebody changed the settings in the meantime.", "Look at them again and repeat your change."
            )

    def _today(self, company: Company) -> date:
        return self.clock.now().astimezone(ZoneInfo(company.zone)).date()

    async def _changes(self, store: Store, wanted: Company, slack_team: str | None) -> tuple[Change, ...]:
        before = await store.companies.of(wanted.workspace)
        self._must_be_current(before, wanted)
        refuse_pivot(before, wanted)
        await must_fit_what_is_known(store, before, wanted)
        changes = difference(before, wanted)
        bound = await store.companies.slack_team_of(wanted.workspace)
        if slack_team and slack_team != bound:
            return (*changes, Change("workspace.slack_team", bound or "", slack_team))
        return changes

    async def _write(self, store: Store, wanted: Company, slack_team: str | None) -> None:
        before = await store.companies.of(wanted.workspace)
        await self._save(store, wanted, before)
        if wanted.star:
            await self._write_star(store, wanted, wanted.star, before.star if before else None)
        if slack_team:
            await store.companies.bind(wanted.workspace, slack_team)

    async def _save(self, store: Store, wanted: Company, before: Company | None) -> None:
        await store.companies.save(replace(wanted, revision=before.revision if before else 0))
        if before and wanted.week_start != before.week_start:
            await store.week_starts.move(wanted.workspace, wanted.week_start, wanted.zone)
        await note_units(store, before, wanted, self.clock.now())

    async def _write_star(self, store: Store, wanted: Company, star: Star, active: Star | None) -> None:
        if active is None:
            since = star.since or self._today(wanted)
            await store.companies.set_first_star(wanted.workspace, replace(star, since=since))
        elif replace(star, version=active.version, since=active.since, until=active.until) != active:
            await store.companies.reword_star(wanted.workspace, star)


def _next_star(before: Company | None, wanted: Company) -> Star:
    """The star that follows, or the sentence why there is nothing to replace."""
    if before is None or before.star is None:
        raise BadInput(
            "There is no North Star to replace yet.", "Set the first one in /northstar settings.", "star"
        )
    if wanted.star is None:
        raise BadInput("The North Star cannot be taken away.", "Name the one that replaces it.", "star")
    if wanted.star.metric == before.star.metric:
        raise BadInput(
            f"“{wanted.star.metric}” is the North Star already.",
            "Its wording is changed in /northstar settings.",
            "star.metric",
        )
    return wanted.star


def source_problems(company: Company, sources: Mapping[str, Source]) -> Iterator[Problem]:
    """Sources of an unknown kind, and options that their kind refuses."""
    for spec in company.sources:
        source = sources.get(spec.kind)
        if source is None:
            hint = nearest(spec.kind, sources)
            yield Problem(f"sources.{spec.metric}.kind", f"There is no source “{spec.kind[:60]}”.", hint)
        else:
            yield from _option_problems(source, spec)


def _option_problems(source: Source, spec: SourceSpec) -> Iterator[Problem]:
    try:
        source.check(without_name(spec.options))
    except BadInput as error:
        path = ".".join(part for part in ("sources", spec.metric, error.field) if part)
        yield Problem(path, error.sentence, error.hint)
