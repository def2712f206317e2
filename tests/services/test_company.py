"""Applying a declaration twice changes nothing, all of it is kept or none, and a first star is dated."""

from dataclasses import replace
from datetime import date

import pytest

from northstar_bot.domain.company.company import Company, Kind, Metric, SourceSpec, Star
from northstar_bot.domain.declaration.declaration import with_star_metric
from northstar_bot.domain.errors import AlreadyDone, BadInput, NotAllowed
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.services.company.company import CompanyService

STAR = Star(0, "lessons", "Everyone learns", "Lessons", "lessons")
ACME = Company("acme", "Acme", "Pacific/Auckland", STAR, metrics=(Metric("lessons", "Lessons", Kind.STAR),))
HABITS = replace(
    ACME,
    star=replace(STAR, metric="habits", name="Habits"),
    metrics=(Metric("habits", "Habits", Kind.STAR), Metric("lessons", "Lessons", Kind.KPI)),
)
OWNER = Viewer("acme", Person("U1", "Ana"), frozenset({Role.OWNER}))


class Picky:
    """A source that wants one option."""

    kind = "picky"
    summary = "for tests"

    def check(self, options):
        if "path" not in options:
            raise BadInput("The option path is missing.", "Add it.", "path")


@pytest.fixture
def service(store, clock):
    return CompanyService(store, clock, {"picky": Picky()})


async def test_applying_twice_changes_nothing(service, clock):
    first = await service.apply(ACME)
    assert "+ star: Lessons" in [change.line for change in first]
    clock.advance(days=30)
    assert await service.apply(ACME) == ()
    found = await service.of("acme")
    assert (found.revision, found.star.version) == (1, 1)


async def test_the_first_star_is_dated_where_the_company_is(service, clock):
    clock.advance(hours=12)
    await service.apply(ACME)
    assert (await service.of("acme")).star.since == date(2026, 11, 24)


async def test_a_dry_run_tells_the_difference_and_keeps_nothing(service):
    assert await service.apply(ACME, dry_run=True)
    assert await service.of("acme") is None
    await service.apply(ACME)
    changes = await service.apply(replace(ACME, name="Acme Inc"), dry_run=True, slack_team="T1")
    assert [change.line for change in changes] == [
        "~ workspace.name: Acme → Acme Inc",
        "+ workspace.slack_team: T1",
    ]
    assert (await service.of("acme")).name == "Acme"


async def test_wording_changes_in_place_and_a_pivot_is_refused(service):
    await service.apply(ACME)
    await service.apply(replace(ACME, star=replace(STAR, vision="All learn", unit="courses")))
    found = await service.of("acme")
    assert (found.star.vision, found.star.version, found.metric("lessons").unit) == (
        "All learn",
        1,
        "courses",
    )
    with pytest.raises(BadInput, match="North Star is “lessons”"):
        await service.apply(
            replace(
                ACME,
                name="Half written",
                star=replace(STAR, metric="revenue"),
                metrics=(Metric("revenue", "Lessons", Kind.STAR),),
            )
        )
    assert await service.of("acme") == found


async def test_nothing_is_kept_when_one_part_is_refused(service, store):
    await service.apply(Company("other", "Other"), slack_team="T1")
    with pytest.raises(AlreadyDone):
        await service.apply(ACME, slack_team="T1")
    assert await service.of("acme") is None


async def test_a_stale_revision_is_refused(service):
    await service.apply(ACME)
    seen = await service.of("acme")
    await service.apply(replace(seen, name="Acme One"))
    with pytest.raises(AlreadyDone):
        await service.apply(replace(seen, name="Acme Two"))
    assert (await service.of("acme")).name == "Acme One"


@pytest.mark.parametrize(
    ("spec", "field", "hint"),
    [
        (SourceSpec("lessons", "piky"), "sources.lessons.kind", "Did you mean picky?"),
        (SourceSpec("lessons", "picky"), "sources.lessons.path", "Add it."),
    ],
)
async def test_a_source_that_cannot_work_is_refused(service, spec, field, hint):
    with pytest.raises(BadInput) as refused:
        await service.apply(replace(ACME, sources=(spec,)))
    assert (refused.value.field, refused.value.hint) == (field, hint)


async def test_what_is_wrong_is_refused_before_anything_is_written(service):
    with pytest.raises(BadInput):
        await service.apply(replace(ACME, zone="Mars"))
    assert await service.of("acme") is None


async def test_an_owner_replaces_the_star_and_everything_that_goes_with_it(service, store, clock):
    await service.apply(ACME)
    clock.advance(days=30, hours=12)
    star = await service.replace_star(OWNER, HABITS)
    assert (star.metric, star.version, star.since) == ("habits", 2, date(2026, 12, 24))
    found = await service.of("acme")
    assert (found.star, found.metrics, found.revision) == (star, with_star_metric(HABITS).metrics, 2)
    async with store.read() as opened:
        before, after = await opened.companies.stars("acme")
    assert (before.metric, before.until, after.until) == ("lessons", date(2026, 12, 24), None)
    assert await service.apply(HABITS) == ()


@pytest.mark.parametrize("roles", [{Role.STEWARD, Role.DECIDER}, set()])
async def test_only_an_owner_replaces_the_star(service, roles):
    await service.apply(ACME)
    before = await service.of("acme")
    with pytest.raises(NotAllowed):
        await service.replace_star(replace(OWNER, roles=frozenset(roles)), HABITS)
    assert await service.of("acme") == before


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        (ACME, "is the North Star already"),
        (replace(ACME, star=None, metrics=()), "cannot be taken away"),
        (replace(HABITS, sources=(SourceSpec("habits", "piky"),)), "no source “piky”"),
    ],
)
async def test_a_star_that_cannot_follow_changes_nothing(service, wanted, words):
    await service.apply(ACME)
    before = await service.of("acme")
    with pytest.raises(BadInput, match=words):
        await service.replace_star(OWNER, wanted)
    assert await service.of("acme") == before


async def test_a_star_is_replaced_only_as_it_was_seen_and_where_there_is_one(service):
    with pytest.raises(BadInput, match="no North Star to replace"):
        await service.replace_star(OWNER, HABITS)
    await service.apply(ACME)
    await service.apply(replace(ACME, name="Acme One"))
    with pytest.raises(AlreadyDone):
        await service.replace_star(OWNER, replace(HABITS, revision=1))
    assert (await service.of("acme")).star.metric == "lessons"


async def test_an_owner_of_one_workspace_replaces_no_other_star(service):
    await service.apply(ACME)
    await service.apply(replace(ACME, workspace="other"))
    await service.replace_star(OWNER, replace(HABITS, workspace="other"))
    assert (await service.of("other")).star.metric == "lessons"
    assert (await service.of("acme")).star.metric == "habits"
