"""What was found of leads is kept once for each star, input and quarter, for one workspace alone."""

from dataclasses import replace

import pytest
from tests.support.digests import COMPANY

from northstar_bot.domain.ids import MetricKey, WorkspaceId
from northstar_bot.domain.numbers.lead_evidence import Evidence, Peak
from northstar_bot.services.company.company import CompanyService
from northstar_bot.sources.registry import installed

ACME, OTHER = COMPANY.workspace, WorkspaceId("other")
STAR = MetricKey("lessons")


@pytest.fixture
async def found(store, clock):
    for workspace in (ACME, OTHER):
        await CompanyService(store, clock, installed()[0]).apply(
            replace(COMPANY, workspace=workspace, star=replace(COMPANY.star, version=1))
        )
    peaks = Peak(3, 0.4, 0.002), Peak(1, -0.1, 0.9)
    return Evidence(MetricKey("learners"), 60, 8, *peaks, tested_at=clock.now())


async def test_a_quarter_keeps_what_it_found_first(store, found):
    flat = Evidence(MetricKey("depth"), 30, 4, tested_at=found.tested_at)
    async with store.write() as opened:
        await opened.evidence.keep(ACME, STAR, "2026-Q4", [found, flat])
        await opened.evidence.keep(ACME, STAR, "2026-Q4", [replace(found, weeks=99)])
        await opened.evidence.keep(ACME, STAR, "2026-Q4", [])
    async with store.read() as opened:
        assert list(await opened.evidence.of_quarter(ACME, STAR, "2026-Q4")) == [flat, found]


async def test_another_workspace_star_or_quarter_has_its_own(store, found):
    async with store.write() as opened:
        await opened.evidence.keep(ACME, STAR, "2026-Q4", [found])
    async with store.read() as opened:
        for where in ((OTHER, STAR, "2026-Q4"), (ACME, "courses", "2026-Q4"), (ACME, STAR, "2027-Q1")):
            assert await opened.evidence.of_quarter(*where) == []


async def test_what_is_counted_otherwise_takes_the_place_of_what_was_found_before(store, found):
    otherwise = replace(found, weeks=40, counted_as="new")
    async with store.write() as opened:
        await opened.evidence.keep(ACME, STAR, "2026-Q4", [found])
        await opened.evidence.keep(ACME, STAR, "2026-Q4", [otherwise])
        await opened.evidence.keep(ACME, STAR, "2026-Q4", [replace(otherwise, weeks=41)])
    async with store.read() as opened:
        assert list(await opened.evidence.of_quarter(ACME, STAR, "2026-Q4")) == [otherwise]
