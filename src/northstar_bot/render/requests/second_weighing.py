"""Second weighings in words: the question to the second person, a clash for both, consistency for stewards."""

from collections.abc import Mapping, Sequence

from northstar_bot.domain.company.company import Style
from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.requests.agreement import Agreement
from northstar_bot.domain.requests.decision_pace import Pace
from northstar_bot.domain.requests.requests import Answer, Verdict
from northstar_bot.domain.requests.second_weighing import (
    Asked,
    Clash,
    Consistency,
    ListedClash,
    SecondWeighing,
)
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_WEIGH, REQUEST_WHY, SECOND_CONSISTENCY
from northstar_bot.render.message import Block, Message
from northstar_bot.render.requests.verdicts import record
from northstar_bot.render.requests.words import ANSWERS, title_of
from northstar_bot.render.words import count, day, escape, mention, natural_range, number, plain, within

NOTHING_CHANGES = "Your verdict changes nothing by itself. It shows whether we decide alike, whoever decides."
TALK = "Talk it through; nothing changes by itself."
_CONSISTENCY = "Do we decide alike?"


def asked(told: Asked) -> Message:
    """The question to the second person, without a word of the first verdict."""
    title = title_of(told.request)
    who = "An owner asks you to weigh it" if told.by_owner else "It is your turn to weigh it"
    said = (
        f"{who} as if nobody had. Somebody has decided it; what they said stays hidden from you "
        f"until you answer. {NOTHING_CHANGES}"
    )
    until = f"It waits until {day(told.until)}, then it lapses."
    return Message(
        text=escape(f"A second weighing: {title}.\n{said}\n{until}"),
        blocks=(
            blocks.rich(
                blocks.paragraph(blocks.words("A second weighing: ", bold=True), blocks.words(title)),
                blocks.paragraph(blocks.words(said)),
            ),
            blocks.actions(
                blocks.button("Weigh it", REQUEST_WEIGH, str(told.request.number), style="primary")
            ),
            blocks.context_plain(until),
        ),
    )


def clash(told: Clash) -> Message:
    """Both verdicts with their reasons, the same for both people."""
    title = title_of(told.request)
    both = (told.first, told.second)
    said = "\n".join(f"{mention(each.decider)}: {_in_short(each)}" for each in both)
    return Message(
        text=f"{escape(f'Two verdicts: {title}.')}\n{said}\n{TALK}",
        blocks=(
            blocks.rich(
                blocks.paragraph(blocks.words("Two verdicts: ", bold=True), blocks.words(title)),
                blocks.paragraph(blocks.words(f"The first one stands. {TALK}")),
            ),
            *_beside(told.first, told.input_names),
            *_beside(told.second, told.input_names),
            blocks.actions(blocks.button("See the record", REQUEST_WHY, str(told.request.number))),
        ),
    )


def consistency(read: Consistency) -> Message:
    """Counts first, then how far they go beyond chance, then the clashes and the pace."""
    lines = agreement_lines(read)
    pace = [_pace("This quarter", read.this_quarter), _pace("Last quarter", read.last_quarter)]
    listed = [_clash_line(each) for each in read.clashes]
    rest = read.clashes_total - len(read.clashes)
    more = [f"and {count('older clash', rest, 'older clashes')}"] if rest else []
    text = [f"{_CONSISTENCY}", *lines, *(["Clashes:", *listed, *more] if listed else []), *pace]
    return Message(
        text=escape("\n".join(text)),
        blocks=(
            blocks.header(_CONSISTENCY),
            blocks.rich(*(blocks.paragraph(blocks.words(line)) for line in _spaced(lines))),
            *_clashes(read.clashes, more),
            blocks.divider(),
            blocks.rich(blocks.bullets([[blocks.words(line)] for line in pace])),
        ),
    )


def home_line(read: Agreement[Answer] | None) -> list[Block]:
    """One line on a steward's Home, and the way to the rest."""
    if read is None:
        return []
    said = " ".join(part for part in (_alike(read), read.words) if part)
    return [blocks.section_plain(said, blocks.button("See how", SECOND_CONSISTENCY))]


