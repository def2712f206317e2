"""Reminders reach who decides, once a day and five times at most, inside their hours; then a steward, then nobody."""

import asyncio
import tempfile
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule
from sqlalchemy import select, update
from tests.conftest import SettableClock
from tests.support.databases import ready_sqlite
from tests.support.requests import ASKER, COMPANY, DECIDER, NO, SEEN, STAR, YES, asked

from northstar_bot.domain.calendar.schedules import PostKind, Schedule
from northstar_bot.domain.company.company import Squad
from northstar_bot.domain.company.preferences import OF_MESSAGES, Switch
from northstar_bot.domain.declaration.rituals import Pick
from northstar_bot.domain.people import Person, Standing
from northstar_bot.domain.requests.away import Absence
from northstar_bot.domain.requests.reminders import Item, Reminder
from northstar_bot.domain.requests.requests import Answer, Evidence, WakeOn
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.services.company.people import KnownPeople
from northstar_bot.services.preferences import PreferenceService
from northstar_bot.services.requests.calendar import RequestCalendar
from northstar_bot.services.requests.life_posts import LifePosts
from northstar_bot.services.requests.reminder_posts import ReminderPosts
from northstar_bot.services.requests.reminders import ReminderService
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.services.requests.still_waiting import StillWaitingService
from northstar_bot.services.rhythm.sprint_starts import SprintStarts
from northstar_bot.storage.engine import connect
from northstar_bot.storage.posts.delivery_rows import delivery_of
from northstar_bot.storage.tables.deliveries import delivery as ledger
from northstar_bot.storage.unit_of_work import Transactions

ACME = COMPANY.workspace
TEAM = replace(COMPANY, owners=("UCEO",), stewards=("USTE",), deciders=("UDEC",))
NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Office:
    """A company whose reminders are planned and read; every look is by a bot that has just started."""

    def __init__(self, store, clock):
        self.store, self.clock, self.sent = store, clock, []

    async def open(self, company=TEAM):
        async with self.store.write() as rooms:
            await rooms.companies.save(company)
            await rooms.companies.set_first_star(ACME, STAR)
        await self.meets("UDEC", "USTE", "UCEO", "UASK", "UOWN")

    async def meets(self, *people, zone="Europe/Berlin", standing=Standing.MEMBER):
        async with self.store.write() as rooms:
            met = [Person(each, each, zone, standing) for each in people]
            await rooms.people.remember(ACME, met, self.clock.now())

    @property
    def requests(self):
        return RequestService(self.store, self.clock)

    async def asks(self, key="view:1"):
        return await asked(self.requests, key=key)

    async def tick(self):
        """Plan with services that remember nothing, and send what is due as the pump would."""
        who, now = KnownPeople(self.store), self.clock.now()
        await ReminderService(self.store, who).remind(ACME, now)
        waits = StillWaitingService(self.store, who)
        await waits.tell_askers(ACME, now)
        await SprintStarts(self.store, who).tell(ACME, now)
        return await self.send()

    async def rows(self):
        async with self.store.read() as rooms:
            found = await rooms.deliveries._connection.execute(select(ledger).order_by(ledger.c.id))
            return [delivery_of(row).plan for row in found.mappings()]

    async def send(self):
        new, now = [], self.clock.now()
        composers = ReminderPosts(self.store, KnownPeople(self.store)).composers()
        gone = {(plan.kind, plan.target, plan.period) for plan, *_ in self.sent}
        for plan in await self.rows():
            late = now > plan.expires_at or now < plan.due_at
            if plan.kind in composers and not late and (plan.kind, plan.target, plan.period) not in gone:
                post = await composers[plan.kind].compose(plan, now)
                if post is not None:
                    new.append((plan, post, now))
        self.sent += new
        return [(plan.kind, plan.target) for plan, *_ in new]


@pytest.fixture
async def office(store, clock):
    clock.moment = NOON
    made = Office(store, clock)
    await made.open()
    return made


async def days_of(office, days):
    """What is sent at noon of each of the next days."""
    said = []
    for _ in range(days):
        office.clock.advance(days=1)
        said.append(await office.tick())
    return said


