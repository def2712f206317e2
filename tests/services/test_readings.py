"""People record what is theirs in the way they write numbers; sources fail one by one and are never zero."""

import asyncio
from dataclasses import replace
from datetime import date

import pytest

from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Company, Kind, Metric, SourceSpec, Squad, Style
from northstar_bot.domain.errors import BadInput, NotAllowed, NotFound, SourceFailed
from northstar_bot.domain.people import Person, Role, Standing, Viewer
from northstar_bot.plugins import Fetched, Point, Window
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.numbers.readings import ReadingService

W46, W47, W48 = (Week.parse(f"2026-W{number}") for number in (46, 47, 48))
ACME = Company(
    "acme",
    "Acme",
    "Europe/Berlin",
    metrics=(
        Metric("depth", "Lessons per learner", Kind.INPUT, owner="UOWNER", squad="core"),
        Metric("pace", "Pace", Kind.INPUT, style=Style.SHARE),
        Metric("learners", "Learners", Kind.INPUT, style=Style.COUNT),
        Metric("sales", "Sales", Kind.KPI),
    ),
    squads=(Squad("core", "Core", people=("USQUAD",)),),
    sources=(
        SourceSpec("depth", "manual"),
        SourceSpec("pace", "told", {"name": "pace"}),
        SourceSpec("learners", "told", {"name": "learners"}),
    ),
)


class Told:
    """A source that answers what a test tells it to."""

    kind = "told"
    summary = "for tests"

    def __init__(self):
        self.answers = {}
        self.asked = []
        self.now, self.most = 0, 0

    def check(self, options):
        pass

    async def fetch(self, metric, options, window):
        self.asked.append((metric.key, window))
        self.now += 1
        self.most = max(self.most, self.now)
        await asyncio.sleep(0)
        self.now -= 1
        answer = self.answers.get(options["name"], Fetched(()))
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def told():
    return Told()


@pytest.fixture
async def service(store, clock, told):
    sources = {"told": told, "manual": told}
    await CompanyService(store, clock, sources).apply(ACME)
    return ReadingService(store, clock, sources)


def viewer(person="USTEWARD", *roles, standing=Standing.MEMBER):
    held = frozenset(roles or ({Role.STEWARD} if person == "USTEWARD" else ()))
    return Viewer("acme", Person(person, person, standing=standing), held)


async def kept(service, metric, week=W47):
    async with service.unit_of_work.read() as store:
        return [(each.value, each.provisional) for each in await store.readings.history("acme", metric, week)]


async def reach_of(service, metric):
    async with service.unit_of_work.read() as store:
        return (await store.readings.reaches("acme")).get(metric)


@pytest.mark.parametrize(
    ("metric", "typed", "value"),
    [("depth", "12,5", 12.5), ("Learners", "1.2k", 1200), ("pace", "45%", 0.45), ("sales", "−3", -3)],
)
async def test_numbers_are_understood_as_people_write_them(service, metric, typed, value):
    recorded = await service.record(viewer(), metric, typed)
    assert (recorded.reading.value, recorded.reading.week, recorded.previous) == (value, W47, None)
    assert await kept(service, recorded.metric.key) == [(value, False)]


async def test_recording_again_restates_and_says_what_was_there(service):
    await service.record(viewer(), "depth", "10", "2026-W46")
    recorded = await service.record(viewer(), "lessons per learner", "12", "2026-11-15")
    assert (recorded.reading.week, recorded.previous, recorded.collected_from) == (W46, 10, None)
    assert await kept(service, "depth", W46) == [(10, False), (12, False)]
    assert (await service.record(viewer(), "pace", "1")).collected_from == "told"


@pytest.mark.parametrize(
    ("metric", "typed", "week", "field", "sentence"),
    [
        ("dept", "1", None, "metric", "There is no metric “dept”."),
        ("depth", "many", None, "value", "“many” is not a number."),
        ("depth", "", None, "value", "There is no number."),
        ("learners", "-1", None, "value", "“-1” is below zero."),
        ("pace", "45", None, "value", "“45” is not a share."),
        ("depth", "1", "2026-W99", "week", "“2026-W99” is not a week."),
        ("depth", "1", "2026-W48", "week", "2026-W48 is not over yet."),
        ("depth", "1", "2027-W01", "week", "2027-W01 is not over yet."),
    ],
)
async def test_what_cannot_be_recorded(service, metric, typed, week, field, sentence):
    with pytest.raises(BadInput) as refused:
        await service.record(viewer(), metric, typed, week)
    assert (refused.value.field, refused.value.sentence) == (field, sentence)
    assert refused.value.hint
    assert await kept(service, "depth") == []


