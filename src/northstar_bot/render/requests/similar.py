"""What is like a request that somebody is about to make, joining one of them, and what followers are told."""

from northstar_bot.domain.requests.joining import Alike, Considered, Joined, Withdrawn
from northstar_bot.render import blocks
from northstar_bot.render.ids import NOTICE, REQUEST_ASK, REQUEST_JOIN, REQUEST_SIMILAR
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.requests.following import leave_button
from northstar_bot.render.requests.words import STATES, title_of
from northstar_bot.render.words import count, escape, mention

_OWN = "You asked for this yourself: it is yours already."
_FOLLOWED = "You follow this already."


def similar(found: Considered) -> View:
    """What was asked before, shown on top of the form, which stays as it is; nothing is asked yet."""
    one = len(found.alike) == 1
    page = [
        blocks.section_plain(
            f"Nothing is asked yet. {'This request is' if one else 'These requests are'} like yours."
        ),
        *(block for alike in found.alike for block in _row(alike, found.source_key)),
        blocks.context_plain(
            "Whoever joins is told all that the asker is told. Back leads to your form as you filled it in."
        ),
    ]
    return blocks.modal(
        REQUEST_SIMILAR,
        "Asked before?",
        page,
        submit="Ask anyway",
        close="Back",
        metadata=found.source_key,
    )


def joined(answer: Joined) -> View:
    """What was joined; closing it closes the form beneath as well, which has served its purpose."""
    view = blocks.modal(NOTICE, "Joined", list(joined_message(answer).blocks), close="Done")
    return view | {"clear_on_close": True}


def joined_message(answer: Joined) -> Message:
    """The same as a message."""
    first = "You follow" if answer.fresh else "You follow already:"
    lead = f"{first} {title_of(answer.request)}."
    repeats = f"#{answer.asked_for} repeats it. " if answer.asked_for != answer.request.number else ""
    rest = f"{repeats}{asking(answer.people)} You are told all that the asker is told."
    return Message(
        escape(f"{lead} {rest}"),
        (
            blocks.rich(blocks.paragraph(blocks.words(lead, bold=True))),
            blocks.section_plain(rest),
            blocks.actions(*leave_button(answer.request.number)),
        ),
    )


def left(message: Message) -> View:
    """That somebody follows a request no longer, in the place of what they had joined."""
    return blocks.modal(NOTICE, "Joined", list(message.blocks), close="Done") | {"clear_on_close": True}


def withdrawn(told: Withdrawn) -> Message:
    """What the others are told when a request was taken back."""
    title = title_of(told.request)
    taken = f"{mention(told.by)} took it back" if told.by else "It was taken back"
    rest = "You asked for it together." if told.is_own else "You followed it."
    rest += " If you still need it, ask for it yourself."
    return Message(
        f"{escape(f'Withdrawn: {title}.')} {taken}. {rest}",
        (
            blocks.rich(
                blocks.paragraph(blocks.words("Withdrawn: ", bold=True), blocks.words(title)),
                blocks.paragraph(blocks.words(rest)),
            ),
            blocks.context(taken),
            blocks.actions(blocks.button("Ask for it", REQUEST_ASK, told.request.title)),
        ),
    )


def asking(people: int) -> str:
    """`4 people ask for this.`; nothing where it is the asker alone."""
    return f"{count('person', people, 'people')} ask for this." if people > 1 else ""


def _row(alike: Alike, source_key: str) -> list[Block]:
    request = alike.request
    small = [STATES[request.state], f"asked by {mention(request.asker)}"]
    small += [asking(alike.people).rstrip(".")] if alike.people > 1 else []
    if alike.is_own or alike.is_followed:
        said = _OWN if alike.is_own else _FOLLOWED
        return [blocks.section_plain(title_of(request)), blocks.context(f"{' · '.join(small)} · {said}")]
    value = f"{request.number} {source_key}"
    button = blocks.button(f"Join #{request.number}", REQUEST_JOIN, value)
    return [blocks.section_plain(title_of(request), button), blocks.context(" · ".join(small))]
