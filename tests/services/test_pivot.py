"""Replacing the star on both databases: the preview keeps its word, two people approve once, nothing is lost."""

import asyncio
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.support.databases import ready_sqlite
from tests.support.pivots import (
    DECIDER,
    FORM,
    MEMBER,
    OWNED,
    OWNER,
    SECOND_OWNER,
    STEWARD,
    add,
    dump,
    founded,
    one_of_each,
    rows,
)
from tests.support.requests import NO, viewer_of

from northstar_bot.domain.deliveries import Plan
from northstar_bot.domain.errors import AlreadyDone, BadInput, Invalid, NotAllowed, NotFound
from northstar_bot.domain.people import Role
from northstar_bot.domain.pivots.pivot import Fate
from northstar_bot.domain.requests.moves import DIAGRAM, FLAGGABLE, Act
from northstar_bot.domain.requests.query import Query
from northstar_bot.domain.requests.requests import State, WakeOn
from northstar_bot.domain.requests.views import Seen
from northstar_bot.services.pivots.pivot import PivotService
from northstar_bot.services.pivots.posts import PivotPosts
from northstar_bot.services.requests.requests import RequestService
from northstar_bot.storage.engine import connect
from northstar_bot.storage.unit_of_work import Transactions

NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)


@dataclass
class Still:
    """A clock that stands still."""

    moment: datetime

    def now(self):
        return self.moment


@pytest.fixture
async def pivots(store, clock):
    await founded(store, clock)
    return PivotService(store, clock)


async def _approved(pivots):
    proposal = await pivots.propose(STEWARD, FORM)
    return await pivots.approve(OWNER, proposal.id)


async def test_a_preview_writes_nothing_and_approval_does_just_that(pivots, store, clock):
    await one_of_each(store, clock)
    before = await dump(store)
    preview = await pivots.preview(STEWARD, FORM)
    page = await pivots.page(STEWARD)
    assert await dump(store) == before
    assert page.proposal is None
    star, tally = await _approved(pivots)
    assert (star.version, tally) == (2, preview.tally)
    after = await dump(store)
    assert after["verdict"] == before["verdict"]
    assert after["request_note"] == before["request_note"]


async def test_each_state_follows_its_rule(pivots, store, clock):
    await one_of_each(store, clock)
    before = {row["number"]: row for row in await rows(store, "request")}
    await _approved(pivots)
    items = {row["number"]: Fate(row["fate"]) for row in await rows(store, "pivot_item")}
    for row in await rows(store, "request"):
        was, fate = before[row["number"]], items.get(row["number"], Fate.UNTOUCHED)
        if fate in {Fate.UNTOUCHED, Fate.KEPT, Fate.YES_NOW, Fate.PERHAPS}:
            assert row == was
            continue
        assert (row["re_weigh"], row["moves"]) == (1, was["moves"] + 1)
        woken = State(was["state"]) is State.PARKED and fate is Fate.WAKES
        assert State(row["state"]) is (State.OPEN if woken else State(was["state"]))
        assert State(row["state"]) in FLAGGABLE


async def test_the_old_star_is_closed_with_its_reason_and_the_next_one_is_active(pivots, store):
    await _approved(pivots)
    async with store.read() as opened:
        old, new = await opened.companies.stars("acme")
        pivot = await opened.pivots.led_to("acme", 2)
        company = await opened.companies.of("acme")
    assert (old.until, new.until, new.since) == (new.since, None, old.until)
    assert pivot.draft.reason == FORM["reason"]
    assert (pivot.decided_by, pivot.proposer) == ("UANA", "USTE")
    assert company.star == new
    assert company.owners == OWNED.owners


ITEMS = st.lists(
    st.tuples(
        st.sampled_from(State),
        st.sampled_from([None, "new_users", "clicks", "return_days", "none"]),
        st.sampled_from([None, "new_users", "clicks", "return_days", "none"]),
        st.booleans(),
        st.sampled_from([None, *WakeOn]),
    ),
    max_size=6,
)


