"""Checking the star: what the numbers say of it, and what people said when they were asked."""

from dataclasses import dataclass

from northstar_bot.domain.company.company import Company, Kind, Star
from northstar_bot.domain.digest.composition import Occasion, star_metric
from northstar_bot.domain.digest.line import known_weeks
from northstar_bot.domain.errors import Invalid, NotFound
from northstar_bot.domain.people import Role, Viewer, must_be_member, must_hold
from northstar_bot.domain.star.star_check import Answered, Question, StarCheck, check_star
from northstar_bot.domain.typed import cleaned, wrong_length
from northstar_bot.services.numbers.evidence import EvidenceService
from northstar_bot.services.numbers.week_view import numbers_of, series_through
from northstar_bot.services.ports.store import UnitOfWork
from northstar_bot.services.ports.world import Clock

ANSWER = (10, 600)


@dataclass(frozen=True, slots=True)
class StarCheckService:
    """Everybody may read the checks; stewards and owners answer."""

    unit_of_work: UnitOfWork
    clock: Clock
    evidence: EvidenceService

    async def check(self, viewer: Viewer) -> StarCheck:
        """Every check of the active star."""
        must_be_member(viewer)
        now = self.clock.now()
        leads, outcomes = await self.evidence.leads(viewer), await self.evidence.outcomes(viewer)
        async with self.unit_of_work.read() as store:
            company, star = _with_star(await store.companies.of(viewer.workspace))
            week = company.closed_week(now)
            digest = await numbers_of(store, company, star, week, Occasion(now))
            metrics = (star_metric(company, star), *company.of_kind(Kind.INPUT))
            series = await series_through(store, company, metrics, week)
            answers = await store.star_answers.latest(viewer.workspace, star.version)
        values = {key: known_weeks(one, week, company.zone) for key, one in series.items()}
        return check_star(company, star, digest, values, leads, outcomes, answers, now)

    async def answered(self, viewer: Viewer, question: Question) -> tuple[Star, str]:
        """The star, and what was said to a question so far."""
        must_hold(viewer, Role.STEWARD)
        async with self.unit_of_work.read() as store:
            _, star = _with_star(await store.companies.of(viewer.workspace))
            answers = await store.star_answers.latest(viewer.workspace, star.version)
        return star, next((one.text for one in answers if one.question is question), "")

    async def answer(self, viewer: Viewer, question: Question, text: str) -> None:
        """Keep an answer beside who gave it; earlier ones stay."""
        must_hold(viewer, Role.STEWARD)
        if wrong := wrong_length("text", text, ANSWER, "say it in a sentence"):
            raise Invalid(wrong)
        said = Answered(question, cleaned(text), viewer.person.id, self.clock.now())
        async with self.unit_of_work.write() as store:
            _, star = _with_star(await store.companies.of(viewer.workspace))
            await store.star_answers.add(viewer.workspace, star.version, said)


def _with_star(company: Company | None) -> tuple[Company, Star]:
    if company is None or company.star is None:
        raise NotFound(
            "There is no North Star yet, so there is nothing to check.",
            "An owner can set one in /northstar settings.",
        )
    return company, company.star
