"""Reminders: what waits for whom, each with the button that ends the waiting."""

from collections.abc import Mapping, Sequence

from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.requests.reminders import StillWaiting, Unanswered, Wait, Waiting
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.star.sprints import SquadsToPick, SquadsWithout
from northstar_bot.render import blocks
from northstar_bot.render.company.preferences import change_button
from northstar_bot.render.ids import REQUEST_WEIGH, REQUEST_WHY
from northstar_bot.render.message import Block, Message
from northstar_bot.render.requests.words import input_name, title_of
from northstar_bot.render.star.squad_card import choices
from northstar_bot.render.words import count, day, escape, mention, plain

_MANY = 3
_NO_STAR = (
    "Nothing can be weighed until an owner sets the star, in /northstar settings. You hear this on Mondays."
)


def waiting(told: Waiting) -> Message:
    """What waits for a decider, longest waiting first."""
    total = len(told.requests) + told.more
    rows = [
        block
        for request in told.requests
        for block in _row(request, _small(request, told.input_names), weighable=told.weighable)
    ]
    if not told.weighable:
        heading = f"{count('request', total)} {_verb(total)} for a North Star"
        return _listed(heading, told.requests, told.more, rows, _NO_STAR)
    heading = f"{count('request', total)} {_verb(total)} for your verdict"
    return _listed(
        heading, told.requests, told.more, rows, "/northstar requests waiting-on-me lists them all."
    )


def unanswered(told: Unanswered) -> Message:
    """What nobody answered although they were reminded, with whom it waits."""
    total = len(told.requests) + told.more
    heading = f"Nobody answered {count('request', total)}"
    rows = []
    for request, people in told.requests:
        waits = f"waits with {_people(people)}" if people else "nobody who can decide it is here"
        rows += _row(request, f"{waits} · asked on {day(request.asked_at.date())}")
    why = "Each was in the daily reminders five times. Nobody is reminded of it again."
    return _listed(heading, [request for request, _ in told.requests], told.more, rows, why)


def still_waiting(told: StillWaiting) -> Message:
    """What somebody hears who asked or follows: no news, since when, and with whom each request waits."""
    if len(told.waits) == 1 and not told.more:
        return _one_waiting(told.waits[0])
    total = len(told.waits) + told.more
    mine = all(wait.is_asker for wait in told.waits)
    whose = "of yours" if mine else "that you asked for or follow"
    heading = f"{count('request', total)} {whose} are still waiting"
    rows: list[Block] = []
    for wait in told.waits:
        details = blocks.button("Details", REQUEST_WHY, str(wait.request.number))
        rows += [blocks.section_plain(_followed(wait), details), blocks.context(_awaited(wait))]
    rest = [f"… and {told.more:,} more"] if told.more else []
    foot = " · ".join([*rest, "/northstar requests mine lists what you asked for."])
    said = [f"{heading}:", *(f"{escape(_followed(wait))}: {_awaited(wait)}" for wait in told.waits), *rest]
    return Message(
        "\n".join(said),
        (blocks.header(heading), *rows, blocks.context_plain(foot), blocks.actions(change_button())),
    )


def _one_waiting(wait: Wait) -> Message:
    whose = "Your request" if wait.is_asker else "A request you follow"
    said = f"{whose} {title_of(wait.request)} is still waiting"
    waits = _awaited(wait)
    return Message(
        f"{escape(said)}. {waits}",
        (
            blocks.section_plain(said + "."),
            blocks.context(waits),
            blocks.actions(blocks.button("Details", REQUEST_WHY, str(wait.request.number)), change_button()),
        ),
    )


def _followed(wait: Wait) -> str:
    return title_of(wait.request) if wait.is_asker else f"{title_of(wait.request)} (you follow it)"


def _awaited(wait: Wait) -> str:
    waits = f"With {_people(wait.awaited)}" if wait.awaited else "Nobody who can decide it is here"
    return f"{waits} · No news since {day(wait.since)}."


def squads(told: SquadsWithout) -> Message:
    """Squads that move no input, for whoever can give them one."""
    names = [plain(name, 80) for name in told.names]
    heading = f"{count('squad', len(names))} {'moves' if len(names) == 1 else 'move'} no input"
    how = "Their people were asked to pick one. An input's owner and squad are set with the metric, in settings."
    return Message(
        escape(f"{heading}: {', '.join(names)}. {how}"),
        (
            blocks.rich(
                blocks.paragraph(blocks.words(heading, bold=True)),
                blocks.bullets([[blocks.words(name)] for name in names[:20]]),
            ),
            blocks.context_plain(how),
            blocks.actions(change_button()),
        ),
    )


def squads_to_pick(told: SquadsToPick) -> Message:
    """The question of a sprint's beginning, with a menu for each squad of the reader."""
    asked = [choices(told.company, squad) for squad in told.squads[:_MANY]]
    why = "One input for each squad, so that the star moves. It holds until you pick another, or the star changes."
    return Message(
        "\n".join([*(each.text for each in asked), escape(why)]),
        (
            *(block for each in asked for block in each.blocks),
            blocks.context_plain(why),
            blocks.actions(change_button()),
        ),
    )


def _listed(heading: str, requests: Sequence[Request], more: int, rows: list[Block], foot: str) -> Message:
    titles = [title_of(request) for request in requests]
    rest = [f"… and {more} more"] if more else []
    small = blocks.context_plain(" · ".join([*rest, foot]))
    return Message(
        escape("\n".join([f"{heading}:", *titles, *rest])),
        (blocks.header(heading), *rows, small, blocks.actions(change_button())),
    )


def _row(request: Request, small: str, *, weighable: bool = True) -> list[Block]:
    label, act = ("Weigh", REQUEST_WEIGH) if weighable else ("Details", REQUEST_WHY)
    button = blocks.button(label, act, str(request.number))
    return [blocks.section_plain(title_of(request), button), blocks.context(small)]


def _small(request: Request, names: Mapping[MetricKey, str]) -> str:
    parts = [f"{mention(request.asker)} asked on {day(request.asked_at.date())}"]
    if request.counts_for:
        parts.append(escape(input_name(request.counts_for, names)))
    if request.needed_by:
        parts.append(f"needed by {day(request.needed_by)}")
    return " · ".join(parts)


def _verb(total: int) -> str:
    return "waits" if total == 1 else "wait"


def _people(people: Sequence[str]) -> str:
    named = [mention(person) for person in people[:_MANY]]
    rest = [f"{len(people) - _MANY} more"] if len(people) > _MANY else []
    listed = [*named, *rest]
    return " and ".join([", ".join(listed[:-1]), listed[-1]]) if len(listed) > 1 else listed[0]