# Each example has a database of its own.
@settings(max_examples=15, deadline=None)
@given(items=ITEMS)
def test_whatever_stands_there_the_preview_keeps_its_word(items, tmp_path_factory):
    asyncio.run(_keeps_its_word(items, tmp_path_factory.mktemp("law")))


async def _keeps_its_word(items, folder):
    clock = Still(NOW)
    database = connect(await ready_sqlite(folder / "law.db"))
    try:
        store = Transactions(database, clock)
        await founded(store, clock)
        for state, stated, decided, exempt, wake_on in items:
            await add(store, clock, state, stated=stated, decided=decided, exempt=exempt, wake_on=wake_on)
        pivots = PivotService(store, clock)
        before = {row["number"]: row for row in await rows(store, "request")}
        verdicts, expected = await rows(store, "verdict"), (await pivots.preview(STEWARD, FORM)).tally
        _, tally = await _approved(pivots)
        assert tally == expected
        for row in await rows(store, "request"):
            was = State(before[row["number"]]["state"])
            assert State(row["state"]) in {was, DIAGRAM[was].get(Act.WAKE, was)}
            assert not row["re_weigh"] or State(row["state"]) in FLAGGABLE
        assert await rows(store, "verdict") == verdicts
    finally:
        await database.close()


async def test_two_approvers_at_once_make_one_pivot(pivots, store, clock):
    await one_of_each(store, clock)
    proposal = await pivots.propose(STEWARD, FORM)
    found = await asyncio.gather(
        *(pivots.approve(who, proposal.id) for who in (OWNER, SECOND_OWNER) * 3), return_exceptions=True
    )
    refused = [each for each in found if isinstance(each, AlreadyDone)]
    assert len(refused) == 5
    assert all("already approved by @" in each.sentence for each in refused)
    assert [row["version"] for row in await rows(store, "star")] == [1, 2]
    told = sorted(row["kind"] for row in await rows(store, "delivery") if row["kind"] != "pivot proposed")
    assert told == ["pivot", "pivot news", "pivot news"]


async def test_a_verdict_and_an_approval_at_once_lose_neither(pivots, store, clock):
    requests = RequestService(store, clock)
    numbers = [await add(store, clock, State.OPEN, stated="return_days") for _ in range(8)]
    proposal = await pivots.propose(STEWARD, FORM)
    judged = [requests.decide(DECIDER, number, NO, Seen(0, 1)) for number in numbers]
    found = await asyncio.gather(pivots.approve(OWNER, proposal.id), *judged, return_exceptions=True)
    assert not isinstance(found[0], Exception)
    for number, outcome in zip(numbers, found[1:], strict=True):
        async with store.read() as opened:
            request = await opened.requests.find("acme", number)
            verdicts = await opened.requests.verdicts("acme", number)
        if isinstance(outcome, AlreadyDone):
            assert (request.state, request.re_weigh, verdicts) == (State.OPEN, True, [])
        else:
            assert (request.state, request.re_weigh, len(verdicts)) == (State.DECLINED, False, 1)
            assert verdicts[0].star_version == 1


async def test_one_announcement_per_digest_channel_and_one_message_per_asker(pivots, store, clock):
    await one_of_each(store, clock)
    await _approved(pivots)
    planned = sorted((row["kind"], row["target"], row["period"]) for row in await rows(store, "delivery"))
    assert planned == [
        ("pivot", "C1", "pivot-v2"),
        ("pivot news", "UASK0", "pivot-v2"),
        ("pivot news", "UASK1", "pivot-v2"),
        ("pivot proposed", "UANA", "pivot-1"),
        ("pivot proposed", "UBOB", "pivot-1"),
    ]
    posts = PivotPosts(store)
    news = await posts.news(
        Plan("acme", "pivot news", "UASK0", "pivot-v2", clock.now(), details={"version": "2"}), NOW
    )
    assert all(request.asker == "UASK0" for request, _ in news.items)
    assert {fate for _, fate in news.items} <= {Fate.STAYS, Fate.KEPT, Fate.IN_DOUBT, Fate.WAKES, Fate.RESTS}
    told = await posts.announcement(
        Plan("acme", "pivot", "C1", "pivot-v2", clock.now(), details={"version": "2"}), NOW
    )
    assert (told.before.name, told.after.name) == ("Daily users", "Weekly lessons completed")
    nobody = Plan("other", "pivot", "C1", "pivot-v2", clock.now(), details={"version": "2", "number": "1"})
    assert await posts.news(nobody, NOW) is None
    assert await posts.announcement(nobody, NOW) is None
    assert await posts.reopened(nobody, NOW) is None