async def test_what_waits_is_told_the_next_morning_once_a_day(office):
    await office.asks()
    assert await office.tick() == []
    office.clock.advance(hours=20)
    assert await office.tick() == []
    office.clock.advance(hours=1)
    assert await office.tick() == [("waiting", "UDEC")]
    for _ in range(5):
        office.clock.advance(minutes=5)
        assert await office.tick() == []


async def test_five_times_then_a_steward_once_then_silence(office):
    await office.asks()
    said = await days_of(office, 21)
    kinds = [[kind for kind, _ in day] for day in said]
    assert Counter(kind for day in kinds for kind in day) == {
        "waiting": 5,
        "unanswered": 1,
        "still-waiting": 1,
    }
    told = [pair for day in said for pair in day]
    assert told[-1] == ("unanswered", "USTE")
    assert ("still-waiting", "UASK") in told
    weekend = [day for day, at in zip(said, range(25, 46), strict=True) if at % 7 in (0, 1)]
    assert weekend == [[]] * len(weekend)


async def test_without_a_star_deciders_hear_of_it_on_mondays_and_it_counts_for_nothing(store, clock):
    clock.moment = NOON
    office = Office(store, clock)
    async with store.write() as rooms:
        await rooms.companies.save(TEAM)
    await office.meets("UDEC", "USTE", "UCEO", "UASK")
    await office.asks()
    said = await days_of(office, 49)
    mondays = [at for at, day in enumerate(said) if day]
    assert mondays == [5, 12, 19, 26, 33, 40, 47]
    assert {pair for day in said for pair in day} == {("waiting", "UDEC")}
    assert not office.sent[-1][1].weighable
    async with store.write() as rooms:
        await rooms.companies.set_first_star(ACME, STAR)
    said = await days_of(office, 14)
    assert [day for day in said if ("waiting", "UDEC") in day] != []
    assert sum(day.count(("waiting", "UDEC")) for day in said) == 5


async def test_what_is_decided_or_moved_is_not_told(office):
    await office.asks()
    await office.requests.decide(DECIDER, 1, YES, SEEN)
    assert all(day == [] for day in await days_of(office, 8))


async def test_what_moves_between_planning_and_sending_is_left_out(office):
    await office.asks()
    office.clock.advance(days=1)
    await ReminderService(office.store, KnownPeople(office.store)).remind(ACME, office.clock.now())
    await office.requests.decide(DECIDER, 1, NO, SEEN)
    assert await office.send() == []


async def test_ten_are_shown_and_the_rest_counted(office):
    for number in range(13):
        await office.asks(key=f"view:{number}")
    office.clock.advance(days=1)
    await office.tick()
    ((_, post, _),) = office.sent
    assert [request.number for request in post.requests] == list(range(1, 11))
    assert post.more == 3


async def test_off_and_gone_hear_nothing(office):
    await office.asks()
    preferences = PreferenceService(office.store, office.clock)
    wanted = [kind for kind in OF_MESSAGES if kind is not Switch.WAITING]
    await preferences.choose(DECIDER, wanted, [])
    assert await days_of(office, 3) == [[], [], []]
    await preferences.choose(DECIDER, OF_MESSAGES, [])
    await office.meets("UDEC", standing=Standing.DEACTIVATED)
    office.clock.advance(days=3)
    assert await office.tick() == [("waiting", "USTE")]


async def test_an_owner_who_is_away_is_not_reminded_and_their_cover_is(office):
    async with office.store.write() as rooms:
        company = await rooms.companies.of(ACME)
        await rooms.companies.save(replace(company, deciders=(), stewards=()))
        await rooms.absences.begin(Absence(ACME, "UCEO", office.clock.now(), cover="UCOV"))
    await office.meets("UCOV")
    await office.asks()
    assert await days_of(office, 1) == [[("waiting", "UCOV")]]


async def test_an_asker_is_told_once_with_whom_it_waits(office):
    await office.asks()
    for kind in (Switch.WAITING,):
        wanted = [each for each in OF_MESSAGES if each is not kind]
        await PreferenceService(office.store, office.clock).choose(DECIDER, wanted, [])
    said = await days_of(office, 21)
    assert [pair for day in said for pair in day] == [("still-waiting", "UASK")]
    assert said.index([("still-waiting", "UASK")]) == 6  # asked on a Tuesday, told on the next one
    ((_, post, _),) = office.sent
    (wait,) = post.waits
    assert (wait.awaited, wait.since.isoformat()) == (("UDEC",), "2026-11-24")


