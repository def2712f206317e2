"""What the thanks of a deck's days came to, however many they are; only those somebody was asked about are read."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from northstar_bot.domain.deck.deck import Story, Untold
from northstar_bot.domain.ids import MetricKey

Reasons = tuple[tuple[Untold, int], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many shout-outs there were, how many of them across teams, for which inputs (by name), and why some of them
    are not told.
    """

    given: int = 0
    across: int = 0
    for_inputs: Mapping[str, int] = field(default_factory=dict)
    untold: Reasons = ()


@dataclass(frozen=True, slots=True)
class Sums:
    """The same before anything is known of answers; `opted_out`: those across teams that hang on people who opted out
    of decks.
    """

    given: int = 0
    across: int = 0
    for_inputs: Mapping[MetricKey, int] = field(default_factory=dict)
    opted_out: int = 0


def counted(stories: Sequence[Story]) -> Counted:
    """What these stories come to, where they are all there are."""
    across = [story for story in stories if story.crosses]
    inputs = Counter(story.input for story in across if story.input)
    return Counted(len(stories), len(across), inputs, reasons(Counter(map(_untold, stories))))


def with_answers(sums: Sums, names: Mapping[MetricKey, str], asked: Sequence[Story]) -> Counted:
    """Sums of all, and the answers of those that somebody was asked about: nobody was asked about the others."""
    known = Counter(story.untold for story in asked)
    known[Untold.INSIDE] = sums.given - sums.across
    known[Untold.OPTED_OUT] = sums.opted_out
    known[Untold.NOT_ASKED] = 0
    known[Untold.NOT_ASKED] = max(0, sums.given - known.total())
    inputs: Counter[str] = Counter()
    for key, many in sums.for_inputs.items():
        inputs[names.get(key, "")] += many
    del inputs[""]
    return Counted(sums.given, sums.across, inputs, reasons(known))


def reasons(known: Counter[Untold | None]) -> Reasons:
    """Why some are not told, and how many, in one order."""
    return tuple((why, known[why]) for why in Untold if known[why])


def _untold(story: Story) -> Untold | None:
    return story.untold
