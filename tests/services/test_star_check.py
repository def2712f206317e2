"""Answers about the star: kept with who gave them, by stewards only, asked anew when the company may have moved on."""

import pytest
from tests.support.digests import COMPANY

from northstar_bot.domain.errors import Invalid, NotAllowed
from northstar_bot.domain.people import Person, Role, Viewer
from northstar_bot.domain.star.star_check import Question
from northstar_bot.services.company.company import CompanyService
from northstar_bot.services.numbers.evidence import EvidenceService
from northstar_bot.services.star.star_check import StarCheckService

STEWARD = Viewer("acme", Person("USTEW", "Stella"), frozenset({Role.STEWARD}))
MEMBER = Viewer("acme", Person("UBO", "Bo"))
SAID = "Teachers assign the next lesson on the same day."


@pytest.fixture
async def service(store, clock):
    await CompanyService(store, clock, {}).apply(COMPANY)
    return StarCheckService(store, clock, EvidenceService(store, clock))


async def test_the_latest_answer_counts_and_earlier_ones_stay(service, clock):
    await service.answer(STEWARD, Question.OUTCOME, "It is a nice number.")
    clock.advance(days=1)
    await service.answer(STEWARD, Question.OUTCOME, SAID)
    found = await service.check(MEMBER)
    assert (found.answers[Question.OUTCOME].text, found.answers[Question.OUTCOME].by) == (SAID, "USTEW")
    assert Question.OUTCOME not in found.unanswered


async def test_the_stage_is_asked_again_after_a_year(service, clock):
    await service.answer(STEWARD, Question.STAGE, SAID)
    await service.answer(STEWARD, Question.FELL, SAID)
    clock.advance(days=366)
    assert set((await service.check(MEMBER)).answers) == {Question.FELL}


async def test_only_stewards_answer_and_in_a_sentence(service):
    with pytest.raises(NotAllowed):
        await service.answer(MEMBER, Question.FELL, SAID)
    with pytest.raises(NotAllowed):
        await service.answered(MEMBER, Question.FELL)
    with pytest.raises(Invalid):
        await service.answer(STEWARD, Question.FELL, "stop")
    assert (await service.check(MEMBER)).answers == {}
