"""Marking accepted work shipped: once whatever the interleaving, by the right people, told to the right ones."""

import asyncio
from dataclasses import replace

import pytest
from tests.support.requests import ASKER, COMPANY, DECIDER, NOTIFICATIONS, SEEN, STAR, YES, asked, viewer_of

from northstar_bot.domain.company.company import Kind, Squad
from northstar_bot.domain.errors import AlreadyDone, Invalid, NorthstarError, NotAllowed, NotFound
from northstar_bot.domain.people import Role, Standing
from northstar_bot.domain.requests.requests import State, Visibility
from northstar_bot.domain.requests.shipped import Moved, ShipForm, whose_work
from northstar_bot.domain.requests.shipped_views import Ground
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.services.requests.shipping import ShippingService
from northstar_bot.services.rhythm.looking_back import LookingBackService

MEMBER, LEAD, STEWARD = viewer_of("UMEM"), viewer_of("ULEAD"), viewer_of("USTE", Role.STEWARD)
SQUAD = Squad("habit", "Habit", people=("UMEM",))
OWNED = replace(
    COMPANY,
    squads=(SQUAD, Squad("other", "Other", people=("UOTHER",))),
    stewards=("USTE",),
    metrics=tuple(
        replace(metric, squad="habit", owner="ULEAD") if metric.key == "return_days" else metric
        for metric in COMPANY.metrics
    ),
)


@pytest.fixture
async def house(store, clock):
    async with store.write() as opened:
        await opened.companies.save(OWNED)
        await opened.companies.set_first_star("acme", STAR)
    return RequestService(store, clock), ShippingService(store, clock), LookingBackService(store, clock)


async def accepted(requests, draft=NOTIFICATIONS, **chosen):
    request = await asked(requests, draft, key=f"view:{draft.title}")
    await requests.decide(DECIDER, request.number, replace(YES, **chosen), SEEN)
    return request.number


async def planned(store, kind):
    async with store.read() as opened:
        return [row.plan for row in await opened.deliveries.recent("acme", 100) if row.plan.kind == kind]


@pytest.mark.parametrize("viewer", [MEMBER, LEAD, STEWARD, viewer_of("UANY", Role.OWNER)])
async def test_people_of_the_squad_the_owner_of_the_input_and_stewards_mark_it(house, store, viewer):
    requests, shipping, _ = house
    made = await shipping.ship(viewer, await accepted(requests), ShipForm(changed="Reminders  at\neight"))
    assert (made.shipment.squad, made.shipment.changed) == ("habit", "Reminders at eight")
    async with store.read() as opened:
        assert (await opened.requests.find("acme", 1)).state is State.SHIPPED


@pytest.mark.parametrize(
    "viewer", [ASKER, DECIDER, viewer_of("UOTHER"), viewer_of("UMEM", standing=Standing.GUEST)]
)
async def test_nobody_else_does(house, viewer):
    requests, shipping, _ = house
    number = await accepted(requests)
    with pytest.raises(NotAllowed):
        await shipping.ship(viewer, number, ShipForm())


async def test_a_squad_that_was_named_does_it_instead_of_that_of_the_input(house):
    requests, shipping, _ = house
    number = await accepted(requests, squad="other")
    with pytest.raises(NotAllowed):
        await shipping.ship(MEMBER, number, ShipForm())
    assert (await shipping.to_ship(viewer_of("UOTHER"), 5)).total == 1
    assert (await shipping.to_ship(MEMBER, 5)).total == 0
    assert (await shipping.ship(viewer_of("UOTHER"), number, ShipForm())).shipment.squad == "other"


async def test_ten_at_once_make_one_mark_and_one_message(house, store):
    requests, shipping, _ = house
    number = await accepted(requests)
    ended = await asyncio.gather(
        *(shipping.ship((MEMBER, LEAD)[at % 2], number, ShipForm()) for at in range(10)),
        return_exceptions=True,
    )
    assert sum(not isinstance(end, Exception) for end in ended) == 1
    assert {type(end) for end in ended if isinstance(end, Exception)} == {AlreadyDone}
    assert [plan.target for plan in await planned(store, "shipped")] == ["UASK"]


async def test_shipping_and_withdrawing_at_once_leave_one_of_them(house, store):
    requests, shipping, _ = house
    number = await accepted(requests)
    ended = await asyncio.gather(
        shipping.ship(MEMBER, number, ShipForm()), requests.withdraw(ASKER, number), return_exceptions=True
    )
    failed = [end for end in ended if isinstance(end, Exception)]
    assert len(failed) == 1
    assert isinstance(failed[0], NorthstarError)
    async with store.read() as opened:
        state = (await opened.requests.find("acme", number)).state
        kept = await opened.shipments.of("acme", number)
    assert (state is State.SHIPPED) == (kept is not None)


