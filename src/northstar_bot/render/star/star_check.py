"""The checks of the star: what to look at first, then what is fine, then what only people can say."""

from collections.abc import Iterator, Sequence

from northstar_bot.domain.company.company import Metric, Star
from northstar_bot.domain.numbers.lead_evidence import Finding
from northstar_bot.domain.numbers.smells import Smell
from northstar_bot.domain.star.star_check import Question, StarCheck
from northstar_bot.render import blocks
from northstar_bot.render.ids import STAR_ANSWER, STAR_ANSWER_FORM
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.numbers.baselines import counted_words
from northstar_bot.render.numbers.line_words import name_of, name_within
from northstar_bot.render.words import count, day, escape, mention, people, plain, week_name

SMELLS = {
    Smell.RUNNING_TOTAL: "a running total can only go up; count what happens in a week",
    Smell.ONCE: "somebody may do that once and never come back",
    Smell.BEING_THERE: "being there is not value: somebody may be leaving in frustration",
    Smell.OUTPUT: "output is not outcome: it rises without helping a customer",
    Smell.LAGS: "it lags: when it falls, customers have long been unhappy, and nobody can build more of it directly",
    Smell.APPLAUSE: "applause is cheap and does not say that anybody was helped",
    Smell.LABEL: "a label like this tells the other teams that their work counts less; name the customer instead",
}
QUESTIONS = {
    Question.OUTCOME: "Which outcome for a customer happens when this ticks up?",
    Question.GAMED: "How could a team raise it without helping a customer? (The answer is your guardrail.)",
    Question.FELL: "What would you do if it fell by 10%?",
    Question.HARM: "Which guardrail shows that customers stay, or that what they get is good?",
    Question.STAGE: "Which stage is the company in, and does the star still fit it?",
}
_LONGEST_ANSWER = 300
_LONGEST_WORD = 40


def check_message(found: StarCheck, *, may_answer: bool) -> Message:
    """All of it on one screen; nothing here blocks anything."""
    warnings, fine, asked = list(_warnings(found)), list(_fine(found)), list(_answers(found))
    head = f"{plain(found.star.name, 100)}: " + (
        f"{count('thing', len(warnings))} to look at." if warnings else "nothing to look at."
    )
    drawn: list[Block] = [blocks.section_plain(head)]
    text = [escape(head)]
    for title, lines in (("To look at", warnings), ("Fine", fine), ("What people said", asked)):
        if lines:
            drawn += [blocks.rich(blocks.paragraph(blocks.words(title, bold=True)), blocks.bullets(lines))]
            text += [f"{title}:", *("• " + _plainly(line) for line in lines)]
    if may_answer:
        drawn.append(
            blocks.actions(
                *(
                    blocks.button(_BUTTONS[question], f"{STAR_ANSWER}.{question.value}", question.value)
                    for question in _asked(found)
                )
            )
        )
    drawn.append(blocks.context_plain("These are warnings for you to weigh; none of them stops anything."))
    return Message("\n".join(text), tuple(drawn))


_BUTTONS = {
    Question.OUTCOME: "Which outcome?",
    Question.GAMED: "How gamed?",
    Question.FELL: "If it fell?",
    Question.HARM: "Which guardrail?",
    Question.STAGE: "Which stage?",
}


def answer_form(star: Star, question: Question, earlier: str) -> View:
    """One question, with what was said before."""
    field = blocks.text_field(initial=earlier, multiline=True)
    return blocks.modal(
        STAR_ANSWER_FORM,
        "About the star",
        [
            blocks.section_plain(plain(star.name, 100)),
            blocks.input_block(
                "text", QUESTIONS[question], field, hint="Kept with your name; earlier answers stay."
            ),
        ],
        submit="Keep",
        metadata=question.value,
    )


def _warnings(found: StarCheck) -> Iterator[list[Block]]:
    for one in found.smells:
        word = plain(one.word, _LONGEST_WORD)
        yield _line(name_of(one.metric), f" speaks of “{word}”: {SMELLS[one.smell]}.")
    for metric in found.only_up:
        yield _line(name_of(metric), " has never fallen: it can only go up, so it cannot tell a bad week.")
    for leak in found.leaks:
        advice = " It may be newcomers alone: read it by the week people came." if leak.mix else ""
        left = f"{name_of(leak.guardrail)} left its normal range in {week_name(leak.week)}"
        yield _line("Growth with a leak", f": while the star rose, {left}.{advice}")
    yield from _unsaid(found)
    yield from _lacking(found)
    if found.gap:
        missed = f"in {found.gap.weeks} of {found.gap.of} weeks the inputs do not multiply to the star"
        yield _line("The tree leaks", f": {missed} (more than 0.5% off).")
    for line in found.breaks:
        if line.anew:
            yield _line(name_of(line.metric), f" {counted_words(line.anew)}.")


