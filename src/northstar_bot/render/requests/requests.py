"""Requests in messages: a list with its buttons, one request with every verdict on it, and the reply form."""

from collections.abc import Mapping, Sequence

from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.requests.away import Absence
from northstar_bot.domain.requests.moves import Act, can
from northstar_bot.domain.requests.query import Which
from northstar_bot.domain.requests.requests import Answer, Request, State
from northstar_bot.domain.requests.views import Glimpse, RequestPage, Why
from northstar_bot.render import blocks
from northstar_bot.render.ids import (
    PIVOT_KEEP,
    REQUEST_APPEAL,
    REQUEST_ASK,
    REQUEST_BROWSE,
    REQUEST_LIST,
    REQUEST_REPLY,
    REQUEST_REPLY_FORM,
    REQUEST_WEIGH,
    REQUEST_WHY,
    REQUEST_WITHDRAW,
    SECOND_ASK,
    SHIP_OPEN,
)
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.recognition.thanked import linked, safe_link
from northstar_bot.render.requests.away import note
from northstar_bot.render.requests.details import details_small, details_told
from northstar_bot.render.requests.following import follow_buttons
from northstar_bot.render.requests.life import life_buttons, life_said
from northstar_bot.render.requests.verdicts import record
from northstar_bot.render.requests.words import EVIDENCE, STATES, input_name, title_of
from northstar_bot.render.words import day, escape, mention, plain

HEADINGS = {
    Which.OPEN: "Open requests",
    Which.MINE: "My requests",
    Which.WAITING: "Waiting on me",
    Which.PARKED: "Parked requests",
    Which.ACCEPTED: "Accepted requests",
    Which.DECLINED: "Declined requests",
    Which.RE_WEIGH: "To be weighed under the new star",
    Which.MY_TIME: "Asking for my time",
    Which.FOLLOWING: "Requests I follow",
    Which.SHIPPED: "Shipped requests",
    Which.DROPPED: "Dropped requests",
    Which.WITHDRAWN: "Withdrawn requests",
    Which.ALL: "All requests",
}
_SHOWN_VERDICTS = 5
_DECISIONS = frozenset({Answer.YES, Answer.NO, Answer.PARK})
HIDDEN = "a second weighing waits for you; what was decided stays hidden until then"


def listing(page: RequestPage, away: Sequence[Absence] = ()) -> Message:
    """One page of a list, newest first, with Refresh and the way to older ones; `away` are owners who are not there."""
    heading = _heading(page)
    buttons = [blocks.button("Refresh", f"{REQUEST_LIST}.refresh", page.query.words)]
    if page.older:
        buttons.append(blocks.button("Older", f"{REQUEST_LIST}.older", page.older.words))
    if page.query.before:
        buttons.append(blocks.button("Newest", f"{REQUEST_LIST}.newest", page.query.newest.words))
    buttons.append(blocks.button("Filter", REQUEST_BROWSE, page.query.newest.words))
    if not page.items:
        buttons.append(blocks.button("Ask", REQUEST_ASK))
    body = rows(page.items, {**page.names_then, **page.input_names}) or [
        blocks.section_plain("Nothing here.")
    ]
    lines = [_line(glimpse) for glimpse in page.items] or ["Nothing here."]
    return Message(
        text=escape("\n".join([f"{heading}:", *lines])),
        blocks=(blocks.header(plain(heading, 150)), *note(away), *body, blocks.actions(*buttons)),
    )


def rows(items: Sequence[Glimpse], names: Mapping[MetricKey, str]) -> list[Block]:
    """Two blocks for each request: its title with one button, and small print."""
    return [block for glimpse in items for block in _row(glimpse, names)]


def why_card(why: Why) -> Message:
    """One request with its verdicts, latest first, each beside the star of its day."""
    request = why.glimpse.request
    if request is None:
        number, state = why.glimpse.number, STATES[why.glimpse.state]
        return said(f"#{number} is private to its asker and the deciders. It is {state}.")
    verdicts = [
        block
        for verdict in reversed(why.verdicts[-_SHOWN_VERDICTS:])
        for block in record(
            verdict, why.input_names, star_now=why.star_version, alike=why.alike.get(verdict.id)
        )
    ]
    buttons = _acts(why, request)
    return Message(
        text=escape(_summary(why, request)),
        blocks=(
            blocks.rich(
                blocks.paragraph(
                    blocks.words(title_of(request), bold=True),
                    blocks.words(f" is {_stands(why, request)}."),
                ),
                *(_flag(request) if why.verdicts else []),
            ),
            *([blocks.context_plain(HIDDEN)] if why.glimpse.second else []),
            *verdicts,
            *life_said(why),
            *_asked(why, request),
            *([blocks.actions(*buttons)] if buttons else []),
        ),
    )


def reply_form(number: int, title: str) -> View:
    """Where the asker answers a question or adds evidence."""
    page = [
        blocks.rich(blocks.paragraph(blocks.words(f"#{number} {plain(title, 120)}", bold=True))),
        blocks.input_block(
            "text",
            "What is new?",
            blocks.text_field(multiline=True),
            hint="An answer, or evidence: 10 to 1,500 characters. What waited for it or was parked is open again then.",
        ),
    ]
    return blocks.modal(REQUEST_REPLY_FORM, "Add to a request", page, submit="Add", metadata=str(number))


