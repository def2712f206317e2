"""Lead evidence for people: from the readings of the company, once a quarter, beside the loop and never on it."""

import asyncio
from dataclasses import replace
from itertools import pairwise
from random import Random
from threading import get_ident

import pytest
from tests.support.digests import CHURN, COMPANY, LEARNERS, LESSONS, METRICS, PER_LEARNER, STAR, WEEK, weeks

from northstar_bot.domain.company.company import Formula, Kind, Metric, SourceSpec
from northstar_bot.domain.errors import NotAllowed, NotFound
from northstar_bot.domain.ids import MetricKey, PersonId
from northstar_bot.domain.numbers.baselines import Baseline, Reason
from northstar_bot.domain.numbers.lead_evidence import Finding, evidence_of
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.domain.people import Person, Standing, Viewer
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.numbers import evidence
from northstar_bot.services.numbers.evidence import EvidenceService
from northstar_bot.sources.registry import installed

ANA = Viewer(COMPANY.workspace, Person(PersonId("U0ANA"), "Ana"))
GUEST = Viewer(COMPANY.workspace, Person(PersonId("U0GIL"), "Gil", standing=Standing.GUEST))


def business(many: int) -> dict:
    """Learners wander, lessons follow their changes three weeks later; lessons per learner are noise."""
    chance = Random(4)
    moves = [chance.gauss(0, 1) for _ in range(many + 3)]
    learners, lessons, at, star = [], [], 100.0, 500.0
    for week in range(many):
        at += moves[week + 3]
        star += 4 * moves[week] + chance.gauss(0, 2)
        learners.append(at)
        lessons.append(star)
    return {LEARNERS: learners, LESSONS: lessons, PER_LEARNER: [chance.gauss(5, 1) for _ in range(many)]}


async def record(store, clock, told):
    async with store.write() as opened:
        for key, values in told.items():
            rows = [
                Reading(key, week, value, recorded_at=clock.now()) for week, value in weeks(values).items()
            ]
            await opened.readings.add(COMPANY.workspace, rows)


async def declare(store, clock, company=COMPANY):
    await CompanyService(store, clock, installed()[0]).apply(replace(company, star=replace(STAR, version=1)))


@pytest.fixture
async def acme(store, clock):
    await declare(store, clock)
    await record(store, clock, business(70))
    return EvidenceService(store, clock)


async def test_a_lead_is_found_in_what_the_company_recorded(acme, clock):
    report = await acme.leads(ANA)
    assert (report.star.key, report.quarter, report.zone) == (LESSONS, "2026-Q4", "Europe/Berlin")
    said = {metric.key: one for metric, one in report.inputs}
    assert (said[LEARNERS].finding, said[LEARNERS].evidence.ahead.lag) == (Finding.LEADS, 3)
    assert said[LEARNERS].evidence.tested_at == clock.now()
    assert said[PER_LEARNER].finding is Finding.NOTHING
    # Two inputs were tried, so chance counts twice.
    assert said[LEARNERS].p == pytest.approx(2 * said[LEARNERS].evidence.ahead.p)


async def test_one_input_may_be_asked_for_by_key_or_name(acme):
    for word in ("learners", " Active Learners "):
        ((metric, said),) = (await acme.leads(ANA, word)).inputs
        assert (metric.key, said.finding) == (LEARNERS, Finding.LEADS)
    with pytest.raises(NotFound, match="no input “lerners”") as refused:
        await acme.leads(ANA, "lerners")
    assert refused.value.hint == "Did you mean learners?"


async def test_a_quarter_is_tested_once(acme, store, clock):
    first = await acme.leads(ANA)
    async with store.write() as opened:
        await opened.readings.add(
            COMPANY.workspace, [Reading(LEARNERS, WEEK.plus(-5), 9999.0, recorded_at=clock.now())]
        )
    clock.advance(days=7)
    assert await acme.leads(ANA) == first
    clock.advance(days=60)
    assert (await acme.leads(ANA)).quarter == "2027-Q1"
    later = (await acme.leads(ANA)).inputs
    assert all(one.evidence.tested_at == clock.now() for _, one in later)


async def test_the_star_is_held_against_revenue_and_who_stays(store, clock):
    """Revenue follows the star by three weeks; churn has nothing to do with it. Each is kept for the quarter."""
    revenue = Metric(MetricKey("mrr"), "Monthly revenue", Kind.KPI)
    await declare(store, clock, replace(COMPANY, metrics=(*METRICS, revenue)))
    told = business(70)
    chance = Random(7)
    await record(
        store,
        clock,
        {
            LESSONS: told[LEARNERS],
            revenue.key: told[LESSONS],
            CHURN: [0.05 + chance.gauss(0, 0.001) for _ in range(70)],
        },
    )
    service = EvidenceService(store, clock)
    found = await service.outcomes(ANA)
    said = {metric.key: one for metric, one in found}
    assert (said[revenue.key].finding, said[revenue.key].evidence.ahead.lag) == (Finding.LEADS, 3)
    assert said[CHURN].finding is Finding.NOTHING
    assert said[revenue.key].p == pytest.approx(2 * said[revenue.key].evidence.ahead.p)
    clock.advance(days=1)
    assert await service.outcomes(ANA) == found
    report = await service.leads(ANA, LEARNERS)
    assert [metric.key for metric, _ in report.inputs] == [LEARNERS]
    with pytest.raises(NotAllowed):
        await service.outcomes(GUEST)


