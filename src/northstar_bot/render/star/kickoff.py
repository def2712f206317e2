"""Kick-off cards: the star, its inputs with owners and verdicts, and the one question of the ritual."""

from collections.abc import Mapping

from northstar_bot.domain.declaration.rituals import Answer, KickoffCard, Ritual
from northstar_bot.render import blocks
from northstar_bot.render.digest.story import row
from northstar_bot.render.digest.words import headline, marked
from northstar_bot.render.ids import KICKOFF_SAY, STAR_INPUTS
from northstar_bot.render.message import Block, Message
from northstar_bot.render.passage import Passage, drawn, told
from northstar_bot.render.words import count, escape, plain, week_name

TITLES = {
    Ritual.REVIEW: "Sprint review",
    Ritual.PLANNING: "Sprint planning",
    Ritual.ROADMAP: "Roadmap planning",
    Ritual.DISCOVERY: "Discovery",
}
QUESTIONS = {
    Ritual.REVIEW: "Which of these did our work move, and how do we know?",
    Ritual.PLANNING: "Which one input does each squad move until the next planning?",
    Ritual.ROADMAP: "Most of what is on our roadmap: does it move one of these inputs, or is it busywork?",
    Ritual.DISCOVERY: "At which moment does somebody find this worth it, and what keeps others from it?",
}
ANSWERS = {
    Answer.MOVES: "It moves an input",
    Answer.BUSYWORK: "Busywork",
    Answer.EXEMPT: "Exempt: law, security, upkeep",
}
_MOST_INPUTS = 12
_LONGEST_VISION = 300


def card(kickoff: KickoffCard, *, shared: bool = False) -> Message:
    """What a ritual begins with; the roadmap's has three buttons and counts, and names nobody."""
    heading = plain(f"{TITLES[kickoff.ritual]} begins with the North Star", 150)
    digest = kickoff.star.digest
    vision = plain(kickoff.star.star.vision, _LONGEST_VISION).strip()
    week = week_name(digest.week)
    passages = [Passage((headline(digest),), title=week[:1].upper() + week[1:]), *_inputs(kickoff)]
    question = Passage(([blocks.words(QUESTIONS[kickoff.ritual], bold=True)],))
    poll = kickoff.ritual is Ritual.ROADMAP
    counted = [counts(kickoff.voices)] if poll else []
    shown = [blocks.header(heading), *([blocks.section_plain(vision)] if vision else [])]
    shown += [*map(drawn, passages), drawn(question)]
    shown += [blocks.context_plain(line) for line in counted]
    shown.append(
        blocks.actions(*(_answers(kickoff.key) if poll else [blocks.button("See all inputs", STAR_INPUTS)]))
    )
    said = [heading, *([vision] if vision else [])]
    lines = [
        *map(escape, said),
        *(told(each, marked, aloud=True) for each in (*passages, question)),
        *map(escape, counted),
    ]
    return Message("\n".join(lines), tuple(shown), shared=shared)


def counts(voices: Mapping[Answer, int]) -> str:
    """How many said what."""
    if not voices:
        return "Nobody has answered yet. One voice each; you may change yours. No names are shown."
    said = ", ".join(f"{ANSWERS[answer]} {voices.get(answer, 0)}" for answer in Answer)
    return f"{count('voice', sum(voices.values()))}: {said}. One voice each; no names are shown."


def _inputs(kickoff: KickoffCard) -> list[Passage]:
    digest = kickoff.star.digest
    lines = [row(line, digest.names) for line in digest.inputs[:_MOST_INPUTS]]
    rest = len(digest.inputs) - len(lines)
    lines += [[blocks.words(f"and {rest} more")]] if rest > 0 else []
    if not lines:
        none = [[blocks.words("No inputs are declared yet, so no squad can tell what to move.")]]
        return [Passage(tuple(none), "Inputs")]
    return [Passage(tuple(lines), "Inputs", listed=True)]


def _answers(key: str) -> list[Block]:
    return [
        blocks.button(words, f"{KICKOFF_SAY}.{answer}", f"{answer}:{key}")
        for answer, words in ANSWERS.items()
    ]