async def test_what_is_not_accepted_cannot_be_shipped(house):
    requests, shipping, _ = house
    await asked(requests)
    with pytest.raises(AlreadyDone, match="is open"):
        await shipping.ship(STEWARD, 1, ShipForm())
    with pytest.raises(NotFound):
        await shipping.ship(STEWARD, 99, ShipForm())


async def test_wrong_days_are_refused(house, clock):
    requests, shipping, _ = house
    number = await accepted(requests)
    today = clock.now().date()
    for day in (today.replace(year=2027), today.replace(year=2020)):
        with pytest.raises(Invalid) as refused:
            await shipping.ship(MEMBER, number, ShipForm(day))
        assert "on" in refused.value.fields


async def test_a_private_one_gives_its_title_to_nobody_new(house, store):
    requests, shipping, looking = house
    draft = replace(NOTIFICATIONS, visibility=Visibility.DECIDERS, title="A secret deal")
    number = await accepted(requests, draft)
    assert (await shipping.question(MEMBER, number)).title == ""
    assert await shipping.record(MEMBER, number) is None
    await shipping.ship(MEMBER, number, ShipForm())
    assert (await looking.look(MEMBER, number)).title == ""
    assert (await shipping.page(MEMBER)).latest == ()


async def test_answers_are_kept_side_by_side_and_the_latest_counts(house, store):
    requests, shipping, looking = house
    number = await accepted(requests)
    with pytest.raises(NotFound):
        await looking.answer(MEMBER, number, Moved.YES)
    await shipping.ship(MEMBER, number, ShipForm())
    await looking.answer(MEMBER, number, Moved.YES)
    await looking.answer(MEMBER, number, Moved.YES)
    await looking.answer(LEAD, number, Moved.UNCLEAR, "Too early")
    with pytest.raises(NotAllowed):
        await looking.answer(ASKER, number, Moved.NO)
    record = await shipping.record(ASKER, number)
    assert [(each.answer, each.note) for each in record.story.answers] == [
        (Moved.YES, ""),
        (Moved.UNCLEAR, "Too early"),
    ]
    tally = (await shipping.page(MEMBER)).tally
    assert (tally.shipped, tally.answers, tally.looked_back) == (1, {Moved.UNCLEAR: 1}, 1)


async def test_the_question_is_planned_once_and_not_after_an_answer(house, store, clock):
    requests, shipping, looking = house
    number = await accepted(requests)
    await shipping.ship(MEMBER, number, ShipForm())
    clock.advance(days=60)
    for _ in range(3):
        await looking.plan_due("acme", clock.now())
    (plan,) = await planned(store, "look back")
    assert plan.target == "UMEM"
    assert await looking.compose(plan, clock.now()) is not None
    await looking.answer(MEMBER, number, Moved.NO)
    assert await looking.compose(plan, clock.now()) is None
    assert await looking.plan_due("acme", clock.now()) == 0


async def test_a_promised_day_is_kept_when_it_leaves_weeks_enough(house, clock):
    requests, shipping, _ = house
    promised = clock.now().date().replace(year=2027, month=3, day=1)
    number = await accepted(requests, look_by=promised)
    assert (await shipping.ship(MEMBER, number, ShipForm())).shipment.look_at == promised


async def test_an_input_that_was_retired_is_said_to_be(house, store):
    requests, shipping, looking = house
    number = await accepted(requests)
    await shipping.ship(MEMBER, number, ShipForm())
    retired = tuple(
        replace(metric, kind=Kind.KPI, squad=None) if metric.key == "return_days" else metric
        for metric in OWNED.metrics
    )
    async with store.write() as opened:
        company = await opened.companies.of("acme")
        await opened.companies.save(replace(company, metrics=retired))
        await opened.companies.replace_star("acme", replace(STAR, name="Weekly lessons"))
    looked = await looking.look(STEWARD, number)
    assert (looked.ground, looked.star_now) == (Ground.RETIRED, "Weekly lessons")


async def test_without_a_squad_the_owner_of_the_input_is_asked_then_stewards(house):
    requests, shipping, _ = house
    made = (await shipping.ship(MEMBER, await accepted(requests), ShipForm())).shipment
    assert whose_work(OWNED, made.squad, made.input) == ("UMEM",)
    assert whose_work(OWNED, None, made.input) == ("ULEAD",)
    assert whose_work(OWNED, None, None) == ("USTE",)
    assert whose_work(replace(OWNED, stewards=("a name",), owners=("UANA",)), None, None) == ("UANA",)
