"""What a verdict says: to its asker, politely and in full, and in the record beside the star of its day."""

from collections.abc import Mapping

from northstar_bot.domain.ids import MetricKey
from northstar_bot.domain.requests.precedents import Precedents
from northstar_bot.domain.requests.requests import NO_INPUT, Answer, Request, Verdict, WakeOn
from northstar_bot.domain.requests.views import Glimpse, VerdictNote
from northstar_bot.render import blocks
from northstar_bot.render.ids import REQUEST_APPEAL, REQUEST_REPLY, REQUEST_WHY
from northstar_bot.render.message import Block, Message
from northstar_bot.render.requests.following import leave_button
from northstar_bot.render.requests.words import (
    ANSWERS,
    RULES,
    STATES,
    input_name,
    return_of,
    star_of,
    title_of,
)
from northstar_bot.render.words import day, escape, mention, plain

# As many as a decider is ever shown.
_COUNTED = ("none", "one", "two", "three", "four", "five")
_STOOD = {answer: word.lower() for answer, word in ANSWERS.items()} | {Answer.PARK: "parked"}
# A label and what it introduces; an empty label is a sentence of its own.
Line = tuple[str, str]


def verdict_note(note: VerdictNote) -> Message:
    """The message to the asker: the answer first, thanks for the goal, the reason, and what comes next."""
    request, verdict = note.request, note.verdict
    names = {verdict.input: note.input_name} if verdict.input and note.input_name else {}
    opening = _OPENING[verdict.answer]
    alike = alike_line(note.alike) if _weighed(verdict) else []
    told = _repeats(note.repeats) if note.repeats else lines_of(verdict, names)
    lines = [_thanks(verdict), *_taken_back(note.before), *told, *alike, *_recourse(note)]
    said = "\n".join(f"{label}: {text}" if label else text for label, text in lines)
    did, whose = ("Asked", "the request of") if verdict.answer is Answer.ASK_BACK else ("Decided", "asked by")
    decided = f"{did} by {mention(verdict.decider)} on {day(verdict.decided_at.date())}"
    shows_asker = request.on_behalf_of or not note.is_asker
    decided += f" · {whose} {mention(request.asker)}" if shows_asker else ""
    decided += f" · for {mention(request.on_behalf_of)}" if request.on_behalf_of else ""
    decided += f" · you follow #{note.follows}" if note.follows else ""
    return Message(
        text=f"{escape(f'{opening}: {title_of(request)}.')}\n{escape(said)}\n{decided}.",
        blocks=(
            blocks.rich(
                blocks.paragraph(blocks.words(f"{opening}: ", bold=True), blocks.words(title_of(request))),
                *(_line(label, text) for label, text in lines),
            ),
            blocks.context(decided),
            blocks.actions(
                *_buttons(request, verdict, is_asker=note.is_asker, appealed=note.appealed),
                *leave_button(note.follows),
            ),
            *_way_to(note.repeats),
        ),
    )


def lines_of(verdict: Verdict, names: Mapping[MetricKey, str]) -> list[Line]:
    """Everything a verdict carries, as labelled sentences."""
    found = [*_of_answer(verdict, names)]
    if verdict.difference:
        found.append((_against(verdict), verdict.difference))
    return found


def _against(verdict: Verdict) -> str:
    """What a verdict goes against, before it says what is different here."""
    if verdict.suggestion not in (None, verdict.answer):
        return f"The rule suggested {ANSWERS[verdict.suggestion].lower()}; what is different here"
    return "Most like it were decided otherwise; what is different here"


def alike_line(alike: Precedents) -> list[Line]:
    """How the similar requests stood that the decider was shown; nothing where there were none."""
    if not alike.total:
        return []
    counted = ", ".join(f"{count} {_STOOD[answer]}" for answer, count in alike.counts.items())
    numbers = ", ".join(f"#{each.number}" for each in alike.latest)
    return [(f"Of {_COUNTED[alike.total]} like it (same input and kind)", f"{counted} ({numbers})")]


def _weighed(verdict: Verdict) -> bool:
    """Whether the star decided it, so that similar requests say something: no question, copy or obligation."""
    return not verdict.exempt and verdict.answer not in (Answer.ASK_BACK, Answer.DUPLICATE)


def rule_of(verdict: Verdict) -> str:
    """What the rule had suggested."""
    if verdict.suggestion is None:
        return "no rule applied"
    return f"the rule suggested {ANSWERS[verdict.suggestion].lower()} ({verdict.rule}: {RULES[verdict.rule]})"


