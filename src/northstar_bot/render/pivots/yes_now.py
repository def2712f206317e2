"""Noes of an earlier star that might be a yes under this one, each with a way to open it again."""

from collections.abc import Sequence

from northstar_bot.domain.pivots.pivot import Fate
from northstar_bot.domain.pivots.views import Declined, YesNow
from northstar_bot.domain.requests.requests import Request
from northstar_bot.render import blocks
from northstar_bot.render.ids import PIVOT_REOPEN, PIVOT_YES_NOW
from northstar_bot.render.message import Block, Message
from northstar_bot.render.pivots.words import name_of
from northstar_bot.render.requests.words import title_of
from northstar_bot.render.words import count, day, escape, mention, plain

_HEADING = "Would be a yes now?"


def yes_now(found: YesNow) -> Message:
    """First the noes about inputs that live on, apart those that moved no input then."""
    if not found.total:
        sentence = "No declined request waits for a second look."
        return Message(sentence, (blocks.section_plain(sentence),))
    sorts = (
        (_same_lead(found), found.same, Fate.YES_NOW),
        (_none_lead(found), found.none, Fate.PERHAPS),
    )
    shown: list[Block] = [blocks.header(_HEADING)]
    said = [_HEADING]
    for lead, noes, fate in sorts:
        if noes.total:
            shown += [blocks.section_plain(lead), *_listed(noes, fate)]
            said += [lead, *map(title_of, noes.requests)]
            said += [_rest(noes)] if noes.more else []
    return Message(escape("\n".join(said)), tuple(shown))


def _same_lead(found: YesNow) -> str:
    return (
        f"{count('no', found.same.total, 'noes')} given under an earlier star, about inputs that "
        f"{name_of(found.star)} has too. Each stays final unless you open it."
    )


def _none_lead(found: YesNow) -> str:
    fresh = _joined([plain(name, 60) for name in found.fresh]) or "other inputs"
    return (
        f"{count('no', found.none.total, 'noes')} given because nothing that counted then would move. "
        f"{name_of(found.star)} brought {fresh}: might one of these move that? Each stays final unless you open it."
    )


def _listed(noes: Declined, fate: Fate) -> list[Block]:
    rows = [block for request in noes.requests for block in _no(request)]
    if not noes.more:
        return rows
    onwards = f"{fate.value}:{noes.requests[-1].number}"
    return [*rows, blocks.actions(blocks.button(_rest(noes).capitalize(), f"{PIVOT_YES_NOW}.more", onwards))]


def _rest(noes: Declined) -> str:
    return f"and {noes.more:,} more"


def _no(request: Request) -> list[Block]:
    number = str(request.number)
    return [
        blocks.section_plain(title_of(request), blocks.button("Open again", PIVOT_REOPEN, number)),
        blocks.context(f"{mention(request.asker)} asked on {day(request.asked_at.date())}"),
    ]


def _joined(names: Sequence[str]) -> str:
    return " and ".join([part for part in (", ".join(names[:-1]), *names[-1:]) if part])
