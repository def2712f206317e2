"""Replacing the star: where things stand, preview, proposal, approval, and the second look at requests."""

from northstar_bot.domain.errors import BadInput, NotFound
from northstar_bot.domain.people import Role
from northstar_bot.domain.pivots.pivot import Fate
from northstar_bot.domain.pivots.views import (
    PivotAnnouncement,
    PivotNews,
    PivotProposed,
    PromiseKept,
    Promises,
    Reopened,
)
from northstar_bot.render.ids import (
    PIVOT_APPROVE,
    PIVOT_CANCEL,
    PIVOT_FORM,
    PIVOT_KEEP,
    PIVOT_OPEN,
    PIVOT_REOPEN,
    PIVOT_SHOW,
    PIVOT_YES_NOW,
)
from northstar_bot.render.message import Message, View
from northstar_bot.render.pivots import pivot as drawn
from northstar_bot.render.pivots.form import PREVIEW, PROPOSE, pivot_form, proposed
from northstar_bot.render.pivots.promises import kept, promises
from northstar_bot.render.pivots.words import tally_line
from northstar_bot.render.pivots.yes_now import yes_now as drawn_noes
from northstar_bot.render.requests.requests import said
from northstar_bot.slack.feature import Call, Command, Feature

_WORDS = "Use preview, propose, approve, cancel, or “reopen 12” for a request declined under an older star."


async def pivot(call: Call) -> Message | None:
    """Where things stand, or what the second word says."""
    word, _, rest = call.text.strip().casefold().partition(" ")
    match word:
        case "":
            return drawn.page_message(await call.services.pivot.page(call.viewer))
        case "preview" | "propose":
            return await _preview_or_form(call, word)
        case "approve":
            # The page has the button, which says what it does before it does it.
            await _proposal(call)
            return drawn.page_message(await call.services.pivot.page(call.viewer))
        case "cancel":
            return await _cancel(call, await _proposal(call))
        case "reopen":
            return await _reopen(call, _number(rest))
    raise BadInput(f"“{word[:40]}” is not something a pivot can do.", _WORDS)


async def show(call: Call) -> Message | None:
    """Where things stand, from a button."""
    return drawn.page_message(await call.services.pivot.page(call.viewer))


async def open_form(call: Call) -> Message | None:
    """The form, from a button."""
    await call.screen.open(pivot_form(await call.services.pivot.form(call.viewer)))
    return None


async def keep_form(call: Call) -> View | None:
    """Show what would happen, or keep the proposal."""
    if call.fields.get("next") == PROPOSE:
        made = await call.services.pivot.propose(call.viewer, call.fields)
        page = await call.services.pivot.page(call.viewer)
        return proposed(made.draft.name, page)
    preview = await call.services.pivot.preview(call.viewer, call.fields)
    form = await call.services.pivot.form(call.viewer)
    return pivot_form(form, call.fields, preview, PROPOSE)


async def approve(call: Call) -> Message | None:
    """Approve, from the button."""
    star, tally = await call.services.pivot.approve(call.viewer, _number(call.value))
    return said(f"{star.name} is the North Star now, version {star.version}. {tally_line(tally)}.")


async def cancel(call: Call) -> Message | None:
    """Cancel, from a button."""
    return await _cancel(call, _number(call.value))


async def keep(call: Call) -> Message | None:
    """Keep a promise as it is."""
    request = await call.services.pivot.keep(call.viewer, _number(call.value))
    return said(f"#{request.number} stays accepted, and its asker is told.")


async def reopen(call: Call) -> Message | None:
    """Open a no again, from the list; the list is drawn anew."""
    answer = await _reopen(call, _number(call.value))
    await call.screen.replace(drawn_noes(await call.services.pivot.yes_now(call.viewer)))
    return answer


async def yes_now(call: Call) -> Message | None:
    """The noes that might be a yes."""
    return drawn_noes(await call.services.pivot.yes_now(call.viewer))


async def more_noes(call: Call) -> Message | None:
    """Those beyond a number, of one sort."""
    sort, _, after = call.value.partition(":")
    if sort not in set(Fate):
        raise BadInput("This list is from an older version.", "Open it again from /northstar pivot.")
    found = await call.services.pivot.yes_now(call.viewer, Fate(sort), _number(after))
    await call.screen.replace(drawn_noes(found))
    return None


async def _preview_or_form(call: Call, word: str) -> Message | None:
    if await call.services.pivot.proposed(call.viewer):
        return drawn.page_message(await call.services.pivot.page(call.viewer))
    form = await call.services.pivot.form(call.viewer)
    await call.screen.open(pivot_form(form, wish=PREVIEW if word == "preview" else PROPOSE))
    return None


async def _cancel(call: Call, number: int) -> Message:
    proposal = await call.services.pivot.cancel(call.viewer, number)
    return said(f"The proposal {proposal.draft.name} is cancelled. Nothing was changed.")


async def _reopen(call: Call, number: int) -> Message:
    request = await call.services.pivot.reopen(call.viewer, number)
    return said(f"#{request.number} is open again, and its asker is told.")


async def _proposal(call: Call) -> int:
    proposal = await call.services.pivot.proposed(call.viewer)
    if proposal is None:
        raise NotFound("No pivot is proposed.", "Begin with /northstar pivot propose.")
    return proposal.id


def _number(text: str) -> int:
    digits = text.strip().removeprefix("#")
    if not (digits.isascii() and digits.isdigit() and len(digits) < len("1000000000")):
        raise BadInput("Which one?", "Give its number, such as /northstar pivot reopen 12.")
    return int(digits)


FEATURE = Feature(
    commands=(
        Command(
            "pivot",
            "Replace the North Star, with a second person's approval",
            "pivot [preview|propose|approve|cancel|reopen <number>]",
            pivot,
            needs=Role.STEWARD,
        ),
    ),
    actions={
        PIVOT_OPEN: open_form,
        PIVOT_SHOW: show,
        PIVOT_APPROVE: approve,
        PIVOT_CANCEL: cancel,
        PIVOT_KEEP: keep,
        PIVOT_REOPEN: reopen,
        PIVOT_YES_NOW: yes_now,
        f"{PIVOT_YES_NOW}.more": more_noes,
    },
    views={PIVOT_FORM: keep_form},
    # It looks at every request there is.
    long=frozenset({PIVOT_APPROVE, PIVOT_SHOW}),
    posts={
        PivotProposed: drawn.proposed,
        PivotAnnouncement: drawn.announcement,
        PivotNews: drawn.news,
        Promises: promises,
        PromiseKept: kept,
        Reopened: drawn.reopened,
    },
)