async def test_a_company_that_declares_neither_revenue_nor_who_stays_has_no_outcomes(store, clock):
    await declare(store, clock, replace(COMPANY, metrics=METRICS[:3]))
    assert await EvidenceService(store, clock).outcomes(ANA) == ()


async def tested_again(acme, clock):
    """Which inputs have a result of today."""
    clock.advance(days=1)
    report = (await acme.leads(ANA)).inputs
    return {metric.key for metric, one in report if one.evidence.tested_at == clock.now()}


async def test_a_result_holds_only_for_what_is_counted_as_it_was(acme, store, clock):
    """Another source or lag of an input is another input; of the star, another star; what is found then is kept."""
    await acme.leads(ANA)
    assert await tested_again(acme, clock) == set()
    spec = SourceSpec(LEARNERS, "csv", {"path": "learners.csv"})
    await declare(store, clock, replace(COMPANY, sources=(spec,)))
    assert await tested_again(acme, clock) == {LEARNERS}
    assert await tested_again(acme, clock) == set()
    star, *others = METRICS
    await declare(
        store, clock, replace(COMPANY, sources=(spec,), metrics=(replace(star, lag_days=3), *others))
    )
    assert await tested_again(acme, clock) == {LEARNERS, PER_LEARNER}


async def test_a_break_ends_what_was_found_before_it(acme, store, clock):
    await acme.leads(ANA)
    broken = Baseline(PER_LEARNER, WEEK.plus(-30), Reason.DEFINITION, clock.now())
    normal = Baseline(LEARNERS, WEEK.plus(-30), Reason.NEW_NORMAL, clock.now())
    async with store.write() as opened:
        for one in (broken, normal):
            await opened.baselines.add(COMPANY.workspace, one)
    assert await tested_again(acme, clock) == {PER_LEARNER}
    ((_, said),) = (await acme.leads(ANA, PER_LEARNER)).inputs
    assert said.evidence.weeks == 31


async def test_too_few_weeks_are_said_and_not_kept(store, clock):
    await declare(store, clock)
    await record(store, clock, business(20))
    service = EvidenceService(store, clock)
    for _, said in (await service.leads(ANA)).inputs:
        assert (said.finding, said.evidence.more_needed, said.evidence.tested_at) == (
            Finding.TOO_SHORT,
            6,
            None,
        )
    await record(store, clock, business(30))
    assert all(one.evidence.tested_at for _, one in (await service.leads(ANA)).inputs)


async def test_no_readings_no_inputs_no_star(store, clock):
    service = EvidenceService(store, clock)
    with pytest.raises(NotFound, match="no North Star yet"):
        await service.leads(ANA)
    await declare(store, clock)
    assert {one.evidence.weeks for _, one in (await service.leads(ANA)).inputs} == {0}
    await declare(store, clock, replace(COMPANY, metrics=METRICS[:1], formula=type(COMPANY.formula)()))
    assert (await service.leads(ANA)).inputs == ()


async def test_guests_see_nothing(acme):
    with pytest.raises(NotAllowed):
        await acme.leads(GUEST)


async def test_it_is_worked_out_beside_the_loop(acme, monkeypatch):
    threads = set()

    def noting(*given):
        threads.add(get_ident())
        return evidence_of(*given)

    monkeypatch.setattr(evidence, "evidence_of", noting)
    turns, busy = 0, asyncio.create_task(acme.leads(ANA))
    while not busy.done():
        turns += 1
        await asyncio.sleep(0)
    assert (await busy).inputs
    assert threads
    assert get_ident() not in threads
    assert turns > 10


async def test_the_loop_keeps_turning_while_six_inputs_of_two_years_are_tested(store, clock):
    """Somebody else's turn never waits for more than a part of the work; on the loop it would wait for all of it."""
    many, chance = 104, Random(7)
    inputs = [replace(METRICS[1], key=MetricKey(f"input{at}"), name=f"Input {at}") for at in range(6)]
    company = replace(COMPANY, metrics=(METRICS[0], *inputs), formula=Formula())
    await declare(store, clock, company)
    told = {metric.key: [chance.gauss(100, 9) for _ in range(many)] for metric in inputs}
    await record(store, clock, {LESSONS: [chance.gauss(500, 30) for _ in range(many)], **told})
    loop = asyncio.get_running_loop()
    began = loop.time()
    asked = asyncio.create_task(EvidenceService(store, clock).leads(ANA))
    turns = [began]
    while not asked.done():
        await asyncio.sleep(0)
        turns.append(loop.time())
    waits = [after - before for before, after in pairwise(turns)]
    assert len((await asked).inputs) == 6
    assert max(waits) < (turns[-1] - began) / 3
