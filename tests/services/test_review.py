"""What a month came to, counted by both databases: the last verdict of each request, shipments, and movement."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from tests.support.requests import (
    ASKER,
    COMPANY,
    DECIDER,
    NO,
    NOTIFICATIONS,
    SEEN,
    STAR,
    WORKFLOW,
    YES,
    asked,
    viewer_of,
)

from northstar_bot.domain.calendar.months import Month
from northstar_bot.domain.calendar.periods import Week
from northstar_bot.domain.company.company import Direction
from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import BadInput, NotAllowed
from northstar_bot.domain.numbers.readings import Reading
from northstar_bot.domain.people import Role, Standing
from northstar_bot.domain.requests.requests import Obligation, Visibility
from northstar_bot.domain.requests.shipped import Shipment
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.services.rhythm.review import ReviewService

NOVEMBER = Month(2026, 11)
OWNER = viewer_of("UCEO", Role.OWNER)


@pytest.fixture
async def requests(store, clock):
    async with store.write() as rooms:
        await rooms.companies.save(replace(COMPANY, owners=("UCEO",)))
        await rooms.companies.set_first_star("acme", STAR)
    return RequestService(store, clock)


@pytest.fixture
def reviews(store, clock):
    return ReviewService(store, clock)


def row_of(review, name):
    return next(row for row in review.rows if row.name == name)


async def decided(requests, number, draft, proposal, viewer=DECIDER):
    await asked(requests, draft, key=f"view:{number}")
    await requests.decide(viewer, number, proposal, SEEN)


async def test_a_month_counts_what_was_said_and_done(requests, reviews, store, clock):
    private = replace(NOTIFICATIONS, visibility=Visibility.DECIDERS)
    legal = replace(WORKFLOW, obligation=Obligation.LEGAL, obligation_link="https://law.example/7")
    await decided(requests, 1, NOTIFICATIONS, YES)
    await decided(requests, 2, private, YES, OWNER)
    clock.advance(hours=6)
    await decided(requests, 3, WORKFLOW, NO)
    await decided(requests, 4, legal, replace(YES, input="none", mechanism="The law wants it by January."))
    today = clock.now().date()
    async with store.write() as rooms:
        for number, moved in ((1, "return_days"), (4, "none")):
            made = Shipment(number, "UDEC", today, clock.now(), today, 1, input=moved)
            await rooms.shipments.add("acme", made)
    review = await reviews.of("acme", NOVEMBER, clock.now())
    inputs = row_of(review, "Days a teacher returns")
    assert (inputs.accepted, inputs.declined, inputs.shipped) == (2, 0, 1)
    assert (review.accepted, review.declined, review.shipped) == (3, 1, 2)
    assert review.shipped_without_input == 1
    assert (review.exempt.exempt, review.exempt.decided) == (1, 4)
    assert review.obligations == {"legal": 1}
    assert (review.pace.without_owner, review.pace.decided) == (3, 4)
    assert review.so_far


async def test_the_last_verdict_of_the_month_counts_and_months_end_where_the_company_is(
    requests, reviews, clock
):
    await decided(requests, 1, NOTIFICATIONS, NO)
    clock.moment = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)  # December in Berlin
    await decided(requests, 2, NOTIFICATIONS, YES)
    november = await reviews.of("acme", NOVEMBER, clock.now())
    december = await reviews.of("acme", NOVEMBER.next, clock.now())
    assert (november.accepted, november.declined, november.so_far) == (0, 1, False)
    assert (december.accepted, december.declined, december.so_far) == (1, 0, True)


async def test_an_inputs_weeks_are_judged_by_its_own_past(requests, reviews, store, clock):
    last = Week.parse("2026-W47")
    values = [10.0, 11.0] * 10 + [10.0, 11.0, 30.0]
    readings = [
        Reading("return_days", last.plus(back - len(values) + 1), value, recorded_at=clock.now())
        for back, value in enumerate(values)
    ]
    async with store.write() as rooms:
        await rooms.readings.add("acme", readings)
    review = await reviews.preview(ASKER, NOVEMBER)
    moved = row_of(review, "Days a teacher returns").movement
    assert [line.week.label for line in moved.weeks] == ["2026-W45", "2026-W46", "2026-W47"]
    assert (moved.signals(Direction.UP), moved.signals(Direction.DOWN), moved.judged) == (1, 0, 3)
    assert row_of(review, "New teachers").movement.weeks == ()


async def test_an_empty_month_posts_nothing_and_can_be_looked_at(requests, reviews, clock):
    plan = Plan("acme", "review", "C1", "2026-10", clock.now())
    assert await reviews.compose(plan, clock.now()) is None
    looked = await reviews.preview(ASKER)
    assert (looked.month, looked.is_empty, looked.preview) == (Month(2026, 10), True, True)


async def test_who_may_look_and_at_what(requests, reviews):
    with pytest.raises(NotAllowed):
        await reviews.preview(viewer_of("UGST", standing=Standing.GUEST))
    with pytest.raises(BadInput, match="still to come"):
        await reviews.preview(ASKER, Month(2026, 12))


async def test_another_workspace_has_its_own_month(requests, reviews, store, clock):
    await decided(requests, 1, NOTIFICATIONS, YES)
    async with store.write() as rooms:
        await rooms.companies.save(replace(COMPANY, workspace="globex"))
    assert await reviews.of("globex", NOVEMBER, clock.now()) is None