def _unsaid(found: StarCheck) -> Iterator[list[Block]]:
    """What neither words nor numbers show."""
    if not found.guarded:
        yield _line("No guardrail", ": nothing would show harm done on the way up.")
    if found.harmless:
        yield _line(
            "No guardrail of quality or retention",
            ": nothing says whether customers stay or what they get is good. Add one, or say below which does.",
        )
    if found.speechless:
        yield _line(
            "No outcome in its words",
            ": say what somebody has done or got, such as “lessons completed”, in its name or definition or below.",
        )
    if found.follows:
        moved = f": {_named(found.follows)} moved before the star; it should be the other way round."
        yield _line("Not leading", moved)


def _lacking(found: StarCheck) -> Iterator[list[Block]]:
    if found.coarse is not None:
        yield _line(
            "Coarse",
            f": one week must move by {found.coarse:.0%} of the mean before it is news. Steer by the inputs.",
        )
    if found.lags:
        yield _line("About revenue", f": {SMELLS[Smell.LAGS]}. Each squad steers by an input instead.")
    if found.lags and found.squads_without:
        names = people([plain(squad.name, 80) for squad in found.squads_without], most=5)
        yield _line("Squads without an input", f": {names}.")
    if not found.inputs:
        yield _line("No inputs", ": nobody can move the star directly on a Tuesday.")
    if found.unowned:
        yield _line("Without an owner", f": {_named(found.unowned)}.")
    if found.untargeted:
        yield _line("Without a target", f": {_named(found.untargeted)}.")


def _fine(found: StarCheck) -> Iterator[list[Block]]:
    if found.guarded and not found.harmless:
        yield _line("Guarded", ": something would show harm done on the way up.")
    if found.coarse is None and not found.only_up:
        yield _line("It moves both ways", ", and a week can be told from noise.")
    yield from _leading(found)
    if found.leading is None:
        yield _line("Inputs", ": not tested yet; /northstar evidence says how many weeks that needs.")
    elif found.leading:
        yield _line("Inputs", f": {_named(found.leading)} moved before the star; that is no proof of cause.")
    else:
        yield _line("Inputs", ": tested, and none was found to move before the star.")


def _leading(found: StarCheck) -> Iterator[list[Block]]:
    """Of revenue and who stays: whether the star moved before them; what moved before the star is to look at."""
    if not found.outcomes:
        missing = ": not tested; declare revenue, or who stays, as a kpi or a guardrail."
        yield _line("Leading", missing)
    for metric, said in found.outcomes:
        name, evidence = name_within(metric), said.evidence
        if evidence.more_needed:
            yield _line(
                "Leading",
                f": not tested against {name} yet; it needs {count('more week', evidence.more_needed)}.",
            )
        elif said.finding is Finding.LEADS and evidence.ahead:
            weeks = count("week", evidence.ahead.lag)
            yield _line("Leading", f": the star moved {weeks} before {name}; that is no proof of cause.")
        elif said.finding is not Finding.STAR_LEADS:
            yield _line("Leading", f": tested against {name}, and the star was not found to move first.")


def _answers(found: StarCheck) -> Iterator[list[Block]]:
    for question in _asked(found):
        answer = found.answers.get(question)
        if answer is None:
            yield [blocks.words(QUESTIONS[question]), blocks.words(" Nobody has said yet.", italic=True)]
            continue
        said = plain(answer.text, _LONGEST_ANSWER)
        who = blocks.person(answer.by) if mention(answer.by) == f"<@{answer.by}>" else blocks.words(answer.by)
        yield [
            blocks.words(f"{QUESTIONS[question]} “{said}” "),
            who,
            blocks.words(f", {day(answer.at.date())}"),
        ]


def _asked(found: StarCheck) -> list[Question]:
    """Those that were answered or wait for it, in their order."""
    return [question for question in Question if question in found.answers or question in found.unanswered]


def _line(bold: str, rest: str) -> list[Block]:
    return [blocks.words(bold, bold=True), blocks.words(rest)]


def _named(metrics: Sequence[Metric]) -> str:
    return people([name_of(metric) for metric in metrics], most=5)


def _plainly(parts: Sequence[Block]) -> str:
    return "".join(
        mention(part["user_id"]) if part["type"] == "user" else escape(part["text"]) for part in parts
    )
