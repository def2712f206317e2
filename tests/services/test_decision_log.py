"""The log of decisions on both databases: complete, named, in order, and silent about what is private."""

from dataclasses import replace
from datetime import date

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

from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.people import Person, Role
from northstar_bot.domain.requests.decision_log import Entry
from northstar_bot.domain.requests.detail_form import DetailsFilled
from northstar_bot.domain.requests.details import SizeBand
from northstar_bot.domain.requests.requests import (
    NO_INPUT,
    Answer,
    Evidence,
    Obligation,
    RequestKind,
    State,
    WakeOn,
)
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.views import Seen
from northstar_bot.services.requests import decision_log
from northstar_bot.services.requests.decision_log import DecisionLogService
from northstar_bot.services.requests.life import RequestLifeService
from northstar_bot.services.requests.requests import RequestService

ASK_BACK = Proposal(Answer.ASK_BACK, "return_days", Evidence.SEEN, question="Which schools is it about?")


@pytest.fixture
async def requests(store, clock):
    async with store.write() as opened:
        await opened.companies.save(COMPANY)
        await opened.companies.set_first_star("acme", STAR)
        await opened.people.remember("acme", [Person("UDEC", "Grace")], clock.now())
    return RequestService(store, clock)


async def test_a_decision_is_told_by_name_with_its_star(requests, store):
    await asked(requests)
    await requests.decide(DECIDER, 1, YES, SEEN)
    (entry,) = await DecisionLogService(store).entries("acme")
    assert entry == Entry(
        1, State.ACCEPTED, "New notifications for teachers", "Sales", "client request",
        "Days a teacher returns", "yes", "R2", "", "", "Grace", date(2026, 11, 23), 1, "Daily users",
        suggestion="yes", evidence="seen", mechanism=YES.mechanism, stops=YES.stops,
    )  # fmt: skip


async def test_all_that_a_verdict_says_is_in_it(requests, store):
    await asked(
        requests, replace(NOTIFICATIONS, obligation=Obligation.LEGAL, obligation_link="https://law.example")
    )
    await asked(requests, WORKFLOW, key="view:V2")
    await asked(requests, WORKFLOW, key="view:V3")
    await asked(requests, WORKFLOW, key="view:V4")
    await requests.decide(DECIDER, 1, replace(YES, look_by=date(2027, 3, 1)), SEEN)
    await requests.decide(DECIDER, 2, NO, SEEN)
    difference = "Two schools are about to leave us over exactly this."
    parked = Proposal(
        Answer.PARK, NO_INPUT, Evidence.SEEN, reason="Not before the exams are over in spring.",
        difference=difference, wake_on=WakeOn.DATE, wake_at=date(2027, 2, 1),
    )  # fmt: skip
    await requests.decide(DECIDER, 3, parked, SEEN)
    await requests.decide(DECIDER, 4, Proposal(Answer.DUPLICATE, None, Evidence.SEEN, duplicate_of=1), SEEN)
    duty, no, park, copy = await DecisionLogService(store).entries("acme")
    assert (duty.exempt, duty.rule, duty.look_by) == ("legal", "R5", date(2027, 3, 1))
    assert (no.reason_kind, no.suggestion) == (NO.reason_code.value, "no")
    assert (park.difference, park.comes_back, park.precedents) == (difference, "2027-02-01", "#2")
    assert (copy.answer, copy.duplicate_of) == ("duplicate", "#1")


async def test_appeals_and_drops_stand_between_the_verdicts(requests, store, clock, monkeypatch):
    monkeypatch.setattr(decision_log, "PAGE", 1)
    life = RequestLifeService(store, clock, frozenset({"UANA", "UDEC"}))
    await asked(requests, WORKFLOW)
    await requests.decide(DECIDER, 1, NO, SEEN)
    clock.advance(hours=1)
    await life.appeal(ASKER, 1, "Two schools say that they would come back for it.")
    clock.advance(hours=1)
    requests = replace(requests, configured_owners=frozenset({"UANA", "UDEC"}))
    await requests.decide(viewer_of("UANA", Role.OWNER), 1, replace(YES, difference="x" * 40), Seen(2, 1))
    clock.advance(hours=1)
    await life.drop(DECIDER, 1, "The school that asked for it has closed.")
    log = await DecisionLogService(store).entries("acme")
    assert [each.answer for each in log] == ["no", "appeal", "yes", "drop"]
    assert log[1].reason == "Two schools say that they would come back for it."
    assert (log[3].reason, log[3].decider) == ("The school that asked for it has closed.", "Grace")


async def test_every_verdict_is_in_it_by_number_across_pages(requests, store, monkeypatch):
    monkeypatch.setattr(decision_log, "PAGE", 1)
    await asked(requests)
    await asked(requests, WORKFLOW, key="view:V2")
    await requests.decide(DECIDER, 1, ASK_BACK, SEEN)
    await requests.decide(DECIDER, 2, NO, SEEN)
    await requests.reply(ASKER, 1, "It is about Oak School.")
    await requests.decide(DECIDER, 1, YES, Seen(2, 1))
    entries = await DecisionLogService(store).entries("acme")
    assert [(entry.number, entry.answer) for entry in entries] == [(1, "ask back"), (1, "yes"), (2, "no")]
    assert entries[2].input == "none of them"


async def test_a_private_request_shows_number_and_state_once(requests, store):
    await asked(requests, replace(NOTIFICATIONS, from_private=True))
    await requests.decide(DECIDER, 1, ASK_BACK, SEEN)
    await requests.reply(ASKER, 1, "It is about Oak School.")
    await requests.decide(DECIDER, 1, YES, Seen(2, 1))
    assert await DecisionLogService(store).entries("acme") == (Entry(1, State.ACCEPTED),)


async def test_an_unknown_workspace_is_said(store):
    with pytest.raises(NotFound, match="not set up"):
        await DecisionLogService(store).entries("nowhere")


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        (RequestKind.DEMO, "1.5 h of Grace; by 2026-12-24; Oak School"),
        (RequestKind.DEAL, "Oak School; Deal 7; closes 2026-12-24; =Sixty days to pay; 10k to 50k"),
        (RequestKind.BUG, ""),
    ],
)
async def test_details_are_in_the_log_with_people_by_name(requests, kind, said):
    day = date(2026, 12, 24)
    filled = DetailsFilled(
        "UDEC", "1.5", day, "Oak School", "Deal 7", day, "=Sixty days to pay", SizeBand.UNDER_50K
    )
    await asked(requests, replace(NOTIFICATIONS, kind=kind, details=filled))
    await requests.decide(DECIDER, 1, YES, SEEN)
    (entry,) = await DecisionLogService(requests.unit_of_work).entries("acme")
    assert entry.details == said