async def test_what_waits_without_news_comes_as_one_list_a_day(office):
    for number in range(12):
        await office.asks(key=f"view:{number}")
    async with office.store.write() as rooms:
        await rooms.followers.add(ACME, 3, ["UOWN"], office.clock.now())
    said = await days_of(office, 12)
    lists = [pair for day in said for pair in day if pair[0] == "still-waiting"]
    assert sorted(lists) == [("still-waiting", "UASK"), ("still-waiting", "UOWN")]
    posts = {plan.target: post for plan, post, _ in office.sent if plan.kind == "still-waiting"}
    assert [wait.request.number for wait in posts["UASK"].waits] == list(range(1, 11))
    assert posts["UASK"].more == 2
    (followed,) = posts["UOWN"].waits
    assert (followed.request.number, followed.is_asker) == (3, False)


async def test_what_the_weekly_list_shows_is_not_in_that_days_reminder(office):
    parked = Proposal(
        Answer.PARK,
        "return_days",
        Evidence.SEEN,
        reason="Oak School decides about it first.",
        difference="Oak School decides about it on Thursday, not before.",
        wake_on=WakeOn.DATE,
        wake_at=date(2026, 11, 26),
    )
    await office.asks()
    await office.requests.decide(DECIDER, 1, parked, SEEN)
    office.clock.advance(days=2)
    await RequestCalendar(office.store).wake(ACME, office.clock.now())
    await office.asks(key="view:2")
    said = await days_of(office, 4)  # Friday to Monday
    numbers = [
        [each.number for each in post.requests] for plan, post, _ in office.sent if plan.kind == "waiting"
    ]
    assert numbers == [[1, 2], [2]]
    assert [len(day) for day in said] == [1, 0, 0, 1]
    composed = LifePosts(office.store)
    (weekly,) = [
        plan for plan in await office.rows() if plan.kind == "woken-weekly" and plan.target == "UDEC"
    ]
    assert [each.number for each in (await composed.woken_week(weekly, office.clock.now())).requests] == [1]
    async with office.store.write() as rooms:
        sent = update(ledger).where(ledger.c.kind == "woken-weekly")
        await rooms.deliveries._connection.execute(sent.values(state="sent", settled_at=office.clock.now()))
    await days_of(office, 14)
    shown = [
        1 in [each.number for each in post.requests]
        for plan, post, _ in office.sent
        if plan.kind == "waiting"
    ]
    assert shown.count(True) == 4  # the list of Monday was the fifth time


async def test_a_sprint_begins_with_squads_that_move_nothing(office):
    planning = Schedule(
        "planning", PostKind.KICKOFF, "C1", 2, time(10), "Europe/Berlin", options={"ritual": "planning"}
    )
    squads = (Squad("flow", "Flow", people=("UASK",)), Squad("core", "Core", people=("UOWN",)))
    async with office.store.write() as rooms:
        company = await rooms.companies.of(ACME)
        await rooms.companies.save(replace(company, squads=squads, schedules=(planning,)))
        await rooms.rituals.pick(ACME, Pick("core", "return_days", "UOWN", date(2026, 11, 23)))
    said = await days_of(office, 9)
    assert said[0] == [("squads", "USTE"), ("squad-pick", "UASK")]
    assert said[7] == said[0]
    assert sum(map(len, said)) == 4
    asked = [post for plan, post, _ in office.sent if plan.kind == "squad-pick"]
    assert [squad.key for squad in asked[0].squads] == ["flow"]


async def test_verdicts_arrive_whatever_is_off(office):
    await PreferenceService(office.store, office.clock).choose(ASKER, [], [])
    await office.asks()
    await office.requests.decide(DECIDER, 1, NO, SEEN)
    assert [(plan.kind, plan.target) for plan in await office.rows()] == [("verdict", "UASK")]


