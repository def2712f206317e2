"""What a decider's form and a self-check share: the inputs to choose from, and what the rule says."""

from collections.abc import Sequence

from northstar_bot.domain.company.company import Metric
from northstar_bot.domain.requests.requests import NO_INPUT, STAR_ONLY
from northstar_bot.domain.requests.weighing import Suggestion
from northstar_bot.render import blocks
from northstar_bot.render.message import Block
from northstar_bot.render.requests.ask_form import MOST_INPUTS
from northstar_bot.render.requests.words import ANSWERS
from northstar_bot.render.words import plain


def input_options(inputs: Sequence[Metric]) -> list[Block]:
    """The inputs of the star, the star as a whole, and none of them."""
    named = [blocks.option(plain(each.name, 75), each.key) for each in inputs[:MOST_INPUTS]]
    return [
        *named,
        blocks.option("The star, but no single input", STAR_ONLY),
        blocks.option("None of them", NO_INPUT),
    ]


def said_by_rule(suggestion: Suggestion | None) -> Block:
    """The suggestion with its rule named; a person decides."""
    if suggestion is None:
        return blocks.paragraph(
            blocks.words("Suggestion: ", bold=True), blocks.words("choose an input, and the rule will say.")
        )
    answer = ANSWERS[suggestion.answer].lower()
    return blocks.paragraph(
        blocks.words(f"Suggestion: {answer}. ", bold=True),
        blocks.words(f"Rule {suggestion.rule}: {_stopped(suggestion.words)}"),
    )


def _stopped(sentence: str) -> str:
    return sentence if sentence.endswith("?") else f"{sentence}."