async def test_who_may_do_what(pivots):
    for viewer in (MEMBER, DECIDER):
        for refused in (
            pivots.page(viewer), pivots.form(viewer), pivots.preview(viewer, FORM), pivots.propose(viewer, FORM),
            pivots.cancel(viewer, 1), pivots.approve(viewer, 1), pivots.reopen(viewer, 1), pivots.yes_now(viewer),
            pivots.proposed(viewer),
        ):  # fmt: skip
            with pytest.raises(NotAllowed):
                await refused
    proposal = await pivots.propose(OWNER, FORM)
    with pytest.raises(NotAllowed, match="role owner"):
        await pivots.approve(STEWARD, proposal.id)
    with pytest.raises(NotAllowed, match="another owner"):
        await pivots.approve(OWNER, proposal.id)
    with pytest.raises(NotAllowed, match="role owner"):
        await pivots.cancel(STEWARD, proposal.id)
    with pytest.raises(AlreadyDone, match="proposed already"):
        await pivots.propose(STEWARD, FORM)
    with pytest.raises(NotFound):
        await pivots.approve(SECOND_OWNER, proposal.id + 1)
    await pivots.approve(SECOND_OWNER, proposal.id)


async def test_a_single_owner_waits_a_day(store, clock):
    await founded(store, clock, replace(OWNED, owners=()))
    pivots = PivotService(store, clock, frozenset({"UANA"}))
    proposal = await pivots.propose(OWNER, FORM)
    with pytest.raises(NotAllowed, match="24 hours"):
        await pivots.approve(OWNER, proposal.id)
    page = await pivots.page(OWNER)
    assert not page.may_approve
    clock.advance(hours=24)
    assert (await pivots.page(OWNER)).may_approve
    star, _ = await pivots.approve(OWNER, proposal.id)
    assert star.version == 2


async def test_a_cancelled_proposal_makes_room_for_another(pivots):
    first = await pivots.propose(STEWARD, FORM)
    await pivots.cancel(STEWARD, first.id)
    with pytest.raises(AlreadyDone, match="already cancelled"):
        await pivots.approve(OWNER, first.id)
    second = await pivots.propose(STEWARD, FORM)
    assert (await pivots.proposed(OWNER)).id == second.id


async def test_a_proposal_made_for_other_inputs_is_refused_whole(pivots, store, clock):
    await one_of_each(store, clock)
    proposal = await pivots.propose(STEWARD, FORM)
    async with store.write() as opened:
        company = await opened.companies.of("acme")
        await opened.companies.save(replace(company, metrics=company.metrics[:-1]))
    before = await dump(store)
    with pytest.raises(AlreadyDone, match="have changed"):
        await pivots.approve(OWNER, proposal.id)
    assert await dump(store) == before


async def test_a_flagged_promise_is_kept_or_weighed_again(pivots, store, clock):
    requests = RequestService(store, clock)
    first, second = [await add(store, clock, State.ACCEPTED, decided="return_days") for _ in range(2)]
    with pytest.raises(AlreadyDone):
        await requests.weigh(DECIDER, first)
    with pytest.raises(AlreadyDone):
        await pivots.keep(DECIDER, first)
    await _approved(pivots)
    assert [one.number for one in (await requests.list(DECIDER, Query.parse("re-weigh"))).items] == [
        second,
        first,
    ]
    with pytest.raises(NotAllowed):
        await pivots.keep(MEMBER, first)
    with pytest.raises(NotAllowed):
        await pivots.keep(viewer_of("UASK", Role.STEWARD), first)
    kept = await pivots.keep(DECIDER, first)
    assert (kept.state, kept.re_weigh) == (State.ACCEPTED, False)
    question = await requests.weigh(DECIDER, second)
    verdict = await requests.decide(DECIDER, second, NO, question.seen)
    assert verdict.star_version == 2
    assert (await requests.list(DECIDER, Query.parse("re-weigh"))).items == ()
    assert [one.star_version for one in (await requests.why(MEMBER, second)).verdicts] == [1, 2]


