"""What people read when time or a person moves a request, and the forms to appeal and to drop."""

from collections.abc import Sequence

from northstar_bot.domain.requests.appeals import EVIDENCE, AppealForm
from northstar_bot.domain.requests.drops import REASON
from northstar_bot.domain.requests.exempt_share import ExemptShare
from northstar_bot.domain.requests.life_views import Doubts, DropForm, Dropped, Lapsed, Woken, WokenBatch
from northstar_bot.domain.requests.moves import Act
from northstar_bot.domain.requests.requests import Request
from northstar_bot.domain.requests.steps import Appeal, Step
from northstar_bot.domain.requests.views import Why
from northstar_bot.render import blocks
from northstar_bot.render.ids import (
    REQUEST_APPEAL,
    REQUEST_APPEAL_FORM,
    REQUEST_BROWSE,
    REQUEST_DROP,
    REQUEST_DROP_FORM,
    REQUEST_REPLY,
    REQUEST_WEIGH,
    REQUEST_WHY,
)
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.requests.words import star_of, title_of
from northstar_bot.render.words import count, day, escape, mention, plain

_SAID = {
    Act.APPEAL: "Appealed",
    Act.WAKE: "Came back, as its day had come,",
    Act.LAPSE: "Parked after ten working days without an answer,",
    Act.REPLY: "Came back with new evidence",
    Act.DROP: "Dropped",
    Act.REOPEN: "Opened again under another star",
    Act.KEEP: "Kept, though the star had changed,",
}


_FOLLOWS = " You hear this because you follow it."


def appeal_form(form: AppealForm) -> View:
    """The no with its condition, and the box for what is new."""
    no = form.no
    who = "another decider weighs it" if form.others else "nobody else can decide it, so it goes back"
    page = [
        blocks.rich(
            blocks.paragraph(blocks.words(title_of(form.request), bold=True)),
            blocks.paragraph(blocks.words(f"No, under {star_of(no)}.")),
            *_labelled("Why", no.reason),
            *_labelled("What would make it a yes", no.would_be_yes),
        ),
        blocks.input_block(
            "text",
            "What is known now that was not known then?",
            blocks.text_field(multiline=True),
            hint=f"{EVIDENCE[0]} to {EVIDENCE[1]:,} characters. You can appeal once: {who}; that answer is final.",
        ),
    ]
    return blocks.modal(
        REQUEST_APPEAL_FORM, "Appeal", page, submit="Appeal", metadata=str(form.request.number)
    )


def appealed(form: AppealForm) -> View:
    """What follows from an appeal."""
    decider = mention(form.no.decider)
    if form.others:
        rest = f"Somebody else than {decider} weighs it, and sees the earlier no beside what you wrote."
    else:
        rest = f"Nobody else can decide it, so it goes back to {decider}, with what you wrote."
    said = f"{escape(title_of(form.request))} is open again. {rest}"
    return blocks.modal("northstar.requests.appealed", "Appeal", [blocks.section(said)], close="Close")


def appeal_said(appeal: Appeal | None) -> list[Block]:
    """What a decider reads of an appeal: the whole no, and what is new; parts of one rich text."""
    if appeal is None:
        return []
    alone = " Nobody else can decide it, so it came back to you." if appeal.alone else ""
    lead = f"Appealed on {day(appeal.at.date())}. This is decided once more, and then final.{alone}"
    return [
        blocks.paragraph(blocks.words(lead, bold=True)),
        *_labelled("The no", appeal.no.reason),
        *_labelled("What would have made it a yes", appeal.no.would_be_yes),
        blocks.quote(blocks.words(f"New: {plain(appeal.text, 2500)}")),
    ]


def drop_form(form: DropForm) -> View:
    """The box for the reason, which its asker reads."""
    page = [
        blocks.rich(blocks.paragraph(blocks.words(title_of(form.request), bold=True))),
        blocks.input_block(
            "reason",
            "Why will it not be built?",
            blocks.text_field(multiline=True),
            hint=f"The asker reads this. {REASON[0]} to {REASON[1]} characters",
        ),
    ]
    return blocks.modal(
        REQUEST_DROP_FORM, "Drop a request", page, submit="Drop", metadata=str(form.request.number)
    )


def dropped(told: Dropped) -> Message:
    """To the asker and whoever follows."""
    title, by = title_of(told.request), f"Dropped by {mention(told.by)}"
    rest = "It was accepted and will not be built after all."
    rest += " Thank you for the goal behind it." if told.is_asker else _FOLLOWS
    return _told(
        "Dropped",
        title,
        [rest, f"Why: {plain(told.reason, 2500)}"],
        [blocks.button("See the record", REQUEST_WHY, str(told.request.number))],
        small=by,
    )


