"""What a decider has before their eyes beside the rule: how similar requests were decided, and the load."""

from northstar_bot.domain.company.load import MOST_COUNTED, Load
from northstar_bot.domain.requests.precedents import Precedent, Precedents
from northstar_bot.domain.requests.requests import Answer
from northstar_bot.render import blocks
from northstar_bot.render.message import Block
from northstar_bot.render.requests.words import ANSWERS
from northstar_bot.render.words import day, plain


def precedents_said(precedents: Precedents) -> list[Block]:
    """Counted in one line, then the latest of them; nothing where there are none."""
    if not precedents.total:
        return []
    counted = ", ".join(f"{count} {ANSWERS[answer].lower()}" for answer, count in precedents.counts.items())
    lead = blocks.words(f"{precedents.total} similar: {counted}", bold=True)
    return [blocks.rich(blocks.paragraph(lead), blocks.bullets([_told(each) for each in precedents.latest]))]


def people_said(people: int) -> list[Block]:
    """How many ask for it; a fact, which no rule looks at."""
    return [blocks.context_plain(f"{people:,} people ask for this.")] if people > 1 else []


def load_said(load: Load | None) -> list[Block]:
    """What is accepted and not shipped; from the cap on, the question what has to wait."""
    if load is None:
        return []
    count = f"{MOST_COUNTED} or more" if load.is_uncounted else str(load.accepted)
    whose = f"for {plain(load.whose, 60)}" if load.whose else "in all"
    said = f"{count} accepted and not shipped {whose}."
    if load.is_over:
        said += f" {load.soft_cap} are usually enough: what stops or waits if this is a yes?"
    return [blocks.context_plain(said)]


def custom_against(answer: Answer, precedents: Precedents) -> str:
    """How many similar requests were decided otherwise, as a hint; empty where most were not."""
    if precedents.majority in (None, answer):
        return ""
    custom, count = next(iter(precedents.counts.items()))
    return f"{count} of {precedents.total} similar requests: {ANSWERS[custom].lower()}"


def _told(precedent: Precedent) -> list[Block]:
    answer = ANSWERS[precedent.answer].lower()
    return [
        blocks.words(f"#{precedent.number} {plain(precedent.title, 80)}: "),
        blocks.words(answer, bold=True),
        blocks.words(f", {day(precedent.decided_at.date())}"),
    ]
