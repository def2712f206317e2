"""A declaration comes back as saved, one writer at a time; a workspace never has two active stars."""

from dataclasses import replace
from datetime import date, time

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from northstar_bot.domain.calendar.schedules import Cadence, PostKind, Schedule
from northstar_bot.domain.company.company import (
    Company,
    Dimension,
    Direction,
    ExitCriterion,
    Formula,
    Kind,
    Limits,
    Metric,
    Mode,
    Recognition,
    SourceSpec,
    Squad,
    Star,
    Style,
    Team,
    Value,
)
from northstar_bot.domain.company.private_thanks import PrivateThanks
from northstar_bot.domain.errors import AlreadyDone, NotFound
from northstar_bot.storage.tables.company import star as star_table

STAR = Star(
    0, "lessons", "Everyone learns", "Lessons completed", "lessons", "what counts", "why", stage="growth",
    exit_criteria=(ExitCriterion("1,000 schools", met=True), ExitCriterion("profit")), since=date(2026, 1, 5),
)  # fmt: skip
ACME = Company(
    workspace="acme",
    name="Acme",
    zone="Europe/Berlin",
    formula=Formula(Mode.IDENTITY, ("learners", "pace")),
    metrics=(
        Metric("lessons", "Lessons", Kind.STAR, "lessons", Style.COUNT),
        Metric(
            "learners", "Learners", Kind.INPUT, "people", Style.COUNT, Dimension.BREADTH, "U1", "growth",
            Direction.UP, 1200.5, 3, "everyone who finished one",
        ),
        Metric("pace", "Pace", Kind.INPUT, style=Style.SHARE, dimension=Dimension.FREQUENCY),
        Metric("complaints", "Complaints", Kind.GUARDRAIL, direction=Direction.DOWN),
    ),
    teams=(Team("sales", "Sales", "brings schools", "S01", ("U1", "U2")), Team("design", "Design", spotlight=False)),
    squads=(Squad("growth", "Growth", "sales", ("U2",)), Squad("core", "Core")),
    values=(Value("kind", "Be kind", "helps without being asked"),),
    sources=(SourceSpec("learners", "sql", {"url_env": "X_URL", "query": {"sqlite": "select 1"}}),),
    schedules=(
        Schedule("monday", PostKind.DIGEST, "C1", 0, time(9, 30), "Asia/Tokyo", "U1"),
        Schedule(
            "thanks",
            PostKind.ROUNDUP,
            "C1",
            4,
            time(16),
            "UTC",
            cadence=Cadence.MONTHLY,
            weekdays=(0, 2),
            nth=-1,
            options={"audience": "depth"},
            skip=(date(2026, 12, 24),),
        ),
    ),
    owners=("U1",),
    stewards=("U2",),
    deciders=("U3", "U4"),
    recognition=Recognition(
        "C2", "tada", "clap", 5, value_required=True, nudge=False, private=PrivateThanks.LEADS, anniversaries=False
    ),
    limits=Limits.ROLLING,
)  # fmt: skip


async def save(store, company=ACME):
    async with store.write() as opened:
        return await opened.companies.save(company)


async def load(store, workspace="acme"):
    async with store.read() as opened:
        return await opened.companies.of(workspace)


async def test_everything_declared_comes_back(store):
    saved = await save(store)
    async with store.write() as opened:
        await opened.companies.set_first_star("acme", STAR)
    assert saved == replace(ACME, revision=1)
    assert await load(store) == replace(ACME, revision=1, star=replace(STAR, version=1))


async def test_an_undeclared_workspace_is_none_and_others_are_not_seen(store):
    await save(store)
    await save(store, Company("other", "Other"))
    assert await load(store, "nobody") is None
    assert await load(store, "other") == Company("other", "Other", revision=1)
    async with store.read() as opened:
        assert await opened.companies.all_ids() == ["acme", "other"]


async def test_the_second_of_two_changes_to_one_revision_is_refused(store):
    seen = await save(store)
    await save(store, replace(seen, name="Acme One"))
    with pytest.raises(AlreadyDone):
        await save(store, replace(seen, name="Acme Two"))
    with pytest.raises(AlreadyDone):
        await save(store, ACME)
    assert (await load(store)).name == "Acme One"


async def test_a_second_first_star_is_refused(store):
    await save(store)
    async with store.write() as opened:
        await opened.companies.set_first_star("acme", STAR)
    with pytest.raises(AlreadyDone):
        async with store.write() as opened:
            await opened.companies.set_first_star("acme", replace(STAR, metric="revenue"))
    async with store.read() as opened:
        assert [star.metric for star in await opened.companies.stars("acme")] == ["lessons"]


async def test_the_database_itself_refuses_a_second_active_star(store):
    await save(store)
    async with store.write() as opened:
        await opened.companies.set_first_star("acme", STAR)
    row = {
        "workspace_id": "acme",
        "version": 2,
        "metric": "revenue",
        "since": date(2026, 2, 2),
        "exit_criteria": [],
    }
    words = dict.fromkeys(("vision", "name", "unit", "definition", "why", "stage", "orientation"), "")
    with pytest.raises(IntegrityError):
        async with store.write() as opened:
            await opened.companies._connection.execute(insert(star_table).values(**row, **words))


async def test_a_star_that_is_replaced_stays_with_the_day_it_ended(store):
    await save(store)
    async with store.write() as opened:
        await opened.companies.set_first_star("acme", STAR)
    follower = replace(STAR, metric="habits", name="Habits formed", since=date(2026, 11, 16))
    async with store.write() as opened:
        made = await opened.companies.replace_star("acme", follower)
    assert made == replace(follower, version=2)
    assert (await load(store)).star == made
    async with store.read() as opened:
        first, second = await opened.companies.stars("acme")
    assert first == replace(STAR, version=1, until=date(2026, 11, 16))
    assert second == made


async def test_without_an_active_star_there_is_nothing_to_replace(store):
    await save(store)
    await save(store, Company("other", "Other"))
    async with store.write() as opened:
        await opened.companies.set_first_star("other", STAR)
    with pytest.raises(AlreadyDone):
        async with store.write() as opened:
            await opened.companies.replace_star("acme", STAR)
    assert (await load(store, "other")).star.version == 1


async def test_wording_may_change_but_not_the_metric(store):
    await save(store)
    async with store.write() as opened:
        await opened.companies.set_first_star("acme", STAR)
        await opened.companies.reword_star("acme", replace(STAR, vision="Everyone, everywhere"))
    found = (await load(store)).star
    assert (found.version, found.vision, found.since) == (1, "Everyone, everywhere", date(2026, 1, 5))
    with pytest.raises(NotFound):
        async with store.write() as opened:
            await opened.companies.reword_star("acme", replace(STAR, metric="revenue"))


async def test_a_workspace_is_connected_to_one_slack_team(store):
    await save(store)
    await save(store, Company("other", "Other"))
    for _ in range(2):
        async with store.write() as opened:
            await opened.companies.bind("acme", "T1")
    for workspace, team in (("acme", "T2"), ("other", "T1"), ("nobody", "T3")):
        with pytest.raises(AlreadyDone):
            async with store.write() as opened:
                await opened.companies.bind(workspace, team)
    async with store.read() as opened:
        assert await opened.companies.bound_to("T1") == "acme"
        assert await opened.companies.bound_to("T9") is None
        assert await opened.companies.slack_team_of("acme") == "T1"
        assert await opened.companies.slack_team_of("other") is None
