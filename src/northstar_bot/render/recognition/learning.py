"""Lunch-and-learns: the announcement, the overview, and the words to hosts and guests."""

from northstar_bot.domain.recognition.learning import (
    RULE,
    Answers,
    Entry,
    Learned,
    Learning,
    LearningCard,
    LearningNote,
    Overview,
    Stage,
    Suggestion,
    Word,
)
from northstar_bot.domain.typed import one_line
from northstar_bot.render import blocks
from northstar_bot.render.company.preferences import change_button
from northstar_bot.render.ids import (
    LEARN_AFTER,
    LEARN_CANCEL,
    LEARN_HOST_NO,
    LEARN_HOST_YES,
    LEARN_LIST_NO,
    LEARN_LIST_YES,
    LEARN_MOVE,
    LEARN_NO,
    LEARN_PROPOSE,
    LEARN_YES,
)
from northstar_bot.render.message import Block, Message
from northstar_bot.render.recognition.thanked import quoted
from northstar_bot.render.words import channel_link, count, day, escape, mention, moment, people, plain

_MOST_NAMES = 15
_GLIMPSE = 200
_SOON = {Word.DAY: "Tomorrow or soon", Word.HOUR: "In an hour"}
_TOLD = {
    Word.CANCELLED: "This lunch-and-learn was called off.",
    Word.COMING: "You come to this lunch-and-learn.",
    Word.HOSTING: "You host this lunch-and-learn.",
    Word.MOVED: "This lunch-and-learn has another date.",
}
_BY_HAND = {
    Word.CANCELLED: "Take it out of your calendar:",
    Word.COMING: "Put it into your calendar:",
    Word.HOSTING: "Put it into your calendar:",
    Word.MOVED: "Change it in your calendar:",
}


def when(one: Learning, zone: str) -> str:
    """When and for how long."""
    return f"{moment(one.starts_at, zone)}, {one.minutes} min"


def card(post: LearningCard) -> Message:
    """What, who, when, where; two buttons, and how many come. Nobody is named but the host."""
    one = post.learning
    off = one.stage is Stage.CANCELLED
    title = plain(f"{'Called off: ' if off else ''}Lunch-and-learn: {one.topic}", 150)
    counted = f"{count('person', post.coming)} {'comes' if post.coming == 1 else 'come'}"
    counted += f", {post.not_coming:,} cannot." if post.not_coming else "."
    shown: list[Block] = [blocks.header(title), *_facts(one, post.zone)]
    if not off:
        yes = blocks.button("I am coming", LEARN_YES, str(one.id), style="primary")
        shown.append(blocks.actions(yes, blocks.button("I cannot", LEARN_NO, str(one.id))))
        shown.append(blocks.context(f"{counted} Only the host sees names. You can change your answer."))
    said = f"{escape(title)}. {_facts_said(one, post.zone)}"
    return Message(said if off else f"{said} {counted}", tuple(shown))


def _facts(one: Learning, zone: str) -> list[Block]:
    where = f"\n{when(one, zone)} · {plain(one.place, 150)}"
    return [
        blocks.rich(blocks.paragraph(blocks.words("Host: "), blocks.person(one.host), blocks.words(where)))
    ]


def _titled(one: Learning, zone: str) -> Block:
    title = blocks.paragraph(blocks.words(f"{plain(one.topic, 150)}\n", bold=True))
    return blocks.rich(title, *_facts(one, zone)[0]["elements"])


def _facts_said(one: Learning, zone: str) -> str:
    return f"Host: {mention(one.host)}. {escape(when(one, zone))}. {escape(plain(one.place, 150))}."


def overview(found: Overview) -> Message:
    """What comes, with one's own answer, then who could host and why."""
    propose = blocks.button("Propose one", LEARN_PROPOSE, style="primary")
    shown: list[Block] = [blocks.header("Lunch-and-learn")]
    lines = ["Lunch-and-learn"]
    if not found.coming:
        shown.append(blocks.section_plain("Nothing is planned."))
        lines.append("Nothing is planned.")
    for entry in found.coming:
        shown += _entry(entry, found.zone)
        lines.append(_entry_said(entry, found.zone))
    if found.suggestions:
        shown += [blocks.divider(), blocks.section("*Who could host*")]
        shown += [block for one in found.suggestions for block in _suggestion(one)]
        shown.append(blocks.context(f"Why these: {RULE}"))
        lines += ["Who could host:", *(_suggestion_said(one) for one in found.suggestions)]
    shown.append(blocks.actions(propose))
    return Message("\n".join(lines), tuple(shown))


def _entry(entry: Entry, zone: str) -> list[Block]:
    one, number = entry.learning, str(entry.learning.id)
    buttons = []
    if one.stage is Stage.PLANNED:
        buttons.append(blocks.button("I am coming", LEARN_LIST_YES, number))
        buttons.append(blocks.button("I cannot", LEARN_LIST_NO, number))
    elif entry.is_host:
        buttons += _host_buttons(number)
    if entry.may_move:
        buttons.append(blocks.button("Change the date", LEARN_MOVE, number))
    if entry.may_cancel:
        buttons.append(_cancel(number))
    return [
        _titled(one, zone),
        blocks.context(_standing(entry)),
        *([blocks.actions(*buttons)] if buttons else []),
    ]