async def test_squads_without_an_input_are_told_of_when_a_month_begins(office):
    metrics = tuple(replace(each, squad="flow") for each in TEAM.metrics)
    squads = (Squad("flow", "Flow"), Squad("core", "Core"))
    async with office.store.write() as rooms:
        company = await rooms.companies.of(ACME)
        await rooms.companies.save(replace(company, metrics=metrics, squads=squads))
    said = await days_of(office, 40)
    assert [pair for day in said for pair in day] == [("squads", "USTE"), ("squads", "USTE")]
    assert [plan.period for plan, *_ in office.sent] == ["2026-12", "2027-01"]
    assert office.sent[0][1].names == ("Core",)


ZONES = ["Europe/Berlin", "America/Los_Angeles", "Asia/Kolkata", "Pacific/Apia", "no/where"]
PEOPLE = ["UDEC", "USTE", "UASK"]


class ReminderMachine(RuleBasedStateMachine):
    """Any order of ticks, restarts, moves over the world, requests, verdicts and changes of mind."""

    def __init__(self):
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = SettableClock(NOON)
        self.number, self.off, self.zones = 0, set(), {}
        self.office = self.runner.run(self._office())

    async def _office(self):
        self.database = connect(await ready_sqlite(Path(self.folder.name) / "northstar.db"))
        office = Office(Transactions(self.database, self.clock), self.clock)
        await office.open(replace(TEAM, deciders=("UDEC", "USTE")))
        return office

    @rule(step=st.sampled_from([5, 60, 7 * 60, 24 * 60, 3 * 24 * 60]))
    def tick(self, step):
        self.clock.advance(minutes=step)
        before = len(self.office.sent)
        self.runner.run(self.office.tick())
        for plan, _, now in self.office.sent[before:]:
            wall = now.astimezone(ZoneInfo(self._zone(plan.target)))
            assert time(9, 30) <= wall.time() < time(16, 30)
            assert wall.weekday() < 5
            assert (plan.target, plan.kind) not in self.off

    @rule(who=st.sampled_from(PEOPLE), zone=st.sampled_from(ZONES))
    def travel(self, who, zone):
        self.zones[who] = zone
        self.runner.run(self.office.meets(who, zone=zone))

    @rule()
    def ask(self):
        self.number += 1
        self.runner.run(self.office.asks(key=f"view:{self.number}"))

    @rule(answer=st.sampled_from([YES, NO]), data=st.data())
    def decide(self, answer, data):
        if not self.number:
            return
        number = data.draw(st.integers(1, self.number))

        async def decided():
            async with self.office.store.read() as rooms:
                request = await rooms.requests.find(ACME, number)
            if request.state == "open":
                await self.office.requests.decide(DECIDER, number, answer, replace(SEEN, moves=request.moves))

        self.runner.run(decided())

    @rule(who=st.sampled_from(["UDEC", "USTE"]), off=st.sets(st.sampled_from(["waiting", "lead-notes"])))
    def choose(self, who, off):
        viewer = replace(DECIDER, person=Person(who, who))
        wanted = [kind for kind in OF_MESSAGES if kind not in off]
        self.runner.run(PreferenceService(self.office.store, self.clock).choose(viewer, wanted, []))
        kinds = {"waiting": "waiting", "lead-notes": "unanswered"}
        self.off = {pair for pair in self.off if pair[0] != who} | {(who, kinds[one]) for one in off}

    def _zone(self, who):
        zone = self.zones.get(who, "Europe/Berlin")
        return COMPANY.zone if zone == "no/where" else zone

    @invariant()
    def nobody_is_reminded_too_often(self):
        days, items, ends = Counter(), Counter(), Counter()
        for plan, _, _ in self.office.sent:
            days[plan.kind, plan.target, plan.period] += 1
            for item in Item.several(plan.details.get("items", "")):
                into = items if plan.kind == Reminder.WAITING else ends
                into[plan.kind, plan.target, item.subject] += 1
        assert max(days.values(), default=0) <= 1
        assert max(items.values(), default=0) <= 5
        assert max(ends.values(), default=0) <= 1

    def teardown(self):
        self.runner.run(self.database.close())
        self.runner.close()
        self.folder.cleanup()


TestReminding = ReminderMachine.TestCase
TestReminding.settings = settings(
    max_examples=15,
    stateful_step_count=30,
    deadline=timedelta(seconds=60),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
