"""What the words of a digest mean, in plain sentences."""

from northstar_bot.domain.numbers.process_behaviour import FEWEST, RUN, TRIAL_BELOW
from northstar_bot.render import blocks
from northstar_bot.render.message import Message

_MEANINGS = (
    ("Normal range", "where a week usually lies, drawn from earlier weeks. Inside it, a move is not news."),
    (
        "Around its trend, from the week before",
        "a number that grows or wanders is held against its own course, and its range moves with it.",
    ),
    ("Above or below normal", "the week left its range: something has most likely changed."),
    (
        f"High or low for {RUN} weeks",
        f"{RUN} or more weeks in a row on one side of the average: a lasting change.",
    ),
    (
        "Near the top or bottom",
        "three of four weeks closer to the limit than to the average: likely a change.",
    ),
    (
        "Too early, trial",
        f"no verdict before {FEWEST} weeks, and a range that may still move before {TRIAL_BELOW}.",
    ),
    (
        "New normal?",
        "a lasting change may be here to stay. Its owner says so, and the range is drawn from there on.",
    ),
    (
        "Growth with a leak",
        "the star rose, and within eight weeks a guardrail left normal on the bad side. No cause is claimed.",
    ),
    ("Where it came from", "the change shared out among the inputs; the parts add up to it exactly."),
    (
        "Not explained by the inputs",
        "the star is half a per cent or more off what its inputs multiply to; that part is shown by itself.",
    ),
    ("May still change", "the week's data is not final yet; a corrected number is shown as restated."),
    (
        "On pace, uncertain, off pace",
        "the target lies in the middle half of the likely range, in the rest of it, or outside; needs are exact.",
    ),
    (
        "Not compared",
        "data is missing, ends inside the week or was typed before its end; no part of a week is compared.",
    ),
)


def meanings() -> Message:
    """The words, one line each."""
    items = [[blocks.words(word, bold=True), blocks.words(f": {meaning}")] for word, meaning in _MEANINGS]
    text = "\n".join(f"{word}: {meaning}" for word, meaning in _MEANINGS)
    return Message(text, (blocks.rich(blocks.bullets(items)),))
