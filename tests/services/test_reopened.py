"""What a new star opened again is anybody's to decide: an appeal under the old one bars nobody any more."""

from dataclasses import replace

import pytest
from tests.support.pivots import FORM, OWNED, OWNER, SECOND_OWNER, STEWARD, founded
from tests.support.requests import ASKER, DECIDER, NO, SEEN, YES, asked

from northstar_bot.domain.errors import NotAllowed
from northstar_bot.domain.requests.requests import State
from northstar_bot.services.pivots.pivot import PivotService
from northstar_bot.services.requests.life import RequestLifeService
from northstar_bot.services.requests.requests import RequestService

YES_NOW = replace(YES, input="new_users", difference="Under the new star it moves what counts.")
NEW = "Three schools wrote this week that they leave because of it."


@pytest.fixture
async def twice_declined(store, clock):
    """Declined by a decider, appealed, declined by an owner; then the star is replaced."""
    await founded(store, clock, OWNED)
    requests = RequestService(store, clock)
    await asked(requests)
    await requests.decide(DECIDER, 1, NO, SEEN)
    await RequestLifeService(store, clock).appeal(ASKER, 1, NEW)
    with pytest.raises(NotAllowed, match="You said no to this"):
        await requests.weigh(DECIDER, 1)
    question = await requests.weigh(OWNER, 1)
    assert question.appeal is not None
    await requests.decide(OWNER, 1, NO, question.seen)
    pivots = PivotService(store, clock)
    await pivots.approve(SECOND_OWNER, (await pivots.propose(STEWARD, FORM)).id)
    await pivots.reopen(STEWARD, 1)
    return requests


async def test_who_said_no_under_the_old_star_may_decide_it(twice_declined):
    requests = twice_declined
    question = await requests.weigh(DECIDER, 1)
    assert (question.appeal, question.earlier.star_version) == (None, 1)
    verdict = await requests.decide(DECIDER, 1, YES_NOW, question.seen)
    assert verdict.star_version == 2
    why = await requests.why(ASKER, 1)
    assert why.glimpse.state is State.ACCEPTED
    assert [(step.act.value, step.by) for step in why.steps] == [("appeal", "UASK"), ("reopen", "USTE")]