def _entry_said(entry: Entry, zone: str) -> str:
    return f"• {escape(entry.learning.topic)}. {_facts_said(entry.learning, zone)} {_standing(entry)}"


def _standing(entry: Entry) -> str:
    if entry.learning.stage is Stage.ASKED:
        return "Waits for its host to say yes; nobody else sees it yet."
    mine = {True: "You come.", False: "You cannot.", None: "You have not answered."}
    if entry.is_host:
        return _who(entry.answers)
    total = len(entry.answers.coming)
    return f"{mine[entry.mine]} {count('person', total)} {'comes' if total == 1 else 'come'}."


def _who(said: Answers) -> str:
    """For the host alone."""
    coming = people([mention(one) for one in said.coming], _MOST_NAMES)
    cannot = (
        f" Cannot: {people([mention(one) for one in said.not_coming], _MOST_NAMES)}."
        if said.not_coming
        else ""
    )
    return f"Coming ({len(said.coming):,}): {coming}.{cannot}"


def _cancel(number: str) -> Block:
    sure = blocks.confirmation("Call it off?", "Whoever said they come is told.", "Call it off", "Keep it")
    return blocks.button("Call it off", LEARN_CANCEL, number, confirm=sure)


def _host_buttons(number: str) -> list[Block]:
    yes = blocks.button("I will host", LEARN_HOST_YES, number, style="primary")
    return [yes, blocks.button("Not this time", LEARN_HOST_NO, number)]


def _suggestion(one: Suggestion) -> list[Block]:
    hosted = f"hosted last on {day(one.hosted_at.date())}" if one.hosted_at else "has not hosted yet"
    line = blocks.paragraph(
        blocks.person(one.host),
        blocks.words(f" ({hosted}). Thanked by "),
        blocks.person(one.thanks.giver),
        blocks.words(":"),
    )
    ask = blocks.button("Propose", LEARN_PROPOSE, one.host)
    return [blocks.rich(line, quoted(one_line(one.thanks.text), _GLIMPSE)), blocks.actions(ask)]


def _suggestion_said(one: Suggestion) -> str:
    text = escape(plain(one_line(one.thanks.text), _GLIMPSE))
    return f"• {mention(one.host)}, thanked by {mention(one.thanks.giver)}: {text}"


def note(post: LearningNote) -> Message:
    """A word to one person."""
    one, number = post.learning, str(post.learning.id)
    topic = plain(one.topic, 150)
    buttons: list[Block] = []
    match post.word:
        case Word.ASK_HOST:
            first = f"{mention(one.proposer)} asks whether you would host a lunch-and-learn."
            buttons = _host_buttons(number)
        case Word.DECLINED:
            first = f"{mention(one.host)} cannot host this time."
        case Word.AFTER:
            first = "What did people learn? A few lines are posted under the announcement."
            buttons = [blocks.button("Say what was learned", LEARN_AFTER, number, style="primary")]
        case Word.DAY | Word.HOUR:
            first = f"{_SOON[post.word]}: a lunch-and-learn."
        case _:
            first = f"{_TOLD[post.word]} {_BY_HAND[post.word]}"
    who = [_who(post.answers)] if post.answers and post.word in _SOON else []
    shown = [
        blocks.section(first),
        _titled(one, post.zone),
        *(blocks.context(line) for line in who),
        blocks.actions(*buttons, change_button()),
    ]
    return Message(" ".join([first, f"{escape(topic)}.", _facts_said(one, post.zone), *who]), tuple(shown))


def learned(post: Learned) -> Message:
    """What was learned, by the host."""
    one = post.learning
    line = blocks.paragraph(blocks.words("What was learned, by "), blocks.person(one.host), blocks.words(":"))
    said = f"What was learned, by {mention(one.host)}: {escape(one.learned)}"
    return Message(said, (blocks.rich(line, quoted(one.learned)),))


def proposed(one: Learning, zone: str) -> Message:
    """What the proposer sees."""
    if one.stage is Stage.ASKED:
        where = channel_link(one.channel)
        said = f"{mention(one.host)} is asked whether they host it. It is announced in {where} when they say yes."
    else:
        said = f"It is announced in {channel_link(one.channel)}."
    return Message(f"{said} {_facts_said(one, zone)}", (blocks.section(said), *_facts(one, zone)))


def coming(post: LearningCard) -> Message:
    """After “I am coming”."""
    said = "You come. What your calendar needs follows in your direct messages."
    facts = _facts_said(post.learning, post.zone)
    return Message(f"{said} {facts}", (blocks.section(said), *_facts(post.learning, post.zone)))


def calendar_note(post: LearningNote) -> str:
    """Above the calendar file, as mrkdwn."""
    what = f"Lunch-and-learn: {escape(plain(post.learning.topic, 150))}."
    return f"{_TOLD[post.word]} {what} {_facts_said(post.learning, post.zone)}"


def moved(one: Learning, zone: str) -> Message:
    """After the date was changed."""
    said = "It has another date. Its host and whoever said they come get it for their calendars."
    return Message(f"{said} {_facts_said(one, zone)}", (blocks.section(said), *_facts(one, zone)))


def done(said: str) -> Message:
    """A plain sentence of ours."""
    return Message(escape(said), (blocks.section_plain(said),))