async def test_a_no_of_an_older_star_can_be_opened_and_its_asker_is_told(pivots, store, clock):
    listed = await add(store, clock, State.DECLINED, stated="clicks")
    perhaps = await add(store, clock, State.DECLINED, stated="none", decided="none")
    unlisted = await add(store, clock, State.DECLINED, stated="none", decided="return_days")
    with pytest.raises(NotAllowed, match="under the star of today"):
        await pivots.reopen(STEWARD, listed)
    await _approved(pivots)
    found = await pivots.yes_now(STEWARD)
    assert [one.number for one in found.same.requests] == [listed]
    assert [one.number for one in found.none.requests] == [perhaps]
    assert found.fresh == ("Lessons assigned",)
    assert (await pivots.yes_now(STEWARD, Fate.PERHAPS, perhaps)).total == 0
    with pytest.raises(NotAllowed, match="Nobody decides"):
        await pivots.reopen(viewer_of("UASK", Role.STEWARD), listed)
    for number in (listed, perhaps, unlisted):
        opened = await pivots.reopen(STEWARD, number)
        assert (opened.state, opened.re_weigh) == (State.OPEN, True)
    with pytest.raises(AlreadyDone):
        await pivots.reopen(STEWARD, listed)
    assert (await pivots.yes_now(STEWARD)).total == 0
    assert [row["target"] for row in await rows(store, "delivery") if row["kind"] == "reopened"] == [
        "UASK"
    ] * 3
    plan = Plan("acme", "reopened", "UASK", "x", clock.now(), details={"number": str(listed)})
    assert (await PivotPosts(store).reopened(plan, clock.now())).star.version == 2


async def test_without_a_star_there_is_nothing_to_replace(store, clock):
    async with store.write() as opened:
        await opened.companies.save(replace(OWNED, metrics=()))
    with pytest.raises(BadInput, match="no North Star"):
        await PivotService(store, clock).page(OWNER)


async def test_a_wrong_form_is_kept_by_nobody(pivots, store):
    before = await dump(store)
    with pytest.raises(Invalid):
        await pivots.propose(STEWARD, FORM | {"reason": ""})
    assert await dump(store) == before


async def test_the_tally_is_kept_with_the_pivot(pivots, store, clock):
    await one_of_each(store, clock)
    _, tally = await _approved(pivots)
    async with store.read() as opened:
        kept = await opened.pivots.led_to("acme", 2)
    assert asdict(kept.tally) == asdict(tally)


async def test_without_a_digest_everybody_who_decides_is_told_in_private(store, clock):
    alone = replace(OWNED, schedules=(), owners=("UANA",))
    await founded(store, clock, alone)
    pivots = PivotService(store, clock)
    proposal = await pivots.propose(OWNER, FORM)
    waits = [row for row in await rows(store, "delivery") if row["kind"] == "pivot proposed"]
    assert [(row["target"], str(row["due_at"])[:16]) for row in waits] == [("UANA", "2026-11-24 08:00")]
    posts = PivotPosts(store)
    plan = Plan("acme", "pivot proposed", "UANA", "x", NOW, details={"pivot": str(proposal.id)})
    assert (await posts.proposed(plan, NOW)).own
    clock.advance(hours=24)
    await pivots.approve(OWNER, proposal.id)
    told = sorted(row["target"] for row in await rows(store, "delivery") if row["kind"] == "pivot")
    assert told == ["UDEC", "UOWN", "USTE"]
    assert await posts.proposed(plan, NOW) is None
