"""The star card, the table of inputs, and the star on a person's Home."""

from collections.abc import Sequence

from northstar_bot.domain.digest.star_card import ShownStar, StarCard
from northstar_bot.domain.numbers.metric_line import MetricLine
from northstar_bot.render import blocks
from northstar_bot.render.company.schedule_form import IN_CHANNEL
from northstar_bot.render.digest.story import row
from northstar_bot.render.digest.table import fitting
from northstar_bot.render.digest.words import headline, marked
from northstar_bot.render.ids import INPUTS_AGAIN, STAR_INPUTS, STAR_SHARE_FORM
from northstar_bot.render.message import Block, Message, View
from northstar_bot.render.numbers.line_words import (
    LONGEST_NAME,
    amount,
    change_words,
    name_of,
    now_words,
    owner_words,
    range_words,
    verdict_words,
)
from northstar_bot.render.passage import Parts, Passage, drawn, told
from northstar_bot.render.words import count, day, escape, mention, plain, week_name

HEADINGS = ("Input", "Now", "Last week", "Change", "Normal range", "Verdict", "Owner", "Squad")
_NUMERIC = (1, 2, 3, 4)
_LONGEST_VISION, _LONGEST_NAME, _LONGEST_NOTE = 2000, 150, 500
_MOST_INPUTS = 12


def card_message(card: StarCard, *, shared: bool = False) -> Message:
    """Vision, where the star stands, who moves it, since when."""
    heading = _called(card)
    vision = plain(card.star.vision, _LONGEST_VISION).strip()
    found = [_fact(card), *([_inputs(card)] if card.digest.inputs else [])]
    facts = " · ".join(_facts(card))
    shown = [blocks.header(heading), *([blocks.section_plain(vision)] if vision else [])]
    shown += [*(drawn(passage) for passage in found), blocks.context_plain(*_notes(card), facts)]
    shown.append(blocks.actions(blocks.button("See all inputs", STAR_INPUTS)))
    said = [escape(heading), *([escape(vision)] if vision else [])]
    said += [told(passage, marked, aloud=True) for passage in found]
    return Message("\n".join([*said, *map(escape, (*_notes(card), facts))]), tuple(shown), shared=shared)


def shown(post: ShownStar) -> Message:
    """The card in a thread, with who shows it."""
    card = card_message(post.card)
    if post.by is None:
        return card
    by = f"shown by {mention(post.by)}"
    return Message(f"{card.text}\n{by}", (*card.blocks, blocks.context(by)))


def inputs_message(card: StarCard) -> Message:
    """Every input in one table: now, before, what is normal, whose it is."""
    heading = f"Inputs of {_called(card)}, {week_name(card.digest.week)}"
    if not card.digest.inputs:
        sentence = "No inputs yet. An owner can add them in /northstar settings."
        return Message(sentence, (blocks.section_plain(sentence),))
    rows, left_out = fitting([_cells(card, line) for line in card.digest.inputs])
    more = [f"{count('more input', left_out)} do not fit here."] if left_out else []
    more += ["* may still change"] if any(line.provisional for line in card.digest.inputs) else []
    shown = [blocks.section_plain(heading), blocks.table([HEADINGS, *rows], numeric=_NUMERIC)]
    shown += [blocks.context_plain(*more)] if more else []
    shown.append(blocks.actions(blocks.button("Refresh", INPUTS_AGAIN)))
    return Message(escape("\n".join([f"{heading}:", *map(_said, rows), *more])), tuple(shown))


def no_star() -> Message:
    """What to do while there is no star."""
    sentence = (
        "There is no North Star yet. An owner sets it with /northstar settings; "
        "until then what people ask for is kept and waits."
    )
    return Message(sentence, (blocks.section_plain(sentence),))


def home_star(card: StarCard | None) -> list[Block]:
    """The star on Home: name, vision, the fact, since when, and a way to show it to others."""
    if card is None:
        return [blocks.header("North Star"), *no_star().blocks]
    vision = plain(card.star.vision, _LONGEST_VISION).strip()
    return [
        blocks.header(plain(f"★ {_called(card)}", _LONGEST_NAME)),
        *([blocks.section_plain(vision)] if vision else []),
        drawn(_fact(card)),
        blocks.context_plain(" · ".join(_facts(card))),
    ]


def share_form() -> View:
    """Where the card is shown to everybody."""
    channel = blocks.input_block("channel", "Channel", blocks.channel_field(), hint=IN_CHANNEL)
    return blocks.modal(STAR_SHARE_FORM, "Share the star", [channel], submit="Share")


def shared_soon() -> Message:
    """The answer to whoever shares it."""
    sentence = "It is shown there in a moment, with your name."
    return Message(sentence, (blocks.section_plain(sentence),))


def home_inputs(card: StarCard, lines: Sequence[MetricLine]) -> list[Block]:
    """The inputs of one person or their squad, on Home; nothing when they have none."""
    if not lines:
        return []
    return [drawn(Passage(tuple(_row(card, line) for line in lines[:_MOST_INPUTS]), listed=True))]


def _called(card: StarCard) -> str:
    return plain(card.star.name, _LONGEST_NAME).strip() or name_of(card.digest.star.metric)


def _fact(card: StarCard) -> Passage:
    return Passage((headline(card.digest),), title=_sentence(week_name(card.digest.week)))


def _inputs(card: StarCard) -> Passage:
    lines = [_row(card, line) for line in card.digest.inputs[:_MOST_INPUTS]]
    rest = len(card.digest.inputs) - len(lines)
    lines += [[blocks.words(f"and {rest} more, see all inputs")]] if rest else []
    return Passage(tuple(lines), "Inputs", listed=True)


def _row(card: StarCard, line: MetricLine) -> Parts:
    squad = plain(card.squads.get(line.metric.key, ""), LONGEST_NAME).strip()
    return [
        *row(line, card.digest.names),
        *([blocks.words(f" · {plain(squad, LONGEST_NAME)}")] if squad else []),
    ]


def _notes(card: StarCard) -> list[str]:
    star = card.star
    told_of = {"Counted as": star.definition, "Why": star.why, "Stage": star.stage}
    kept = {what: plain(text, _LONGEST_NOTE).strip() for what, text in told_of.items()}
    return [f"{what}: {text}" for what, text in kept.items() if text]


def _facts(card: StarCard) -> list[str]:
    star = card.star
    return [*([f"Our star since {day(star.since)}"] if star.since else []), f"version {star.version}"]


def _cells(card: StarCard, line: MetricLine) -> list[str]:
    return [
        name_of(line.metric),
        now_words(line) if line.value is not None else "",
        amount(line.metric, line.previous) if line.previous is not None else "",
        change_words(line),
        range_words(line),
        verdict_words(line),
        owner_words(line, card.digest.names),
        card.squads.get(line.metric.key, ""),
    ]


def _said(cells: Sequence[str]) -> str:
    facts = [
        f"{heading.lower()} {cell}" for heading, cell in zip(HEADINGS[1:], cells[1:], strict=True) if cell
    ]
    return f"{cells[0]}: {', '.join(facts)}"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]
