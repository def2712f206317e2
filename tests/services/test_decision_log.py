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
)

from northstar_bot.domain.errors import NotFound
from northstar_bot.domain.people import Person
from northstar_bot.domain.requests.decision_log import Entry
from northstar_bot.domain.requests.detail_form import DetailsFilled
from northstar_bot.domain.requests.details import SizeBand
from northstar_bot.domain.requests.requests import Answer, Evidence, RequestKind, State
from northstar_bot.domain.requests.verdict_form import Proposal
from northstar_bot.domain.requests.views import Seen
from northstar_bot.services.requests import decision_log
from northstar_bot.services.requests.decision_log import DecisionLogService
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
    )  # fmt: skip


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