def record(
    verdict: Verdict,
    names: Mapping[MetricKey, str],
    *,
    star_now: int | None,
    alike: Precedents | None = None,
) -> list[Block]:
    """One verdict beside the star of its day, and which similar requests were seen with it."""
    earlier = " (an earlier star)" if star_now not in (None, verdict.star_version) else ""
    return [
        blocks.rich(
            blocks.paragraph(
                blocks.words(ANSWERS[verdict.answer], bold=True),
                blocks.words(f" under {star_of(verdict)}{earlier}"),
            ),
            *(_line(label, text) for label, text in lines_of(verdict, names)),
            *(_line(label, text) for label, text in alike_line(alike or Precedents())),
        ),
        blocks.context(
            f"{mention(verdict.decider)} · {day(verdict.decided_at.date())} · {escape(rule_of(verdict))}"
        ),
    ]


def _of_answer(verdict: Verdict, names: Mapping[MetricKey, str]) -> list[Line]:
    match verdict.answer:
        case Answer.YES:
            return _of_yes(verdict, names)
        case Answer.NO:
            return [("Why", verdict.reason), ("What would make it a yes", verdict.would_be_yes)]
        case Answer.PARK:
            return _of_park(verdict)
        case Answer.ASK_BACK:
            return [("The question", verdict.reason)]
    return [("", f"It repeats #{verdict.duplicate_of}; what is decided there counts for it.")]


def _repeats(repeated: Glimpse) -> list[Line]:
    """What a duplicate repeats, as it stands now."""
    name = title_of(repeated.request) if repeated.request else f"#{repeated.number}, which is private"
    return [
        ("", f"It repeats {name}."),
        ("How that stands", f"{STATES[repeated.state]}. It counts for both."),
    ]


def _way_to(repeated: Glimpse | None) -> list[Block]:
    if repeated is None or repeated.request is None:
        return []
    # On its own: two buttons of one kind in a row are refused by Slack.
    return [blocks.actions(blocks.button(f"See #{repeated.number}", REQUEST_WHY, str(repeated.number)))]


def _taken_back(before: Verdict | None) -> list[Line]:
    """That this had been a yes, where it is one no more."""
    if before is None:
        return []
    accepted = f"It was accepted on {day(before.decided_at.date())}, under {star_of(before)}."
    return [("", f"{accepted} The North Star has changed since, so it was weighed again.")]


def _of_yes(verdict: Verdict, names: Mapping[MetricKey, str]) -> list[Line]:
    moves = "It is an obligation: exempt from the star, counted apart."
    if not verdict.exempt:
        moves = f"We expect it to move {input_name(verdict.input, names)}."
        if verdict.input in (None, NO_INPUT):
            moves = "It moves no input."
    lines = [("", moves)]
    lines += [("How", verdict.mechanism)] if verdict.mechanism else []
    if verdict.look_by:
        lines.append(("", f"We will look at {input_name(verdict.input, names)} by {day(verdict.look_by)}."))
    return lines + ([("What stops or waits for it", verdict.stops)] if verdict.stops else [])


def _of_park(verdict: Verdict) -> list[Line]:
    lines = [("Why", verdict.reason)] if verdict.reason else []
    lines.append(("", return_of(verdict)))
    if verdict.wake_on is WakeOn.EVIDENCE:
        lines.append(("What evidence would settle it", verdict.would_be_yes))
    return lines


def _thanks(verdict: Verdict) -> Line:
    if not _weighed(verdict):
        return "", "Thank you for asking."
    thanks = "Thank you for the goal behind it." if verdict.answer is Answer.NO else "Thank you for asking."
    return "", f"{thanks} It was weighed against our North Star, {star_of(verdict)}."


def _recourse(note: VerdictNote) -> list[Line]:
    if note.verdict.answer is not Answer.NO or note.follows:
        return []
    if note.appealed:
        return [("", "It was weighed after an appeal, so this no is final under this star.")]
    return [("If something new is known", "appeal once, with evidence; another decider weighs it.")]


_OPENING = {
    Answer.YES: "Yes",
    Answer.NO: "No, for now",
    Answer.PARK: "Parked",
    Answer.ASK_BACK: "A question before we can weigh it",
    Answer.DUPLICATE: "Asked before",
}


def _line(label: str, text: str) -> Block:
    lead = [blocks.words(f"{label}: ", bold=True)] if label else []
    return blocks.paragraph(*lead, blocks.words(plain(text, 2500)))


def _buttons(request: Request, verdict: Verdict, *, is_asker: bool, appealed: bool) -> list[Block]:
    number = str(request.number)
    buttons = [blocks.button("See the record", REQUEST_WHY, number)]
    if not is_asker:
        return buttons
    if verdict.answer is Answer.ASK_BACK:
        buttons.insert(0, blocks.button("Answer", REQUEST_REPLY, number, style="primary"))
    if verdict.answer is Answer.PARK:
        buttons.insert(0, blocks.button("Add evidence", REQUEST_REPLY, number))
    if verdict.answer is Answer.NO and not appealed:
        buttons.insert(0, blocks.button("Appeal", REQUEST_APPEAL, number))
    return buttons