def sent(second: SecondWeighing) -> Message:
    """What an owner reads who asked for a second weighing."""
    said = (
        f"#{second.number} goes to {mention(second.person)}, who does not see the verdict before weighing it."
    )
    return Message(said, (blocks.section(said),))


def agreement_lines(read: Consistency) -> list[str]:
    """How alike all decide, and owners and deciders."""
    if not read.all.total:
        return ["Nothing was weighed twice yet.", _rhythm(read.every)]
    lines = [_alike(read.all), *_beyond_chance(read.all)]
    if read.across:
        lines.append(f"Between an owner and a decider: {_alike(read.across, capital=False)}")
        lines += _beyond_chance(read.across) if read.across.is_enough else []
    return [*lines, _rhythm(read.every)]


def _alike(read: Agreement[Answer], *, capital: bool = True) -> str:
    share = f" ({_percent(read.same, read.total)})" if read.is_enough else ""
    opening = "Same" if capital else "same"
    return f"{opening} verdict on {read.same:,} of {read.total:,}{share}."


def _beyond_chance(read: Agreement[Answer]) -> list[str]:
    if not read.is_enough:
        return ["From 20 on it can also be said how far that goes beyond chance."]
    if read.alpha is None:
        said = _quoted(read.usual)
        return [
            f"It was {said} every time, so nothing can be said beyond chance: there was nothing to tell apart."
        ]
    figure = f"Beyond chance: alpha {number(round(read.alpha, 2))} (0 is chance, 1 is always alike)"
    if read.interval:
        figure += f", likely {natural_range(round(read.interval.low, 2), round(read.interval.high, 2))}"
    lines = [f"{figure}. {read.words}"]
    if read.is_low_by_prevalence:
        lines.append(
            f"Nearly everything is {_quoted(read.usual)}, so that most would be the same by chance alone: "
            "alpha is low although the verdicts are alike."
        )
    return lines


def _quoted(answer: Answer | None) -> str:
    return f"“{ANSWERS[answer].lower()}”" if answer else "the same"


def _rhythm(every: int) -> str:
    if not every:
        return "Second weighing is off; an owner can switch it on in /northstar settings, or ask for single ones."
    which = "Every request" if every == 1 else f"Of every {every} requests that are decided, one"
    return (
        f"{which} goes to a second person who does not see the first verdict. It never changes the outcome."
    )


def _pace(when: str, pace: Pace) -> str:
    if pace.median is None:
        return f"{when}: nothing decided."
    without = _percent(pace.without_owner, pace.decided)
    return (
        f"{when}: {count('request', pace.decided)} decided, {without} of them without an owner; "
        f"half of them within {within(pace.median)}."
    )


def _percent(part: int, whole: int) -> str:
    share = round(part / whole, 2)
    # What is not quite everything is never written 100%, nor nothing at all what is a little.
    return number(share if part in (0, whole) else min(max(share, 0.01), 0.99), style=Style.SHARE)


def _clashes(listed: Sequence[ListedClash], more: Sequence[str]) -> list[Block]:
    if not listed:
        return []
    rows = [
        blocks.section_plain(
            _clash_line(each), blocks.button("Details", REQUEST_WHY, str(each.double.number))
        )
        for each in listed
    ]
    return [blocks.divider(), blocks.header("Clashes"), *rows, *(blocks.context_plain(each) for each in more)]


def _clash_line(each: ListedClash) -> str:
    first, second = ANSWERS[each.double.first].lower(), ANSWERS[each.double.second].lower()
    return f"{title_of(each.request)}: first {first}, second {second}"


def _beside(verdict: Verdict, names: Mapping[MetricKey, str]) -> list[Block]:
    who = blocks.rich(blocks.paragraph(blocks.person(verdict.decider), blocks.words(" said:")))
    return [blocks.divider(), who, *record(verdict, names, star_now=None)]


def _in_short(verdict: Verdict) -> str:
    reason = verdict.reason or verdict.mechanism
    return escape(" ".join([f"{ANSWERS[verdict.answer]}.", plain(reason, 300)]).strip())


def _spaced(lines: Sequence[str]) -> list[str]:
    return [f"{line}\n" for line in lines[:-1]] + list(lines[-1:])
