"""Lunch-and-learns through their doors: overview, proposal, answers with a calendar file, and what was learned."""

from northstar_bot.domain.calendar.zones import is_zone
from northstar_bot.domain.errors import BadInput
from northstar_bot.domain.ids import PersonId, is_in_slack
from northstar_bot.domain.recognition.learning import LEARNED, Learned, LearningCard, LearningNote
from northstar_bot.render.errors import notice
from northstar_bot.render.ids import (
    LEARN_AFTER,
    LEARN_AFTER_FORM,
    LEARN_CANCEL,
    LEARN_FORM,
    LEARN_HOST_NO,
    LEARN_HOST_YES,
    LEARN_LIST_NO,
    LEARN_LIST_YES,
    LEARN_MOVE,
    LEARN_MOVE_FORM,
    LEARN_NO,
    LEARN_PROPOSE,
    LEARN_YES,
)
from northstar_bot.render.message import Message, View
from northstar_bot.render.metadata import carried
from northstar_bot.render.recognition import learning as drawn
from northstar_bot.render.recognition.learning_form import (
    afterwards,
    another_date,
    moment_of,
    proposal,
    proposal_of,
)
from northstar_bot.slack.feature import Call, Command, Feature
from northstar_bot.slack.reading import must_be_number


async def learn(call: Call) -> Message | None:
    """`learn` shows what comes and who could host, `learn propose` opens the form."""
    match call.text.strip().casefold():
        case "" | "list":
            return drawn.overview(await call.services.learning.overview(call.viewer))
        case "propose":
            return await open_form(call)
    raise BadInput("Look at what is planned, or propose one.", "Try /northstar learn propose.")


async def open_form(call: Call) -> Message | None:
    """The form, with the host that a suggestion names, else oneself."""
    host = PersonId(call.value) if is_in_slack(call.value) else call.viewer.person.id
    await call.screen.open(proposal(_zone(call), host, call.channel))
    return None


async def propose(call: Call) -> View | None:
    """Keep it; announced at once or when the host says yes."""
    wanted = proposal_of(call.fields, _zone(call))
    kept = await call.services.learning.propose(call.viewer, wanted, call.source_key)
    return notice("Lunch-and-learn", drawn.proposed(kept, _zone(call)))


async def come(call: Call) -> Message | None:
    """Come, by the button of the announcement."""
    post = await call.services.learning.answer(call.viewer, _number(call), coming=True)
    await call.screen.replace(drawn.card(post))
    return drawn.coming(post)


async def stay(call: Call) -> Message | None:
    """Not come, by the button of the announcement."""
    post = await call.services.learning.answer(call.viewer, _number(call), coming=False)
    await call.screen.replace(drawn.card(post))
    return None


async def come_from_list(call: Call) -> Message | None:
    """Come, from the overview."""
    post = await call.services.learning.answer(call.viewer, _number(call), coming=True)
    await _again(call)
    return drawn.coming(post)


async def stay_from_list(call: Call) -> Message | None:
    """Not come, from the overview."""
    await call.services.learning.answer(call.viewer, _number(call), coming=False)
    await _again(call)
    return None


async def host(call: Call) -> Message | None:
    """Yes: it is announced."""
    kept = await call.services.learning.agree(call.viewer, _number(call), hosts=True)
    await call.screen.replace(drawn.proposed(kept, _zone(call)))
    return None


async def not_host(call: Call) -> Message | None:
    """No: who proposed it is told."""
    await call.services.learning.agree(call.viewer, _number(call), hosts=False)
    await call.screen.replace(drawn.done("You do not host it. Who proposed it is told."))
    return None


async def cancel(call: Call) -> Message | None:
    """Call it off."""
    await call.services.learning.cancel(call.viewer, _number(call))
    await call.screen.replace(drawn.done("Called off. Whoever said they come is told."))
    return None


async def open_another_date(call: Call) -> Message | None:
    """The form for another date."""
    one = await call.services.learning.to_move(call.viewer, _number(call))
    await call.screen.open(another_date(one, _zone(call)))
    return None


async def move(call: Call) -> View | None:
    """Give it another date."""
    at = moment_of(call.fields, _zone(call))
    kept = await call.services.learning.move(call.viewer, _carried(call), at)
    return notice("Lunch-and-learn", drawn.moved(kept, _zone(call)))


async def open_afterwards(call: Call) -> Message | None:
    """The form for what was learned."""
    await call.screen.open(afterwards(str(_number(call))))
    return None


async def tell(call: Call) -> View | None:
    """Post it under the announcement."""
    await call.services.learning.tell(call.viewer, _carried(call), call.fields.get(LEARNED) or "")
    return notice("What was learned", drawn.done("It is posted under the announcement."))


async def _again(call: Call) -> None:
    await call.screen.replace(drawn.overview(await call.services.learning.overview(call.viewer)))


def _number(call: Call) -> int:
    return must_be_number(call.value, "Which lunch-and-learn?", "See /northstar learn.")


def _carried(call: Call) -> int:
    return must_be_number(str(carried(call.metadata, "learning")["learning"]), "Which one?", "Open it again.")


def _zone(call: Call) -> str:
    return call.viewer.person.zone if is_zone(call.viewer.person.zone) else "UTC"


FEATURE = Feature(
    commands=(
        Command(
            "learn",
            "Lunch-and-learns: what is planned, who could host, propose one",
            "learn [propose]",
            learn,
        ),
    ),
    actions={
        LEARN_PROPOSE: open_form,
        LEARN_YES: come,
        LEARN_NO: stay,
        LEARN_LIST_YES: come_from_list,
        LEARN_LIST_NO: stay_from_list,
        LEARN_HOST_YES: host,
        LEARN_HOST_NO: not_host,
        LEARN_CANCEL: cancel,
        LEARN_MOVE: open_another_date,
        LEARN_AFTER: open_afterwards,
    },
    views={LEARN_FORM: propose, LEARN_MOVE_FORM: move, LEARN_AFTER_FORM: tell},
    posts={LearningCard: drawn.card, LearningNote: drawn.note, Learned: drawn.learned},
)
