"""What to say to somebody who comes too late, because a request, the star or what they name is not what it was."""

from collections.abc import Collection

from northstar_bot.domain.company.company import Company
from northstar_bot.domain.errors import AlreadyDone, Invalid
from northstar_bot.domain.ids import WorkspaceId
from northstar_bot.domain.requests import weighing
from northstar_bot.domain.requests.moves import after_verdict
from northstar_bot.domain.requests.requests import Request, State
from northstar_bot.domain.requests.views import Seen
from northstar_bot.services.ports.store import Store
from northstar_bot.services.requests.reads import NO_SUCH
from northstar_bot.services.requests.telling import root_of


async def must_be_as_seen(store: Store, request: Request, company: Company, seen: Seen) -> None:
    """AlreadyDone when the star or the request has moved on since the form was drawn."""
    if weighing.must_be_weighable(company.star).version != seen.star_version:
        raise AlreadyDone(
            "The North Star changed while you were weighing. Nothing was saved.",
            "Copy what you typed and weigh it again under the new star.",
        )
    if request.moves != seen.moves and request.state is State.OPEN:
        raise AlreadyDone(
            f"Something was added to request #{request.number} meanwhile, or it was opened again. Nothing was saved.",
            "Copy what you typed and weigh it again.",
        )
    if request.moves != seen.moves:
        raise await late(store, request)


_DEAD = {
    State.WITHDRAWN: "#{number} was withdrawn, so nothing is decided there any more. Weigh this one by itself.",
    State.DROPPED: "#{number} was dropped, so nothing is decided there any more. Weigh this one by itself.",
    State.DECLINED: (
        "#{number} was declined, and a no needs its reason: decide no here and give it, or leave this open while "
        "the asker of #{number} appeals."
    ),
}


async def must_live(
    store: Store, workspace: WorkspaceId, number: int | None, unknown: Collection[int] = ()
) -> None:
    """Invalid when a request is said to repeat one that there is not, or of which nothing will come.

    `unknown`: those whose decision whoever says it may not know yet; a refusal would tell it.
    """
    if number is None:
        return
    repeated = await store.requests.find(workspace, number) if number < NO_SUCH else None
    if repeated is None:
        raise Invalid({"duplicate_of": f"There is no request #{number}."})
    root = await root_of(store, repeated)
    if root.number not in unknown and (dead := _DEAD.get(root.state)):
        raise Invalid({"duplicate_of": dead.format(number=root.number)})


async def late(store: Store, request: Request) -> AlreadyDone:
    """What to say to the second of two: who was first, or else how the request stands now."""
    now = await store.requests.find(request.workspace, request.number) or request
    verdicts = await store.requests.verdicts(request.workspace, request.number)
    hint = f"See /northstar why {request.number}."
    if not verdicts or after_verdict(State.OPEN, verdicts[-1].answer) is not now.state:
        return AlreadyDone(f"Request #{request.number} has changed meanwhile: it is {now.state}.", hint)
    decider, answer = verdicts[-1].decider, verdicts[-1].answer
    known = await store.people.known(request.workspace, [decider])
    name = known[decider].name if decider in known else decider
    return AlreadyDone(f"Request #{request.number} was already decided by @{name}: {answer}.", hint)