async def test_a_misspelt_metric_gets_the_nearest(service):
    with pytest.raises(BadInput) as refused:
        await service.record(viewer(), "dept", "1")
    assert refused.value.hint == "Did you mean depth?"


@pytest.mark.parametrize("person", ["UOWNER", "USQUAD", "USTEWARD"])
async def test_the_owner_the_squad_and_stewards_may_record(service, person):
    assert await service.record(viewer(person), "depth", "1")


async def test_others_may_not_record(service):
    for who in (viewer("UELSE"), viewer("UOWNER", Role.DECIDER, standing=Standing.GUEST)):
        with pytest.raises(NotAllowed):
            await service.record(who, "depth", "1")
    with pytest.raises(NotAllowed, match="recorded by its owner or a steward"):
        await service.record(viewer("UELSE"), "sales", "1")
    with pytest.raises(NotFound):
        await service.record(replace(viewer(), workspace="nobody"), "depth", "1")
    assert await kept(service, "depth") == []


async def test_collecting_keeps_points_and_how_far_they_reach(service, told, clock):
    told.answers["pace"] = Fetched(
        [Point(W46, 0.4), Point(W47, 0.5, True)], date(2026, 1, 1), date(2026, 11, 22)
    )
    heard = []
    done = await service.collect("acme", Window(W46, W47), heard.append)
    assert {each.metric: (each.new, each.error) for each in done} == {
        "pace": (2, None),
        "learners": (0, None),
    }
    assert sorted(heard, key=str) == sorted(done, key=str)
    assert await kept(service, "pace") == [(0.5, True)]
    reach = await reach_of(service, "pace")
    assert (reach.first, reach.through, reach.succeeded_at) == (
        date(2026, 1, 1),
        date(2026, 11, 22),
        clock.now(),
    )
    assert [metric for metric, _ in told.asked] == ["pace", "learners"]


async def test_collecting_again_restates_and_keeps_the_old_value(service, told):
    for value in (0.4, 0.4, 0.6):
        told.answers["pace"] = Fetched([Point(W47, value)])
        await service.collect("acme")
    assert await kept(service, "pace") == [(0.4, False), (0.6, False)]


@pytest.mark.parametrize(
    ("failure", "said"),
    [
        (SourceFailed("It did not answer.", "Look at it."), "It did not answer. Look at it."),
        (RuntimeError("postgresql://who:hunter2@db"), "The source broke; the log says where."),
    ],
)
async def test_a_failing_source_keeps_its_readings_and_stops_no_other(
    service, told, clock, failure, said, caplog
):
    told.answers = {
        "pace": Fetched([Point(W46, 0.4)], date(2026, 1, 1)),
        "learners": Fetched([Point(W46, 7)]),
    }
    await service.collect("acme")
    first = clock.now()
    clock.advance(hours=1)
    told.answers = {"pace": failure, "learners": Fetched([Point(W47, 8)])}
    done = {each.metric: each for each in await service.collect("acme")}
    assert (done["pace"].error, done["learners"].new) == (said, 1)
    assert await kept(service, "pace", W46) == [(0.4, False)]
    assert await kept(service, "pace", W47) == []
    reach = await reach_of(service, "pace")
    assert (reach.error, reach.first, reach.succeeded_at) == (said, date(2026, 1, 1), first)
    assert "hunter2" not in caplog.text


async def test_the_past_of_a_metric_that_was_never_collected_is_fetched_once(service, told):
    told.answers["learners"] = SourceFailed("It did not answer.", "Look at it.")
    for _ in range(2):
        await service.collect("acme")
    weeks = {}
    for metric, window in told.asked:
        weeks.setdefault(metric, []).append((window.last.start - window.first.start).days // 7 + 1)
        assert window.last == W47
    assert weeks == {"pace": [104, 13], "learners": [104, 104]}


async def test_weeks_to_come_are_no_readings(service, told):
    told.answers["pace"] = Fetched([Point(W48, 0.1, True), Point(W48.next, 0.9)])
    await service.collect("acme")
    assert (await kept(service, "pace", W48), await kept(service, "pace", W48.next)) == ([(0.1, True)], [])


async def test_a_source_that_is_no_longer_installed(service, store, clock):
    (done, _) = await ReadingService(store, clock, {}).collect("acme")
    assert done.error == "There is no source “told” here."


async def test_only_a_few_sources_are_asked_at_once(service, store, clock, told):
    many = tuple(Metric(f"m{number}", "M", Kind.KPI) for number in range(9))
    sources = tuple(SourceSpec(metric.key, "told", {"name": "m"}) for metric in many)
    await CompanyService(store, clock, {"told": told}).apply(
        Company("big", "Big", metrics=many, sources=sources)
    )
    assert len(await service.collect("big")) == 9
    assert told.most == 4