def said(sentence: str) -> Message:
    """One plain sentence."""
    return Message(escape(sentence), (blocks.section_plain(sentence),))


def _heading(page: RequestPage) -> str:
    query = page.query
    parts = [HEADINGS[query.which]]
    parts += [f"from {plain(page.teams.get(query.team, query.team), 40)}"] if query.team else []
    parts += [f"for {input_name(query.input, page.input_names)}"] if query.input else []
    parts += [f"of the kind {query.kind.value}"] if query.kind else []
    return " ".join(parts)


def _line(glimpse: Glimpse) -> str:
    if glimpse.request is None:
        return f"#{glimpse.number} private ({STATES[glimpse.state]})"
    return f"{title_of(glimpse.request)} ({STATES[glimpse.state]})"


def _row(glimpse: Glimpse, names: Mapping[MetricKey, str]) -> list[Block]:
    request = glimpse.request
    if request is None:
        return [
            blocks.section_plain(f"#{glimpse.number} private"),
            blocks.context_plain(STATES[glimpse.state]),
        ]
    action, label = (REQUEST_WEIGH, "Weigh") if glimpse.may_weigh else (REQUEST_WHY, "Details")
    action, label = (REQUEST_APPEAL, "Appeal") if glimpse.may_appeal else (action, label)
    if glimpse.may_ship and not glimpse.may_weigh:
        action, label = SHIP_OPEN, "Mark shipped"
    small = [
        HIDDEN if glimpse.second else STATES[request.state],
        mention(request.asker),
        day(request.asked_at.date()),
    ]
    if request.counts_for:
        guess = "" if glimpse.verdict else " as its asker thinks"
        small.insert(1, escape(f"{input_name(request.counts_for, names)}{guess}"))
    if glimpse.people > 1:
        small.append(f"{glimpse.people:,} people ask for this")
    if request.re_weigh and glimpse.verdict:
        small.insert(1, "the star has changed since")
    small += [details_small(request.details)] if request.details else []
    title = blocks.section_plain(title_of(request), blocks.button(label, action, str(request.number)))
    if glimpse.verdict and glimpse.verdict.holds_in(request.state) and glimpse.verdict.reason:
        small.append(escape(plain(glimpse.verdict.reason, 150)))
    return [title, blocks.context(" · ".join(small))]


def _flag(request: Request) -> list[Block]:
    said = "The North Star has changed since it was weighed; it is to be weighed again."
    return [blocks.paragraph(blocks.words(said))] if request.re_weigh else []


def _summary(why: Why, request: Request) -> str:
    latest = why.verdicts[-1] if why.verdicts else None
    told = latest is not None and latest.reason and latest.holds_in(request.state)
    reason = f" {latest.reason}" if latest and told else ""
    return f"{title_of(request)} is {_stands(why, request)}.{reason}"


def _stands(why: Why, request: Request) -> str:
    """How it stands; what was decided before and is open now is open again."""
    again = request.state is State.OPEN and any(each.answer in _DECISIONS for each in why.verdicts)
    return "open again" if again else STATES[request.state]


def _asked(why: Why, request: Request) -> list[Block]:
    facts = [
        f"{mention(request.asker)} asked on {day(request.asked_at.date())}",
        escape(request.kind),
        escape(f"evidence: {EVIDENCE[request.evidence].lower()}"),
        escape(f"input: {input_name(request.input, why.input_names)}"),
    ]
    if why.glimpse.people > 1:
        facts.insert(1, f"{why.glimpse.people:,} people ask for this")
    if request.on_behalf_of:
        facts.insert(1, f"on behalf of {mention(request.on_behalf_of)}")
    if safe_link(request.permalink):
        facts.append(linked(request.permalink, "the message"))
    added = [blocks.quote(blocks.words(f"Added later: {plain(note.text, 2900)}")) for note in why.notes[-5:]]
    return [
        blocks.rich(
            blocks.paragraph(blocks.words("The request", bold=True)),
            blocks.quote(blocks.words(plain(request.problem, 3000))),
            *details_told(request.details),
            *added,
        ),
        blocks.context(" · ".join(facts)),
    ]


def _acts(why: Why, request: Request) -> list[Block]:
    number = str(request.number)
    buttons = [blocks.button("Weigh", REQUEST_WEIGH, number)] if why.glimpse.may_weigh else []
    if why.glimpse.may_weigh and request.state is State.ACCEPTED:
        buttons.append(blocks.button("Keep it accepted", PIVOT_KEEP, number))
    if why.may_ask_second:
        buttons.append(blocks.button("Ask for a second weighing", SECOND_ASK, number))
    if why.is_asker and can(request.state, Act.REPLY):
        label = "Answer" if request.state is State.NEEDS_INFO else "Add evidence"
        style = None if request.state is State.OPEN else "primary"
        buttons.append(blocks.button(label, REQUEST_REPLY, number, style=style))
    if why.is_asker and can(request.state, Act.WITHDRAW):
        sure = blocks.confirmation(
            "Withdraw it?", f"#{number} will not be weighed or built any more.", "Withdraw", "Keep it"
        )
        buttons.append(blocks.button("Withdraw", REQUEST_WITHDRAW, number, confirm=sure))
    return [*buttons, *life_buttons(why), *follow_buttons(why)]
