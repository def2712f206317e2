"""Reminders: what waits for whom, each with the button that ends the waiting."""

from collections.abc import Mapping, Sequence

from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.reminders import SquadsWithout, StillWaiting, Unanswered, Waiting
from northstar_bot.domain.requests import Request
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_WEIGH, REQUEST_WHY
from northstar_bot.render.message import Block, Message
from northstar_bot.render.preferences import change_button
from northstar_bot.render.request_words import input_name, title_of
from northstar_bot.render.words import count, day, escape, mention, plain

_MANY = 3


def waiting(told: Waiting) -> Message:
    """What waits for a decider, longest waiting first."""
    total = len(told.requests) + told.more
    heading = f"{count('request', total)} {_verb(total)} for your verdict"
    rows = [block for request in told.requests for block in _row(request, _small(request, told.input_names))]
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
    """What an asker hears: no news, since when, and with whom it waits."""
    whose = "Your request" if told.is_asker else "A request you follow"
    said = f"{whose} {title_of(told.request)} is still waiting"
    waits = f"with {_people(told.awaited)}" if told.awaited else "nobody who can decide it is here"
    since = f"No news since {day(told.since)}."
    return Message(
        f"{escape(said)}, {waits}. {since}",
        (
            blocks.section_plain(said + "."),
            blocks.context(f"{waits[0].upper()}{waits[1:]} · {since}"),
            blocks.actions(blocks.button("Details", REQUEST_WHY, str(told.request.number)), change_button()),
        ),
    )


def squads(told: SquadsWithout) -> Message:
    """Squads that own no input, for whoever can give them one."""
    names = [plain(name, 80) for name in told.names]
    heading = f"{count('squad', len(names))} {'owns' if len(names) == 1 else 'own'} no input"
    how = "An input's owner and squad are set with the metric, in settings."
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


def _listed(heading: str, requests: Sequence[Request], more: int, rows: list[Block], foot: str) -> Message:
    titles = [title_of(request) for request in requests]
    rest = [f"… and {more} more"] if more else []
    small = blocks.context_plain(" · ".join([*rest, foot]))
    return Message(
        escape("\n".join([f"{heading}:", *titles, *rest])),
        (blocks.header(heading), *rows, small, blocks.actions(change_button())),
    )


def _row(request: Request, small: str) -> list[Block]:
    weigh = blocks.button("Weigh", REQUEST_WEIGH, str(request.number))
    return [blocks.section_plain(title_of(request), weigh), blocks.context(small)]


def _small(request: Request, names: Mapping[MetricKey, str]) -> str:
    parts = [f"{mention(request.asker)} asked on {day(request.asked_at.date())}"]
    if request.input:
        parts.append(escape(input_name(request.input, names)))
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
