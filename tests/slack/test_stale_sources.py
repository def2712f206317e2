"""The evening before a digest: who owns a number whose source will not have the week is told, once, and in time."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from tests.support.digests import LEARNERS, PER_LEARNER
from tests.support.teaching import mondays, parents, teach

from northstar_bot.domain.company.company import SourceSpec
from northstar_bot.domain.company.preferences import Switch

# Five in the afternoon in New York.
EVENING = datetime(2026, 11, 27, 22, tzinfo=UTC)
WEEKS = "".join(f"2026-W{week},{100 + week}\n" for week in range(20, 48))


@pytest.fixture
async def acme(on_stage, clock, tmp_path):
    """Bo in New York owns every number; active learners come from a file, the digest on Mondays at nine in Berlin."""
    file = tmp_path / "learners.csv"
    file.write_text(f"week,value\n{WEEKS}")
    await teach(on_stage, clock, mondays(on_stage))
    await sourced(on_stage, file)
    await collected(on_stage)
    await on_stage.settle()
    return replace_file(on_stage, file)


def replace_file(stage, file):
    return _Acme(stage, file)


class _Acme:
    """The stage, and the file that the source reads."""

    def __init__(self, stage, file):
        self.stage, self.file = stage, file
        self.house = stage.bot.house

    @property
    def notes(self):
        return [one for one in self.stage.bo.dm.messages if "will be missing" in one.text]

    async def at(self, clock, moment):
        clock.moment = moment
        await self.stage.settle_in_turn(clock, 6)

    async def fails(self, clock):
        clock.moment = datetime(2026, 11, 26, 6, 10, tzinfo=UTC)
        self.file.unlink()
        await collected(self.stage)


async def collected(stage):
    return await stage.bot.house.services.readings.collect(stage.bot.workspace)


async def sourced(stage, file, *metrics, **options):
    company = await stage.bot.house.services.company.of(stage.bot.workspace)
    specs = [SourceSpec(key, "csv", {"path": str(file), **options}) for key in metrics or (LEARNERS,)]
    await stage.bot.house.services.company.apply(replace(company, sources=tuple(specs)))


async def test_the_owner_of_a_source_that_fails_reads_it_once_on_the_evening_of_the_working_day_before(
    acme, clock
):
    await acme.fails(clock)
    await acme.at(clock, EVENING - timedelta(minutes=1))
    assert acme.notes == []
    await acme.at(clock, EVENING)
    await acme.at(clock, EVENING + timedelta(hours=1))
    (note,) = acme.notes
    assert note.text.startswith(
        "Active learners will be missing in the digest of week 48 (23–29 Nov 2026) as things stand."
    )
    assert "its source does not answer (last answered Mon 23 Nov 09:00 Europe/Berlin)" in note.text
    assert "There is no file learners.csv." in note.text
    assert "Its numbers end Sun 22 Nov." in note.text
    assert "The digest is posted Mon 30 Nov 09:00 Europe/Berlin, with what is missing marked." in note.text
    assert not [one for one in acme.stage.cy.dm.messages if "will be missing" in one.text]
    await acme.at(clock, datetime(2026, 11, 30, 8, 1, tzinfo=UTC))
    assert len(acme.notes) == 1
    assert [one for one in parents(acme.stage.growth) if "week 48" in one.text]


async def test_each_digest_has_an_evening_of_its_own(acme, clock):
    await acme.fails(clock)
    await acme.at(clock, EVENING)
    await acme.at(clock, EVENING + timedelta(days=7))
    assert ["week 48" in one.text for one in acme.notes] == [True, False]


async def test_nothing_is_said_when_it_is_mended_before_the_note_is_composed(acme, clock):
    await acme.fails(clock)
    clock.moment = EVENING
    await acme.stage.bot.work.chores.run_due(clock.now())
    acme.file.write_text(f"week,value\n{WEEKS}")
    await collected(acme.stage)
    await acme.at(clock, EVENING + timedelta(minutes=5))
    assert acme.notes == []


async def test_a_source_that_keeps_up_says_nothing(acme, clock):
    await acme.at(clock, EVENING)
    assert acme.notes == []


async def test_a_source_that_answers_but_tells_nothing_newer_is_behind(acme, clock):
    clock.moment = datetime(2026, 12, 4, 6, tzinfo=UTC)
    await collected(acme.stage)
    await acme.at(clock, EVENING + timedelta(days=7))
    (note,) = acme.notes
    assert "Active learners: its source answers, but with nothing newer." in note.text
    assert "Its numbers end Sun 22 Nov." in note.text


async def test_days_that_stopped_coming_are_noticed_inside_the_week(acme, clock):
    acme.file.write_text(f"week,value\n{WEEKS}2026-W48,40\n")
    await sourced(acme.stage, acme.file, complete_through="2026-11-24")
    clock.moment = datetime(2026, 11, 27, 6, tzinfo=UTC)
    await collected(acme.stage)
    await acme.at(clock, EVENING)
    (note,) = acme.notes
    assert "Its numbers end Tue 24 Nov." in note.text


async def test_one_note_names_all_sources_and_a_later_one_only_what_is_new(acme, clock):
    await sourced(acme.stage, acme.file, LEARNERS, PER_LEARNER)
    await collected(acme.stage)
    await acme.fails(clock)
    await acme.at(clock, EVENING)
    (note,) = acme.notes
    assert "2 numbers will be missing" in note.text
    assert "Lessons per learner: its source" in note.text


async def test_who_wants_no_such_notes_gets_none_and_without_an_owner_a_steward_does(acme, clock):
    house, workspace = acme.house, acme.stage.bot.workspace
    await acme.fails(clock)
    async with house.transactions.write() as store:
        await store.preferences.keep(workspace, acme.stage.bo.id, frozenset({Switch.CHECK_INS}), clock.now())
    await acme.at(clock, EVENING)
    assert acme.notes == []
    company = await house.services.company.of(workspace)
    nobody = tuple(replace(one, owner=None) for one in company.metrics)
    await house.services.company.apply(replace(company, metrics=nobody, stewards=(acme.stage.cy.id,)))
    await acme.at(clock, datetime(2026, 12, 4, 17, tzinfo=UTC))
    assert [one for one in acme.stage.cy.dm.messages if "will be missing" in one.text]


async def test_who_finds_out_at_night_hears_in_the_morning_or_not_at_all(acme, clock):
    clock.moment = EVENING + timedelta(hours=5)
    acme.file.unlink()
    await collected(acme.stage)
    await acme.at(clock, EVENING + timedelta(hours=5, minutes=1))
    await acme.at(clock, datetime(2026, 11, 30, 7, 50, tzinfo=UTC))
    assert acme.notes == [], "nine in Berlin is before anybody's morning in New York"