def woken(told: Woken) -> Message:
    """To the asker and whoever follows, on the morning of the day."""
    number = str(told.request.number)
    rest = "Its day has come, so it waits for a decider again."
    rest += " You need not do anything; new evidence helps." if told.is_asker else _FOLLOWS
    return _told(
        "Open again",
        title_of(told.request),
        [rest],
        [blocks.button("See the record", REQUEST_WHY, number)],
    )


def lapsed(told: Lapsed) -> Message:
    """To the asker: why it is parked, the question once more, and the way back."""
    number = str(told.request.number)
    way = "answer, and it is open again" if told.is_asker else "when its asker answers, it is open again"
    follows = "" if told.is_asker else _FOLLOWS
    lines = [
        f"The question had no answer for ten working days, so it rests. Nothing is lost: {way}.{follows}",
        f"The question: {plain(told.verdict.reason, 900)}",
    ]
    answer = [blocks.button("Answer", REQUEST_REPLY, number, style="primary")] if told.is_asker else []
    buttons = [*answer, blocks.button("See the record", REQUEST_WHY, number)]
    return _told("Parked", title_of(told.request), lines, buttons)


def woken_week(told: WokenBatch) -> Message:
    """To a decider, once a week."""
    heading = f"{count('parked request', told.total)} came back since {day(told.since)}"
    return _list(
        heading, "Each waits for a verdict again.", told.requests, told.total, REQUEST_WEIGH, "Weigh", "open"
    )


def doubts(told: Doubts) -> Message:
    """To a steward, once a week, while there are any."""
    heading = f"{count('promise', told.total)} made under an older star"
    lead = (
        f"Accepted before {plain(told.star.name, 80)} was the star, for inputs it does not have. Nobody has said "
        "keep, park or drop within ten working days, so they stand. They stay on this list until somebody does."
    )
    return _list(heading, lead, told.requests, told.total, REQUEST_WHY, "Look", "re-weigh")


def life_said(why: Why) -> list[Block]:
    """What happened to a request besides verdicts, for its record; nothing to somebody who weighs it blind."""
    if not why.steps or why.glimpse.second:
        return []
    lines = [_step(each) for each in why.steps[-10:]]
    title = blocks.paragraph(blocks.words("What happened besides", bold=True))
    return [blocks.rich(title, blocks.bullets(lines))]


def exempt_said(share: ExemptShare | None) -> list[Block]:
    """How many of the latest decisions an obligation decided, for those who look after it."""
    if share is None or share.percent is None:
        return []
    said = f"Exempt from the star: {share.exempt} of the last {count('decision', share.decided)} ({share.percent}%)."
    return [blocks.context_plain(said)]


def life_buttons(why: Why) -> list[Block]:
    """Appeal for the asker of a no, drop for whoever decides what was accepted."""
    number = str(why.glimpse.number)
    buttons = [blocks.button("Appeal", REQUEST_APPEAL, number)] if why.may_appeal else []
    return buttons + ([blocks.button("Drop", REQUEST_DROP, number)] if why.may_drop else [])


def _step(step: Step) -> list[Block]:
    words = f"{_SAID.get(step.act, step.act.value.capitalize())} on {day(step.at.date())}"
    text = f": {plain(step.text, 2500)}" if step.text else ""
    by = [blocks.words(" by "), blocks.person(step.by)] if step.by else []
    return [blocks.words(words), *by, blocks.words(text)]


def _told(
    opening: str, title: str, lines: Sequence[str], buttons: Sequence[Block], small: str = ""
) -> Message:
    text = escape("\n".join([f"{opening}: {title}", *lines]))
    return Message(
        text=f"{text}\n{small}" if small else text,
        blocks=(
            blocks.rich(
                blocks.paragraph(blocks.words(f"{opening}: ", bold=True), blocks.words(title)),
                *(blocks.paragraph(blocks.words(line)) for line in lines),
            ),
            *([blocks.context(small)] if small else []),
            blocks.actions(*buttons),
        ),
    )


def _list(
    heading: str, lead: str, requests: Sequence[Request], total: int, action: str, label: str, query: str
) -> Message:
    rows = [
        blocks.section_plain(title_of(each), blocks.button(label, action, str(each.number)))
        for each in requests
    ]
    more = total - len(requests)
    rest = [f"and {more:,} more"] if more > 0 else []
    return Message(
        text=escape("\n".join([heading, lead, *map(title_of, requests), *rest])),
        blocks=(
            blocks.header(plain(heading, 150)),
            blocks.section_plain(lead),
            *rows,
            *([blocks.context_plain(*rest)] if rest else []),
            blocks.actions(blocks.button("See the list", REQUEST_BROWSE, query)),
        ),
    )


def _labelled(label: str, text: str) -> list[Block]:
    return (
        [blocks.paragraph(blocks.words(f"{label}: ", bold=True), blocks.words(plain(text, 2500)))]
        if text
        else []
    )
